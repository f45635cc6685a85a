import assert from 'node:assert/strict';
import fc from 'fast-check';
import { detectors } from '../../server/detectors/detectors.ts';
import type { LinearEngine } from '../../server/detectors/pattern/matcher.ts';
import type { PatternSpec, Regex } from '../../server/detectors/pattern/spec.ts';
import type { Confidence } from '../../server/engine/rule.ts';
import { ruleset } from '../../server/engine/ruleset.ts';
import { scan } from '../../server/engine/scan.ts';
import { source } from '../../server/engine/source.ts';
import { wordRule } from './wordRule.ts';

interface Case extends Partial<Omit<PatternSpec, 'kind' | 'regex' | 'path'>> {
  readonly regex?: string | Regex;
  readonly path?: string;
  readonly keywords?: readonly string[];
  readonly confidence?: Confidence;
  readonly file?: string;
}

/** What one rule of the pattern detector finds: the text of each finding, doubtful ones marked with `?`. */
function found(text: string, given: Case, linear?: LinearEngine): string[] {
  const { keywords = [], confidence = 'high', file = 'a.ts', regex, path, ...rest } = given;
  const detect: PatternSpec = {
    kind: 'pattern',
    secretGroup: 0,
    placeholders: false,
    allowlists: [],
    ...(regex === undefined ? {} : { regex: typeof regex === 'string' ? js(regex) : regex }),
    ...(path === undefined ? {} : { path: js(path) }),
    ...rest,
  };
  const rule = wordRule('any', { keywords, confidence, detect });
  const { findings, failures } = scan(source(file, text), ruleset([rule], detectors(linear), { profile: 'all' }), {
    today: '2026-11-20',
  });
  assert.deepEqual(failures, []);
  return findings.map(({ span, confidence: sure }) => text.slice(span.start, span.end) + (sure === 'low' ? '?' : ''));
}

function js(regex: string): Regex {
  return { engine: 'js', source: regex, flags: '' };
}

describe('a pattern', () => {
  it('finds every match that does not overlap another', () => {
    assert.deepEqual(found('k-1 k-22 k-333', { regex: 'k-\\d+' }), ['k-1', 'k-22', 'k-333']);
    assert.deepEqual(found('aaaa', { regex: 'aa', placeholders: true }), ['aa', 'aa']);
    assert.deepEqual(found('', { regex: 'k' }), []);
  });

  it('goes on where a regex can match nothing', () => {
    assert.deepEqual(found('bab', { regex: 'a*' }).join(''), 'a');
  });

  it('takes the first group that took part for the secret, or the one that is named', () => {
    assert.deepEqual(found('key=b7Xq', { regex: 'key=(\\w+)' }), ['b7Xq']);
    assert.deepEqual(found('b=7Xq', { regex: 'a=(\\w+)|b=(\\w+)' }), ['7Xq']);
    assert.deepEqual(found('a=7Xq', { regex: '(a)=(\\w+)', secretGroup: 2 }), ['7Xq']);
    assert.deepEqual(found('k7Xq', { regex: 'k(?:\\d)Xq' }), ['k7Xq']);
  });

  it('doubts what has no entropy above its bound, or drops it where placeholders count or only a name stands near', () => {
    assert.deepEqual(found('abab', { regex: 'abab', entropy: 0.9, placeholders: true }), ['abab']);
    assert.deepEqual(found('abab', { regex: 'abab', entropy: 1 }), ['abab?']);
    assert.deepEqual(found('abab', { regex: 'abab', entropy: 1, placeholders: true }), []);
  });

  it('passes over placeholders, unless it says that they count', () => {
    assert.deepEqual(found('t_your-token t_xxxxxxxx t_9fK2', { regex: 't_[\\w-]+' }), ['t_9fK2']);
    assert.deepEqual(found('t_your-token', { regex: 't_[\\w-]+', placeholders: true }), ['t_your-token']);
  });

  it('needs only the path where it has no regex', () => {
    assert.deepEqual(found('anything', { path: '\\.pem$', file: 'keys/a.pem' }), ['']);
    assert.deepEqual(found('anything', { path: '\\.pem$', file: 'keys/a.ts' }), []);
    assert.deepEqual(found('k-1', { regex: 'k-\\d', path: '\\.pem$', file: 'a.ts' }), []);
  });

  it('runs in the linear-time engine where it must, and fails by name without it', () => {
    const linear: LinearEngine = () => ({
      exec: (text, from) =>
        text.indexOf('q7', from) < 0 ? undefined : { span: spanOf(text.indexOf('q7', from)), groups: [] },
      test: (text) => text.includes('q7'),
    });
    const spanOf = (start: number) => ({ start, end: start + 2 });
    const regex: Regex = { engine: 're2', source: 'q7' };
    assert.deepEqual(found('q7 q7', { regex }, linear), ['q7', 'q7']);
    assert.throws(() => found('q7', { regex }), /linear-time engine/);
  });
});

