/** How a comment is written in a language: to its line's end, or between two marks. */
export interface CommentStyle {
  readonly open: string;
  readonly close?: string;
}

/** The comment style of a VS Code language id, or undefined where the language has no comments (JSON, plain text). */
export function commentStyle(language: string): CommentStyle | undefined {
  return styles.get(language);
}

const styles = new Map<string, CommentStyle>([
  ...languages(
    { open: '//' },
    'javascript javascriptreact typescript typescriptreact java kotlin scala groovy go c cpp csharp fsharp rust swift objective-c objective-cpp dart php jsonc bicep scss less',
  ),
  ...languages(
    { open: '#' },
    'python ruby perl r julia elixir shellscript powershell yaml toml dotenv dockerfile terraform makefile properties ini graphql',
  ),
  ...languages({ open: '--' }, 'sql lua haskell'),
  ...languages({ open: '<!--', close: '-->' }, 'html xml vue svelte astro markdown'),
  ...languages({ open: '/*', close: '*/' }, 'css'),
  ...languages({ open: ';' }, 'clojure'),
  ...languages({ open: '%' }, 'erlang'),
  ...languages({ open: "'" }, 'vb'),
  ...languages({ open: 'REM' }, 'bat'),
]);

function languages(style: CommentStyle, list: string): [string, CommentStyle][] {
  return list.split(' ').map((language) => [language, style]);
}
