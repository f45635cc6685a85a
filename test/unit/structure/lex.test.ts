import assert from 'node:assert/strict';
import fc from 'fast-check';
import { grammarOf } from '../../../server/detectors/structure/grammar.ts';
import { holesOf } from '../../../server/detectors/structure/holes.ts';
import { lex } from '../../../server/detectors/structure/lex.ts';
import { bodyOf, kinds, type Tokens, textOf } from '../../../server/detectors/structure/tokens.ts';

describe('cutting code into tokens', () => {
  it('leaves comments and blanks out', () => {
    assert.deepEqual(cut('javascript', 'a /* b */ = // c\n  1.5;'), ['a', '=', '1.5', ';']);
    assert.deepEqual(cut('python', 'a = 1 # b'), ['a', '=', '1']);
    assert.deepEqual(cut('php', "$a = 'x'; # b"), ['$a', '=', 's:x', ';']);
    assert.deepEqual(cut('lua', 'a = 1 -- b\n--[[ c\n ]] d'), ['a', '=', '1', 'd']);
  });

  it('knows the strings of each language', () => {
    assert.deepEqual(cut('python', `f"a{b}" r'\\' '''c\n"d'''`), ['s:a{b}', 's:\\', 's:c\n"d']);
    assert.deepEqual(cut('csharp', '@"a""b" $"c{d}" "e\\"f"'), ['s:a""b', 's:c{d}', 's:e\\"f']);
    assert.deepEqual(cut('go', '`a\\` "b"'), ['s:a\\', 's:b']);
    assert.deepEqual(cut('rust', 'r#"a"b"# b"c"'), ['s:a"b', 's:c']);
    assert.deepEqual(cut('sql', "'it''s'"), ["s:it''s"]);
    assert.deepEqual(cut('ruby', ':secure => true, a: :b'), ['s:secure', '=>', 'true', ',', 'a', ':', 's:b']);
    assert.deepEqual(cut('objective-c', '@"a"'), ['s:a']);
  });

  it('reads template literals with code in them to their end', () => {
    const tokens = lex('`a${f({ b: `c` })}d` + e', grammarOf('javascript'));
    assert.equal(bodyOf(tokens, 0), 'a${f({ b: `c` })}d');
    assert.deepEqual(holes(tokens), ['f', '(', '{', 'b', ':', 's:c', '}', ')']);
  });

  it('finds the code in strings', () => {
    assert.deepEqual(holes(lex('f"{a.b:>10} {{no}}"', grammarOf('python'))), ['a', '.', 'b']);
    assert.deepEqual(holes(lex('"{a}"', grammarOf('python'))), []);
    assert.deepEqual(holes(lex('"a #{b} c"', grammarOf('ruby'))), ['b']);
    assert.deepEqual(holes(lex('"a $b ${c.d}"', grammarOf('kotlin'))), ['c', '.', 'd', 'b']);
    assert.deepEqual(holes(lex('"a \\(b)"', grammarOf('swift'))), ['b']);
  });

  it('tells a regular expression from a division', () => {
    assert.deepEqual(cut('javascript', 'a = /"\\/[/]/g.test(b) / c'), [
      'a',
      '=',
      '/"\\/[/]/g',
      '.',
      'test',
      '(',
      'b',
      ')',
      '/',
      'c',
    ]);
    assert.deepEqual(cut('typescriptreact', '<b>x</b>'), ['<', 'b', '>', 'x', '<', '/', 'b', '>']);
  });

  it('takes a quote that nobody closes on its line for none', () => {
    assert.deepEqual(cut('typescriptreact', "<p>don't</p>\nf('a')").slice(-4), ['f', '(', 's:a', ')']);
    assert.deepEqual(cut('javascript', 'f("half'), ['f', '(', '"', 'half']);
  });

  it('makes groups of indented blocks', () => {
    const tokens = lex('if a:\n    b(\n c)\n\n    d\ne', grammarOf('python'));
    const open = tokens.kind.findIndex((kind, i) => kind === kinds.open && tokens.start[i] === tokens.end[i]);
    const inside = Array.from({ length: tokens.partner[open]! - open - 1 }, (_, i) => textOf(tokens, open + 1 + i));
    assert.deepEqual(inside, ['b', '(', 'c', ')', 'd']);
    assert.equal(texts(tokens).at(-1), 'e');
  });

  it('keeps a chain over several lines together', () => {
    const tokens = lex('a\n  .b\n  .c', grammarOf('ruby'));
    assert.deepEqual(texts(tokens), ['a', '.', 'b', '.', 'c']);
  });

  it('pairs brackets, and gets along without their other halves', () => {
    const tokens = lex('f(a, { b: [1 }', grammarOf('javascript'));
    assert.equal(tokens.partner[1], tokens.count);
    assert.equal(textOf(tokens, tokens.partner[4]!), '}');
  });

  it('never fails, loses nothing but blanks and comments, and keeps the order', () => {
    const piece = fc.constantFrom(
      '(',
      ')',
      '{',
      '}',
      '"',
      "'",
      '`',
      '${',
      '\n',
      '  ',
      'a',
      '=',
      '//',
      '#',
      '/*',
      '*/',
      '\\',
      ':',
      '1',
    );
    const text = fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(''));
    const language = fc.constantFrom(
      'javascript',
      'python',
      'ruby',
      'php',
      'csharp',
      'shellscript',
      'rust',
      'vb',
      'sql',
    );
    fc.assert(
      fc.property(text, language, (code, id) => {
        const tokens = lex(code, grammarOf(id));
        for (let i = 0; i < tokens.count; i++) {
          assert.ok(tokens.start[i]! <= tokens.end[i]!);
          if (i) assert.ok(tokens.end[i - 1]! <= tokens.start[i]!);
          const partner = tokens.partner[i]!;
          if (tokens.kind[i] === kinds.open) assert.ok(partner > i && partner <= tokens.count);
          if (tokens.kind[i] === kinds.close && partner >= 0) assert.equal(tokens.partner[partner], i);
        }
      }),
      { numRuns: 500 },
    );
  });
});

function cut(language: string, text: string): string[] {
  return texts(lex(text, grammarOf(language)));
}

function texts(tokens: Tokens): string[] {
  return Array.from({ length: tokens.count }, (_, i) =>
    tokens.kind[i] === kinds.string ? `s:${bodyOf(tokens, i)}` : textOf(tokens, i),
  ).filter((text) => text !== '');
}

function holes(tokens: Tokens): string[] {
  return holesOf(tokens, 0).flatMap(texts);
}
