import assert from 'node:assert/strict';
import { crc32 as zlibCrc32 } from 'node:zlib';
import { checksums, crc32, withChecksum } from '../../server/detectors/pattern/checksums.ts';

describe('checksums', () => {
  it('CRC-32 is the one of zlib', () => {
    for (const text of ['', 'a', '123456789', 'The quick brown fox', '~'.repeat(300)]) {
      assert.equal(crc32(text), zlibCrc32(text), text);
    }
    assert.equal(crc32('123456789'), 0xcbf43926);
  });

  /** Made up, without checksums: what each form looks like. */
  const forms: Record<string, readonly string[]> = {
    'crc32-base62': [`gh${'p'}_${'Ab1'.repeat(10)}000000`, `vc${'p'}_${'a-_'.repeat(16)}xy000000`],
    'aws-base32': [`AKI${'A'}${'Z7Q1'.repeat(4)}`],
    'crc32-hex': [`cfut${'_'}${'Zz9k'.repeat(10)}00000000`],
    'crc32-hex-le': [`glsa${'_'}${'Q7b4'.repeat(8)}_00000000`],
    'gitlab-routable': [`glpat${'-'}${'x-Y'.repeat(12)}.01.0w0000000`, `glrt${'-'}t2_${'x-Y'.repeat(9)}.0w0000000`],
  };

  it('every one is tried here', () => {
    assert.deepEqual(Object.keys(forms).sort(), Object.keys(checksums).sort());
  });

  for (const [name, texts] of Object.entries(forms)) {
    it(`${name} passes what it made, not what it was made from`, () => {
      for (const text of texts) {
        assert.ok(checksums[name]!(withChecksum(name, text)), text);
        assert.ok(!checksums[name]!(text), text);
      }
    });

    if (name === 'aws-base32') continue;

    it(`${name} fails where one character differs`, () => {
      for (const text of texts) {
        const good = withChecksum(name, text);
        for (let i = text.indexOf(text.includes('_') ? '_' : '-') + 1; i < good.length; i++) {
          if ('._-'.includes(good[i]!)) continue;
          const changed = good.slice(0, i) + (good[i] === 'a' ? 'b' : 'a') + good.slice(i + 1);
          assert.ok(!checksums[name]!(changed), `${changed} at ${i}`);
        }
      }
    });

    it(`${name} fails a text of another form`, () => {
      assert.ok(!checksums[name]!('some. other text'));
      assert.throws(() => withChecksum(name, 'some. other text'), RangeError);
    });
  }

  it('match a value that others have checked', () => {
    // The specimen of github.com/secretlint/secretlint/issues/200, in two parts.
    assert.ok(checksums['crc32-base62']!(`npm_${'qkJaB6MffYVzZXWqmcoF49yrUxP3wf'}${'0LsakP'}`));
  });

  it('a GitLab token of the older form has none', () => {
    assert.ok(checksums['gitlab-routable']!(`glpat${'-'}${'Ab3_'.repeat(5)}`));
  });

  it('an unknown name is refused', () => {
    assert.throws(() => withChecksum('no-such', 'x'), RangeError);
  });
});
