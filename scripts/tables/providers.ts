/**
 * Compiles the rules of `rules/secrets/issuers/` from a table of facts about credentials: one file for every kind of
 * thing that the credentials open. Run by hand when the facts or the corrections change:
 * `node scripts/tables/providers.ts FACTS.jsonl.gz`.
 *
 * Source: `../shared/reference/credentials.jsonl.gz` (described beside it): prefixes, alphabets, lengths, neighbours
 * and revoke pages, gathered from vendor pages and from what public scanners agree on. No pattern of another tool is
 * copied. What the facts have wrong is put right in `providers.corrections.ts`; kinds that have a rule written by
 * hand in `rules/secrets/` are left out.
 */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { Document, isScalar, parse, visit } from 'yaml';
import { corrections, writtenByHand } from './providers.corrections.ts';

interface Fact {
  readonly kind: string;
  readonly issuer: string;
  readonly opens: string;
  readonly class: 'secret' | 'identifier' | 'publishable' | 'test';
  readonly deprecated: boolean;
  readonly shape: Shape;
  readonly distinctive: boolean;
  readonly keywords: readonly string[];
  /** Only in corrections: the words one of which must stand near, instead of those made from `keywords`. */
  readonly near?: readonly string[];
  readonly checksum: string | null;
  readonly min_entropy: number | null;
  readonly lookalikes: readonly string[];
  readonly revoke: string | null;
  readonly confidence: 'several-tools' | 'one-tool' | 'vendor-documented';
}

interface Shape {
  readonly prefix: string | readonly string[] | null;
  readonly alphabet: string | null;
  readonly length: readonly [number, number | null];
  readonly parts: readonly Part[] | null;
  readonly suffix: string | null;
  readonly case: 'sensitive' | 'insensitive';
}

type Part =
  | { readonly literal: string }
  | { readonly alphabet: string; readonly length: readonly [number, number | null] };

/** The names of the rules in the files written by hand. */
function idsByHand(): string[] {
  const parent = fileURLToPath(new URL('../../rules/secrets/', import.meta.url));
  return readdirSync(parent)
    .filter((file) => file.endsWith('.yaml'))
    .flatMap((file) =>
      (parse(readFileSync(join(parent, file), 'utf8')).rules as { id: string }[]).map(({ id }) => id.slice(8)),
    );
}

function isUsable(fact: Fact): boolean {
  if (fact.shape.alphabet === null && !fact.shape.parts) return false;
  const [least] = lengths(fact.shape);
  // Too short to tell from a word or a number, wherever it stands.
  return least >= (fact.distinctive ? 12 : 14) && (fact.distinctive || nearWords(fact).length > 0);
}

/** What all these rules have in common. */
const defaults = {
  instead:
    'Keep it in a secret manager or the environment and look it up at run time; revoke this one if it ever left the machine.',
  fixes: ['env-lookup'],
  references: { cwe: [798], nhi: ['NHI2'], csf: ['PR.AA-01'] },
};

function ruleOf(fact: Fact) {
  const title = titleOf(fact);
  const secret = fact.class === 'secret';
  return {
    id: `secrets/${fact.kind}`,
    title,
    severity: secret ? severityOf(fact.opens) : 'low',
    confidence: !secret ? 'low' : fact.distinctive && fact.confidence !== 'one-tool' ? 'high' : 'medium',
    profile: secret && !fact.deprecated ? 'recommended' : 'all',
    keywords: keywordsOf(fact),
    // Without a shape of its own it could be the very secret that it stands beside.
    ...(!secret && fact.distinctive ? { harmless: true } : {}),
    detect: {
      pattern: {
        regex: regexOf(fact.shape),
        ...(fact.distinctive ? {} : { near: 40 }),
        boundary: boundaryOf(fact.shape),
        ...(fact.min_entropy === null ? {} : { entropy: Math.min(fact.min_entropy, reachableEntropy(fact.shape)) }),
        ...(fact.checksum && checksumOf(fact.checksum) ? { checksum: checksumOf(fact.checksum) } : {}),
      },
    },
    message: `${article(title)} ${title} stands in the text${secret ? '' : '; by itself it opens nothing'}.`,
    why: whyOf(fact),
    ...(secret ? {} : { instead: 'Nothing to do unless the secret that belongs to it stands beside it.' }),
    ...(sampleOf(fact.shape) ? { sample: sampleOf(fact.shape) } : {}),
    issuer: { name: fact.issuer, opens: fact.opens, ...(fact.revoke ? { revoke: fact.revoke } : {}) },
    examples: examplesOf(fact),
  };
}

