/**
 * `npm run generate`: writes what is made from other files: the JSON schemas of rule files and `handrail.yaml`
 * (`schema/`), and a page for every built-in rule with an index of them (`docs/rules/`).
 * With `--check` it writes nothing, names what is stale, and exits 1 if anything is.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { declaredRules } from './generate/declaredRules.ts';
import { indexPage } from './generate/indexPage.ts';
import { rulePage } from './generate/rulePage.ts';
import { schemas } from './generate/schemas.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const rules = Map.groupBy(declaredRules(), ({ id }) => id);
const wanted = new Map<string, string>([
  ...schemas().map(({ name, text }) => [`schema/${name}`, text] as const),
  ['docs/rules/README.md', indexPage([...rules.values()].map(([rule]) => rule!))],
  ...[...rules].map(([id, [rule, ...further]]) => [`docs/rules/${id}.md`, rulePage(rule!, further)] as const),
]);
const orphans = generated().filter((path) => !wanted.has(path));
const stale = [...wanted].filter(([path, text]) => read(path) !== text);

if (process.argv.includes('--check')) {
  for (const [path] of stale) console.error(`${path} is stale.`);
  for (const path of orphans) console.error(`${path} belongs to no rule.`);
  if (stale.length || orphans.length) process.exit(1);
} else {
  for (const path of orphans) rmSync(join(root, path));
  for (const [path, text] of stale) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  console.log(`${wanted.size} files, ${stale.length} written, ${orphans.length} removed.`);
}

/** The generated files that are there, relative to the root, with forward slashes. */
function generated(): string[] {
  return ['schema', 'docs/rules'].flatMap((folder) => {
    if (!existsSync(join(root, folder))) return [];
    const entries = readdirSync(join(root, folder), { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(root.length).replaceAll('\\', '/'));
  });
}

/** The text of a file with the line ends that a checkout on Windows may have given it taken back. */
function read(path: string): string | undefined {
  const file = join(root, path);
  return existsSync(file) ? readFileSync(file, 'utf8').replaceAll('\r\n', '\n') : undefined;
}
