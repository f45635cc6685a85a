import assert from 'node:assert/strict';
import { sign } from '../../server/packs/regex/sign.ts';

describe('the sign that every match holds', () => {
  const signOf = (source: string) => sign({ source, flags: '' });

  it('is found where nothing goes without it', () => {
    assert.equal(signOf('https?://[a-z]+:([^@]+)@[a-z.]+'), '@');
    assert.equal(signOf('(?:a@b|[@]{2,3}c)'), '@');
    assert.equal(signOf('NA~[0-9a-z]{8}'), '~');
  });

  it('is none where some match may go without it', () => {
    assert.equal(signOf('a@?b'), undefined);
    assert.equal(signOf('(?:a@b|c)'), undefined);
    assert.equal(signOf('[@a]b'), undefined);
    assert.equal(signOf('a(?=@)b'), undefined);
    assert.equal(signOf('a(?!@)b'), undefined);
  });

  it('is none among what stands everywhere', () => {
    assert.equal(signOf('key="[a-z]+";'), undefined);
  });
});
