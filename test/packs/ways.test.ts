import assert from 'node:assert/strict';
import { detectors } from '../../server/detectors/detectors.ts';
import { ruleset } from '../../server/engine/ruleset.ts';
import { scan } from '../../server/engine/scan.ts';
import { source } from '../../server/engine/source.ts';
import { compilePack } from '../../server/packs/compile.ts';

const rules = `defaults: { languages: [python] }
rules:
  - id: team/no-check
    title: A check is off
    severity: high
    confidence: high
    finds: code
    keywords: [check]
    detect: { pattern: { regex: 'check\\(off\\)' } }
    message: The check is off.
`;

const ways = `ways:
  - rule: team/no-check
    files: ['*.toml']
    keywords: [check]
    confidence: medium
    detect: { pattern: { regex: 'check = off' } }
    message: The check is switched off in the settings.
`;

const compile = (...texts: string[]) => compilePack(texts.map((text, index) => ({ path: `${index + 1}.yaml`, text })));

const complaints = (...texts: string[]) =>
  compile(...texts).problems.map(
    ({ path, range, message }) => `${path}:${range.start.line + 1}:${range.start.character + 1} ${message}`,
  );

describe('a rule with several ways of finding', () => {
  it('finds in each of them, and all findings are its own', () => {
    const compiled = compile(rules, ways);
    assert.deepEqual(compiled.problems, []);
    const set = ruleset(compiled.rules, detectors(), { profile: 'all' });
    const found = (path: string, text: string) =>
      scan(source(path, text), set, { today: '2026-01-01' }).findings.map(
        ({ rule, confidence, message }) => `${rule} ${confidence} ${message}`,
      );
    assert.deepEqual(found('a.py', 'check(off)'), ['team/no-check high The check is off.']);
    assert.deepEqual(found('a.toml', 'check = off'), [
      'team/no-check medium The check is switched off in the settings.',
    ]);
    assert.deepEqual(found('a.toml', 'check(off)'), []);
    assert.deepEqual(found('a.py', 'check = off'), []);
  });

  it('is switched off as one', () => {
    const set = ruleset(compile(rules, ways).rules, detectors(), {
      profile: 'all',
      levels: [['team/no-check', 'off']],
    });
    assert.deepEqual(set.rules, []);
  });

  it('does not care which file comes first, or whether they stand in one', () => {
    const ids = (...texts: string[]) =>
      compile(...texts).rules.map(({ id, files }) => `${id} ${files ? 'toml' : 'py'}`);
    const wanted = ['team/no-check py', 'team/no-check toml'];
    assert.deepEqual(ids(ways, rules), wanted);
    const together = rules.replace('defaults: { languages: [python] }\n', '') + ways;
    assert.deepEqual(ids(together), wanted);
  });

  it('has where to look from the defaults of the file, and all else from its rule', () => {
    const [, way] = compile(rules, `defaults: { languages: [toml], confidence: low }\n${ways}`).rules;
    assert.deepEqual(way!.languages, ['toml']);
    assert.equal(way!.confidence, 'medium');
    assert.equal(way!.finds, 'code');
    assert.equal(way!.title, 'A check is off');
  });
});

describe('a way of finding that is wrong', () => {
  it('is a problem at its place', () => {
    assert.deepEqual(complaints(rules, ways.replace('no-check', 'no-chek')), [
      '2.yaml:2:11 There is no sound rule team/no-chek in this pack. Did you mean team/no-check?',
    ]);
    assert.deepEqual(complaints(ways), [
      '1.yaml:2:11 There is no sound rule team/no-check in this pack. Declare it under "rules:".',
    ]);
    assert.deepEqual(complaints(rules, ways.replace('files', 'flies')), [
      '2.yaml:3:5 There is no key "flies" here. Did you mean "files"?',
    ]);
    assert.deepEqual(
      complaints(rules, ways.replace('check = off', '(')).map((line) => line.slice(0, 12)),
      ['2.yaml:6:33 '],
    );
    assert.deepEqual(complaints(rules, rules), [
      '2.yaml:3:9 The id team/no-check is taken by a rule in 1.yaml. Give this one another.',
    ]);
    assert.deepEqual(complaints('way: []'), ['1.yaml:1:1 A file of rules says "rules:" and lists them.']);
  });
});
