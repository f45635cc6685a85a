import assert from 'node:assert/strict';
import { documentDetector } from '../../../server/detectors/document/document.ts';
import type { Detector } from '../../../server/engine/detector.ts';
import { ruleset } from '../../../server/engine/ruleset.ts';
import { scan } from '../../../server/engine/scan.ts';
import { source } from '../../../server/engine/source.ts';
import { compilePack } from '../../../server/packs/compile.ts';
import { joinLines } from './joinLines.ts';

/** The compiled rule `team/x` with this under `detect.document`. */
function compiled(document: string) {
  const text = `rules:
  - id: team/x
    title: T
    severity: high
    confidence: high
    keywords: []
    detect: { document: ${document} }
    message: '{KEY} of {NAME}'
`;
  const { rules, problems } = compilePack([{ path: 'x.yaml', text }], true);
  return { rules, problems: problems.filter(({ severity }) => severity === 'error').map(({ message }) => message) };
}

/** `text: message` of everything that is found. */
function found(document: string, path: string, ...lines: string[]): string[] {
  const { rules, problems } = compiled(document);
  assert.deepEqual(problems, []);
  const text = joinLines(...lines);
  const set = ruleset(rules, [documentDetector as Detector], { profile: 'all' });
  const { findings, failures } = scan(source(path, text), set, { today: '2026-01-01' });
  assert.deepEqual(failures, []);
  return findings.map(({ span, message }) => `${text.slice(span.start, span.end)}: ${message}`);
}

