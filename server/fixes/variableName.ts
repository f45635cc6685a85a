/** What is known about a secret that needs a name. */
export interface Named {
  /** The id of the rule that found it: `secrets/stripe-secret-key`. */
  readonly rule: string;
  /** What the code calls it, the nearest name first: `apiKey`, then `stripe` of `stripe: { apiKey: … }`. */
  readonly hints: readonly string[];
  /** The text before it in the same literal: `Bearer `, `https://…?key=`, `postgres://user:`. */
  readonly prefix?: string;
}

/**
 * A name for the secret in an environment, from what the code calls it and whose it is: `const stripeKey` that holds a
 * Stripe secret key → `STRIPE_SECRET_KEY`; `stripeTestKey` → `STRIPE_TEST_KEY`; `token` with a GitHub token in it →
 * `GITHUB_TOKEN`; `pass` of `smtp` → `SMTP_PASSWORD`.
 * @param taken names that stand for something else already
 */
export function variableName({ rule, hints, prefix = '' }: Named, taken: (name: string) => boolean): string {
  const found = passwordName(prefix, hints) ?? fromNames(ruleName(rule), [...hintsInside(prefix), ...hints]);
  const name = /^\d/.test(found) ? `APP_${found}` : found;
  for (let number = 1; ; number++) {
    const candidate = number === 1 ? name : `${name}_${number}`;
    if (!taken(candidate)) return candidate;
  }
}

/** The words of an identifier, a key or a header, in upper case: `openaiApiKey` → `OPENAI`, `API`, `KEY`. */
function words(text: string): string[] {
  const split = text
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .toUpperCase()
    .split(/[^A-Z\d]+/);
  return split.flatMap((word) => spelled[word] ?? [word]).filter((word) => word.length > 1 && !empty.has(word));
}

const spelled: Readonly<Record<string, readonly string[]>> = {
  PASS: ['PASSWORD'],
  PASSWD: ['PASSWORD'],
  PWD: ['PASSWORD'],
  PW: ['PASSWORD'],
  PAT: ['TOKEN'],
  GH: ['GITHUB'],
  APIKEY: ['API', 'KEY'],
  SECRETKEY: ['SECRET', 'KEY'],
  ACCESSKEY: ['ACCESS', 'KEY'],
  PRIVATEKEY: ['PRIVATE', 'KEY'],
  AUTHTOKEN: ['AUTH', 'TOKEN'],
  ACCESSTOKEN: ['ACCESS', 'TOKEN'],
  CREDENTIAL: ['CREDENTIALS'],
};

const list = (text: string) => new Set(text.split(' '));

/** Words that say nothing. */
const empty = list(
  'THE MY OUR CONST VAR STR TMP TEMP DATA VALUE VAL NEW DEFAULT CURRENT HARDCODED FOO BAR THIS SELF SET GET WITH USE',
);

/** Words that say what it is, but not whose. */
const general = list(
  'API KEY KEYS TOKEN TOKENS SECRET SECRETS PASSWORD PASSPHRASE AUTH AUTHORIZATION AUTHENTICATION CREDENTIALS ACCESS BEARER BASIC HEADER HEADERS URL URI DSN CONNECTION CONN STRING ID CLIENT PRIVATE PUBLIC CONFIG CONFIGURATION OPTIONS SETTINGS PARAMS ARGS ENV ENVIRONMENT INIT CREATE CONNECT LOGIN REQUEST FETCH RESPONSE RESULT HTTP HTTPS APP SERVICE USER NAME CONTENT TEXT BODY PEM',
);

/** Words that make a name the name of a secret. */
const kinds = list('KEY TOKEN SECRET PASSWORD PASSPHRASE CREDENTIALS URL URI DSN WEBHOOK');

/** Words that tell two secrets of one issuer apart. */
const stages = list(
  'PROD PRODUCTION LIVE TEST TESTING DEV DEVELOPMENT STAGING SANDBOX ADMIN BOT PRIMARY SECONDARY BACKUP',
);

interface RuleName {
  /** The usual name of this secret. */
  readonly usual: string;
  /** Whose it is: the first word of the rule's name; absent where the rule does not know. */
  readonly issuer?: string;
  readonly words: ReadonlySet<string>;
}

function ruleName(rule: string): RuleName {
  const id = rule.slice(rule.lastIndexOf('/') + 1);
  const plain = forms.reduce((name, [form, word]) => name.replace(form, word), id);
  const own = plain.toUpperCase().split('-');
  const usual = usualNames.find(([pattern]) => pattern.test(id))?.[1] ?? own.join('_');
  const issuer = own[0]!;
  const known = !general.has(issuer) && !nobody.has(issuer);
  return { usual, ...(known ? { issuer } : {}), words: new Set([...own, ...usual.split('_')]) };
}

/** What rules' names say about the form of a secret, and what is left of it in its name. */
const forms: readonly (readonly [RegExp, string])[] = [
  [/-(?:\d+-char|prefixed|with-prefix|legacy|in-url|live|v\d+(?:-\d+)?)$/, ''],
  [/-(?:legacy|classic|fine-grained|prefixed)(?=-)/, ''],
  [/-pat(?:-token)?$|-personal-(?:access-)?token$/, '-token'],
  [/^1password/, 'onepassword'],
];