describe('the boundary of a secret', () => {
  const word = { regex: 'ab_[0-9]{4}', boundary: '[0-9A-Za-z_]' };

  it('is where no such character touches it', () => {
    assert.deepEqual(found('"ab_8213" =ab_8214; (ab_8215)\nab_8216', word), [
      'ab_8213',
      'ab_8214',
      'ab_8215',
      'ab_8216',
    ]);
    assert.deepEqual(found('ab_82134 lab_8213 _ab_8213 ab_8213x', word), []);
  });

  it('is also after an escape, as source code and addresses write it', () => {
    assert.deepEqual(found('"\\nab_8213" "a%3Dab_8214" "\\u0020ab_8215" "\\x20ab_8216"', word).length, 4);
  });

  it('is of the secret, not of the match', () => {
    assert.deepEqual(found('key=7213 xkey=7214', { regex: 'key=(\\d+)', boundary: '[a-z]' }), ['7213', '7214']);
  });
});

describe('the checksum of a secret', () => {
  it('that is wrong makes the finding doubtful', () => {
    const token = { regex: 'np_[0-9A-Za-z]{36}', checksum: 'crc32-base62' };
    assert.deepEqual(found(`np_${'4xK9'.repeat(7)}Qz000000`, token), [`np_${'4xK9'.repeat(7)}Qz000000?`]);
  });
});

describe('an allow-list', () => {
  const list = { condition: 'or' as const, paths: [], regexes: [], regexTarget: 'secret' as const, stopwords: [] };
  const key = 'key=(\\w+)';

  it('passes over secrets by a regex over secret, match or line', () => {
    const regexes = [js('^key')];
    assert.deepEqual(found('key=7213', { regex: key, allowlists: [{ ...list, regexes }] }), ['7213']);
    assert.deepEqual(found('key=7213', { regex: key, allowlists: [{ ...list, regexes, regexTarget: 'match' }] }), []);
    const line = { ...list, regexes: [js('test')], regexTarget: 'line' as const };
    assert.deepEqual(found('test key=7213\nkey=7214', { regex: key, allowlists: [line] }), ['7214']);
  });

  it('passes over secrets that hold a stopword, in either case', () => {
    assert.deepEqual(found('key=72Shop13 key=7214', { regex: key, allowlists: [{ ...list, stopwords: ['shop'] }] }), [
      '7214',
    ]);
  });

  it('asks for all of its parts where it says "and", for one where it says "or"', () => {
    const parts = { paths: [js('^test/')], stopwords: ['72'] };
    const or = { regex: key, allowlists: [{ ...list, ...parts }] };
    const and = { regex: key, allowlists: [{ ...list, ...parts, condition: 'and' as const }] };
    assert.deepEqual(found('key=7213', { ...or, file: 'src/a.ts' }), []);
    assert.deepEqual(found('key=7213', { ...and, file: 'src/a.ts' }), ['7213']);
    assert.deepEqual(found('key=7213', { ...and, file: 'test/a.ts' }), []);
  });

  it('allows nothing where it says nothing', () => {
    assert.deepEqual(found('key=7213', { regex: key, allowlists: [list] }), ['7213']);
  });
});

describe('the windows around keywords', () => {
  it('give the same findings as the whole text', () => {
    const regex = '\\bkw[a-c]{1,3}\\b|[a-c]kw\\d';
    const pieces = fc.array(fc.constantFrom('kw', 'a', 'b', 'abc', '7', ' ', '\n', '-'), { maxLength: 40 });
    fc.assert(
      fc.property(pieces, (list) => {
        const text = list.join('');
        const whole = found(text, { regex, placeholders: true });
        const inWindows = found(text, { regex, placeholders: true, keywords: ['kw'], reach: { before: 1, after: 3 } });
        assert.deepEqual(inWindows, whole);
      }),
    );
  });
});
