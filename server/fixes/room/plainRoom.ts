import { type CommentStyle, commentStyle } from '../../engine/comment.ts';
import type { LineEdges, Room } from './room.ts';

/**
 * Where a comment can go in a language of which we know only how texts and comments begin and end. Reads from the
 * beginning of the text to the line.
 */
export function plainRoom(text: string, language: string, { start, end }: LineEdges): Room {
  const style = commentStyle(language);
  if (!style) return {};
  const { parts, joins, endless } = layouts.get(language) ?? {};
  const insideAt = (offset: number) => (parts ? isInside(text, parts, offset, style) : false);
  const joined = (line: string) => joins?.test(line) ?? false;
  const before = text.slice(text.lastIndexOf('\n', start - 2) + 1, start).trimEnd();
  const above = !insideAt(start) && !joined(before);
  const behind = !endless && !insideAt(end) && !joined(text.slice(start, end).trimEnd());
  return { ...(above ? { above: style } : {}), ...(behind ? { end: style } : {}) };
}

interface Layout {
  /** Texts and comments. Global; every alternative takes an unclosed one up to the end. */
  readonly parts?: RegExp;
  /** Matches a line that goes on in the next one. */
  readonly joins?: RegExp;
  /** A comment takes a line of its own here. */
  readonly endless?: boolean;
}

function isInside(text: string, parts: RegExp, offset: number, style: CommentStyle): boolean {
  for (const part of text.matchAll(parts)) {
    if (part.index >= offset) return false;
    if (offset < part.index + part[0].length) return style.close !== undefined || !blockComment.test(part[0]);
  }
  return false;
}

