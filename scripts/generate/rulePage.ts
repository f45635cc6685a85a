import { languageOf } from '../../server/engine/language.ts';
import type { Example, RuleDeclaration } from '../../server/packs/schema.ts';

/**
 * The page of a rule. Credentials in its examples are shown as the placeholders they are written with.
 * @param further the same rule once more for each further way of finding
 */
export function rulePage(rule: RuleDeclaration, further: readonly RuleDeclaration[]): string {
  const ways: RuleWithWays = [rule, ...further];
  return `${[
    `# ${rule.title}`,
    `\`${rule.id}\``,
    table(ways),
    rule.message.endsWith('.') ? `> ${rule.message}` : `> ${rule.message}.`,
    section('Why', rule.why),
    section('Instead', rule.instead),
    issuer(rule.issuer),
    examples(ways),
    references(rule.references),
    switching(rule.id),
  ]
    .filter(Boolean)
    .join('\n\n')}\n`;
}

/** A rule with all its ways of finding; the first is the rule as it is declared. */
type RuleWithWays = readonly [RuleDeclaration, ...RuleDeclaration[]];

function table(ways: RuleWithWays): string {
  const [{ severity, confidence, profile }] = ways;
  const rows = [
    ['severity', severity],
    ['confidence', confidence],
    ['profile', profile],
    ...(ways.length === 1 ? where(ways[0]) : [['looked for in', lookedForIn(ways)]]),
  ];
  return ['| | |', '|---|---|', ...rows.map(([name, value]) => `| ${name} | ${value} |`)].join('\n');
}

function where({ languages, files }: RuleDeclaration): [name: string, value: string][] {
  return [
    ...(languages ? [['languages', languages.join(', ')] as [string, string]] : []),
    ...(files ? [['files', files.map((file) => `\`${file}\``).join(', ')] as [string, string]] : []),
  ];
}

/** All languages of its ways, then the files of those that name no language. */
function lookedForIn(ways: RuleWithWays): string {
  if (ways.some(({ languages, files }) => !languages && !files)) return 'every file';
  const languages = new Set(ways.flatMap((way) => way.languages ?? []));
  const files = new Set(ways.filter((way) => !way.languages).flatMap((way) => way.files ?? []));
  return [...[...languages].sort(), ...[...files].sort().map((file) => `\`${file}\``)].join(', ');
}

function section(title: string, text: string | undefined): string {
  return text ? `## ${title}\n\n${text.trim()}` : '';
}

function issuer(issuer: RuleDeclaration['issuer']): string {
  if (!issuer) return '';
  const { name, opens, revoke } = issuer;
  const sentences = [
    /^\(/.test(name) ? '' : `Handed out by ${name}.`,
    opens ? `It opens: ${opens}.` : '',
    revoke ? `Revoke it at <${revoke}>.` : '',
  ];
  return `## Who hands it out\n\n${sentences.filter(Boolean).join(' ')}`;
}

function examples(ways: RuleWithWays): string {
  const [bad, good, fixed] = (['bad', 'good', 'fixed'] as const).map((kind) =>
    ways.flatMap((way) => way.examples[kind]),
  );
  if (!bad!.length && !good!.length) return '';
  return [
    '## Examples',
    'What stands in `{{…}}` is made up anew whenever the examples run as tests.',
    ...listed('Found', bad!),
    ...listed('Not found', good!),
    ...listed('Mended', fixed!),
  ].join('\n\n');
}

function listed(title: string, list: readonly Example[]): string[] {
  return list.length ? [`### ${title}`, ...list.map(block)] : [];
}

/** The text, behind the files that stand beside it. */
function block(example: Example): string {
  const beside = typeof example === 'string' ? [] : Object.entries(example.beside ?? {});
  const others = beside.map(([file, text]) => `With \`${file}\`:\n\n${fenced({ text, file })}`);
  return [...others, fenced(example)].join('\n\n');
}

function fenced(example: Example): string {
  const { text, file } = typeof example === 'string' ? { text: example, file: 'example.ts' } : example;
  const fence = '`'.repeat(Math.max(3, ...[...text.matchAll(/`+/g)].map(([run]) => run.length + 1)));
  return `${fence}${languageOf(file ?? 'example.ts')}\n${text.trimEnd()}\n${fence}`;
}

function references({ cwe = [], nhi = [], csf = [], links = [] }: RuleDeclaration['references']): string {
  const lines = [
    ...cwe.map((number) => `- [CWE-${number}](https://cwe.mitre.org/data/definitions/${number}.html)`),
    ...(nhi.length ? [`- OWASP Non-Human Identities Top 10 (2025): ${nhi.join(', ')}`] : []),
    ...(csf.length ? [`- NIST Cybersecurity Framework 2.0: ${csf.join(', ')}`] : []),
    ...links.map((link) => `- <${link}>`),
  ];
  return lines.length ? `## References\n\n${lines.join('\n')}` : '';
}

function switching(id: string): string {
  return `## Allow it, or set its level

At one place, in a comment on the line or above it:

\`\`\`
handrail: allow ${id} -- why
\`\`\`

For a folder, in its \`handrail.yaml\` (\`off\`, \`hint\`, \`info\`, \`warning\` or \`error\`):

\`\`\`yaml
rules:
  ${id}: off
\`\`\``;
}
