import assert from 'node:assert/strict';
import { translate } from '../../server/packs/regex/translate.ts';

/** The JavaScript that RE2 syntax becomes, as a literal; `re2` where JavaScript cannot say it; `JavaScript` is marked. */
function translated(source: string): string {
  const { dialect, js } = translate(source);
  const literal = js ? `/${js.source}/${js.flags}` : 're2';
  return dialect === 'js' ? `JavaScript ${literal}` : literal;
}

function assertTranslations(table: Readonly<Record<string, string>>): void {
  const sources = Object.keys(table);
  assert.deepEqual(Object.fromEntries(sources.map((source) => [source, translated(source)])), table);
}

describe('translating RE2 syntax', () => {
  it('keeps what both read alike', () => {
    assertTranslations({
      'ghp_[0-9A-Za-z]{36}': '/ghp_[0-9A-Za-z]{36}/',
      '(a|b)(?:c|d)*?e{2,}': '/(a|b)(?:c|d)*?e{2,}/',
      '\\bfoo\\B': '/\\bfoo\\B/',
      '\\d\\w[^\\W\\d]': '/\\d\\w[A-Z_a-z]/',
    });
  });

  it('carries (?i) as a flag where everything is under it, else as letters of both cases', () => {
    assertTranslations({
      '(?i)ab[c-e]': '/ab[c-e]/i',
      '(?i:ab)c': '/[Aa][Bb]c/',
      '(?i:ab)[0-9]': '/ab\\d/i',
      'p8e-(?i)[a-z0-9]{32}': '/p8e-[0-9A-Za-z]{32}/',
      '(?i)a(?-i)b(?i:c)': '/[Aa]b[Cc]/',
      '(?i)a[^b]': '/[Aa][^Bb]/u',
    });
  });

  it('lets a flag in the middle hold till its group ends, later alternatives included', () => {
    assertTranslations({
      'a(?i)b|c': '/a[Bb]|[Cc]/',
      'a(b(?i)c|d)e': '/a(b[Cc]|[Dd])e/',
      '(?i)a|b(?-i)c|d': '/[Aa]|[Bb]c|d/',
      '(?:(?i)a)a': '/[Aa]a/',
    });
  });

  it('means by dots, blanks, ends and lines what RE2 does', () => {
    assertTranslations({
      'a.b': '/a[^\\n]b/u',
      '(?s)a.b': '/a[^]b/u',
      '(?s:.)-(?-s:.)': '/[^]-[^\\n]/u',
      '\\s': '/[\\t\\n\\f\\r ]/',
      '\\Aa$': '/^a$/',
      'a\\z': '/a$/',
      '(?m)^a$': '/(?<![^\\n])a(?![^\\n])/',
    });
  });

  it('knows the notations that JavaScript lacks', () => {
    assertTranslations({
      '(?P<name>a)(?<other>b)': '/(a)(b)/',
      '\\Qa.b*\\E+': '/a\\.b\\*+/',
      '\\Q[(': '/\\[\\(/',
      '\\x{41}\\x42\\103\\a': '/ABC\\x07/',
      '[[:alnum:]]': '/[0-9A-Za-z]/',
      '[[:^alnum:]_]': '/[^0-9A-Za-z]/u',
      '\\pL\\p{Greek}\\P{^Lu}': '/[\\p{L}][\\p{Script=Greek}][\\p{Lu}]/u',
      '(?U)a+b+?': '/a+?b+/',
      'x{,3}': '/x\\{,3\\}/',
      'a{2}?': '/a{2}/',
    });
  });

  it('reads classes as RE2 does', () => {
    assertTranslations({
      '[]a]': '/[\\]a]/',
      '[^]a]': '/[^\\]a]/u',
      '[a[b]': '/[[ab]/',
      '[a&&b]': '/[&ab]/',
      '[\\d-z]': '/[\\-0-9z]/',
      '[a-c-e]': '/[\\-a-ce]/',
      '[--/]': '/[\\--/]/',
      '[\\x{1F600}]': '/\\u{1f600}/u',
    });
  });

  it('leaves to the linear-time engine what JavaScript would match or capture differently', () => {
    assertTranslations({
      '(?:|a)*': 're2',
      '(?:|a)?b': 're2',
      '((a)|b)*': 're2',
      '(a*)+': 're2',
      '(|a){2}': 're2',
      '^*a': 're2',
      '(?i)ä': 're2',
      '(?:a|$)?b': '/(?:a|$)?b/',
      'a*': '/a*/u',
      '(?m)^': 're2',
      '(?:(a)b)+': '/(?:(a)b)+/',
    });
  });

  it('takes as JavaScript what RE2 cannot read', () => {
    assertTranslations({
      '(?<=a)b(?!c)': 'JavaScript /(?<=a)b(?!c)/',
      '(["\'])x\\1': 'JavaScript /(["\'])x\\1/',
      '(?i)(?=a)b': 'JavaScript /(?=a)b/i',
    });
  });

  it('says why neither can read it', () => {
    assert.throws(
      () => translate('(a'),
      /^SyntaxError: Neither RE2 syntax \(missing closing \): `\(a`\) nor JavaScript's \(Unterminated group\)\.$/,
    );
    assert.throws(() => translate('a\\Z'), /invalid escape sequence: `\\Z`.*unknown escape \\Z/);
    assert.throws(() => translate('a'.repeat(4_001)), /Longer than 4000 characters: split it/);
  });
});
