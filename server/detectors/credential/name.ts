/**
 * What an identifier, key or label means.
 * - `password`: only a password can stand there, weak ones included
 * - `secret`, `token`, `key`: a machine-made value is expected
 * - `auth`: something of authentication; says little by itself
 * - `bare-key`: the word "key" without saying which
 */
export type NameKind = 'password' | 'secret' | 'token' | 'key' | 'auth' | 'bare-key';

/**
 * What a name means, or undefined where it does not name a secret: because no word of it does, or because its head
 * noun says that it is something *about* a secret (`passwordLength`, `token_url`, `secretName`).
 * @param name an identifier in any case style; `DB_PASSWORD`, `apiKey`, `client-secret`, `Passwort2`
 */
export function nameKind(name: string): NameKind | undefined {
  const words = wordsOf(name);
  if (notPaths.has(name) || words.some((word) => disowning.has(word))) return undefined;
  let last = words.length - 1;
  while (last > 0 && neutral.has(words[last]!)) last--;
  // Read from the head backwards: the last word that means something decides.
  for (let i = last; i >= 0; i--) {
    const word = words[i]!;
    const kind = kindOf(word, words[i - 1], words[i - 2]);
    if (kind) return i === last ? kind : undefined;
    if (about.has(word)) return undefined;
  }
  return undefined;
}

/** The lower-case words of an identifier: split at case changes, separators and digits. */
export function wordsOf(name: string): string[] {
  return (name.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[^\x00-\x7f]+/g) ?? []).map((word) => word.toLowerCase());
}

function kindOf(word: string, before: string | undefined, beforeThat: string | undefined): NameKind | undefined {
  if (passwords.has(word)) return 'password';
  if (word === 'word' && before === 'pass') return 'password';
  if (word === 'phrase' && before === 'pass') return 'password';
  if (secrets.has(word)) return 'secret';
  if (tokens.has(word)) return 'token';
  if (word === 'verifier' && before === 'oauth') return 'token';
  if (word === 'code' && before && codeQualifiers.has(before)) return 'token';
  if (word === 'key' || word === 'keys') {
    if (before === undefined) return 'bare-key';
    if (publicWords.has(before)) return undefined;
    return keyQualifiers.has(before) || (beforeThat && keyQualifiers.has(beforeThat) && neutral.has(before))
      ? 'key'
      : 'bare-key';
  }
  if (glued.test(word)) return gluedKind(word);
  if (auths.has(word)) return 'auth';
  return undefined;
}

/** Names written without any border: `dbpassword`, `apikey`, `authtoken`, `clientsecret`. */
const glued =
  /(?:password|passwd|passwort|passphrase|passcode|secret|token|apikey|secretkey|accesskey|privatekey|authkey|masterkey|signingkey|encryptionkey|pwd|pass)\d*$/;

function gluedKind(word: string): NameKind | undefined {
  if (/(?:password|passwd|passwort|passphrase|passcode|pwd)\d*$/.test(word)) return 'password';
  if (/^(?:by|com|tres|sur|over|en|under|tras|im)pass$/.test(word)) return undefined;
  if (/pass$/.test(word))
    return /^(?:dba?|my|user|admin|root|mysql|pg|smtp|mail|ftp|ssh|ldap|redis|http|auth|login|proxy|key|store|test){1,4}pass$/.test(
      word,
    )
      ? 'password'
      : undefined;
  if (/secret\d*$/.test(word)) return 'secret';
  if (/token\d*$/.test(word)) return 'token';
  return 'key';
}

const passwords = set(
  'password passwords passwd passwds passwort passwortes passphrase passcode pwd pwds psw pswd pw pass pasword passw userpass kennwort senha contrasena contraseña clave wachtwoord mdp motdepasse parola haslo hasło lozinka heslo lösenord salasana',
);
const secrets = set('secret secrets sharedsecret');
const tokens = set('token tokens jwt bearer pat');
const auths = set(
  'auth authorization authentication credential credentials cred creds verifier cookie session sessionid sid nonce signature otp totp',
);

const codeQualifiers = set('auth authorization access security verification');

/** Words that say that the thing is public, or that its value is no real one. */
const disowning = set(
  'public publishable pub fake dummy mock mocked invalid wrong bad bogus non error status nerr incorrect nopasswd htpasswd jsonwebtoken',
);
/** Shell variables for the working directory. */
const notPaths = set('PWD OLDPWD');

const keyQualifiers = set(
  'api secret private access auth authentication authorization encryption encrypt encrypting decryption crypto cipher signing sign signature master consumer app application account storage service services aes des hmac rsa ssh ssl tls deploy license shared subscription session admin root security secure jwt token webhook client integration write read live data host function ingest ingestion license root rest server user hash salt cookie csrf cryptographic bot channel device project publish',
);
const publicWords = set(
  'primary foreign partition sort row cache index object bucket map storagekey s3 unique composite hot short shortcut keyboard arrow enter escape config',
);

/** Words at the end of a name that do not change what it names. */
const neutral = set(
  'value values val string str text txt plain plaintext raw clear cleartext default test testing dev development prod production staging stage local new old current another other first second third one two a b c x confirm confirmation confirmed repeat retype verify again base hex encoded b my the temp tmp sample example valid good correct expected actual const constant literal bytes data v unsafe db user username admin root for of in',
);

/** Head nouns that make the name one of something about a secret. */
const about = set(
  `name names id ids identifier type types kind url urls uri endpoint endpoints path paths file files filename dir directory folder field fields label labels hint placeholder
  length len size min max minimum maximum count limit expiry expires expiration expire ttl timeout lifetime age policy regex regexp pattern format prefix suffix header headers
  param params parameter parameters arg args argument hash hashed hashes digest checksum salt manager provider providers service services store factory builder handler util utils
  helper generator validator validation strategy reset change forgot forget forgotten request response message messages error errors title desc description button link page form
  input view screen dialog rule rules enabled required visible changed encoder decoder env var vars variable class color icon index position source scheme algorithm alg version
  scope scopes audience issuer model schema table column attribute property selector xpath element mode status state is has flag option options method command cmd prompt callback
  cb fn func function listener event events strength score level ring chain pair spec store format location ref reference mapping tokenizer parser count usage used sort order
  less keyboard board word map template secretname endpoint instance manager role arn info authority domain realm host port user uname login email usage note notes help tooltip tip
  text success failed failure mismatch match bypass strategy grant provider`,
);

function set(words: string): ReadonlySet<string> {
  return new Set(words.split(/\s+/));
}