function regexOf({ prefix, alphabet, length, parts, suffix, case: caseRule }: Shape): string {
  const prefixes = prefix === null ? [] : typeof prefix === 'string' ? [prefix] : prefix;
  const head = prefixes.length > 1 ? `(?:${prefixes.map(literal).join('|')})` : literal(prefixes[0] ?? '');
  const body = parts ? parts.map(partRegex).join('') : run(alphabet!, length);
  const bare = isSigned({ prefix, alphabet, parts }) ? `${notAName}${body}(?!-)` : body;
  const regex = head + bare + literal(suffix ?? '');
  return caseRule === 'insensitive' ? `(?i)${regex}` : regex;
}

function isSigned({ prefix, alphabet, parts }: Pick<Shape, 'prefix' | 'alphabet' | 'parts'>): boolean {
  return prefix === null && !parts && /=|-$/.test(alphabet!);
}

/**
 * Where the alphabet has signs that join a name and its value (`NETLIFY_TOKEN=…`, `toggl-key-…`), the name would be
 * taken for the beginning of the credential.
 */
const notAName = `(?<![A-Za-z0-9_.])(?![-=]|[A-Za-z0-9_.-]{0,60}(?:${[
  'key',
  'token',
  'secret',
  'pass',
  'auth',
  'private',
  'access',
]
  .flatMap((word) => [word, word.toUpperCase(), word[0]!.toUpperCase() + word.slice(1)])
  .join('|')})[=-])`;

/** What the generator of samples cannot make out of a regular expression with look-around. */
function sampleOf(shape: Shape): string | undefined {
  const regex = regexOf(shape);
  return regex.includes(notAName)
    ? regex
        .replace(notAName, '')
        .replace('(?!-)', '')
        .replace(/\[=(?!\])/g, '[')
        .replaceAll('-]', ']')
    : undefined;
}

function partRegex(part: Part): string {
  if ('literal' in part) return literal(part.literal);
  // Hex digits of a UUID are written in either case.
  return run(
    /^(?:a-f0-9|A-F0-9)$/.test(part.alphabet) && /^(?:4|8|12)$/.test(String(part.length[0]))
      ? 'a-fA-F0-9'
      : part.alphabet,
    part.length,
  );
}

/** An open end is cut: a window of text, not all of it, is looked at, and no credential needs more. */
function run(alphabet: string, [least, most]: readonly [number, number | null]): string {
  const limit = Math.min(most ?? Math.max(least + 200, 400), 1000);
  const times = least === limit ? (least === 1 ? '' : `{${least}}`) : `{${least},${limit}}`;
  const characters = alphabet.replace(/[\\\]^[]/g, '\\$&');
  if (characters.includes('=') && characters.length > 1 && least > 2)
    return padded(characters.replace('=', ''), least, limit);
  return `[${characters}]${times}`;
}

/** An alphabet with `=`: one before the credential gives it to a name, so the first character is another one. */
function padded(characters: string, least: number, most: number): string {
  return `[${characters}][=${characters}]{${least - 1}${most === least ? '' : `,${most - 1}`}}`;
}

function lengths({ prefix, length, parts }: Shape): [number, number] {
  const head = typeof prefix === 'string' ? prefix.length : prefix ? Math.min(...prefix.map((one) => one.length)) : 0;
  const sum = (end: 0 | 1) =>
    parts
      ? parts.reduce((total, part) => total + ('literal' in part ? part.literal.length : (part.length[end] ?? 400)), 0)
      : (length[end] ?? 400);
  return [head + sum(0), head + sum(1)];
}

/** What must not touch the credential: letters, digits and `_`, and the further signs of its own alphabet. */
function boundaryOf(shape: Shape): string {
  const alphabets = shape.parts?.flatMap((part) => ('alphabet' in part ? [part.alphabet] : [])) ?? [shape.alphabet!];
  const signs = ['+', '/', '='].filter((sign) => alphabets.some((alphabet) => alphabet.includes(sign)));
  const hyphen = !isSigned(shape) && alphabets.some((alphabet) => alphabet.endsWith('-'));
  return `[A-Za-z0-9_${signs.join('')}${hyphen ? '-' : ''}]`;
}

