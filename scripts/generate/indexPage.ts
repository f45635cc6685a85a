import type { RuleDeclaration } from '../../server/packs/schema.ts';

/** The page that lists all rules, by family. */
export function indexPage(rules: readonly RuleDeclaration[]): string {
  const families = Map.groupBy(rules, ({ id }) => id.slice(0, id.indexOf('/')));
  const quiet = rules.filter(({ profile }) => profile === 'recommended').length;
  return `# Rules

${rules.length} rules come with Handrail; ${quiet} of them are in the profile \`recommended\`, the others only in \`all\`.

${[...families].map(([family, list]) => table(family, list)).join('\n\n')}
`;
}

function table(family: string, rules: readonly RuleDeclaration[]): string {
  const rows = rules.map(
    ({ id, title, severity, confidence, profile }) =>
      `| [${id.slice(family.length + 1)}](${id}.md) | ${title} | ${severity} | ${confidence} | ${profile} |`,
  );
  return [`## ${family}`, '', '| rule | | severity | confidence | profile |', '|---|---|---|---|---|', ...rows].join(
    '\n',
  );
}
