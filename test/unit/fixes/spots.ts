import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { Finding } from '../../../server/engine/finding.ts';
import type { Rule } from '../../../server/engine/rule.ts';
import { ruleset } from '../../../server/engine/ruleset.ts';
import { scan } from '../../../server/engine/scan.ts';
import { type Source, source } from '../../../server/engine/source.ts';
import type { Fix, TextEdit } from '../../../server/fixes/fix.ts';
import { fixesFor } from '../../../server/fixes/fixes.ts';
import { wordDetectors, wordRule } from '../wordRule.ts';

/** A place with a secret, and what its fix makes of it. */
export interface Spot {
  readonly name: string;
  readonly path: string;
  /** With placeholders: `{{github-pat}}`. */
  readonly before: string;
  /** Present where the fix is offered. */
  readonly after?: string;
  /** Present where it is disabled. */
  readonly disabled?: string;
}

/**
 * Reads spots from a Markdown file beside the tests: a heading, a fenced block, and then either a second block or a
 * line `Disabled: …`. What stands behind the fence is an ending, or an ending and a file name.
 */
export function readSpots(file: string): Spot[] {
  const text = readFileSync(new URL(file, import.meta.url), 'utf8');
  return text
    .split(/^## /m)
    .slice(1)
    .map((part) => {
      const name = part.slice(0, part.indexOf('\n'));
      const [first, second] = [...part.matchAll(block)].map(({ groups }) => groups!);
      const disabled = /^Disabled: (.*)$/m.exec(part)?.[1];
      assert.ok(first, `${name}: no block`);
      return {
        name,
        path: `src/${first.file ?? `spot.${first.ending}`}`,
        before: first.text!,
        ...(second ? { after: second.text! } : {}),
        ...(disabled === undefined ? {} : { disabled }),
      };
    });
}

const block = /^(?<fence>```|~~~)(?<ending>\S+)(?: (?<file>\S+))?\n(?<text>[\s\S]*?)^\k<fence>$/gm;

/** Made-up secrets, put together here so that none stands in a file. */
const parts = ['A1b2C3d4E5f6G7h8', 'I9j0K1l2M3n4O5p6Q7r8'] as const;
const secrets: Readonly<Record<string, string>> = {
  'github-pat': `ghp_${parts.join('')}`,
  'stripe-secret-key': `sk_live_${parts.join('')}`,
  'openai-api-key': `sk-proj-${parts.join('')}`,
  'sendgrid-api-key': `SG.${parts.join('.')}`,
  'slack-bot-token': `xoxb-${parts.join('-')}`,
  'google-api-key': `AIza${parts.join('')}`,
  'postgres-password': ['tea4', 'Two_'].join('-'),
  'postgres-url': `postgres://app:${parts[0]}@db.internal/shop`,
  'teapot-api-key': `apiKey${[': ', parts.join(''), ''].join("'")}`,
  'kettle-api-key': `api_key${['=', parts.join(''), ''].join('"')}`,
  'two-texts': parts.join("', '"),
  'private-key': `-----BEGIN PRIVATE KEY-----\n${parts[0]}\n${parts[1]}\n-----END PRIVATE KEY-----`,
};

const helpers = {
  ts: `function requireEnv(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(\`Missing environment variable \${name}\`);
  return value;
}`,
  js: `function requireEnv(name) {
  const value = process.env[name];
  if (!value) throw new Error(\`Missing environment variable \${name}\`);
  return value;
}`,
};

/** The text with its placeholders filled in, for a file of that path. */
export function filled(text: string, path: string): string {
  return text.replace(/\{\{([\w-]+)\}\}/g, (whole, name: string) => {
    if (name === 'helper') return helpers[/tsx?$/.test(path) ? 'ts' : 'js'];
    if (name === 'github-pat-1') return secrets['github-pat']!.slice(0, 20);
    if (name === 'github-pat-2') return secrets['github-pat']!.slice(20);
    return secrets[name] ?? whole;
  });
}

/** The inverse, for messages and for looking at results. */
export function hidden(text: string): string {
  const known = [...Object.entries(secrets), ['helper', helpers.ts] as const, ['helper', helpers.js] as const];
  return known.reduce((out, [name, value]) => out.replaceAll(value, `{{${name}}}`), text);
}

/** One rule for each made-up secret, which finds it wherever it stands. */
const rules: readonly Rule[] = Object.entries(secrets).map(([name, word]) =>
  wordRule(word, { id: `secrets/${name}`, fixes: ['env-lookup'] }),
);

/** What our rules find in the text. */
export function findingsOf(text: Source): readonly Finding[] {
  const { findings, failures } = scan(text, ruleset(rules, wordDetectors, { profile: 'all' }), { today: '2026-11-20' });
  assert.deepEqual(failures, []);
  return findings;
}

/** The fix of that id for the first finding of a text that nobody allowed; a secret that was cut in two is found as one. */
export function fixAt(path: string, text: string, id: string): { readonly source: Source; readonly fix: Fix } {
  const whole = source(path, text);
  const finding = findingsOf(whole).find(({ suppression }) => !suppression) ?? cutFinding(text);
  assert.ok(finding, `nothing to fix in:\n${hidden(text)}`);
  const rule = rules.find((each) => each.id === finding.rule)!;
  const fix = fixesFor({ source: whole, finding, rule }).find((each) => each.id === id);
  assert.ok(fix, `no fix ${id}`);
  return { source: whole, fix };
}

/** The ids of the fixes for the first finding of a TypeScript text, best first. */
export function fixIds(text: string): string[] {
  const whole = source('src/a.ts', text);
  const finding = findingsOf(whole)[0]!;
  const rule = rules.find((each) => each.id === finding.rule)!;
  return fixesFor({ source: whole, finding, rule }).map(({ id }) => id);
}

function cutFinding(text: string): Finding | undefined {
  const secret = secrets['github-pat']!;
  const start = text.indexOf(secret.slice(0, 20));
  const end = text.indexOf(secret.slice(20)) + secret.length - 20;
  if (start < 0) return undefined;
  const [model] = findingsOf(source('a.ts', secret));
  return { ...model!, span: { start, end } };
}

/** What a fix that edits one file makes of it. Fails where the edits overlap or are out of order. */
export function applied({ source: { text }, fix }: { readonly source: Source; readonly fix: Fix }): string {
  assert.equal(fix.disabled, undefined);
  const [file, ...others] = fix.plan().edits;
  assert.deepEqual([file!.path, others], [undefined, []]);
  return withEdits(text, file!.edits);
}

function withEdits(text: string, edits: readonly TextEdit[]): string {
  let out = '';
  let at = 0;
  for (const { span, text: put } of edits) {
    assert.ok(at <= span.start && span.start <= span.end && span.end <= text.length, 'edits overlap');
    out += text.slice(at, span.start) + put;
    at = span.end;
  }
  return out + text.slice(at);
}
