import assert from 'node:assert/strict';
import { locate, markerIn } from '../../server/cli/locate.ts';
import type { Finding } from '../../server/engine/finding.ts';
import { mask } from '../../server/engine/redact.ts';
import { source } from '../../server/engine/source.ts';

describe('the places of a finding', () => {
  it('count from 1, in UTF-16 code units, with the end behind the last', () => {
    const text = 'first\r\n😀 second\nthird';
    const span = (part: string) => ({ start: text.indexOf(part), end: text.indexOf(part) + part.length });
    const finding: Finding = {
      rule: 'secrets/x',
      family: 'secrets',
      severity: 'high',
      confidence: 'high',
      level: 'error',
      span: span('second\nth'),
      related: [{ span: span('first'), message: 'Here too.' }],
      message: 'Found.',
      excerpt: `😀 ${mask}`,
      fingerprint: '0',
      suppression: { span: span('ird') },
    };
    const [located] = locate('/a.txt', source('a.txt', text), [finding]);
    assert.deepEqual(located, {
      path: '/a.txt',
      finding,
      startLine: 2,
      startColumn: 4,
      endLine: 3,
      endColumn: 3,
      related: [{ startLine: 1, startColumn: 1, endLine: 1, endColumn: 6, message: 'Here too.' }],
      allowedAt: { startLine: 3, startColumn: 3, endLine: 3, endColumn: 6 },
      marker: { start: 3, length: mask.length },
    });
  });
});

describe('the marker under an excerpt', () => {
  const marked = (excerpt: string, before: string) => {
    const { start, length } = markerIn(excerpt, before);
    return `${excerpt.slice(0, start)}[${excerpt.slice(start, start + length)}]${excerpt.slice(start + length)}`;
  };

  for (const [excerpt, before, expected] of [
    [`a ${mask} b`, 'a ', `a [${mask}] b`],
    [`a tok_${mask} b ghp_${mask}`, `a tok_${mask} b `, `a tok_${mask} b [ghp_${mask}]`],
    [`… b = ${mask}; c`, `much more a; b = `, `… b = [${mask}]; c`],
    [`… x=${mask} x=${mask}`, `before x=${mask} x=`, `… x=${mask} [x=${mask}]`.replace('[x=', 'x=[')],
    // One that began earlier has swallowed it.
    [`a ${mask} b`, `a ${mask}`, `a [${mask}] b`],
    // About a place, not a stretch.
    ['whole line', '', '[]whole line'],
    ['…', 'something else', '[]…'],
  ] as const) {
    it(`${expected}`, () => assert.equal(marked(excerpt, before), expected));
  }
});
