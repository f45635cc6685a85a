import { type NameKind, nameKind, wordsOf } from '../credential/name.ts';

/** What a name, or the value of an expression, can be. */
export const meanings = [
  'credential',
  'token',
  'password',
  'session',
  'request',
  'personal',
  'contact',
  'everything',
] as const;

/**
 * - `credential`: a password, key, secret or token that opens something
 * - `token`: one of those that a server hands out: access, refresh, session, id tokens
 * - `password`: what only a person knows
 * - `session`: a credential, or what a session is known by: also the names that cookies have
 * - `request`: what the other side of a connection sent
 * - `personal`: what says who a person is, or how to reach or bill them
 * - `everything`: all of the environment, or of the headers or the body of a request, whatever is among it
 * - `contact`: that, and what many know: a person's name, e-mail, phone, address
 */
export type Meaning = (typeof meanings)[number];

/** Whether an identifier or key names a value of that meaning. */
export function meansBy(name: string, meaning: Meaning): boolean {
  const answers = known[meaning];
  const before = answers.get(name);
  if (before !== undefined) return before;
  const answer = means(name, meaning);
  // The names of a program are few, those of all texts are not.
  if (answers.size >= mostNames) answers.clear();
  answers.set(name, answer);
  return answer;
}

const mostNames = 10_000;

const known = Object.fromEntries(meanings.map((meaning) => [meaning, new Map<string, boolean>()])) as Record<
  Meaning,
  Map<string, boolean>
>;

function means(name: string, meaning: Meaning): boolean {
  switch (meaning) {
    case 'request':
    case 'everything':
      return false;
    case 'personal':
      return isPersonal(name);
    case 'contact':
      return isPersonal(name) || isContact(name);
    case 'session':
      return !isTokenOfAnotherKind(name) && !isVeiled(name) && (isCredential(name, nameKind(name)) || isSession(name));
    case 'credential':
      return !isTokenOfAnotherKind(name) && !isVeiled(name) && isCredential(name, nameKind(name));
    case 'token':
      return !isTokenOfAnotherKind(name) && !isVeiled(name) && isToken(name);
    case 'password':
      return !isVeiled(name) && nameKind(name) === 'password';
  }
}

/** What was made unreadable first, what is only true or false, and what does something: `hashedPassword`, `hasToken`. */
function isVeiled(name: string): boolean {
  const words = wordsOf(name);
  return words.some((word) => veils.has(word)) || (words.length > 1 && asking.has(words[0]!));
}

const veils = set(
  'hashed encrypted crypted encoded masked redacted obfuscated censored scrubbed sanitized anonymized truncated hidden',
);
const asking = set(
  'is has had have should can could needs need show hide use uses no without missing requires require allow enable disable skip forgot validate verify check handle on toggle',
);

function isCredential(name: string, kind: NameKind | undefined): boolean {
  if (otherCredentials.test(name)) return true;
  if (kind === 'auth') return wordsOf(name).some((word) => authWords.has(word));
  return kind !== undefined && kind !== 'bare-key';
}

/** Whose words alone do not tell. */
const otherCredentials =
  /^(?:\w{1,30}_)?(?:conn(?:ection)?_?str(?:ing)?|database_?ur[il]|(?:db|mongo(?:db)?|redis|postgres(?:ql)?|mysql)_?ur[il]|mnemonic|seed_?(?:phrase|words)|(?:recovery|backup|mfa|otp|totp|pin)_?codes?|auth(?:orization)?_?header)$/i;

const authWords = set('authorization credential credentials creds cred sessionid otp totp signature');

function isToken(name: string): boolean {
  const kind = nameKind(name);
  return kind === 'token' || (kind === 'auth' && /session_?(?:id|key|token)|^sid$|^authorization$/i.test(name));
}

function isSession(name: string): boolean {
  if (/(?:^|[._-])(?:sid|sess|phpsessid|jsessionid|connect\.sid|auth|remember(?:[._-]?me)?)$/i.test(name)) return true;
  return /(?:session|login|auth|identity|remember|jwt|sso|logged[_-]?in)/i.test(name) && !notSession.test(name);
}

const notSession = /author(?!i[sz])|session[_-]?(?:name|timeout|count|length|store|type|config|opt)|oauth_?state/i;

/** Tokens that open nothing: of parsers, of language models, of pages, of cancellation, against forged requests. */
function isTokenOfAnotherKind(name: string): boolean {
  const words = wordsOf(name);
  const last = words.at(-1);
  if (words.some((word) => otherTokens.has(word))) return true;
  if ((last === 'token' || last === 'tokens') && placedTokens.has(words.at(-2) ?? '')) return true;
  if (/^tokens?$/.test(last ?? '') && pagingWords.has(words.at(-2) ?? '')) return true;
  if (last === 'tokens' && words.length === 1) return false;
  return last === 'tokens' && words.some((word) => countedTokens.has(word));
}

const otherTokens = set(
  `csrf xsrf csrftoken xsrftoken antiforgery csrfmiddlewaretoken verificationtoken cancellation cancel canceltoken cancellationtoken
  continuation pagination nexttoken pagetoken synctoken syntax lexer lex parse parser parsed tokenizer tokenize design
  ast abort nonce idempotency placeholder`,
);
/** Before `token`: a place in a list, or what was seen last. */
const pagingWords = set('page next prev previous continuation sync cursor delta start resume change watch');

/** Before a token of a grammar or of a language model: where it stands, what it is there for. */
const placedTokens = set(
  'start end leading trailing eos bos pad unk cls sep mask open close opening closing keyword operator',
);
const countedTokens = set(
  'max min total used num count input output prompt completion context cached reasoning remaining estimated per budget special stop bad',
);

function isPersonal(name: string): boolean {
  const words = wordsOf(name);
  const joined = words.join('');
  return /^(?:.*(?:ssn|socialsecurity(?:number|no)?|creditcard(?:number|no)?|cardnumber|cvv|cvc|pan|iban|passport(?:number|no)?|dateofbirth|dob|birthdate|phonenumber|mobilenumber|emailaddress|homeaddress|taxid|nationalid|drivers?licen[sc]e))$/.test(
    joined,
  )
    ? joined !== 'span' && joined !== 'pan' && !joined.endsWith('span')
    : false;
}

function isContact(name: string): boolean {
  return contacts.test(wordsOf(name).join(''));
}

const contacts =
  /^(?:(?:user|customer|client|contact|billing|shipping|recipient|member|patient|person|owner|my|new|old|current|work|home|primary){0,3}(?:emails?|emailaddr(?:ess)?|mail|phones?|phoneno|telephone|mobile|cellphone|(?:first|last|middle|full|given|family|sur|maiden)name|surname|(?:home|street|postal|mailing|billing|shipping|residential)address|birthda(?:y|te)|gender|ethnicity|religion|salary|maritalstatus|bankaccount(?:number)?|accountnumber|routingnumber|insurance(?:number|id)|medicalrecord|diagnosis|prescription))$/;

function set(words: string): ReadonlySet<string> {
  return new Set(words.split(/\s+/));
}
