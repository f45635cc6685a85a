import { type Decoded, decoded } from './jsonString.ts';
import { type JsonTree, jsonTree } from './jsonTree.ts';
import { languageOf } from './language.ts';
import type { Project } from './project.ts';
import { type Source, source } from './source.ts';
import type { Span } from './span.ts';

/** A text within a notebook, as a person sees it there. */
export interface NotebookPart {
  readonly source: Source;
  /** For people: `cell 3`, `output of cell 3`. Cells are counted from 1. Absent for what belongs to no cell. */
  readonly place?: string;
  /** Where a span of the part's text stands in the notebook's. */
  readonly toFile: (span: Span) => Span;
}

/**
 * Takes a Jupyter notebook apart (nbformat.readthedocs.io, versions 3 and 4): the source of every cell in its language,
 * its outputs, and what is left of the JSON, in which those are blank. Pictures and their kind belong to none of them.
 * What is no notebook, or not whole yet, is one part, read as JSON.
 * @param notebook the text of an `.ipynb` file
 */
export function notebookParts({ path, text, project }: Source): NotebookPart[] {
  const root = jsonTree(text);
  const cells = root && cellsOf(root);
  if (!cells) return [{ source: source(path, text, 'json', project), toFile: (span) => span }];
  const read: Reader = { text, path, project, kernel: kernelLanguage(root, text), taken: [] };
  const parts = cells.flatMap((cell, index) => partsOfCell(cell, index + 1, read));
  const rest = source(path, without(text, read.taken), 'json', project);
  return [...parts, { source: rest, toFile: (span) => span }];
}

interface Reader {
  readonly project: Project | undefined;
  readonly text: string;
  readonly path: string;
  /** The language of code that says none. */
  readonly kernel: string;
  /** Everything that is not left for the rest. */
  readonly taken: Span[];
}

/** Until version 4, cells stood in worksheets. */
function cellsOf(root: JsonTree): readonly JsonTree[] | undefined {
  const cells = items(at(root, 'cells'));
  const sheets = items(at(root, 'worksheets'));
  return cells ?? sheets?.flatMap((sheet) => items(at(sheet, 'cells')) ?? []);
}

function partsOfCell(cell: JsonTree, number: number, read: Reader): NotebookPart[] {
  const code = at(cell, 'source') ?? at(cell, 'input');
  const own = part(code, `cell ${number}`, read, (text) => cellLanguage(cell, text, read));
  passOver(at(cell, 'attachments'), read);
  const outputs = (items(at(cell, 'outputs')) ?? []).flatMap((output) =>
    partsOfOutput(output, `output of cell ${number}`, read),
  );
  return [...own, ...outputs];
}

function partsOfOutput(output: JsonTree, place: string, read: Reader): NotebookPart[] {
  const data = at(output, 'data') ?? output;
  passOver(data, read);
  const shown = [...entries(data)].flatMap(([type, value]) => {
    const language = shownAs.get(type);
    return language === undefined ? [] : part(value, place, read, () => language);
  });
  return [
    ...shown,
    ...part(at(output, 'evalue'), place, read, () => 'plaintext'),
    // Its lines come without line ends.
    ...part(at(output, 'traceback'), place, read, () => 'plaintext', '\n'),
  ];
}

/** What outputs are made of, by media type and, before version 4, by name; with the language to read it as. */
const shownAs = new Map([
  ['text', 'plaintext'],
  ['text/plain', 'plaintext'],
  ['text/html', 'html'],
  ['html', 'html'],
  ['text/markdown', 'markdown'],
  ['text/latex', 'plaintext'],
  ['latex', 'plaintext'],
  ['application/javascript', 'javascript'],
  ['javascript', 'javascript'],
  ['image/svg+xml', 'xml'],
  ['svg', 'xml'],
]);

/** Bytes in base 64 hold nothing that a rule could tell from chance. */
const bytes = /^(?:(?:image|audio|video|font)\/(?!svg)|application\/(?:pdf|octet-stream)$|(?:png|jpeg|pdf)$)/;

