import assert from 'node:assert/strict';
import { nameKind, wordsOf } from '../../server/detectors/credential/name.ts';
import { slotAfter } from '../../server/detectors/credential/slot.ts';
import { isWordyPassword, strengthOf } from '../../server/detectors/credential/value.ts';
import { strange, strangeness } from '../../server/detectors/credential/wordness.ts';

describe('what a name means', () => {
  const meanings: Record<string, string[]> = {
    password: ['password', 'DB_PASSWORD', 'dbPassword', 'userPwd', 'passphrase', 'password2', 'PASSWORD_DEV', 'dbpass'],
    secret: ['clientSecret', 'client-secret', 'JWT_SECRET', 'appsecret', 'secret_value'],
    token: ['token', 'access_token', 'authToken', 'REFRESH_TOKEN', 'bearer', 'oauth_verifier', 'authCode'],
    key: ['apiKey', 'api_key', 'X-Api-Key', 'privateKey', 'SIGNING_KEY', 'accessKey', 'apikey'],
    auth: ['credentials', 'authorization', 'sessionid'],
    'bare-key': ['key', 'TWITTER_KEY'],
    undefined: [
      'passwordLength',
      'tokenUrl',
      'secretName',
      'publicKey',
      'publicKeyToken',
      'primaryKey',
      'bucketKey',
      'keyboard',
      'tokenizer',
      'passwordHash',
      'forgotPasswordLink',
      'mockToken',
      'PWD',
      'compass',
      'jsonwebtoken',
      'author',
      'theme',
    ],
  };
  for (const [kind, names] of Object.entries(meanings)) {
    for (const name of names) {
      it(`${name}: ${kind}`, () => assert.equal(String(nameKind(name)), kind));
    }
  }

  it('splits every case style into words', () => {
    assert.deepEqual(wordsOf('dbAPIKey_v2-test'), ['db', 'api', 'key', 'v', 'test']);
  });
});

describe('the shape of a value', () => {
  const shapes: Record<string, string[]> = {
    none: [
      '',
      'abc',
      'password',
      'my_password',
      'p@ssw0rd',
      'admin123',
      'changeme',
      'xxxxxxxxxxxx',
      '${DB_PASSWORD}',
      '{{ password }}',
      '<your-key>',
      '$TOKEN',
      'process.env.TOKEN',
      '/run/secrets/db',
      './keys/server.pem',
      'https://example.com/token',
      'ada@example.com',
      'op://vault/item/field',
      'arn:aws:iam::123456789012:role/x',
      '12345678-1234-1234-1234-123456789012',
      'a1b2c3d4e5f6g7h8',
      'Content-Type',
      'application/json',
      'com.example.Token',
      'access_token',
      'Forgot your password?',
      'Contraseña',
      '$2b$12$abcdefghijklmnopqrstuv',
      'sha256-q9gr7c3f4h8jk2m5n6p8',
      '2026-11-20T10:00:00Z',
      'UTF-8',
    ],
    typed: ['abcdef0123456789abcdef0123456789'],
    weak: ['whale$boat', 'hunter2', 'Summer2024', '552719', 'gmnzgk', 'wKq!x'],
    fair: ['nY4a!dgf', '8f14e45f', 'qz7xk2mw', 'vfemgb_ta_szlxzmqo', '79737382-0082-05b3-ab07-8678ff05f34b'],
    strong: [
      'Zf3D0LXCM3EIMbgJpUNnkRtOfOueHznB',
      'ad9f3c7be1402d58ad7f3c9be1b02d5f',
      'l5_)vi9y!hl0!_s26#hwp**ifq7&a6pf%3bb',
      'q7Y2mK9xR4tB8wE1/zQ5nL3vG6cJ0dHs+PfUaXiMo',
    ],
  };
  for (const [strength, values] of Object.entries(shapes)) {
    for (const value of values) {
      it(`${JSON.stringify(value)}: ${strength}`, () => assert.equal(strengthOf(value), strength));
    }
  }
});

describe('words and letters that are none', () => {
  it('tells words from random letters', () => {
    for (const word of ['password', 'configuration', 'handrail', 'kubernetes', 'getUserName']) {
      assert.ok(strangeness(word) < strange, word);
    }
    for (const letters of ['gmnzgk', 'xqzvtk', 'ivmjnjdj', 'wljlfbomjy'])
      assert.ok(strangeness(letters) > strange, letters);
  });

  it('has nothing to say about a text without letters', () => assert.equal(strangeness('12-34'), 0));
});

/** The name stands between ‹ and ›, the value that must be found between « and »; without « there is none. */
describe('where the value of a name stands', () => {
  const places = [
    'const ‹password› = "«x1»"',
    "const ‹password›: string = '«x1»'",
    'var ‹password› string = "«x1»"',
    '‹password› := `«x1»`',
    '{ "‹password›": "«x1»" }',
    "'‹password›' => '«x1»'",
    'config["‹password›"] = "«x1»"',
    '"spring.datasource.‹password›": "«x1»"',
    '‹password›=«x1»',
    'export ‹PASSWORD›=«x1»',
    '‹password›: «x1»',
    '‹password›: "«x1»" # old',
    'set‹Password›("«x1»")',
    'put("‹password›", "«x1»")',
    '<‹password›>«x1»</password>',
    '<input ‹password›="«x1»"/>',
    '--‹password› «x1»',
    'ENV ‹PASSWORD› «x1»',
    'if (‹password› == "«x1»")',
    '‹password› = Some("«x1»")',
    '‹password› = new String("«x1»")',
    "‹password› = b'«x1»'",
    '‹password› = @"«x1»"',
    '‹password› = """«x1»"""',
    '"{\\"‹password›\\": \\"«x1»\\"}"',
    '‹password› =\n    "«x1»"',
    'char ‹password›[] = "«x1»"',
    '‹password› = process.env.X || "«x1»"',
    '‹password› = os.getenv("X", "«x1»")',
    '‹password›: ${X:-«x1»}',
    'process.env.‹PASSWORD› ?? "«x1»"',
    '‹password› = getenv("X")',
    '‹password› = config.get("x1")',
    '‹password› = other(x1)',
    'hash("‹password›", "x1")',
    '["‹password›", "x1"]',
    'the ‹password› x1',
    '‹password›',
    '‹password› =',
    '‹password› = "x1',
  ];
  for (const place of places) {
    it(place.replace(/\n/g, '⏎'), () => {
      const clean = place.replace(/[‹›«»]/g, '');
      const bare = (text: string) => text.replace(/[«»]/g, '');
      const start = bare(place.slice(0, place.indexOf('‹'))).length;
      const end = start + place.slice(place.indexOf('‹') + 1, place.indexOf('›')).length;
      const slot = slotAfter(clean, { start, end }, true);
      const found = slot && clean.slice(slot.value.start, slot.value.end);
      assert.equal(found, /«(.*)»/.exec(place)?.[1]);
    });
  }
});

describe('a password made of words', () => {
  for (const value of ['open_sesame', 'thisismypassword', 'super$ecret', 'whiteduke']) {
    it(`${value} could be one`, () => assert.ok(isWordyPassword(value)));
  }
  for (const value of ['password', 'your_password', 'secret', 'utf8', 'upper-case', '${PASSWORD}', '123456', 'aaaa']) {
    it(`${value} is none`, () => assert.ok(!isWordyPassword(value)));
  }
});