describe('finding settings', () => {
  it('knows names with hyphens and open parts', () => {
    assert.deepEqual(found("{ at: 'x-*' , is: 1 }", 'a.yaml', 'x-a: 1', 'xa: 1', 'y: 1'), ['1: x-a of ']);
  });

  const unencrypted = '{ in: resource.aws_db_instance.*, at: storage_encrypted, is: false, missing: true }';

  it('finds what is so, and what is missing, each at its place', () => {
    assert.deepEqual(
      found(
        unencrypted,
        'a.tf',
        'resource "aws_db_instance" "a" {',
        '  storage_encrypted = false',
        '}',
        'resource "aws_db_instance" "b" {',
        '}',
        'resource "aws_db_instance" "c" {',
        '  storage_encrypted = true',
        '}',
        'resource "aws_db_instance" "d" {',
        '  storage_encrypted = var.x',
        '}',
        'resource "other" "e" {}',
      ),
      ['false: storage_encrypted of a', 'b: storage_encrypted of b'],
    );
    assert.deepEqual(
      found(unencrypted, 'a.tf.json', '{"resource": {"aws_db_instance": {"a": {"storage_encrypted": "false"}}}}'),
      ['"false": storage_encrypted of a'],
    );
  });

  it('shows what is missing at the nearest thing that is there', () => {
    const rule = '{ in: Resources.*, when: { Type: A::B }, at: Properties.C.D, missing: true }';
    assert.deepEqual(
      found(
        rule,
        'a.yaml',
        'Resources:',
        '  One: { Type: A::B }',
        '  Two:',
        '    Type: A::B',
        '    Properties: { C: { E: 1 } }',
        '  Three: { Type: A::B, Properties: { C: { D: 1 } } }',
        '  Four: { Type: A::B, Properties: { C: !If [x, y, z] } }',
        '  Five: { Type: A::B, Properties: { C: { "Fn::If": [x, y, z] } } }',
        '  Six: { Type: Other }',
      ),
      ['One: Properties of One', 'C: D of Two'],
    );
    assert.deepEqual(
      found('{ when: { openapi: { exists: true } }, at: security, missing: true }', 'a.yaml', 'openapi: 3', 'x: 1'),
      ['openapi: security of '],
    );
  });

  it('follows every kind of step', () => {
    const lines = ['a:', '  b.c: 1', '  xy: [{ d: 2 }, { d: 3 }]', '  xz: { d: 4 }', 'e: [5, 6]'];
    const values = (path: string) => found(`{ at: "${path}" }`, 'a.yaml', ...lines).map((line) => line.split(':')[0]);
    assert.deepEqual(values("a.'b.c'"), ['1']);
    assert.deepEqual(values('a.xy.d'), ['2', '3']);
    assert.deepEqual(values("a.{'b.c',xz}"), ['1', 'xz']);
    assert.deepEqual(values('a.x*.d'), ['2', '3', '4']);
    assert.deepEqual(values('a.{xy,xz}[*].d'), ['2', '3', '4']);
    assert.deepEqual(values('a.x{y,z}[0].d'), ['2']);
    assert.deepEqual(values('e[1]'), ['6']);
    assert.deepEqual(values('e.*'), ['5', '6']);
    assert.deepEqual(values('**.d'), ['2', '3', '4']);
    assert.deepEqual(values('a.xz.^.xz.d'), ['4']);
    assert.deepEqual(values('a.xz.$.e[0]'), ['5']);
    assert.deepEqual(values('A.XZ.D'), []);
    assert.deepEqual(
      found('{ at: A.XZ.D, ignoreCase: true }', 'a.yaml', ...lines).map((line) => line.split(':')[0]),
      ['4'],
    );
  });

  it('tests values', () => {
    const lines = ['a: "TRUE"', 'b: no', 'c: 1.0', 'd: ${x}', 'e: text', 'f: []', 'g: !Ref x', 'h: "12"', 'i:'];
    const keys = (tests: string) =>
      found(`{ at: '*', report: key, ${tests} }`, 'a.yaml', ...lines)
        .map((line) => line.split(':')[0])
        .join('');
    assert.equal(keys('is: true'), 'a');
    assert.equal(keys('is: [false, TEXT]'), 'be');
    assert.equal(keys('not: [true, text]'), 'bchi');
    assert.equal(keys("matches: '^1\\.0$'"), 'c');
    assert.equal(keys("matchesNot: '[a-z]'"), 'achi');
    assert.equal(keys("says: 'x'"), 'deg');
    assert.equal(keys("saysNot: '[a-z\"]'"), 'cfi');
    assert.equal(keys('above: 1'), 'h');
    assert.equal(keys('below: 10'), 'c');
    assert.equal(keys('literal: true'), 'abceh');
    assert.equal(keys('spans: [12]'), 'h');
    assert.equal(keys('empty: true'), 'fi');
    assert.equal(keys('kind: list'), 'f');
    assert.equal(keys('key: "[ab]"'), 'ab');
  });

  it('finds ports in ranges', () => {
    const holds = (written: string) => found('{ at: a, spans: [22, 3389] }', 'a.yaml', `a: '${written}'`).length;
    for (const written of ['22', '20-25', '1/65535', '80, 3000-4000', '*', '22:22'])
      assert.equal(holds(written), 1, written);
    for (const written of ['23', '2-21', '220', '22x', '', '23-3388', '-22']) assert.equal(holds(written), 0, written);
  });

  it('compares two values', () => {
    const lines = [
      'p:',
      '- { from: 22, to: 22 }',
      '- { from: 22, to: "22" }',
      '- { from: 20, to: 25 }',
      '- { from: 1 }',
    ];
    const ranges = (part: string) =>
      found(`{ in: 'p[*]', ${part}: { from: { sameAs: to } }, at: from, literal: true }`, 'a.yaml', ...lines);
    assert.deepEqual(ranges('when').length, 2);
    assert.deepEqual(ranges('unless').length, 2);
  });

  it('asks for conditions around', () => {
    const rule = (when: string) => `{ in: jobs.*, ${when}, at: run }`;
    const lines = ['on: push', 'jobs:', '  a: { run: x, on: 1 }', '  b: { run: y, steps: [{ u: 1, v: 2 }, { u: 2 }] }'];
    const runs = (when: string) =>
      found(rule(when), 'a.yaml', ...lines)
        .map((line) => line[0])
        .join('');
    assert.equal(runs('when: { on: 1 }'), 'x');
    assert.equal(runs('unless: { on: 1 }'), 'y');
    assert.equal(runs('when: { $.on: push, "steps": { exists: false } }'), 'x');
    assert.equal(runs('when: { "steps[*]": { when: { u: 1, v: 2 } } }'), 'y');
    assert.equal(runs('when: { "steps[*]": { when: { u: 2, v: 2 } } }'), '');
    assert.equal(runs('when: { "steps[*]": { unless: { v: { exists: true } } } }'), 'y');
    assert.equal(runs('name: { matches: "^b" }'), 'y');
  });

  it('knows names of credentials, and references to a place', () => {
    assert.deepEqual(
      found(
        '{ in: Parameters.*, name: { means: [password, token] }, at: NoEcho, not: true, missing: true }',
        'a.yaml',
        'Parameters:',
        '  DbPassword: { Type: String }',
        '  PasswordLength: { Type: Number }',
        '  ApiToken: { NoEcho: true }',
      ),
      ['DbPassword: NoEcho of DbPassword'],
    );
    const rule = '{ in: resource.bucket.*, unless: { $.resource.policy.*.bucket: { namesPlace: true } } }';
    assert.deepEqual(
      found(
        rule,
        'a.tf',
        'resource "bucket" "a" {}',
        'resource "bucket" "b" {}',
        'resource "policy" "p" { bucket = bucket.a.id }',
      ),
      ['b: b of b'],
    );
  });

  it('looks for several dialects', () => {
    assert.deepEqual(found('{ any: [{ at: a, is: 1 }, { at: b, is: 2 }] }', 'a.toml', 'a = 1', 'b = 2'), [
      '1: a of ',
      '2: b of ',
    ]);
  });

  it('sees through anchors, and every document of a file', () => {
    assert.deepEqual(
      found(
        '{ in: services.*, at: privileged, is: true }',
        'a.yaml',
        'x: &x',
        '  privileged: true',
        'services:',
        '  a:',
        '    <<: *x',
        '---',
        'services: { b: { privileged: true } }',
      ),
      ['true: privileged of a', 'true: privileged of b'],
    );
  });

  it('looks into dynamic blocks', () => {
    assert.deepEqual(
      found(
        '{ in: resource.a.*, at: rule.open, is: true }',
        'a.tf',
        'resource "a" "b" {',
        '  dynamic "rule" {',
        '    for_each = x',
        '    content { open = true }',
        '  }',
        '}',
      ),
      ['true: open of b'],
    );
  });
});

describe('a path that is wrong', () => {
  it('is a problem that says where', () => {
    const complaint = (path: string) => compiled(`{ at: "${path}" }`).problems.join();
    assert.equal(complaint('a..b'), 'A name is missing at character 2 of the path "a..b".');
    assert.equal(
      complaint('a[x]'),
      'Write [*] or the number of an item, counted from 0: it is wrong at character 2 of the path "a[x]".',
    );
    assert.equal(complaint('a[*]b'), 'A dot is missing at character 5 of the path "a[*]b".');
    assert.match(complaint('a.{b,c'), /open quote or brace/);
    assert.match(complaint('{a,,b}'), /commas between them/);
    assert.match(complaint('{a.b,c}'), /no dots/);
    assert.match(compiled('{ at: a, any: [{ at: b }] }').problems.join(), /Beside any/);
    assert.match(compiled('{ missing: true }').problems.join(), /Say with "at"/);
    assert.match(compiled('{ at: a, matches: "(" }').problems.join(), /./);
    assert.match(compiled('{ at: a, matchs: "x" }').problems.join(), /Did you mean "matches"/);
  });
});
