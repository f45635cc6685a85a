import { type FoundSetting, searchSettings } from '../detectors/document/document.ts';
import type { Entry, MapNode } from '../detectors/document/node.ts';
import type { DocumentSpec } from '../detectors/document/spec.ts';
import type { Rule } from '../engine/rule.ts';
import type { Source } from '../engine/source.ts';
import type { Fix, FixContext, TextEdit } from './fix.ts';

/**
 * Writes the value that a rule about settings says there should be: in the place of the one that is there, in the same
 * quotes, or as a new entry beside the others. Where the format gives no clear place for a new entry, nothing is offered.
 */
export function settingChange({ source, finding, rule, ways = [rule] }: FixContext): readonly Fix[] {
  for (const way of ways) {
    if (!isDocument(way) || !way.detect.any.some(({ becomes }) => becomes !== undefined)) continue;
    const found = searchSettings(way.detect, source).find(
      ({ span }) => span.start === finding.span.start && span.end === finding.span.end,
    );
    const value = found?.query.becomes;
    if (!found || value === undefined) continue;
    const edit = found.missing ? added(found, value, source) : replaced(found, value, source);
    if (!edit) return [];
    const title = `${found.missing ? 'Add' : 'Set'} ${found.facts.KEY}: ${value}`;
    return [{ id: 'setting-change', title, safe: false, plan: () => ({ edits: [{ edits: [edit] }] }) }];
  }
  return [];
}

function isDocument(rule: Rule): rule is Rule<DocumentSpec> {
  return rule.detect.kind === 'document';
}

type Value = string | number | boolean;

function replaced({ place: { node } }: FoundSetting, value: Value, { text, language }: Source): TextEdit | undefined {
  const { start, end } = node.span;
  if (node.kind !== 'scalar' || start === end) return undefined;
  const quote = text[start];
  const quoted = (quote === '"' || quote === "'") && end - start > 1 && text[end - 1] === quote;
  return { span: node.span, text: quoted ? `${quote}${value}${quote}` : printed(value, language) };
}

/** The value as the format writes it. */
function printed(value: Value, language: string): string {
  if (typeof value !== 'string') return String(value);
  if (language === 'bicep') return `'${value}'`;
  if (language.startsWith('json') || language === 'toml' || isHcl(language)) return `"${value}"`;
  // A word that YAML would take for a number or for true.
  return language === 'yaml' && /^[\d.+-]|^(?:true|false|null|yes|no|on|off)$/i.test(value) ? `'${value}'` : value;
}

function isHcl(language: string): boolean {
  return language === 'terraform' || language === 'hcl' || language === 'opentofu';
}

/** A new entry, where one name alone is missing in a map. */
function added({ place: { node }, missing }: FoundSetting, value: Value, source: Source): TextEdit | undefined {
  const [step, ...deeper] = missing ?? [];
  if (node.kind !== 'map' || deeper.length || step?.to !== 'names' || step.names.length !== 1 || step.globs) {
    return undefined;
  }
  const { language } = source;
  const [name] = step.names;
  const text = printed(value, language);
  if (language.startsWith('json')) return inBraces(node, `"${name}": ${text}`, ',', source);
  if (isHcl(language)) return inBraces(node, `${name} = ${text}`, '', source);
  if (language === 'bicep') return inBraces(node, `${name}: ${text}`, '', source);
  if (language !== 'yaml') return undefined;
  if (source.text[node.span.start] === '{') return inFlow(node, `${name}: ${text}`, source);
  return inBlock(node, `${name}: ${text}`, source);
}

/** Behind the last entry, on a line of its own where that has one. */
function inBraces({ entries, span }: MapNode, entry: string, comma: string, { text }: Source): TextEdit | undefined {
  const last = entries.at(-1);
  if (text[span.start] !== '{' || text[span.end - 1] !== '}' || !last) return undefined;
  const end = Math.max(last.keySpan.end, last.value.span.end);
  const indent = indentOf(last, text);
  const closing = text.slice(end, span.end - 1);
  if (indent === undefined || !closing.includes('\n')) {
    return comma && end < span.end ? { span: { start: end, end }, text: `${comma} ${entry}` } : undefined;
  }
  if (comma) return { span: { start: end, end }, text: `${comma}${lineEnd(text)}${indent}${entry}` };
  // Behind the comment that may follow the last entry.
  const line = text.indexOf('\n', end);
  const stop = text[line - 1] === '\r' ? line - 1 : line;
  return { span: { start: stop, end: stop }, text: `${lineEnd(text)}${indent}${entry}` };
}

function lineEnd(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}

/** The blanks before an entry that begins its line; undefined where something else stands before it. */
function indentOf({ keySpan: { start } }: Entry, text: string): string | undefined {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const before = text.slice(lineStart, start);
  return /^[ \t]*["']?$/.test(before) ? before.replace(/["']$/, '') : undefined;
}

function inFlow({ entries, span }: MapNode, entry: string, { text }: Source): TextEdit | undefined {
  const last = entries.at(-1);
  if (!last || text[span.end - 1] !== '}') return undefined;
  const end = Math.max(last.keySpan.end, last.value.span.end);
  return end < span.end ? { span: { start: end, end }, text: `, ${entry}` } : undefined;
}

/** Before the last entry that begins its line: whatever its value is, the new one stands beside it. */
function inBlock({ entries }: MapNode, entry: string, { text }: Source): TextEdit | undefined {
  for (const other of entries.toReversed()) {
    const indent = indentOf(other, text);
    if (indent === undefined) continue;
    const start = text.lastIndexOf('\n', other.keySpan.start - 1) + 1;
    return { span: { start, end: start }, text: `${indent}${entry}${lineEnd(text)}` };
  }
  return undefined;
}