/** Hex digits cannot have more than 4 bits each, digits 3.3, and a short text no more than its length allows. */
function reachableEntropy(shape: Shape): number {
  const [least] = lengths(shape);
  const alphabet = shape.alphabet ?? 'A-Za-z0-9';
  const kinds = /g-z|A-Z/.test(alphabet) || /a-z/.test(alphabet) ? 36 : /a-f|A-F/.test(alphabet) ? 16 : 10;
  return Math.floor((Math.log2(Math.min(kinds, least)) - 0.9) * 10) / 10;
}

function checksumOf(note: string): string | undefined {
  return /CRC-32 .*base62/.test(note) && /Last 6/.test(note) ? 'crc32-base62' : undefined;
}

function keywordsOf(fact: Fact): string[] {
  return fact.distinctive ? literalWords(fact) : nearWords(fact);
}

/** A literal that every such credential holds: its prefix, or the longest fixed part. */
function literalWords({ shape, keywords }: Fact): string[] {
  const prefixes = shape.prefix === null ? [] : typeof shape.prefix === 'string' ? [shape.prefix] : [...shape.prefix];
  if (prefixes.length && prefixes.every((prefix) => prefix.length >= 2 && !/^https?:\/\/$/.test(prefix))) {
    return prefixes.map((prefix) => prefix.toLowerCase());
  }
  const literals = (shape.parts ?? []).flatMap((part) => ('literal' in part ? [part.literal] : []));
  if (shape.suffix) literals.push(shape.suffix);
  const longest = literals.sort((a, b) => b.length - a.length)[0];
  return longest && longest.length >= 3 ? [longest.toLowerCase()] : [...keywords];
}

/** The issuer's names, as they stand in identifiers: no fragments, no words that stand everywhere. */
function nearWords({ kind, issuer, keywords, near }: Fact): string[] {
  if (near) return [...near];
  const names = issuer
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word.length >= 3 && !commonWords.has(word));
  const joined = names.join('');
  const product = kind.split('-')[0]!;
  const own = keywords.filter((word) => {
    const bare = word.replace(/[^a-z0-9]/g, '');
    if (bare.length < 4 || !/^[a-z]/.test(word) || commonWords.has(bare)) return false;
    if (joined.startsWith(bare) || bare.startsWith(joined) || names.includes(bare)) return true;
    // Another name of the product; but no piece of a longer keyword, which matches any first letter.
    return (
      /^[a-z]{6,}$/.test(word) &&
      !keywords.some((other) => other !== word && /^[a-z]+$/.test(other) && other.includes(word))
    );
  });
  const separate = names.length > 1 ? [names.join('_'), names.join('-'), names.join(' ')] : [];
  return [
    ...new Set([
      ...own,
      joined,
      ...separate,
      ...(product.length >= 4 ? [product] : []),
      ...(names[0] && names[0].length >= 5 ? [names[0]] : []),
    ]),
  ].filter((word) => word.length >= 3 && !commonWords.has(word));
}

const commonWords = new Set(
  'ping hex api app cloud data key token secret test live auth access client service services account the and for web mail email sms open one box use read http https net dev chat time line less side rate ring role sec push post desk core flat help html pdf role tls net cms hub any issuer google amazon microsoft azure legacy personal user server public private sandbox production identity string number header search message bearer session project license application organization provider webhook manager connect system database create endpoint plaintext creation region domain instance registry request response default global events status config report update upload search export import public'.split(
    ' ',
  ),
);

function titleOf({ kind, issuer }: Fact): string {
  const name = slug(issuer);
  const rest = kind.startsWith(`${name}-`) ? kind.slice(name.length + 1) : kind === name ? 'credential' : undefined;
  if (rest === undefined)
    return kind
      .split('-')
      .map(spell)
      .join(' ')
      .replace(/^./, (letter) => letter.toUpperCase());
  return `${issuer} ${rest.split('-').map(spell).join(' ')}`;
}

function spell(word: string): string {
  return acronyms.get(word) ?? word;
}

