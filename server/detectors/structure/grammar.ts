/**
 * What a language's text is made of, as far as tokens and brackets go: enough to tell code from strings and comments,
 * and to know where a statement ends. The rest of a language's syntax is left to the patterns.
 */
export interface Grammar {
  /** What starts a comment that ends with the line. */
  readonly lineComments: readonly string[];
  /** `#` starts a comment only where a word could: `${#list}` and `a#b` do not. */
  readonly hashNeedsGap: boolean;
  readonly blockComments: readonly (readonly [open: string, close: string])[];
  /** Longer openings first. */
  readonly quotes: readonly Quote[];
  /** Letters that may stand directly before a quote and belong to the string: `f"…"`, `@"…"`. */
  readonly prefixes?: RegExp;
  /** Characters that belong to words, besides letters, digits, `_` and everything beyond ASCII. */
  readonly wordCharacters: string;
  /** `indent`: blocks are made by indentation, and become groups of tokens as braces do elsewhere. */
  readonly layout: 'braces' | 'indent';
  readonly ignoreCase: boolean;
  /** Other ways to write a token that means the same as one of ours. */
  readonly same: Readonly<Record<string, string>>;
  /** Whether `/` can start a regular expression. */
  readonly regexes: boolean;
  /** `:name` is a string. */
  readonly symbols: boolean;
}

export interface Quote {
  readonly open: string;
  readonly close: string;
  /** The character that takes the meaning from the next one; empty where there is none. */
  readonly escape: string;
  /** The closing quote written twice means one that does not close. */
  readonly doubled: boolean;
  readonly lines: boolean;
  /** How code stands in it; see `holes.ts`. */
  readonly holes: readonly HoleStyle[];
}

/** How code stands in a string: `${a}`, `$a`, `{a}`, `#{a}`, `\(a)`, `$(a)`. */
export type HoleStyle = '${' | '$' | '{' | '#{' | '\\(' | '$(';

/** The grammar of a VS Code language id; a language nobody wrote one for is read as one with braces. */
export function grammarOf(language: string): Grammar {
  return grammars.get(language) ?? plain;
}

const quote = (open: string, options: Partial<Quote> = {}): Quote => ({
  open,
  close: open,
  escape: '\\',
  doubled: false,
  lines: false,
  holes: [],
  ...options,
});

const cComments = { lineComments: ['//'], blockComments: [['/*', '*/']] } as const;

const braces: Grammar = {
  ...cComments,
  hashNeedsGap: false,
  quotes: [quote('"'), quote("'")],
  wordCharacters: '',
  layout: 'braces',
  ignoreCase: false,
  same: {},
  regexes: false,
  symbols: false,
};

/** For text of an unknown language: what most languages agree on. */
const plain: Grammar = { ...braces, quotes: [quote('"'), quote("'"), quote('`', { lines: true, holes: ['${'] })] };

const javascript: Grammar = {
  ...braces,
  quotes: [quote('"'), quote("'"), quote('`', { lines: true, holes: ['${'] })],
  wordCharacters: '$',
  same: { '?.': '.', '!.': '.' },
  regexes: true,
};

/** Markup with scripts in it: the scripts are what is looked at, and the attributes. */
const markup: Grammar = {
  ...javascript,
  blockComments: [
    ['<!--', '-->'],
    ['/*', '*/'],
  ],
};

const python: Grammar = {
  ...braces,
  lineComments: ['#'],
  blockComments: [],
  quotes: [quote('"""', { lines: true }), quote("'''", { lines: true }), quote('"'), quote("'")],
  prefixes: /^(?:[rbuft]|[rb][bft]|[bft][rb])$/i,
  layout: 'indent',
};

const textBlock = quote('"""', { lines: true });

const java: Grammar = { ...braces, quotes: [textBlock, quote('"'), quote("'")], wordCharacters: '$' };

const kotlin: Grammar = {
  ...braces,
  quotes: [
    quote('"""', { lines: true, escape: '', holes: ['${', '$'] }),
    quote('"', { holes: ['${', '$'] }),
    quote("'"),
    quote('`'),
  ],
  same: { '?.': '.' },
};

const scala: Grammar = { ...kotlin, prefixes: /^[a-z]+$/ };

const go: Grammar = { ...braces, quotes: [quote('"'), quote("'"), quote('`', { escape: '', lines: true })] };

const c: Grammar = {
  ...braces,
  quotes: [quote('"'), quote("'")],
  prefixes: /^(?:L|u8?|U)$/,
  same: { '->': '.' },
};

const objectiveC: Grammar = { ...c, quotes: [quote('@"', { close: '"' }), ...c.quotes] };

const csharp: Grammar = {
  ...braces,
  quotes: [
    quote('$"""', { close: '"""', lines: true, escape: '', holes: ['{'] }),
    textBlock,
    quote('$@"', { close: '"', escape: '', doubled: true, lines: true, holes: ['{'] }),
    quote('@$"', { close: '"', escape: '', doubled: true, lines: true, holes: ['{'] }),
    quote('$"', { close: '"', holes: ['{'] }),
    quote('@"', { close: '"', escape: '', doubled: true, lines: true }),
    quote('"'),
    quote("'"),
  ],
  same: { '?.': '.' },
};

const php: Grammar = {
  ...braces,
  lineComments: ['//', '#'],
  hashNeedsGap: true,
  quotes: [quote('"', { lines: true, holes: ['${', '{', '$'] }), quote("'", { lines: true })],
  wordCharacters: '$',
  same: { '->': '.', '?->': '.', '=>': ':', '.': '+' },
};