/** First words of rules that are no issuers. */
const nobody = list(
  'AMQP BASIC BEARER CURL DATABASE ENV FERNET GENERIC HARDCODED HIGH HTPASSWD JWK JWT MONGODB MYSQL NETRC NETWORK OTPAUTH PGPASS POSTGRES REDIS REGISTRY SECP256K1 SESSION SQL SSHPASS WEBHOOK',
);

/** What the issuers' own tools read, and what people call the rest, where it is not the rule's name. */
const usualNames: readonly (readonly [RegExp, string])[] = [
  [/^hugging-?face/, 'HF_TOKEN'],
  [/^npm-access-token/, 'NPM_TOKEN'],
  [/^pypi-upload-token/, 'PYPI_TOKEN'],
  [/^1password-service-account-token/, 'OP_SERVICE_ACCOUNT_TOKEN'],
  [/^(?:postgres|mysql|mongodb|sql-server|database)\b.*\b(?:url|uri|dsn|string)$/, 'DATABASE_URL'],
  [/^(?:private-key|pem-)/, 'PRIVATE_KEY'],
  [/^jwt$/, 'ACCESS_TOKEN'],
  [/^(?:bearer-|curl-header|url-user)/, 'APP_TOKEN'],
  [/^(?:basic-auth|url-password|curl-user|network-credential|sshpass|net-user)/, 'APP_PASSWORD'],
  [/^(?:hardcoded|generic|env-fallback|high-entropy)/, 'APP_SECRET'],
];

function fromNames(rule: RuleName, hints: readonly string[]): string {
  const own = joinIssuer(words(hints[0] ?? ''), rule.issuer);
  if (!rule.issuer) return withOwner(rule, own, hints.slice(1));
  const further = own.filter((word) => !rule.words.has(word) && !general.has(word));
  const says = hasKind(own) || further.some((word) => stages.has(word));
  if (!says || !further.length || further.length > 3) return rule.usual;
  const front = own.includes(rule.issuer) ? own : [rule.issuer, ...own];
  const kind = rule.usual.split('_').filter((word) => word !== rule.issuer && general.has(word));
  return (hasKind(front) ? front : [...front, ...kind]).join('_');
}

/** The rule does not know whose it is, so the names around it must say. */
function withOwner(rule: RuleName, own: readonly string[], outer: readonly string[]): string {
  if (own.length > 6) return rule.usual;
  const kind = rule.usual.split('_').at(-1)!;
  if (own.some((word) => !general.has(word))) return (hasKind(own) ? own : [...own, kind]).join('_');
  const owner = outer.map(words).find((found) => found.length <= 3 && found.some((word) => !general.has(word)));
  const what = own.filter((word) => word !== 'AUTHORIZATION' && word !== 'HEADERS');
  if (owner) return [...owner, ...(hasKind(what) ? what : [kind])].filter(isFirst).join('_');
  if (!rule.usual.startsWith('APP_') || !what.length) return rule.usual;
  return what.length > 1 && hasKind(what)
    ? what.join('_')
    : ['APP', ...(hasKind(what) ? what : [...what, kind])].join('_');
}

function isFirst(word: string, index: number, all: readonly string[]): boolean {
  return all.indexOf(word) === index;
}

function hasKind(name: readonly string[]): boolean {
  return name.some((word) => kinds.has(word));
}

/** `openAi`, `gitHub` and `sendGrid` are one word for their issuer. */
function joinIssuer(own: readonly string[], issuer: string | undefined): readonly string[] {
  if (!issuer) return own;
  for (let from = 0; from < own.length; from++) {
    for (let to = from + 2; to <= own.length; to++) {
      if (own.slice(from, to).join('') === issuer) return [...own.slice(0, from), issuer, ...own.slice(to)];
    }
  }
  return own;
}

/** What a text says about the value that follows it: `"api_key": "`, `?token=`, `X-Vault-Token: `. */
function hintsInside(prefix: string): string[] {
  if (/:\/\/[^\s/@]*:$/.test(prefix)) return [];
  const found = /([A-Za-z][\w-]*)["']?\s*[=:]\s*["']?(?:(?:Bearer|Basic|Token)\s+)?$/i.exec(prefix.slice(-80));
  return found ? [found[1]!] : [];
}

/** The name of the password in an address: `redis://:` → `REDIS_PASSWORD`. */
function passwordName(prefix: string, hints: readonly string[]): string | undefined {
  const scheme = /([a-z][a-z\d]*)(?:\+[a-z\d]+)*:\/\/[^\s/@]*:$/i.exec(prefix)?.[1];
  if (!scheme) return undefined;
  const named = words(hints[0] ?? '');
  const own = named.filter((word) => !general.has(word));
  if (hasKind(named) && own.length && own.length <= 4) return [...own, 'PASSWORD'].join('_');
  if (/^https?$/i.test(scheme)) return undefined;
  return `${scheme.toUpperCase().replace(/^POSTGRESQL$/, 'POSTGRES')}_PASSWORD`;
}