const acronyms = new Map(
  'API ID OAuth URL JWT PAT SAS AWS GCP SSH PEM PGP RSA DSA EC AI SMS CI CLI SDK IAM DB SQL IP UUID JSON V2 V1 SSO APIM CASK HMAC IoT DevOps'
    .split(' ')
    .map((word) => [word.toLowerCase(), word]),
);

function article(title: string): string {
  return /^(?:[aeio]|u(?!n[ai]|s[ae]|p[s ])|8|1[18]|[FHLMNRSX](?:[A-Z]|-))/i.test(title) &&
    !/^(?:one|eu|[fhlmnrsx][a-z])/i.test(title)
    ? 'An'
    : 'A';
}

function whyOf({ issuer, opens, class: kind, deprecated }: Fact): string {
  if (kind === 'publishable') return `${issuer} means it to be public; it is listed for audits only.`;
  if (kind === 'identifier') return `It names an account or application (${opens}); a secret often stands beside it.`;
  if (kind === 'test') return `It opens only a sandbox (${opens}), yet shows where the live one will stand.`;
  const scope = /^\(any/.test(issuer) ? opens : `${opens} at ${issuer}`;
  return `Whoever reads this text can use it: ${scope}.${deprecated ? ' The issuer no longer hands out this format.' : ''}`;
}

const weighty =
  /cloud infra|identity|source code|payments|package registry|database|infrastructure automation|CI\/CD|hosting|private key|DNS|wallet|coding agent/;
const light =
  /sandbox|weather|news|currency|scraping|sport|link shortener|data API|geocoding|design|text analysis|conversion|forms/;

function severityOf(opens: string): string {
  return weighty.test(opens) ? 'critical' : light.test(opens) ? 'medium' : 'high';
}

function examplesOf(fact: Fact) {
  const { kind } = fact;
  const name = fact.distinctive
    ? 'SERVICE_KEY'
    : `${nearWords(fact)[0]!
        .replace(/[^a-z0-9]+/g, '_')
        .replace(/_$/, '')
        .toUpperCase()}_${fact.class === 'identifier' ? 'CLIENT_ID' : 'API_KEY'}`;
  const property = name
    .toLowerCase()
    .replace(/_(api|key|client|id)(?=_|$)/g, (_, word: string) => word[0]!.toUpperCase() + word.slice(1));
  return {
    bad: [{ text: `${name}={{${kind}}}`, file: '.env' }, `const ${property} = "{{${kind}}}";`],
    good: [
      { text: `${name}=\${VAULT_${name}}`, file: '.env' },
      `const ${property} = process.env.${name};`,
      `const ${property} = "<your-${slug(fact.issuer) || 'api'}-key>";`,
    ],
  };
}

function literal(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}

function slug(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}

function groupBy<T>(list: readonly T[], key: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of list) groups.set(key(item), [...(groups.get(key(item)) ?? []), item]);
  return groups;
}

const [factsFile] = process.argv.slice(2);
if (!factsFile) throw new Error('usage: providers.ts FACTS.jsonl.gz');
const folder = fileURLToPath(new URL('../../rules/secrets/issuers/', import.meta.url));

const facts: Fact[] = gunzipSync(readFileSync(factsFile))
  .toString('utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line))
  .map((fact: Fact) => ({ ...fact, ...corrections[fact.kind] }));
const byHand = new Set([...writtenByHand, ...idsByHand()]);
const chosen = facts.filter((fact) => corrections[fact.kind] !== null && !byHand.has(fact.kind) && isUsable(fact));

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
for (const [subject, group] of groupBy(chosen, (fact) => slug(fact.opens.split(':')[0]!))) {
  const rules = group.sort((a, b) => (a.kind < b.kind ? -1 : 1)).map(ruleOf);
  const text = new Document({ defaults, rules });
  visit(text, {
    Seq(_, node) {
      node.flow = node.items.every((item) => isScalar(item));
    },
  });
  const head = `# Compiled by scripts/tables/providers.ts, which names the source. Put mistakes right in providers.corrections.ts.\n`;
  writeFileSync(join(folder, `${subject}.yaml`), head + text.toString({ lineWidth: 0, flowCollectionPadding: false }));
}
console.log(`${chosen.length} rules of ${facts.length} kinds.`);