/** In a comment of several lines there is room, unless ours would close it. */
const blockComment = /^(?:\/\*|\{-|<#|--\[|#=|=begin|\(\*)/;

const eof = '(?![\\s\\S])';
const slashes = '//[^\\n]*';
const hash = '#[^\\n]*';
const dashes = '--[^\\n]*';
const block = `/\\*[\\s\\S]*?(?:\\*/|${eof})`;
const doubled = '"(?:[^"\\\\\\n]+|\\\\.)*"?';
const single = "'(?:[^'\\\\\\n]+|\\\\.)*'?";
const doubledLines = '"(?:[^"\\\\]+|\\\\[\\s\\S])*"?';
const singleLines = "'(?:[^'\\\\]+|\\\\[\\s\\S])*'?";
const tripleDoubled = `"""[\\s\\S]*?(?:"""|${eof})`;
const tripleSingle = `'''[\\s\\S]*?(?:'''|${eof})`;
const backticks = '`[^`]*`?';
/** `<<EOF`, `<<-'EOF'`, `<<~EOF` and their text. */
const heredoc = `<<[-~]?[ \\t]*(?<quote>["'\`]?)(?<tag>[A-Za-z_]\\w*)\\k<quote>[^\\n]*(?:\\n[\\s\\S]*?(?:^[ \\t]*\\k<tag>\\b|${eof})|${eof})`;
const quotedTwice = (quote: string) => `${quote}(?:[^${quote}]+|${quote}${quote})*${quote}?`;

const backslash = /(?<!\\)(?:\\\\)*\\$/;

const layouts = new Map<string, Layout>([
  ...layout('c objective-c objective-cpp', [slashes, block, doubled, single], { joins: backslash }),
  ...layout('cpp', [slashes, block, `R"(?<tag>[^(\\s]*)\\([\\s\\S]*?(?:\\)\\k<tag>"|${eof})`, doubled, single], {
    joins: backslash,
  }),
  ...layout('csharp', [slashes, block, tripleDoubled, `@\\$?${quotedTwice('"')}`, doubled, single]),
  ...layout('java kotlin scala', [slashes, block, tripleDoubled, doubled, single]),
  ...layout('groovy dart', [slashes, block, tripleDoubled, tripleSingle, doubled, single]),
  ...layout('swift', [slashes, block, tripleDoubled, doubled]),
  ...layout('go', [slashes, block, backticks, doubled, single]),
  ...layout('rust', [
    slashes,
    block,
    `r(?<tag>#*)"[\\s\\S]*?(?:"\\k<tag>|${eof})`,
    doubledLines,
    "'(?:[^'\\\\\\n]|\\\\.)'",
  ]),
  ...layout('php', [slashes, `#(?!\\[)[^\\n]*`, block, heredoc.replace('<<[-~]?', '<<<'), doubledLines, singleLines]),
  ...layout('bicep', [slashes, block, tripleSingle, single]),
  ...layout('scss less', [slashes, block, doubled, single]),
  ...layout('css', [block, doubled, single]),
  ...layout('jsonc', [slashes, block, doubled, single]),
  ...layout('fsharp', [slashes, `\\(\\*[\\s\\S]*?(?:\\*\\)|${eof})`, tripleDoubled, doubledLines]),
  ...layout('ruby', [`^=begin\\b[\\s\\S]*?(?:^=end\\b|${eof})`, hash, heredoc, doubledLines, singleLines]),
  ...layout('perl', [`^=\\w[\\s\\S]*?(?:^=cut\\b|${eof})`, '(?<![$\\w])#[^\\n]*', heredoc, doubledLines, singleLines]),
  ...layout('r', [hash, doubledLines, singleLines]),
  ...layout('julia', [`#=[\\s\\S]*?(?:=#|${eof})`, hash, tripleDoubled, doubledLines]),
  ...layout('elixir', [hash, tripleDoubled, tripleSingle, doubledLines]),
  ...layout('shellscript', ['(?<![^\\s;&|()])#[^\\n]*', '\\\\[\\s\\S]', heredoc, doubledLines, "'[^']*'?"], {
    joins: backslash,
  }),
  ...layout(
    'powershell',
    [
      `<#[\\s\\S]*?(?:#>|${eof})`,
      hash,
      `@"[\\s\\S]*?(?:^"@|${eof})`,
      `@'[\\s\\S]*?(?:^'@|${eof})`,
      '"(?:[^"`]+|`[\\s\\S]|"")*"?',
      quotedTwice("'"),
    ],
    {
      joins: /`$/,
    },
  ),
  ...layout('toml', [hash, tripleDoubled, tripleSingle, doubled, "'[^'\\n]*'?"]),
  ...layout(
    'dotenv',
    ['^[ \\t]*(?:export[ \\t]+)?[\\w.]+[ \\t]*=[ \\t]*(?:"(?:[^"\\\\]+|\\\\[\\s\\S])*"?|\'[^\']*\'?|`[^`]*`?)'],
    {
      endless: true,
    },
  ),
  // Comments may stand between the lines of one instruction.
  ...layout('dockerfile', ['^[ \\t]*#[^\\n]*', heredoc], { endless: true }),
  ...layout('terraform', [hash, slashes, block, heredoc, doubled]),
  ...layout('makefile properties', [], { joins: backslash, endless: true }),
  ...layout('ini', [], { endless: true }),
  ...layout('bat', [], { joins: /\^$/, endless: true }),
  ...layout('graphql', [hash, tripleDoubled, doubled]),
  ...layout('sql', [
    dashes,
    block,
    `\\$(?<tag>\\w*)\\$[\\s\\S]*?(?:\\$\\k<tag>\\$|${eof})`,
    quotedTwice("'"),
    quotedTwice('"'),
  ]),
  ...layout('lua', [`(?:--)?\\[(?<tag>=*)\\[[\\s\\S]*?(?:\\]\\k<tag>\\]|${eof})`, dashes, doubled, single]),
  ...layout('haskell', [`\\{-[\\s\\S]*?(?:-\\}|${eof})`, dashes, doubled]),
  ...layout('clojure', [';[^\\n]*', '\\\\.', doubledLines]),
  ...layout('erlang', ['%[^\\n]*', doubledLines]),
  ...layout('vb', ["'[^\\n]*", quotedTwice('"')]),
]);

function layout(languages: string, parts: readonly string[], more: Omit<Layout, 'parts'> = {}): [string, Layout][] {
  const regex = parts.length ? { parts: new RegExp(parts.join('|'), 'gm') } : {};
  return languages.split(' ').map((language) => [language, { ...regex, ...more }]);
}
