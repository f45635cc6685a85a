import assert from 'node:assert/strict';
import fc from 'fast-check';
import { randomOf } from '../../server/packs/random.ts';
import { reach, reachNear } from '../../server/packs/regex/reach.ts';
import { translate } from '../../server/packs/regex/translate.ts';
import { regexSampler } from '../../server/packs/regexSample.ts';

const far = Number.MAX_SAFE_INTEGER;

/** Code units before and after the end of a keyword, as [before, after]; undefined where nothing is proven. */
function reached(source: string, ...keywords: string[]): [number, number] | undefined {
  const proven = reach(translate(source).js!, keywords);
  return proven && [proven.before, proven.after];
}

describe('the reach of a regular expression from its keywords', () => {
  it('is the length before and after a literal', () => {
    assert.deepEqual(reached('ghp_[0-9A-Za-z]{36}', 'ghp_'), [4, 36]);
    assert.deepEqual(reached('x{0,9}token=(?:[a-f]{8}|[0-9]{3,4})', 'token'), [14, 9]);
    assert.deepEqual(reached('(?i)ToKeN', 'token'), [5, 0]);
  });

  it('looks for keywords over neighbours, alternatives and small classes', () => {
    assert.deepEqual(reached('gh(?:p|o)_[a-z]{9}', 'ghp_', 'gho_'), [4, 9]);
    assert.deepEqual(reached('gh[ps]_[a-z]{9}', 'ghp_', 'ghs_'), [4, 9]);
    assert.deepEqual(reached('api[_-]?key', 'apikey', 'api_key', 'api-key'), [7, 0]);
    assert.deepEqual(reached('A{3}T{2}', 'aatt'), [5, 0]);
    assert.deepEqual(reached('(?:x|(?:sk|rk)_live)_[a-z]', 'sk_live', 'rk_live', 'x_'), [7, 2]);
    assert.deepEqual(reached('(?:ab){1,3}c', 'ab'), [2, 5]);
  });

  it('has the widest of all alternatives', () => {
    assert.deepEqual(reached('key.{0,5}|.{0,7}secret', 'key', 'secret'), [20, 10]);
  });

  it('counts what look-around sees, and characters of two code units', () => {
    assert.deepEqual(reached('(?<=ab)key(?!c{4})', 'key'), [5, 4]);
    assert.deepEqual(reached('(?m)^key$', 'key'), [4, 1]);
    assert.deepEqual(reached('.{3}key', 'key'), [9, 0]);
  });

  it('may have no bound', () => {
    assert.deepEqual(reached('key=\\w+', 'key'), [3, far]);
    assert.deepEqual(reached('\\w*key', 'key'), [far, 0]);
  });

  it('is unknown where a match may lack the keywords', () => {
    assert.equal(reached('ghp?_[a-z]{36}', 'ghp_'), undefined);
    assert.equal(reached('key|secret', 'key'), undefined);
    assert.equal(reached('[a-z]ey', 'key'), undefined);
    assert.equal(reached('(?=key)[a-z]{3}', 'key'), undefined);
    assert.equal(reached('(?:key)*x', 'key'), undefined);
    assert.equal(reached('hooks.slack.com', 'hooks.slack.com'), undefined);
    assert.equal(reached('É', 'é'), undefined, 'the engine finds other cases of ASCII letters only');
  });

  it('of a secret near a keyword is the distance and the whole match', () => {
    const near = (source: string) => reachNear(translate(source).js!, 40);
    assert.deepEqual(near('[a-f0-9]{32}'), { before: 0, after: 72 });
    assert.deepEqual(near('(?<=["\'])[a-f0-9]{32}(?=["\'])'), { before: 1, after: 73 });
    assert.deepEqual(near('id=([a-f0-9]{32})'), { before: 35, after: 75 });
    assert.deepEqual(near('[a-f0-9]{32,}'), { before: 0, after: far });
  });

  it('holds for every text that a regular expression describes', () => {
    for (const [source, keywords] of Object.entries(described)) {
      const { js } = translate(source);
      const { before, after } = reach(js!, keywords)!;
      const sample = regexSampler(`(${js!.source})`);
      fc.assert(
        fc.property(fc.nat(), (seed) => {
          const text = sample(randomOf(String(seed))).toLowerCase();
          const ends = keywords.flatMap((word) =>
            [...text.matchAll(new RegExp(word, 'g'))].map(({ index }) => index + word.length),
          );
          assert.ok(
            ends.some((end) => end <= before && text.length - end <= after),
            `${source}: ${text}`,
          );
        }),
        { numRuns: 50, seed: 1 },
      );
    }
  });
});

const described: Readonly<Record<string, readonly string[]>> = {
  'gh[pousr]_[0-9A-Za-z]{36}|github_pat_\\w{82}': ['ghp_', 'gho_', 'ghu_', 'ghs_', 'ghr_', 'github_pat_'],
  '(?i)[\\w.-]{0,50}?(?:adafruit)(?:[ \\t\\w.-]{0,20})[\\s\'"]{0,3}=[\'"\\s=]{0,5}([a-z0-9_-]{32})': ['adafruit'],
  '(?:(?:a|bb){1,3}key|k[ei]y{1,2})[0-9]?': ['key', 'kiy'],
  'AKIA[A-Z2-7]{16}|ASIA.{2,5}': ['akia', 'asia'],
};
