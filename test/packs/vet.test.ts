import assert from 'node:assert/strict';
import fc from 'fast-check';
import { analyse } from 'scslre';
import { detectors } from '../../server/detectors/detectors.ts';
import { ruleset } from '../../server/engine/ruleset.ts';
import { scan } from '../../server/engine/scan.ts';
import { source } from '../../server/engine/source.ts';
import { compilePack } from '../../server/packs/compile.ts';
import { linearEngine, needsLinear } from '../../server/packs/linear.ts';
import { manySteps } from '../../server/packs/regex/manySteps.ts';
import { compileRegex } from '../../server/packs/regex/regex.ts';
import { runaway } from '../../server/packs/regex/runaway.ts';

/** The sources for which the check has something to say, or nothing. */
function assertVetted(check: typeof runaway, dangerous: readonly string[], harmless: readonly string[]): void {
  const says = (regex: string) => check({ source: regex, flags: '' }) !== undefined;
  assert.deepEqual(
    dangerous.filter((regex) => !says(regex)),
    [],
    'said to be harmless',
  );
  assert.deepEqual(harmless.filter(says), [], 'said to be dangerous');
}

describe('vetting regular expressions', () => {
  it('sees loops that a text can go through in many ways', () => {
    assertVetted(
      runaway,
      ['x(a+)+$', 'x(?:a|a)*b', 'x(?:a|ab)*c', 'x(?:a?)*b', 'x(?:a*b?)*c', 'x(?:a{1,2})*b', 'x(?:\\w+\\s?)*y'],
      ['x(?:ab+)*c', 'x(?:"[^"x]*",)*y', 'x(?:a|b)*c', 'x(?:[a-m]+;)*n'],
    );
  });

  it('sees loops that hand a text over to one another', () => {
    assertVetted(
      runaway,
      ['x\\s*=?\\s*y', 'x(?:a+b?){0,3}c', 'x[a-f]+[d-z]+,', 'x.*a.*b', 'x(a+)\\1y'],
      ['x\\s*=\\s*y', 'x[a-f]+[g-z]+,', 'xa+(?:b+|c+)d', 'x=\\d+;\\d+;'],
    );
  });

  it('sees searches that look at the same text again and again', () => {
    assertVetted(
      runaway,
      ['a+b', '.*x', 'x.*y', 'eyJ\\w{10,}\\.eyJ', '(?:[a-z]+ )*x', '(?=.*a)b', '(?<!a+)b', '(?:^|\\s)a*b?\\s*c'],
      [
        'a+',
        'x\\w+',
        '"[^"]*"',
        'ghp_\\w{36,}',
        'x[^xy]*y',
        '(?<=a{0,9})b',
        'a{0,99}b',
        '--\\w+',
        '^a+b',
        '(?:^a+|b)c',
      ],
    );
  });

  it('sees every danger that another analysis sees', () => {
    fc.assert(
      fc.property(anyRegex, (regex) => {
        const { reports } = analyse(new RegExp(regex), { reportTypes: { Move: true } });
        assert.ok(!reports.length || runaway({ source: regex, flags: '' }), regex);
      }),
      { numRuns: 500, seed: 1 },
    );
  });

  it('sees bounded repetitions that multiply', () => {
    assertVetted(
      manySteps,
      ['(?:a{0,99}){0,99}b', 'a{0,90}a{0,90}a{0,90}b', '(?:a|a){40}b', '(?=.{0,300}a.{0,300}b)x'],
      [
        '[A-Z]{1,500}',
        '[\\w.-]{0,50}?key[\\w.-]{0,20}[\\s\'"]{0,3}(?:=|=>)[a-z0-9]{32}',
        '-----BEGIN[ A-Z]{0,20}KEY-----[^]{64,9000}?END',
      ],
    );
  });

  it('counts a word after a repetition as rarely as it can stand there', () => {
    const steps = (regex: string) =>
      Number(/\d+/.exec(manySteps({ source: `${regex}.{0,999}.{0,999}`, flags: '' }) ?? '')?.[0]);
    assert.ok(steps('[a-z]{0,50}adafruit') * 3 < steps('[a-z]{0,50}[a-z]'));
  });

  it('gives what is dangerous to the linear-time engine, or refuses it', () => {
    assert.deepEqual(compileRegex('(a+)+$'), {
      regex: { engine: 're2', source: '(a+)+$' },
      groups: 1,
      js: { source: '(a+)+$', flags: '' },
    });
    const refused = compileRegex('(?=x)(a+)+$');
    assert.match(
      'complaint' in refused ? refused.complaint : '',
      /^It can take very long: one text can go through \(a\+\)\+ in several ways\. Bound/,
    );
  });

  it('lets bounded repetitions of trusted rules multiply, and no others', () => {
    const engine = (regex: string) => {
      const compiled = compileRegex(regex, true);
      return 'regex' in compiled && compiled.regex.engine;
    };
    assert.equal(engine('(?:a{0,99}){0,9}b'), 'js');
    assert.equal(engine('(a+)+b'), 're2');
  });
});

describe('a pack that means harm', () => {
  const pack = `rules:
  - id: evil/backtracking
    title: Backtracking
    severity: low
    confidence: low
    keywords: [a]
    detect: { pattern: { regex: '(a+)+$', boundary: none, placeholders: true } }
    message: Found.
`;

  it('does not hang the scan', async () => {
    const { rules, problems } = compilePack([{ path: '/p.yaml', text: pack }]);
    assert.deepEqual(problems, []);
    assert.ok(needsLinear(rules));
    const ready = ruleset(rules, detectors(await linearEngine()), { profile: 'all' });
    const long = 'a'.repeat(5_000);
    const found = (text: string) => scan(source('a.txt', text), ready, { today: '2026-11-20' }).findings.length;
    assert.equal(found(`${long}!`), 0);
    assert.equal(found(long), 1);
  });
});

/** Regular expressions over few characters, so that repetitions meet. */
const anyRegex = fc.letrec<{ alternatives: string; atom: string }>((tie) => ({
  alternatives: fc
    .array(
      fc
        .array(
          fc
            .tuple(tie('atom'), fc.constantFrom('', '', '*', '+', '?', '*?', '{2}', '{0,3}', '{2,}'))
            .map((parts) => parts.join('')),
          { maxLength: 4 },
        )
        .map((pieces) => pieces.join('')),
      { minLength: 1, maxLength: 2 },
    )
    .map((sequences) => sequences.join('|')),
  atom: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom('a', 'b', 'ab', '[ab]', '[^a]', '.', '\\w', '-', '(?:)'),
    tie('alternatives').map((inside) => `(?:${inside})`),
  ),
})).alternatives;
