import assert from 'node:assert/strict';
import { checksums } from '../../server/detectors/pattern/checksums.ts';
import { entropy } from '../../server/detectors/pattern/entropy.ts';
import { isPlaceholder } from '../../server/detectors/placeholder.ts';
import { expandPlaceholders, samplesOf } from '../../server/packs/placeholders.ts';
import { randomOf } from '../../server/packs/random.ts';
import { regexSampler } from '../../server/packs/regexSample.ts';

describe('placeholders in examples', () => {
  const samples = samplesOf([
    {
      id: 'secrets/token',
      detect: { pattern: { regex: 'tok_[0-9A-Za-z]{36}', checksum: 'crc32-base62', entropy: 3 } },
    },
    { id: 'secrets/near-a-name', detect: { pattern: { regex: '(?i:name)[\\w.-]{0,20}["\']([a-f0-9]{32})["\']' } } },
    { id: 'secrets/second-group', detect: { pattern: { regex: '(a|b)=(\\d{8})', secretGroup: 2 } } },
    { id: 'secrets/sampled', sample: 'S-[A-Z]{4}', detect: { pattern: { regex: '(?=never)x' } } },
    { id: 'logging/other', sample: 'other' },
  ]);
  const expand = (text: string, seed = 1) => expandPlaceholders(text, seed, samples);

  it('become values of the shape of their rule', () => {
    assert.match(expand('"{{token}}"'), /^"tok_[0-9A-Za-z]{36}"$/);
    assert.match(expand('{{near-a-name}}'), /^[a-f0-9]{32}$/);
    assert.match(expand('{{second-group}}'), /^\d{8}$/);
    assert.match(expand('{{sampled}}'), /^S-[A-Z]{4}$/);
    assert.match(expand('{{/[a-c]{3}x?/}} {{/[+/]{2}/}}'), /^[a-c]{3}x? [+/]{2}$/);
  });

  it('have a right checksum, enough entropy, and do not look like placeholders', () => {
    for (let seed = 0; seed < 200; seed++) {
      const value = expand('{{token}}', seed);
      assert.ok(checksums['crc32-base62']!(value), value);
      assert.ok(entropy(value) > 3 && !isPlaceholder(value), value);
    }
  });

  it('stand for one value in one text; a number asks for another', () => {
    const [first, again, second] = expand('{{token}} {{token}} {{token#2}}').split(' ');
    assert.equal(first, again);
    assert.notEqual(first, second);
  });

  it('depend on the seed and on nothing else', () => {
    assert.equal(expand('{{token}}', 7), expand('{{token}}', 7));
    assert.notEqual(expand('{{token}}', 7), expand('{{token}}', 8));
    assert.ok(expand('later {{token}}').endsWith(expand('{{token}}')));
  });

  it('work inside of other braces, but templates stay', () => {
    assert.match(expand('f"{{{second-group}}}"'), /^f"\{\d{8}\}"$/);
    assert.match(expand('$1${{/[a-z]{8}/}}'), /^\$1\$[a-z]{8}$/);
    const template = '${{ secrets.TOKEN }} {{ token }} ${{token}} {{ .Values.token }}';
    assert.equal(expand(template), template);
  });

  it('fail loudly where no rule has the name', () => {
    assert.throws(() => expand('{{no-such-rule}}'), /secrets\/no-such-rule/);
    assert.throws(() => expand('{{other}}'), RangeError);
  });
});