const ruby: Grammar = {
  ...braces,
  lineComments: ['#'],
  hashNeedsGap: true,
  blockComments: [['\n=begin', '\n=end']],
  quotes: [quote('"', { lines: true, holes: ['#{'] }), quote("'", { lines: true }), quote('`', { holes: ['#{'] })],
  wordCharacters: '@?!',
  layout: 'indent',
  same: { '&.': '.', '=>': ':' },
  symbols: true,
};

const rust: Grammar = {
  ...braces,
  quotes: [
    quote('r#"', { close: '"#', escape: '', lines: true, holes: ['{'] }),
    quote('r"', { close: '"', escape: '', lines: true, holes: ['{'] }),
    quote('"', { lines: true, holes: ['{'] }),
  ],
  prefixes: /^b$/,
};

const swift: Grammar = {
  ...braces,
  quotes: [quote('"""', { lines: true, holes: ['\\('] }), quote('"', { holes: ['\\('] })],
  same: { '?.': '.', '!.': '.' },
};

const dart: Grammar = {
  ...braces,
  quotes: [
    quote('"""', { lines: true, holes: ['${', '$'] }),
    quote("'''", { lines: true, holes: ['${', '$'] }),
    quote('"', { holes: ['${', '$'] }),
    quote("'", { holes: ['${', '$'] }),
  ],
  prefixes: /^r$/,
  same: { '?.': '.', '!.': '.', '..': '.' },
};

const shell: Grammar = {
  ...braces,
  lineComments: ['#'],
  hashNeedsGap: true,
  blockComments: [],
  quotes: [quote('"', { lines: true, holes: ['${', '$(', '$'] }), quote("'", { lines: true, escape: '' })],
  wordCharacters: '$-',
};

const powershell: Grammar = {
  ...braces,
  lineComments: ['#'],
  hashNeedsGap: true,
  blockComments: [['<#', '#>']],
  quotes: [
    quote('@"', { close: '\n"@', escape: '`', lines: true, holes: ['${', '$(', '$'] }),
    quote("@'", { close: "\n'@", escape: '', lines: true }),
    quote('"', { escape: '`', lines: true, holes: ['${', '$(', '$'] }),
    quote("'", { escape: '', doubled: true, lines: true }),
  ],
  wordCharacters: '$-',
  ignoreCase: true,
};

const vb: Grammar = {
  ...braces,
  lineComments: ["'"],
  blockComments: [],
  quotes: [
    quote('$"', { close: '"', escape: '', doubled: true, holes: ['{'] }),
    quote('"', { escape: '', doubled: true }),
  ],
  layout: 'indent',
  ignoreCase: true,
};

const perl: Grammar = {
  ...ruby,
  blockComments: [],
  quotes: [quote('"', { lines: true, holes: ['${', '$'] }), quote("'", { lines: true })],
  wordCharacters: '$@%',
  layout: 'braces',
  same: { '->': '.', '=>': ':', '.': '+' },
  symbols: false,
};

const elixir: Grammar = {
  ...ruby,
  blockComments: [],
  quotes: [quote('"""', { lines: true, holes: ['#{'] }), quote('"', { lines: true, holes: ['#{'] }), quote("'")],
  same: { '=>': ':' },
};

const lua: Grammar = {
  ...braces,
  lineComments: ['--'],
  blockComments: [['--[[', ']]']],
  quotes: [quote('[[', { close: ']]', escape: '', lines: true }), quote('"'), quote("'")],
  layout: 'indent',
};

const sql: Grammar = {
  ...braces,
  lineComments: ['--'],
  quotes: [quote("'", { escape: '', doubled: true, lines: true }), quote('"', { escape: '', doubled: true })],
  ignoreCase: true,
};

const terraform: Grammar = {
  ...braces,
  lineComments: ['#', '//'],
  quotes: [quote('"', { holes: ['${'] })],
  wordCharacters: '-',
};

const settings: Grammar = {
  ...braces,
  lineComments: ['#', ';'],
  hashNeedsGap: true,
  blockComments: [],
  wordCharacters: '-',
};

const grammars = new Map<string, Grammar>([
  ...all('javascript javascriptreact typescript typescriptreact json jsonc jsonl graphql css scss less', javascript),
  ...all('vue svelte astro html xml', markup),
  ...all('python', python),
  ...all('java', java),
  ...all('kotlin', kotlin),
  ...all('groovy', { ...kotlin, quotes: [quote("'''", { lines: true }), ...kotlin.quotes] }),
  ...all('scala', scala),
  ...all('go', go),
  ...all('c cpp', c),
  ...all('objective-c objective-cpp', objectiveC),
  ...all('csharp', csharp),
  ...all('vb', vb),
  ...all('ruby', ruby),
  ...all('php', php),
  ...all('rust', rust),
  ...all('swift', swift),
  ...all('dart', dart),
  ...all('shellscript dockerfile makefile', shell),
  ...all('powershell', powershell),
  ...all('perl', perl),
  ...all('elixir', elixir),
  ...all('lua', lua),
  ...all('sql', sql),
  ...all('terraform bicep', terraform),
  ...all('yaml toml ini properties dotenv r julia', settings),
]);

function all(languages: string, grammar: Grammar): [string, Grammar][] {
  return languages.split(' ').map((language) => [language, grammar]);
}
