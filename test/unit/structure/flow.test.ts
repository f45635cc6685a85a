import assert from 'node:assert/strict';
import { holds } from './looked.ts';

const yes = (text: string, file?: string) =>
  it(`is held: ${text}`, () => assert.equal(holds(text, 'credential', file), true));
const no = (text: string, file?: string) =>
  it(`is not held: ${text}`, () => assert.equal(holds(text, 'credential', file), false));

describe('a credential followed through a file', () => {
  yes('sink(accessToken)');
  yes('sink(user.password)');
  yes('sink(process.env.API_KEY)');
  yes('sink(req.headers["authorization"])');
  yes('sink(req.headers.authorization)');
  yes('sink(`Bearer ${token}`)');
  yes('sink("token=" + token)');
  yes('sink(JSON.stringify({ user, token }))');
  yes('sink({ user, password })');
  yes('sink({ a: { b: [session.accessToken] } })');
  yes('const t = res.data.accessToken; sink(t)');
  yes('const { accessToken: t } = res.data; sink(t)');
  yes('const { data: { token: x } } = await login(); sink(x)');
  yes('let a = token; let b = a; sink(b)');
  yes('const t = jwt.sign({ id }, key); sink(t)');
  yes('const header = `Bearer ${token}`; sink(header)');
  yes('sink(getAccessToken())');
  yes('function put(v) { sink(v) }\nput(res.refreshToken)');
  yes('const put = (v) => { sink(v) };\nput(res.refreshToken)');
  yes('function make() { return user.apiKey }\nsink(make())');
  yes('sink(cond ? token : null)');
  yes('sink(token || "")');
  yes('sink(token.toString())');
  yes('t = os.environ["DB_PASSWORD"]\nsink(t)', 'a.py');
  yes('sink(f"password is {password}")', 'a.py');
  yes('sink("password is %s" % password)', 'a.py');
  yes('sink("{}".format(api_key))', 'a.py');
  yes('token, err := login()\nsink(token)', 'a.go');
  yes('sink("pw: #{user.password}")', 'a.rb');
  yes('sink("pw: " . $password);', 'a.php');
  yes('sink($user->password);', 'a.php');
  yes('sink("t: \\(accessToken)")', 'a.swift');
  yes('sink("t: $token")', 'a.kt');
  yes('sink($"t: {token}");', 'a.cs');

  no('sink(redact(token))');
  no('sink(!!token)');
  no('sink(token.length)');
  no('sink(hash(token))');
  no('sink(token === other)');
  no('sink(typeof token)');
  no('sink(Boolean(token))');
  no('sink("the token expired")');
  no('sink(csrfToken)');
  no('sink(tokenizer)');
  no('sink(maxTokens)');
  no('sink(usage.total_tokens)');
  no('sink(nextPageToken)');
  no('sink(cancellationToken)');
  no('sink(passwordLength)');
  no('sink(tokenUrl)');
  no('sink(user.name)');
  no('sink(hasPassword ? 1 : 2)');
  no('const password = mask(input); sink(password)');
  no('const hasToken = !!token; sink(hasToken)');
  no('function put(v) { sink(v) }\nput("theme")');
  no('const t = load(); sink(t)');
  no('sink({ password: redact(password) })');
  no('sink({ hasToken: !!token, length: token.length })');
  no('sink(len(password))', 'a.py');
});

describe('what the other side sent', () => {
  const sent = (text: string, file?: string) => holds(text, 'request', file);
  it('is known by the names that frameworks give it, and followed', () => {
    assert.ok(sent('sink(req.query.name)'));
    assert.ok(sent('const n = req.body.name; sink(`hello ${n}`)'));
    assert.ok(sent('const { name } = req.body; sink(name)'));
    assert.ok(sent('n = request.args.get("n")\nsink(n)', 'a.py'));
    assert.ok(sent('sink($_GET["a"]);', 'a.php'));
    assert.ok(!sent('sink(name)'));
    assert.ok(!sent('sink(requestId)'));
  });
});