describe('a text sampled from a regex', () => {
  const always = (source: string, count = 200) => {
    const make = regexSampler(source);
    const random = randomOf(source);
    const whole = new RegExp(`^(?:${source})$`);
    for (let i = 0; i < count; i++) {
      const text = make(random);
      assert.match(text, whole);
      assert.match(text, /^[\x20-\x7e]*$/);
    }
  };

  it('matches it', () => {
    always('a(?:b|c[de]){2,3}');
    always('[^"\\s]{4}\\w\\d\\D\\S\\s.');
    always('(["\'])x+\\1');
    always('(?<q>[a-z])-\\k<q>*');
    always('\\x41\\u0042[\\]\\-^]?');
    always('[A-Za-z0-9+/]{43}=');
    assert.match(regexSampler('(?mi)^(?i:k)[0-9]$')(randomOf('')), /^k[0-9]$/);
  });

  it('uses every alternative and every length', () => {
    const make = regexSampler('a|b|c{1,3}');
    const random = randomOf('');
    assert.equal(new Set(Array.from({ length: 200 }, () => make(random))).size, 5);
  });

  it('is refused where it cannot be made', () => {
    assert.throws(() => regexSampler('[^\\x00-\\x7f]')(randomOf('')), /Nothing printable/);
    assert.throws(() => regexSampler('a', 1), /no group 1/);
    assert.throws(() => regexSampler('a('));
  });
});

describe('a placeholder', () => {
  const cases = (list: readonly string[], expected: boolean) => {
    for (const value of list) assert.equal(isPlaceholder(value), expected, value);
  };

  it('is a run of one character, or of hardly any', () => {
    cases(
      ['xxxx', 'XXXXXXXXXXXX', `ghp_${'x'.repeat(36)}`, 'sk_live_xxx', 'sk-xxxx-abc', 'aaaaaaaa', '********'],
      true,
    );
    cases(['00000000-0000-0000-0000-000000000000', '0101010101010101', `AKIA${'A'.repeat(16)}`], true);
  });

  it('counts, or repeats itself', () => {
    cases(['abcdefghijklmnop', '1234567890', '0123456789abcdef', 'ABCDEFGH', '87654321', 'sk_live_1234567890'], true);
    cases(['a1b2c3d4e5f6', 'A1B2C3D4E5', 'abc123abc123', 'deadbeefdeadbeef', 'abc123456', 'fooBarfooBarfooBar'], true);
  });

  it('says that it is one', () => {
    cases(
      ['AKIAIOSFODNN7EXAMPLE', 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY', 'your-api-key', 'YOUR_TOKEN_HERE'],
      true,
    );
    cases(['changeme', 'change-me', 'REPLACE_ME', 'insert-key', 'dummy', 'sk-fake-key', 'TODO', 'yourpassword'], true);
    cases(['faketoken123', 'redacted', 'sk-proj-REPLACE_WITH_YOUR_KEY', 'put-it-here', 'not-a-real-key'], true);
  });

  it('is part of a template', () => {
    cases(
      ['<your-key>', '${TOKEN}', '{{ token }}', '$TOKEN', '%s', '%(token)s', '{token}', '#{token}', '$(cat key)'],
      true,
    );
    cases(['sk-...', 'ghp_…', '[token]', '__TOKEN__', '%TOKEN%', '<%= token %>'], true);
  });

  it('is not a value that only holds such letters', () => {
    cases(['Xq7fakeR2mPzt90LwTODOq8Vb3nKs5Yd1Hg4', '9f8exxxx7Qb2', 'hunter2', 's3cr3t!', 'Tr0ub4dor&3'], false);
    cases(['p%d3ss%20wort', 'EAAAAAAAAAAB9xQz4Kp7Lm2', 'AAAAB3NzaC1yc2EAAAADAQABAAABgQDk2', 'a12f45b78'], false);
  });

  it('is hardly ever a random value', () => {
    const alphabets = ['[0-9A-Za-z]', '[0-9a-f]', '[0-9A-F]', '[A-Za-z0-9+/]', '[A-Za-z0-9_-]', '[A-Z2-7]', '[0-9a-z]'];
    const samplesEach = 3_000;
    for (const alphabet of alphabets) {
      const make = regexSampler(`${alphabet}{20,100}`);
      const random = randomOf(alphabet);
      const wrong = Array.from({ length: samplesEach }, () => make(random)).filter(isPlaceholder);
      assert.ok(wrong.length < samplesEach / 1000, `${alphabet}: ${wrong.length} of ${samplesEach}`);
    }
  });
});
