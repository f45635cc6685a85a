import { entropy } from '../pattern/entropy.ts';
import { strange, strangeness } from './wordness.ts';

/**
 * How much a value looks like a secret by its shape alone.
 * - `none`: a placeholder, a template, a look-up, a path, an identifier, words
 * - `typed`: long like a token, but counted or repeated rather than random (`1234567890abcdef…`)
 * - `weak`: what a person would choose as a password (`hunter2`, `Summer2024!`, `552712`); a secret only where nothing but a password can stand
 * - `fair`: short but not made of words
 * - `strong`: machine-made
 */
export type Strength = 'none' | 'typed' | 'weak' | 'fair' | 'strong';

/** Whether `strength` reaches `floor`. */
export function isAtLeast(strength: Strength, floor: Strength): boolean {
  return order.indexOf(strength) >= order.indexOf(floor);
}

const order: readonly Strength[] = ['none', 'typed', 'weak', 'fair', 'strong'];

/**
 * Whether a value could be a password that people choose of words alone: `open_sesame`, `thisismypassword`. So could
 * almost any text, so it says something only where nothing but a password can stand.
 */
export function isWordyPassword(value: string): boolean {
  return (
    /^[A-Za-z][\w$@!#%^&*+-]{3,39}$/.test(value) &&
    !/^(?:utf-?8|ascii|base64|hex|ignored|hidden|secret!*|offline|online)$/i.test(value) &&
    !points(value) &&
    !isLabel(value) &&
    !/^[a-z]+(?:-[a-z]+)+$/.test(value) &&
    !isSequence(value)
  );
}

/** Whether a value only says that a password is meant: `your_new_password1!`, `changeme`, `todo`. */
function isLabel(value: string): boolean {
  if (standIn.test(value)) return true;
  const words = value
    .toLowerCase()
    .replace(/\d{0,3}[!.]?$/, '')
    .replace(/[-_.]/g, '');
  return words.length > 0 && isOfWords(words, labels);
}

const standIn = /example|sample|x{3}|\*{3}|\.{3}|change[-_]?me|placeholder|redacted|replace|todo/i;

const labels: ReadonlySet<string> = new Set(
  `the my your new old current user login confirm retype repeat enter forgot reset change show hide hashed encrypted invalid
  wrong bad weak strong test fake dummy some any no required optional default string text type name id field input label error
  message hint placeholder true false null nil none undefined empty unknown value object char varchar basic plain raw hash salt
  admin root pass password passwd passphrase passcode pwd pw secret token key passwords secrets tokens keys s`.split(
    /\s+/,
  ),
);

/** Judges the content of a literal, without its quotes. */
export function strengthOf(value: string): Strength {
  if (value.length < 4 || value.length > 2000) return 'none';
  if (/\s/.test(value) || /[^\x21-\x7e]/.test(value)) return 'none';
  if (isNoise(value)) return 'strong';
  if (points(value)) return 'none';
  if (isConvention(value)) return isSequence(value) && isCountedToken(value) ? 'typed' : 'none';
  if (uuid.test(value)) return /^(?:0{8}|1{8}|12345678)-/.test(value) ? 'none' : 'fair';
  if (isSequence(value)) return isCountedToken(value) ? 'typed' : 'none';
  if (/^\d+$/.test(value)) return value.length <= 12 ? 'weak' : 'none';
  if (/^[A-Za-z]+$/.test(value)) return lettersOnly(value);
  if (/^[\w+/=.~:-]+$/.test(value)) return mixed(value);
  return symbols(value);
}

/** Letters, digits and many kinds of signs without order: among them, some always look like a template. */
function isNoise(value: string): boolean {
  const signs = value.replace(/[A-Za-z0-9]/g, '');
  return (
    value.length >= 32 &&
    new Set(signs).size >= 10 &&
    signs.length * 4 > value.length &&
    entropy(value) >= 4.6 &&
    !value.match(/[A-Za-z]{5,}/g)?.some((word) => strangeness(word) < strange)
  );
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Whether the value only points to where the real one is: templates, look-ups, references, paths, addresses, code. */
function points(value: string): boolean {
  return (
    /\$\{|\{\{|\}\}|^\$[A-Za-z_(]|%[sdvq(]|%\w+%|#\{|^\{.*\}$|^<.*>$|^\[.*\]$|^\(.*\)$|^__.*__$|^@[\w.]+@$|^%.*%$|\{\d*\}/.test(
      value,
    ) ||
    /^(?:env|vault|op|arn|ssm|secret|ref|file|https?|[a-z][\w+.-]*:\/|ENC|AQICA|!vault|\$ANSIBLE_VAULT|projects\/)[:/[;(]/i.test(
      value,
    ) ||
    /:\/\/|^&lt;|^not[-_](?:a|set|real|used|needed|required|provided|available)(?![a-z])/.test(value) ||
    /^(?:\/|[A-Za-z]:\\|-|[?#*].?["'])|^\w+:\d+(?:\.\d+)+/.test(value) ||
    /\\[ux0-9]|^(?:\\.)+/.test(value) ||
    /process\.env|os\.(?:environ|getenv)|ENV\[|getenv|\(\)|=>|->|::|&&|\|\|/.test(value) ||
    (/^(?:\.{0,2}|~)\/[\w.-]+(?:\/|$)|^[A-Za-z]:\\|^[\w.-]+\/[\w.-]+\/[\w./-]+$/.test(value) &&
      strangeness(value) < strange) ||
    /^[\w-]+(?:\.[\w-]+)*\.(?:pem|key|crt|cer|p12|pfx|jks|json|ya?ml|txt|xml|js|ts|tsx|py|go|java|rb|php|html?|css|env|conf|cfg|ini|png|svg|jpe?g|md|sh|exe|dll|zip|gz|log|properties|com|org|net|io|local)$/i.test(
      value,
    ) ||
    /^[\w.+-]+@[\w-]+\.[\w.]+$/.test(value) ||
    /^(?:\{[\w-]+\})?\$[\w-]+\$/.test(value) ||
    /^sha(?:1|224|256|384|512)[-:]/i.test(value) ||
    /^\d{4}-\d\d-\d\dT|-\d+\.\d+(?:\.|$)|^[a-z]{1,12}=.|\/\.default$/.test(value) ||
    // Two pieces of base 64 joined, as tools that encrypt settings write them: a ciphertext with its salt.
    /[A-Za-z0-9+/]{8}={1,2}[A-Za-z0-9+/]{8}/.test(value) ||
    /(?:^|[_-])(?:sandbox|test|dummy|fake|mock)[_-]/i.test(value)
  );
}

/** Whether all its words are those that people write where a secret would stand: `my_password`, `admin123`, `CHANGEME`, `p@ssw0rd`. */
function isConvention(value: string): boolean {
  const plain = value.toLowerCase();
  if (
    /^(.)\1*$/.test(plain) ||
    /x{4,}|\*{3,}|\.{3,}|0{8,}|changeme|change[-_]?(?:it|this)|placeholder|redacted|your[-_]|example/.test(plain)
  )
    return true;
  const unleet = plain
    .replace(/[@4]/g, 'a')
    .replace(/0/g, 'o')
    .replace(/[$5]/g, 's')
    .replace(/3/g, 'e')
    .replace(/[1!]/g, 'i');
  return onlyConventional(plain) || onlyConventional(unleet);
}

function onlyConventional(text: string): boolean {
  const letters = text.replace(/[^a-z]+/g, '');
  return (
    letters.length > 0 && letters.length >= text.replace(/[\W_]/g, '').length / 2 && isOfWords(letters, conventional)
  );
}

/**
 * Whether a text is nothing but such words, one behind the other. No regular expression: there are many ways to part
 * a text into `pass`, `word` and `password`, and one that does not work out in the end would be tried in all of them.
 */
function isOfWords(text: string, words: ReadonlySet<string>): boolean {
  const reached = new Set([0]);
  for (let start = 0; start < text.length; start++) {
    if (!reached.has(start)) continue;
    for (let end = start + 1; end <= text.length && end - start <= longestConventional; end++) {
      if (words.has(text.slice(start, end))) reached.add(end);
    }
  }
  return reached.has(text.length);
}

const conventional: ReadonlySet<string> = new Set(
  `password passwords passwd passwort passphrase passcode pass pwd pw word secret secrets secretkey token tokens api apikey key keys access refresh auth oauth bearer basic
  credential credentials creds cred client consumer server service admin administrator root user username users login name id uid test tests testing tester tested example examples sample demo dummy
  fake mock stub foo bar baz qux foobar hello world change changed me my mine your yours our the this that is it a an some any super very long short new newest old default guest temp tmp temporary value
  values val string str text abc abcd abcde abcdef abcdefg abcdefgh xyz xxx xx yyy zzz aaa bbb ccc qwerty qwertyuiop asdf asdfgh letmein here hash hashed db database mysql postgres postgresql pg redis mongo mongodb mariadb
  sql oracle elastic elasticsearch rabbitmq kafka ldap smtp mail email ftp ssh ssl http https url uri host local localhost dev develop development prod production staging stage env environment
  config app application web site www data store public private invalid valid wrong incorrect correct bad good right not no none null nil undefined true false empty blank optional required
  enter insert add replace set get put with from to do for of in on at and or be by real actual random strong strongest weak secure secured insecure super safe unsafe todo fixme please type see
  first second third one two three confirm confirmation repeat again other another same different current previous next last jwt session cookie csrf sid code otp pin hidden protected encrypted decrypted
  plain plaintext clear base hex encoded raw bytes signature signing sign verify header param params query field input output label title github gitlab aws azure gcp google slack stripe openai anthropic
  expected unused only ignore ignored something anything whatever blah bla lorem ipsum alice bob john doe jane joe pepe super deploy release build ci bot team project account accounts company org organization
  master main owner member system docker kube kubernetes k node npm bucket region endpoint utf ascii latin sha md hmac aes rsa rot des cbc gcm sandbox wpa wep psk type kind enum object array int integer number bool boolean float char varchar byte function method class`.split(
    /\s+/,
  ),
);

const longestConventional = Math.max(...[...conventional].map((word) => word.length));

/** `abcdefgh…`, `123456…`, `a1b2c3d4…`, `0123456789abcdef…` and short patterns repeated. */
function isSequence(value: string): boolean {
  const plain = value.toLowerCase().replace(/[^a-z0-9]/g, '');
  if (plain.length < 4) return false;
  if (/^(.{1,8}?)\1+$/.test(plain)) return true;
  return (
    steps(plain) >= 0.6 ||
    (plain.length >= 8 && Math.max(steps(every(plain, 0)), 0) >= 0.75 && steps(every(plain, 1)) >= 0.75)
  );
}

/** Digits and letters in turn, as long as a token: `1234567890abcdef1234567890abcdef`. An alphabet with some digits behind it is an example. */
function isCountedToken(value: string): boolean {
  return (
    value.length >= 20 &&
    !/^\d{8}-\d{4}-/.test(value) &&
    /^[A-Za-z0-9+/=_-]+$/.test(value) &&
    runsOfDigits(value) >= 2 &&
    new Set(value).size >= 6
  );
}

/** The share of characters that follow their neighbour in code or repeat it. */
function steps(text: string): number {
  let count = 0;
  for (let i = 1; i < text.length; i++) {
    const step = text.charCodeAt(i) - text.charCodeAt(i - 1);
    if (step === 1 || step === -1 || step === 0 || (text[i] === '0' && text[i - 1] === '9')) count++;
  }
  return text.length > 1 ? count / (text.length - 1) : 0;
}

function every(text: string, from: number): string {
  let out = '';
  for (let i = from; i < text.length; i += 2) out += text[i];
  return out;
}

function lettersOnly(value: string): Strength {
  if (strangeness(value) < strange && !jumpsCase(value)) return 'none';
  if (value.length >= 20) return 'strong';
  return value.length >= 10 ? 'fair' : 'weak';
}

/** `aBcXyZ…`: more changes of case than camel case has. */
function jumpsCase(value: string): boolean {
  const words = value.match(/[A-Z]?[a-z]+|[A-Z]+/g)?.length ?? 1;
  return value.length >= 16 && value.length / words < 2.8 && entropy(value) > 3.3;
}

/** Letters and digits, with the signs that tokens and identifiers share. */
function mixed(value: string): Strength {
  const letters = value.replace(/[^A-Za-z]/g, '');
  const digits = value.replace(/\D/g, '').length;
  const odd = strangeness(value);
  if (/^0x[0-9a-f]{1,16}$/i.test(value) || /^\d[\d.:_-]*$/.test(value) || /^v?\d+(?:\.\d+)+/.test(value)) return 'none';
  const hex = /^[0-9a-f]+$/i.test(value);
  if (hex && digits) return value.length >= 24 ? 'strong' : value.length >= 8 ? 'fair' : 'weak';
  if (!digits) {
    if (odd < strange || (value.length < 24 && hasWord(value))) return 'none';
    return value.length >= 20 ? 'strong' : 'fair';
  }
  const wordlike = odd < strange - 0.2 && letters.length >= 3;
  // Identifiers end in a number or carry one between words; random text carries them anywhere.
  if (wordlike && numbered.test(value))
    return letters.length >= 4 && value.length <= 20 && !/[-_.:/]/.test(value) ? 'weak' : 'none';
  if (wordlike && runsOfDigits(value) <= 2 && value.length < 24)
    return value.length <= 16 && !/[-_.:/]/.test(value) ? 'weak' : 'none';
  if (value.length >= 16 && entropy(value) >= 3) return 'strong';
  return value.length >= 8 ? 'fair' : 'weak';
}

const numbered =
  /^[A-Za-z]+(?:[-_.:/][A-Za-z]+)*[-_.:/]?\d{1,6}[-_.:/]?(?:[A-Za-z]+(?:[-_.:/][A-Za-z]+)*[-_.:/]?)?\d{0,4}$/;

/** Whether some part between separators is a word. */
function hasWord(value: string): boolean {
  return value.split(/[^A-Za-z]+/).some((part) => part.length >= 4 && strangeness(part) < 2.9);
}

function runsOfDigits(value: string): number {
  return value.match(/\d+/g)?.length ?? 0;
}

/**
 * Machine-made values use one alphabet: that of tokens, or all printable characters, and then signs make up a good
 * share. A long value with only one or two foreign signs is neither: text, code, or a token somebody mangled.
 */
function isMangled(value: string): boolean {
  const foreign = value.replace(/[\w+/=.~:-]/g, '').length;
  return foreign > 0 && foreign < value.length / 12;
}

/** With `!`, `@`, `#` and the like: a password, or a piece of code. */
function symbols(value: string): Strength {
  if (
    /^[!#^&*?@,;'"`|\\<>(){}[\]]+$/.test(value) ||
    (/[(){}[\];]|\\[dwsnrtbx.]|,.*,|\.\*|\.\+|\[\^/.test(value) && value.length < 16)
  )
    return 'none';
  if (/^[@#.:!-]?[A-Za-z]+(?:[-_.:/ ,@#]+[A-Za-z]+)*[?!.:,;*&]*$/.test(value) && strangeness(value) < strange)
    return 'none';
  if (isMangled(value) || /^[A-Za-z]+'[a-z]{1,2}$|[^\\],[a-z]/.test(value) || (value.length < 16 && /[|&]/.test(value)))
    return 'none';
  if (value.length >= 16 && entropy(value) >= 3.3 && (/\d/.test(value) || strangeness(value) >= strange))
    return 'strong';
  if (/\d/.test(value) || strangeness(value) >= strange) return value.length >= 8 ? 'fair' : 'weak';
  return seasoned.test(value) ? 'weak' : 'none';
}

/** Words with a sign that words do not have, as people make passwords of them: `super$ecret`, `Prestige$`. */
const seasoned = /^(?=.{8})[A-Za-z]+(?:[!$#%^*+@][A-Za-z]+|[$#%^*])$/;