function passOver(tree: JsonTree | undefined, read: Reader): void {
  for (const [type, value] of entries(tree)) {
    if (bytes.test(type)) read.taken.push(...strings(value));
    // An attachment has a name, and below it its types.
    else if (value.kind === 'object') passOver(value, read);
  }
}

function part(
  tree: JsonTree | undefined,
  place: string,
  read: Reader,
  language: (text: string) => string,
  lineEnd = '',
): NotebookPart[] {
  const spans = strings(tree);
  if (!spans.length) return [];
  read.taken.push(...spans);
  const { text, toFile }: Decoded = decoded(read.text, spans, lineEnd);
  return [{ source: source(read.path, text, language(text), read.project), place, toFile }];
}

// Languages, as VS Code names them.

function cellLanguage(cell: JsonTree, text: string, { text: file, kernel }: Reader): string {
  const type = string(at(cell, 'cell_type'), file);
  if (type === 'markdown' || type === 'heading') return 'markdown';
  if (type === 'raw') return 'plaintext';
  return magicLanguage(text) ?? string(at(cell, 'metadata', 'vscode', 'languageId'), file) ?? kernel;
}

/** A cell may begin with who is to run it: `%%bash`, `%%writefile config.yaml`. */
function magicLanguage(text: string): string | undefined {
  const [, name, file] = /^%%(\w+)[ \t]*([^\s]*)/.exec(text) ?? [];
  if (name === 'writefile' || name === 'file') return languageOf(file!);
  return magics.get(name ?? '');
}

const magics = new Map([
  ['bash', 'shellscript'],
  ['sh', 'shellscript'],
  ['sql', 'sql'],
  ['javascript', 'javascript'],
  ['js', 'javascript'],
  ['html', 'html'],
  ['HTML', 'html'],
  ['svg', 'xml'],
  ['markdown', 'markdown'],
  ['ruby', 'ruby'],
  ['perl', 'perl'],
  ['R', 'r'],
]);

/** By the ending of its files, for kernels name their languages as they like. */
function kernelLanguage(root: JsonTree, text: string): string {
  const ending = string(at(root, 'metadata', 'language_info', 'file_extension'), text);
  const byEnding = ending === undefined ? 'plaintext' : languageOf(`cell.${ending.replace(/^\./, '')}`);
  if (byEnding !== 'plaintext') return byEnding;
  const name =
    string(at(root, 'metadata', 'language_info', 'name'), text) ??
    string(at(root, 'metadata', 'kernelspec', 'language'), text);
  return name?.toLowerCase() ?? 'python';
}

// Looking into the tree; what is missing or of another kind is undefined or empty.

function at(tree: JsonTree | undefined, ...keys: readonly string[]): JsonTree | undefined {
  return keys.reduce((value, key) => (value?.kind === 'object' ? value.entries.get(key) : undefined), tree);
}

function entries(tree: JsonTree | undefined): Iterable<readonly [string, JsonTree]> {
  return tree?.kind === 'object' ? tree.entries : [];
}

function items(tree: JsonTree | undefined): readonly JsonTree[] | undefined {
  return tree?.kind === 'array' ? tree.items : undefined;
}

function string(tree: JsonTree | undefined, text: string): string | undefined {
  return tree?.kind === 'string' ? text.slice(tree.start, tree.end) : undefined;
}

/** A text stands there in one string, or in a list of them. */
function strings(tree: JsonTree | undefined): readonly Span[] {
  if (tree?.kind === 'string') return [tree];
  return (items(tree) ?? []).filter((item) => item.kind === 'string');
}

/** The text with these spans blank, so that every other offset stays what it is. */
function without(text: string, taken: readonly Span[]): string {
  const pieces: string[] = [];
  let from = 0;
  for (const { start, end } of [...taken].sort((a, b) => a.start - b.start)) {
    pieces.push(text.slice(from, start), ' '.repeat(end - start));
    from = end;
  }
  return pieces.join('') + text.slice(from);
}
