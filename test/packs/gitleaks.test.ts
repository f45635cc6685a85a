import assert from 'node:assert/strict';
import { detectors } from '../../server/detectors/detectors.ts';
import { ruleset } from '../../server/engine/ruleset.ts';
import { scan } from '../../server/engine/scan.ts';
import { source } from '../../server/engine/source.ts';
import { compileGitleaks } from '../../server/packs/gitleaks/gitleaks.ts';

function compile(text: string) {
  return compileGitleaks({ path: '/team/leaks.toml', text });
}

/** What is found: `rule: secret`. */
function found(config: string, text: string, path = 'a.txt'): string[] {
  const { rules } = compile(config);
  const { findings } = scan(source(path, text), ruleset(rules, detectors(), { profile: 'all' }), {
    today: '2026-11-20',
  });
  return findings.map(({ rule, span }) => `${rule}: ${text.slice(span.start, span.end)}`);
}

const rule = (more: string) => `[[rules]]\nid = "team-token"\ndescription = "Team token."\n${more}\n`;
const token = rule(`regex = '''(?i)team[_-]?key\\s*=\\s*"(tk_[a-z0-9]{8})"'''\nkeywords = ["tk_"]`);

describe('a gitleaks configuration as a pack', () => {
  it('finds the first group of a rule, named after the file', () => {
    assert.deepEqual(found(token, 'TEAM_KEY = "tk_q7x2m9k4"'), ['leaks/team-token: tk_q7x2m9k4']);
  });

  it('takes the group that secretGroup names', () => {
    const two = rule(`regex = '''(a{1,9})-(b{1,9})'''\nsecretGroup = 2\nkeywords = ["a"]`);
    assert.deepEqual(found(two, 'aa-bbb'), ['leaks/team-token: bbb']);
  });

  it('asks for keywords and for entropy above the bound', () => {
    const strict = rule(`regex = '''k[a-z0-9]{8}'''\nkeywords = ["team"]\nentropy = 2.5`);
    assert.deepEqual(found(strict, 'kq7x2m9p4'), []);
    assert.deepEqual(found(strict, 'team kq7x2m9p4'), ['leaks/team-token: kq7x2m9p4']);
    assert.deepEqual(found(strict, 'team kaaaaaaaa'), []);
  });

  it('has rules for paths', () => {
    const path = rule(`path = '''\\.p12$'''`);
    assert.deepEqual(found(path, '', 'keys/a.p12'), ['leaks/team-token: ']);
    assert.deepEqual(found(path, '', 'keys/a.txt'), []);
  });

  it('passes over what an allow-list of the rule names', () => {
    const list = (of: string) => `${token}[[rules.allowlists]]\n${of}`;
    const text = 'TEAM_KEY = "tk_q7x2m9k4" # old';
    for (const of of [
      `stopwords = ["x2m9"]`,
      `regexes = ['''^tk_q''']`,
      `regexTarget = "line"\nregexes = ['''# old$''']`,
      `paths = ['''^a''']`,
    ]) {
      assert.deepEqual(found(list(of), text), [], of);
    }
    assert.deepEqual(found(list(`regexTarget = "match"\nregexes = ['''# old''']`), text).length, 1);
    const both = (path: string) => `condition = "AND"\nstopwords = ["x2m9"]\npaths = ['''${path}''']`;
    assert.deepEqual(found(list(both('^a')), text), []);
    assert.deepEqual(found(list(both('^b')), text).length, 1);
  });

  it('passes over what an allow-list of the whole names, for all rules or its targets', () => {
    const text = 'TEAM_KEY = "tk_q7x2m9k4"';
    assert.deepEqual(found(`[allowlist]\nstopwords = ["q7"]\n${token}`, text), []);
    assert.deepEqual(found(`[[allowlists]]\ntargetRules = ["team-token"]\nstopwords = ["q7"]\n${token}`, text), []);
    assert.deepEqual(found(`[[allowlists]]\ntargetRules = ["other"]\nstopwords = ["q7"]\n${token}`, text).length, 1);
  });

  it('asks for what a rule requires, and keeps helpers silent', () => {
    const pair = `${token}[[rules.required]]\nid = "team-id"\nwithinLines = 1\n[[rules]]\nid = "team-id"\nregex = '''id_[0-9]{4}'''\nskipReport = true\nkeywords = ["id_"]\n`;
    assert.deepEqual(found(pair, 'TEAM_KEY = "tk_q7x2m9k4"'), []);
    assert.deepEqual(found(pair, 'id_1234\nTEAM_KEY = "tk_q7x2m9k4"'), ['leaks/team-token: tk_q7x2m9k4']);
  });

  it('reads the plain part of filter expressions', () => {
    const filtered = `${token}filter = 'entropy(finding["secret"]) <= 2.0 || matchesAny(finding["secret"], [\`^tk_q\`])'\n`;
    assert.deepEqual(found(filtered, 'TEAM_KEY = "tk_q7x2m9k4"'), []);
    assert.deepEqual(found(filtered, 'TEAM_KEY = "tk_z7x2m9k4"').length, 1);
  });

  it('says by id what cannot be carried over, and why', () => {
    const odd = `${token}validate = "http"\nfilter = 'failsTokenEfficiency(finding["secret"])'\n[[rules]]\nid = "broken"\nregex = '''('''\n`;
    assert.deepEqual(
      compile(odd).problems.map(({ range, message }) => `${range.start.line + 1}: ${message.replace(/\(.*\)/, '(…)')}`),
      [
        '2: Left out of team-token: a part of its filter has no counterpart (…).',
        '2: Left out of team-token: validation asks the network, which Handrail never does.',
        '9: Left out of broken: its regex cannot be read (…).',
      ],
    );
  });

  it('says where it is no TOML', () => {
    const [problem] = compile('[[rules]]\nid = \n').problems;
    assert.equal(problem?.range.start.line, 1);
    assert.match(problem.message, /^This is no TOML: /);
  });
});
