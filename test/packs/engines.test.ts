import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { parse } from 'smol-toml';
import { type LinearEngine, type Matcher, matcher } from '../../server/detectors/pattern/matcher.ts';
import { linearEngine } from '../../server/packs/linear.ts';
import { randomOf } from '../../server/packs/random.ts';
import { translate } from '../../server/packs/regex/translate.ts';
import { regexSampler } from '../../server/packs/regexSample.ts';

/** Regular expressions that engines like to disagree about, with texts that they match. */
const tricky: Readonly<Record<string, readonly string[]>> = {
  'a(?i)b|c': ['ab', 'aB', 'C'],
  '(?i)[\\w.-]{0,9}?(?:key)(?:[ \\t\\w.-]{0,5})=["\'\\s]{0,3}([a-z0-9]{4})(?:["\'\\s;]|\\\\[nr]|$)': [
    'my_KEY = "a1b2"',
    'key=abcd',
  ],
  '(?m)^a+$': ['a\naa\nb', 'b\na', 'a\r\na'],
  '^a|b$': ['a b', 'b\n', 'ab'],
  '(?s)a.b': ['a\nb', 'a😀b'],
  'a.b': ['axb', 'a😀b', 'a\rb', 'a\u2028b'],
  '[^"]{2,3}"': ['😀😀"', 'ä😀"', '\ud83d"'],
  '\\s+x': ['\v x', '\u00a0 x', '\t\r\n\fx'],
  '\\bä?\\w+\\b': ['äa', 'aä', 'é1'],
  '(a|ab)(c|bcd)(d*)': ['abcd', 'abcdd'],
  '(?:a?b?)*c': ['abbac', 'c', 'bc'],
  '(?:a|$)?b*?': ['abb', 'b'],
  '(a+?)(a*)(?U)b+c+?': ['aaabbcc'],
  '([[:alpha:]]+)[[:^alpha:]]([^[:space:]]*)': ['ab😀c', 'ab cd'],
  '\\pL+\\d': ['éΩ1', 'ab2'],
  '[\\x00-\\x1f]+\\x{1F600}?': ['\u0001\n😀'],
  '(?i)[^k]s': ['ks', 'xS'],
  '(x)?(y)?z': ['yz', 'xz', 'xyz'],
  '(?:(a)b)+c': ['ababc'],
  '(?:|a){2}b': ['ab', 'aab'],
};

describe('translated and original regular expressions', () => {
  let linear: LinearEngine;
  before(async () => {
    linear = await linearEngine();
  });

  for (const [source, near] of Object.entries(tricky)) {
    it(`agree near ${source}`, () => assertAgree(source, fc.constantFrom(...near), 200));
  }

  // Not ours to copy; where a copy lies beside the repository, it is used.
  const config =
    process.env.HANDRAIL_GITLEAKS ??
    fileURLToPath(new URL('../../../shared/eval/configs/gitleaks.toml', import.meta.url));
  it('agree near every regular expression of a gitleaks configuration', function () {
    if (!existsSync(config)) this.skip();
    for (const source of gitleaksRegexes(readFileSync(config, 'utf8'))) assertAgree(source, described(source), 20);
  });

  /** Both engines find the same matches with the same groups in texts near those of `base`. */
  function assertAgree(source: string, base: fc.Arbitrary<string>, runs: number): void {
    const { dialect, js } = translate(source);
    assert.equal(dialect, 're2');
    assert.ok(js, 'JavaScript can say it');
    const ours = matcher({ engine: 'js', ...js }, undefined);
    const theirs = linear(source);
    const nearby = fc.tuple(base, fc.array(slip, { maxLength: 4 })).map(([text, slips]) => slips.reduce(slipped, text));
    fc.assert(
      fc.property(nearby, (text) => assert.deepEqual(matches(ours, text), matches(theirs, text))),
      { numRuns: runs, seed: 1 },
    );
  }
});

interface Slip {
  readonly at: number;
  readonly take: number;
  readonly put: string;
}

/** What regular expressions like to disagree about, put anywhere, in place of a little. */
const slip: fc.Arbitrary<Slip> = fc.record({
  at: fc.nat(100),
  take: fc.nat(2),
  put: fc.constantFrom(
    ...'\n|\r|\t|\v|\f| |\u00a0|\u2028|a|b|K|Z|0|_|-|.|=|"|\'|\\|ä|É|ß|😀|\ud83d|aa|=='.split('|'),
    '',
  ),
});

function slipped(text: string, { at, take, put }: Slip): string {
  const place = at % (text.length + 1);
  return text.slice(0, place) + put + text.slice(place + take);
}

/** All matches in a text with their groups. */
function matches(regex: Matcher, text: string) {
  const found = [];
  for (let from = 0; from <= text.length; ) {
    const match = regex.exec(text, from);
    if (!match) break;
    found.push(match);
    from = Math.max(match.span.end, match.span.start + 1);
  }
  return found;
}

function gitleaksRegexes(toml: string): string[] {
  const sources: string[] = [];
  const collect = (value: unknown, key: string): void => {
    if (Array.isArray(value)) for (const item of value) collect(item, key);
    else if (typeof value === 'object' && value) for (const [name, item] of Object.entries(value)) collect(item, name);
    else if (typeof value === 'string' && ['regex', 'regexes', 'path', 'paths'].includes(key)) sources.push(value);
  };
  collect(parse(toml), '');
  return sources;
}

/** Texts that the regular expression describes. */
function described(source: string): fc.Arbitrary<string> {
  const { js } = translate(source);
  const sample = regexSampler(`(${js?.source})`);
  return fc.nat().map((seed) => sample(randomOf(String(seed))));
}
