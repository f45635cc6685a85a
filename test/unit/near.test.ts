import assert from 'node:assert/strict';
import { nearness } from '../../server/detectors/pattern/near.ts';
import { isHollow } from '../../server/detectors/placeholder.ts';

/** How far the keyword "adafruit" is from the secret "Q7…" of a text. */
function distance(text: string): string {
  const end = text.toLowerCase().indexOf('adafruit') + 'adafruit'.length;
  const start = text.indexOf('Q7');
  return nearness(text, { ends: [end], longest: 'adafruit'.length }, ['adafruit'], { start, end: start + 20 }, 40);
}

it('a short keyword inside of a word says nothing', () => {
  const distances = ['blob_key = Q7', 'lob_key = Q7', 'LOB_KEY=Q7', 'myLobKey = Q7'].map((text) => {
    const end = text.toLowerCase().indexOf('lob') + 3;
    const start = text.indexOf('Q7');
    return nearness(text, { ends: [end], longest: 3 }, ['lob'], { start, end: start + 20 }, 40);
  });
  assert.deepEqual(distances, ['apart', 'assigned', 'assigned', 'assigned']);
});

describe('how a keyword and a secret belong together', () => {
  const cases: Record<string, string[]> = {
    assigned: [
      'ADAFRUIT_KEY=Q7',
      'adafruit_token ::= "Q7',
      'const adafruitKey = Q7',
      'new Adafruit("Q7',
      'adafruit.connect("Q7',
      '<adafruitToken>\n    Q7',
      'const myAdafruitKey = Q7',
      'my_adafruit_key = Q7',
    ],
    close: [
      'the adafruit key is Q7',
      'adafruit Q7',
      'adafruit-secret-Q7',
      'ADAFRUIT_CLIENT_ID=Q7',
      '"adafruitAppId": "Q7',
      'nonadafruit_key=Q7',
      'variable "adafruit_token" {\n  default = "Q7',
    ],
    apart: [
      'adafruit shipped this:\nQ7',
      'adafruit has many boards such as Q7',
      'adafruit_run = Q7',
      'adafruit_token is old\n\nand so is Q7',
    ],
  };
  for (const [expected, texts] of Object.entries(cases)) {
    for (const text of texts) {
      it(`${JSON.stringify(text)}: ${expected}`, () => assert.equal(distance(text), expected));
    }
  }
});

describe('a hollow value', () => {
  it('is one hex digit or x for the most part', () => {
    for (const value of [
      '0'.repeat(32),
      `key_${'a'.repeat(24)}`,
      `${'0'.repeat(8)}-0000-0000-0000-${'0'.repeat(12)}`,
    ]) {
      assert.ok(isHollow(value), value);
    }
  });

  it('is not what has some order, or another character', () => {
    for (const value of ['0123456789abcdef', 'q'.repeat(32), `ab${'0'.repeat(8)}c1d2e3f4`]) {
      assert.ok(!isHollow(value), value);
    }
  });
});
