import assert from 'node:assert/strict';
import { readHcl } from '../../../server/detectors/document/read/hcl.ts';
import { joinLines } from './joinLines.ts';
import { assertSpans, plainOf, written } from './tree.ts';

const shown = (...lines: string[]) => {
  const text = joinLines(...lines);
  const document = readHcl(text);
  assertSpans(document, text);
  return written(document, text);
};

describe('reading HCL', () => {
  it('reads blocks by their labels, and attributes', () => {
    assert.equal(
      shown(
        'resource "aws_x" "y" { # one',
        '  a = 1 // two',
        '  b = "c" /* three',
        '  */',
        '  d { e = true }',
        '  d { e = false }',
        '}',
        'locals { f = [1, -2.5, null, "g",] }',
      ),
      '{resource: {aws_x: {y: {a: 1, b: "c", d: {e: true}, d: {e: false}}}}, locals: {f: [1, -2.5, null, "g"]}}',
    );
  });

  it('reads objects', () => {
    assert.equal(
      shown('a = { b = 1, "c" : 2', ' d = { e = [{ f = "g" }] }', ' (local.k) = 3, var.x = 4 }'),
      '{a: {b: 1, c: 2, d: {e: [{f: "g"}]}, (local.k): 3, var.x: 4}}',
    );
  });

  it('keeps what it does not evaluate as it stands', () => {
    assert.equal(
      shown(
        'a = var.x',
        'b = "x${f("y")}z"',
        'c = v ? "x" : "y"',
        'd = [for k in x : k]',
        'e = x[0].y',
        'f = 1 + 2',
        'g = (',
        '  1',
        ')',
        'h = a &&',
        '  b',
        'i = "$${x}"',
      ),
      '{a: `var.x`, b: `"x${f("y")}z"`, c: `v ? "x" : "y"`, d: `[for k in x : k]`, e: `x[0].y`, f: `1 + 2`, g: `(\n  1\n)`, h: `a &&\n  b`, i: `"$${x}"`}',
    );
  });

  it('reads the arguments of a call', () => {
    const text = 'p = jsonencode({ Statement = [{ Action = "s3:*" }] })';
    const { value } = readHcl(text).entries[0]!;
    assert.ok(value.kind === 'scalar' && value.call);
    assert.equal(value.literal, false);
    assert.equal(value.call.name, 'jsonencode');
    assert.deepEqual(value.call.arguments.map(plainOf), [{ Statement: [{ Action: 's3:*' }] }]);
  });

  it('decodes texts', () => {
    const text = joinLines(
      'a = "x\\n\\u00e9\\""',
      'b = <<-EOT',
      '    one',
      '      two',
      '    EOT',
      'c = <<X',
      ' y',
      'X',
    );
    assert.deepEqual(plainOf(readHcl(text)), { a: 'x\né"', b: 'one\n  two\n', c: ' y\n' });
  });

  it('reads what is complete in a text that is being typed', () => {
    assert.equal(shown('a =', 'b = "open', 'c = 1', 'resource "x', 'd = 2'), '{a: , b: "open, c: 1, d: 2}');
    assert.equal(
      shown('resource "a" "b" {', '  l = [', '    "x",', '  k = 2', '  n {', 'resource "c" "d" { e = 1 }'),
      '{resource: {a: {b: {l: ["x"], k: 2, n: {}}}}, resource: {c: {d: {e: 1}}}}',
    );
    assert.equal(
      shown('a = jsonencode({ b = 1', 'resource "c" "d" {}'),
      '{a: `jsonencode({ b = 1\n`, resource: {c: {d: {}}}}',
    );
    assert.equal(shown('}', 'a = 1', ')', 'b = 2'), '{a: 1, b: 2}');
  });

  it('does not go deeper than the stack', () => {
    for (const piece of ['a {\n', 'a = [', 'a = {', 'f(', '"${', '((']) assert.ok(readHcl(piece.repeat(50_000)));
    assert.ok(readHcl(`a = ${'['.repeat(100_000)}`));
    assert.ok(readHcl(`a = ${'f('.repeat(100_000)}`));
  });
});
