import assert from 'node:assert/strict';
import { pack, places, rules, scanTree, token } from './tree.ts';

const text = { 'z.ts': `const t = "${token}";\n` };

describe('a pack', () => {
  it('that is no YAML is named with line and column, and the others work', () => {
    const scanned = scanTree({
      ...pack,
      ...text,
      'handrail.yaml': 'extends: [./broken.yaml, ./pack.yaml]\n',
      'broken.yaml': 'rules:\n  - id: team/a\n    title: [unclosed\n',
    });
    assert.deepEqual(places(scanned), ['z.ts:1:12']);
    assert.equal(scanned.code, 2);
    assert.match(scanned.stderr, /^broken\.yaml:\d+:\d+: error: /m);
  });

  it('with one broken rule has the rest of its rules', () => {
    const broken = `
  - id: team/broken
    title: Broken
    severity: terrible
    confidence: high
    keywords: [x]
    detect: { pattern: { regex: 'x' } }
    message: x
`;
    const scanned = scanTree({
      ...pack,
      ...text,
      'pack.yaml': rules(broken) + pack['pack.yaml'].replace('rules:\n', ''),
    });
    assert.deepEqual(places(scanned), ['z.ts:1:12']);
    assert.equal(scanned.code, 2);
    assert.match(scanned.stderr, /^pack\.yaml:4:15: error: .*severity|^pack\.yaml:4:15: error: /m);
  });

  it('with a regular expression that is none is named at its line', () => {
    const scanned = scanTree({
      ...pack,
      ...text,
      'handrail.yaml': 'extends: [./bad.yaml, ./pack.yaml]\n',
      'bad.yaml': rules(`
  - id: team/bad
    title: Bad
    severity: low
    confidence: low
    keywords: [x]
    detect:
      pattern:
        regex: 'x(y'
    message: x
`),
    });
    assert.deepEqual(places(scanned), ['z.ts:1:12']);
    assert.match(scanned.stderr, /^bad\.yaml:9:\d+: error: /m);
  });

  it('that is not there is named where it is asked for', () => {
    const scanned = scanTree({ ...pack, ...text, 'handrail.yaml': 'extends:\n  - ./missing.yaml\n  - ./pack.yaml\n' });
    assert.deepEqual(places(scanned), ['z.ts:1:12']);
    assert.equal(scanned.code, 2);
    assert.match(scanned.stderr, /^handrail\.yaml:2:5: error: /m);
  });

  // Each of them takes a backtracking engine longer than anybody waits, on the text beside it.
  const hostile: [regex: string, text: string][] = [
    ['key(a+)+$', `key${'a'.repeat(50_000)}!`],
    ['key(a|a)*b', `key${'a'.repeat(50_000)}`],
    ['key(?:[a-z]+\\s?)+!', `key${'word '.repeat(10_000)}`],
    ['key.*a.*b.*c.*d.*e', `key${'abcd'.repeat(10_000)}`],
    ['(?:a?){60}a{60}key', `${'a'.repeat(40_000)}key`],
  ];
  for (const [regex, line] of hostile) {
    it(`that asks for ${regex} does not hang`, () => {
      const scanned = scanTree({
        ...pack,
        ...text,
        'handrail.yaml': 'extends: [./hostile.yaml, ./pack.yaml]\n',
        'hostile.yaml': rules(`
  - id: team/hostile
    title: Hostile
    severity: low
    confidence: low
    keywords: [key]
    detect: { pattern: { regex: '${regex}' } }
    message: x
`),
        'a.ts': `${line}\n`.repeat(3),
      });
      assert.ok(places(scanned).includes('z.ts:1:12'));
    });
  }
});
