import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { analyse } from 'scslre';
import { parse } from 'yaml';
import { builtinFiles, compiledBuiltin } from '../../scripts/compileRules.ts';
import type { PatternSpec } from '../../server/detectors/pattern/spec.ts';
import type { Rule } from '../../server/engine/rule.ts';
import { makers } from '../../server/fixes/fixes.ts';
import { parseBuiltin, printBuiltin } from '../../server/packs/builtin.ts';
import { needsLinear } from '../../server/packs/linear.ts';

const { rules } = compiledBuiltin();
const patterns = rules.filter((rule): rule is Rule<PatternSpec> => rule.detect.kind === 'pattern');

describe('the built-in rules', () => {
  it('come through JSON as they were compiled', () => {
    assert.deepEqual(parseBuiltin(printBuiltin(rules)), rules);
    assert.throws(
      () => parseBuiltin('{"version":0,"rules":[]}'),
      /rules\.json has version 0, this program reads \d+\. Build it again\./,
    );
  });

  it('need no other engine than that of JavaScript', () => {
    assert.deepEqual(
      rules.filter((rule) => needsLinear([rule])).map(({ id }) => id),
      [],
      'bound their repetitions: they would run in the linear-time engine, which is slower',
    );
  });

  it('take time in proportion to the text, in the eyes of another analysis as well', () => {
    const slow = patterns.flatMap(({ id, detect: { regex } }) => {
      if (regex?.engine !== 'js') return [];
      const literal = new RegExp(regex.source, regex.flags);
      const { reports } = analyse(literal, { reportTypes: { Move: true } });
      return reports.map(({ type, character }) => `${id}: ${type} on ${character.pick}`);
    });
    assert.deepEqual(slow, []);
  });

  it('run around their keywords only, where they have any', () => {
    const whole = patterns.filter(({ keywords, detect }) => keywords.length && detect.regex && !detect.reach);
    assert.deepEqual(
      whole.map(({ id }) => id),
      [],
      'every match must hold a keyword, in the regex or near it',
    );
  });

  it('name fixes that there are', () => {
    const unknown = rules.flatMap(({ fixes }) => fixes).filter((name) => !(name in makers));
    assert.deepEqual(unknown, []);
  });
});

describe('the JSON schema', () => {
  const schema = (name: string) =>
    new Ajv({ strict: false, formats: { uri: true } }).compile(
      JSON.parse(readFileSync(new URL(`../../schema/${name}`, import.meta.url), 'utf8')),
    );

  it('of rule files takes the built-in ones, and no slips of the pen', () => {
    const valid = schema('rules.schema.json');
    for (const { path, text } of builtinFiles())
      assert.ok(valid(parse(text)), `${path}: ${JSON.stringify(valid.errors)}`);
    assert.ok(!valid({ rules: [{ ...parse(builtinFiles()[0]!.text).rules[0], titel: 'x' }] }));
  });

  it('of handrail.yaml takes what the folder takes', () => {
    const valid = schema('handrail.schema.json');
    assert.ok(
      valid({ extends: ['./a'], profile: 'all', rules: { 'secrets/*': 'off' }, ignore: ['a'] }),
      JSON.stringify(valid.errors),
    );
    for (const wrong of [{ profile: 'none' }, { rules: { a: 'warn' } }, { extend: [] }, { ignore: 'a' }])
      assert.ok(!valid(wrong));
  });
});
