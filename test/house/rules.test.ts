import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { PatternSpec } from '../../server/detectors/pattern/spec.ts';
import type { Rule } from '../../server/engine/rule.ts';
import { parseBuiltin } from '../../server/packs/builtin.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The time of a scan is in proportion to the text because every built-in rule keeps to these. */
describe('the built-in rules', () => {
  let rules: readonly Rule[];
  let patterns: readonly Rule<PatternSpec>[];
  before(() => {
    rules = parseBuiltin(readFileSync(join(root, 'dist', 'rules.json'), 'utf8'));
    patterns = rules.filter((rule): rule is Rule<PatternSpec> => rule.detect.kind === 'pattern');
  });

  const ids = (list: readonly Rule[]) => list.map(({ id }) => id);

  it('are asked only where their keywords stand, or about a few files', () => {
    assert.deepEqual(ids(rules.filter(({ keywords, files }) => !keywords.length && !files)), []);
  });

  it('have no keyword that stands in every line', () => {
    // Of two characters a mark must be one, as in `q~`.
    const common = (word: string) => word.length < 3 && /^\w*$/.test(word) && word !== 'pw';
    assert.deepEqual(ids(rules.filter(({ keywords }) => keywords.some(common))), []);
  });

  it('need no second engine for regular expressions', () => {
    assert.deepEqual(ids(patterns.filter(({ detect }) => detect.regex?.engine === 're2')), []);
  });

  it('run their regular expressions around keywords, not over the whole text', () => {
    // The longest secrets are private keys of some ten thousand characters.
    const isFar = ({ reach }: PatternSpec) => !reach || reach.before + reach.after > 30_000;
    const everywhere = patterns.filter(({ keywords, detect }) => keywords.length && detect.regex && isFar(detect));
    assert.deepEqual(ids(everywhere), []);
  });
});
