import { shownPath } from '../../disk/relativePath.ts';
import type { Finding } from '../../engine/finding.ts';
import type { Rule } from '../../engine/rule.ts';
import type { Notice } from '../notice.ts';
import type { Located, Outcome } from '../outcome.ts';

/**
 * Workflow commands that GitHub Actions turns into annotations of a pull request
 * (docs.github.com, "Workflow commands for GitHub Actions"). Findings that a comment allows are left out.
 */
export function* githubReport({ findings, notices, rules, root }: Outcome): Generator<string> {
  const titles = new Map(rules.map((rule) => [rule.id, rule.title]));
  for (const notice of notices) yield `${ofNotice(notice, root)}\n`;
  for (const located of findings) {
    const { suppression, rule } = located.finding;
    if (!suppression) yield `${ofFinding(located, titles.get(rule)!, root)}\n`;
  }
}

function ofFinding(located: Located, title: Rule['title'], root: string): string {
  const { path, startLine, startColumn, endLine, endColumn, finding } = located;
  // Columns of a finding over several lines would be taken for columns of one line.
  const end = startLine === endLine ? { endColumn } : {};
  const about = [finding.rule, ...(finding.place === undefined ? [] : [finding.place])].join(', ');
  return command(commandOf[finding.level], `${finding.message} (${about})`, {
    file: shownPath(root, path),
    line: startLine,
    endLine,
    ...(startLine === endLine ? { col: startColumn } : {}),
    ...end,
    title,
  });
}

function ofNotice({ level, message, path, line, column }: Notice, root: string): string {
  return command(level, message, {
    ...(path === undefined ? {} : { file: shownPath(root, path) }),
    ...(line === undefined ? {} : { line }),
    ...(column === undefined ? {} : { col: column }),
    title: 'Handrail',
  });
}

const commandOf: Record<Finding['level'], string> = {
  error: 'error',
  warning: 'warning',
  info: 'notice',
  hint: 'notice',
};

function command(name: string, message: string, properties: Readonly<Record<string, string | number>>): string {
  const list = Object.entries(properties).map(([key, value]) => `${key}=${escapeProperty(String(value))}`);
  return `::${name} ${list.join(',')}::${escapeMessage(message)}`;
}

// As the toolkit's own writer does (actions/toolkit, packages/core/src/command.ts).

function escapeMessage(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeMessage(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
