import assert from 'node:assert/strict';
import { holds } from './looked.ts';

const held = (text: string, file?: string) => assert.equal(holds(text, 'credential', file), true, text);
const quiet = (text: string, file?: string) => assert.equal(holds(text, 'credential', file), false, text);

describe('a credential on its way into a log', () => {
  it('is seen in named arguments', () => {
    held('sink("login", token=access_token)', 'a.py');
    held('sink("login", extra={"password": password})', 'a.py');
  });
  it('is seen in literals of a type', () => {
    held('sink(Config{User: u, Password: p.Password})', 'a.go');
    held('sink([]byte(apiKey))', 'a.go');
    held('sink(new Config { Password = password })', 'a.cs');
  });
  it('is not a piece of it, nor what was masked', () => {
    quiet('sink(token[:4])', 'a.py');
    quiet('sink(token[-4:])', 'a.py');
    quiet("sink(password.replace(/./g, '*'))");
    quiet('sink(password.gsub(/.+/, "[hidden]"))', 'a.rb');
    held("sink(password.replace('-', ''))");
  });
  it('is not what is said about it', () => {
    quiet('sink(messages.password)');
    quiet('sink(ErrorCodes.expiredToken)');
    quiet('const expiredToken = "expired_token"; sink(expiredToken)');
    held('const token = "tok_123"; sink(user.token)');
  });
  it('is not what was made unreadable, nor a token of a grammar', () => {
    quiet('sink(hashedPassword)');
    quiet('sink(hasPassword)');
    quiet('sink(eosToken)');
    held('sink(connectionString)');
  });
  it('comes out of a parameter where most calls hand one over', () => {
    held('function show(what) { sink(what) }\nshow(user.password)');
    quiet('function show(what) { sink(what) }\nshow(a.token); show(a.name); show(a.id)');
  });
  it('is told from a name, a mail address, a phone number', () => {
    assert.equal(holds('sink(user.email)', 'contact'), true);
    assert.equal(holds('sink(user.email)', 'personal'), false);
    assert.equal(holds('sink(emailTemplate)', 'contact'), false);
  });
  it('is told from all that a request or the environment holds', () => {
    const all = (text: string, file?: string) => holds(text, 'everything', file);
    assert.ok(all('sink(process.env)'));
    assert.ok(all('const e = process.env; sink(JSON.stringify(e))'));
    assert.ok(all('sink(`headers ${JSON.stringify(req.headers)}`)'));
    assert.ok(all('sink(dict(request.headers))', 'a.py'));
    assert.ok(all('sink(params.inspect)', 'a.rb'));
    assert.ok(!all('sink(process.env.PORT)'));
    assert.ok(!all('sink("all of process.env")'));
    assert.ok(!all('sink(Object.keys(process.env))'));
    assert.ok(!all('sink(r.Header.Get("Accept"))', 'a.go'));
    assert.ok(!all('sink(params[:id])', 'a.rb'));
  });
});
