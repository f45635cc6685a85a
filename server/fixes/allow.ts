import { type CommentStyle, commentStyle } from '../engine/comment.ts';
import { lineSpan, positionAt } from '../engine/lineMap.ts';
import type { Source } from '../engine/source.ts';
import { type Allowance, allowances } from '../engine/suppress.ts';
import type { Fix, FixContext, TextEdit } from './fix.ts';
import { isRefusal, type Refusal, refuse } from './refusal.ts';
import type { LineEdges, Room } from './room/room.ts';
import { roomAt } from './room/roomAt.ts';
import { textStyle } from './textStyle.ts';

/** Lets a finding stand, by a comment that says so and gives a reason, which the person writes. */
export function allow({ source, finding }: FixContext): readonly Fix[] {
  if (finding.suppression) return [];
  const edit = allowEdit(source, finding.rule, positionAt(source.lines, finding.span.start).line);
  const fix = { id: 'allow', title: 'Allow here, with a reason', safe: false };
  if (isRefusal(edit)) return [{ ...fix, disabled: edit.refusal, plan: () => ({ edits: [] }) }];
  return [{ ...fix, plan: () => ({ edits: [{ edits: [edit] }] }) }];
}

function allowEdit(source: Source, rule: string, line: number): TextEdit | Refusal {
  const { text, language, lines } = source;
  if (!commentStyle(language)) {
    return refuse(`${languageNames[language] ?? 'This kind of file'} has no comments; set the rule in handrail.yaml.`);
  }
  const edges = lineSpan(lines, text, line);
  const room = roomAt(text, language, edges);
  const above = line > 0 ? lineSpan(lines, text, line - 1) : undefined;
  const taken = above !== undefined && speaksOfNextLine.test(text.slice(above.start, above.end));
  if (room.above && !taken) return commentAbove(source, rule, edges, room.above);
  if (room.end) return commentBehind(rule, edges, room.end);
  const comment =
    room.above && allowances(source).find(({ first, until }) => first === line - 1 && until === undefined);
  return comment
    ? alsoAllowed(source, rule, comment)
    : refuse('No comment can stand here; set the rule in handrail.yaml.');
}

const languageNames: Readonly<Record<string, string>> = {
  json: 'JSON',
  jsonl: 'JSON',
  ipynb: 'JSON',
  plaintext: 'Plain text',
};

/** Comments of this and other tools that a line put below them would part from what they are about. */
const speaksOfNextLine =
  /handrail: allow|next-?line|@ts-(?:ignore|expect-error)|prettier-ignore|biome-ignore|svelte-ignore|istanbul ignore|v8 ignore/;

/** Stands for the reason until somebody has written one. */
const placeholder = 'reason';

function commentAbove({ text }: Source, rule: string, { start, end }: LineEdges, style: CommentStyle): TextEdit {
  const at = text.startsWith('\uFEFF') && start === 0 ? 1 : start;
  const indent = /^[ \t]*/.exec(text.slice(at, end))![0];
  return insertion(at, indent, comment(rule, style), textStyle(text, '').newline);
}

function commentBehind(rule: string, { end }: LineEdges, style: NonNullable<Room['end']>): TextEdit {
  return insertion(end, style.gap ?? ' ', comment(rule, style), '');
}

function comment(rule: string, { open, close }: CommentStyle): string {
  return `${open} handrail: allow ${rule} -- ${placeholder}${close ? ` ${close}` : ''}`;
}

function insertion(at: number, before: string, comment: string, after: string): TextEdit {
  const start = before.length + comment.lastIndexOf(placeholder);
  return {
    span: { start: at, end: at },
    text: before + comment + after,
    select: { start, end: start + placeholder.length },
  };
}

/** Adds the rule to a comment that allows others. */
function alsoAllowed({ text }: Source, rule: string, { span, rules }: Allowance): TextEdit {
  const last = rules.at(-1)!;
  const at = text.indexOf(last, span.start + 'handrail: allow'.length) + last.length;
  return { span: { start: at, end: at }, text: `, ${rule}` };
}
