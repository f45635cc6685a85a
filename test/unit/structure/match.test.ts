import assert from 'node:assert/strict';
import { found } from './looked.ts';

describe('a pattern of code', () => {
  it('matches whatever the blanks, the quotes and the comments', () => {
    assert.deepEqual(found({ any: ["f('a', $X)"] }, 'f( "a", /* b */\n  c )'), ['f( "a", /* b */\n  c )']);
  });

  it('takes an expression for a metavariable, however long', () => {
    assert.deepEqual(found({ any: ['f($X)'], report: 'X' }, 'f(a.b(c, d)[0] + `e${f}`)'), ['a.b(c, d)[0] + `e${f}`']);
    assert.deepEqual(found({ any: ['f($X)'] }, 'f(a, b)'), []);
    assert.deepEqual(found({ any: ['f($X)'] }, 'f()'), []);
  });

  it('finds a call behind a word of the language', () => {
    assert.equal(found({ any: ['open($X)'] }, 'with open(a) as b:\n  pass', 'a.py').length, 1);
  });

  it('passes over the types of a call', () => {
    assert.equal(found({ any: ['f($X)'] }, 'f<Map<string, A | null>>(a)').length, 1);
    assert.equal(found({ any: ['f($X)'] }, 'f < a && b > (c)').length, 0);
  });

  it('takes the chain before for a metavariable in front', () => {
    assert.deepEqual(found({ any: ['$A.set($X)'], report: 'A' }, 'if (x) a?.b(1)[2].set(c)'), ['a?.b(1)[2]']);
    assert.deepEqual(found({ any: ['$A.set($X)'], report: 'A' }, 'A.from(b).with(c).set(d)'), ['A.from(b).with(c)']);
  });

  it('takes the name that is assigned to, without its type', () => {
    const structure = { any: ['$A = load($$$)'], report: 'A' };
    assert.deepEqual(found(structure, 'const a: Map<string, B> = load(); b.c = load(1)'), ['a', 'b.c']);
    assert.deepEqual(found(structure, 'String token = load();', 'A.java'), ['token']);
  });

  it('finds an argument among others', () => {
    const structure = { any: ['get($$$, verify=False, $$$)'] };
    assert.equal(found(structure, 'get(url, verify=False)', 'a.py').length, 1);
    assert.equal(found(structure, 'get(url, verify = False, timeout=3,)', 'a.py').length, 1);
    assert.equal(found(structure, 'get(url, verify=True)', 'a.py').length, 0);
    assert.equal(found(structure, 'get(url, f(verify=False))', 'a.py').length, 0);
  });

  it('finds an entry whichever way its key is written', () => {
    const structure = { any: ['f({ $$$, secure: false, $$$ })'] };
    assert.equal(found(structure, 'f({ a, "secure": false })').length, 1);
    assert.equal(found({ any: ['secure: false'] }, 'f(:secure => false)', 'a.rb').length, 1);
    assert.equal(found({ any: ['secure: false'] }, "f(['secure' => false]);", 'a.php').length, 1);
  });

  it('means the same by the same metavariable', () => {
    assert.deepEqual(found({ any: ['f($X, $X)'] }, 'f(a, b); f(a.b, a.b)'), ['f(a.b, a.b)']);
  });

  it('does not take a method or a declaration for a function', () => {
    assert.deepEqual(found({ any: ['verify($X)'] }, 'jwt.verify(a); function verify(b) {}'), []);
    assert.deepEqual(found({ any: ['verify($X)'] }, 'return verify(a); window.verify(b)'), ['verify(a)', 'verify(b)']);
  });

  it('matches blocks by braces and by indentation', () => {
    assert.equal(found({ any: ['catch ($$$) { }'] }, 'try { a() } catch (e) { }').length, 1);
    assert.equal(found({ any: ['catch ($$$) { }'] }, 'try { a() } catch (e) { b() }').length, 0);
    const except = { any: ['except $E:\n    pass'] };
    assert.equal(found(except, 'try:\n  a()\nexcept B as e:\n  pass\n', 'a.py').length, 1);
    assert.equal(found(except, 'try:\n  a()\nexcept B as e:\n  raise\n', 'a.py').length, 0);
  });

  it('is found by a word in its first brackets, where there is none before', () => {
    assert.deepEqual(found({ any: ['$F($$$, verify=False, $$$)'] }, 'a.get(u, verify=False)', 'a.py'), [
      'a.get(u, verify=False)',
    ]);
    assert.deepEqual(
      found({ any: ['$F({ $$$, agent: { secure: false } })'] }, 'x(a({ b, agent: { secure: false } }))'),
      ['a({ b, agent: { secure: false } })'],
    );
  });

  it('ignores the case where the language does', () => {
    assert.equal(found({ any: ['Invoke-WebRequest $$$'] }, 'invoke-webrequest $url', 'a.ps1').length, 1);
  });
});

describe('conditions on a match', () => {
  it('look at names', () => {
    const structure = { any: ['set($KEY, $_)'], where: { KEY: { names: 'session' } } };
    assert.deepEqual(found(structure, 'set("sid", 1); set("theme", 2); set(AUTH_COOKIE, 3); set("csrf_token", 4)'), [
      'set("sid", 1)',
      'set(AUTH_COOKIE, 3)',
    ]);
  });

  it('look at literals and numbers, through constants', () => {
    const structure = { any: ['chmod($MODE)'], where: { MODE: { number: { bits: 0o077 } } } };
    assert.deepEqual(found(structure, 'const m = 0o644; chmod(m); chmod(0o600); chmod(mode); chmod(0o700)'), [
      'chmod(m)',
    ]);
    const long = { any: ['age($T)'], where: { T: { number: { min: 86_400 } } } };
    assert.deepEqual(found(long, 'age(60 * 60 * 24); age(3600); age(60 * x)'), ['age(60 * 60 * 24)']);
    const text = { any: ['key($K)'], where: { K: { literal: 'string' } } };
    assert.deepEqual(found(text, 'key("a"); key(`b${c}`); key("a" + "b"); key(d); key("a" + d)'), [
      'key("a")',
      'key("a" + "b")',
    ]);
  });

  it('look into options, and stay quiet where they come from elsewhere', () => {
    const structure = { any: ['cookie($_, $_, $OPTIONS)'], where: { OPTIONS: { lacks: 'httpOnly: true' } } };
    const count = (text: string) => found(structure, text).length;
    assert.equal(count('cookie(a, b, { secure: true })'), 1);
    assert.equal(count('cookie(a, b, { secure: true, httpOnly: true })'), 0);
    assert.equal(count('const o = { secure: true }; cookie(a, b, o)'), 1);
    assert.equal(count('const o = { httpOnly: true }; cookie(a, b, o)'), 0);
    assert.equal(count('cookie(a, b, o)'), 0);
    assert.equal(count('cookie(a, b, this.cookieOptions)'), 0);
    assert.equal(count('cookie(a, b, optionsFor(request))'), 0);
    assert.equal(count('cookie(a, b, { ...o, secure: true })'), 0);
    assert.equal(count('const o = { a: 1 }; cookie(a, b, { ...o, secure: true })'), 1);
  });

  it('look at what stands around, for the same thing', () => {
    const structure = {
      any: ['$C = new Cookie($$$)'],
      around: [{ scope: 'function', place: 'after', lacks: '$C.setSecure(true)' }],
    };
    const count = (text: string) => found(structure, `void f() { ${text} }`, 'A.java').length;
    assert.equal(count('Cookie c = new Cookie(a, b);'), 1);
    assert.equal(count('Cookie c = new Cookie(a, b); c.setSecure(true);'), 0);
    assert.equal(count('Cookie c = new Cookie(a, b); d.setSecure(true);'), 1);
  });

  it('look at what a pattern around stands for', () => {
    const structure = {
      any: ['$R.addCookie($C)'],
      where: { NAME: { names: 'session' } },
      around: [{ scope: 'function', place: 'before', has: '$C = new Cookie($NAME, $_)' }],
    };
    const count = (text: string) => found(structure, `void f() { ${text} }`, 'A.java').length;
    assert.equal(count('Cookie c = new Cookie("sid", b); r.addCookie(c);'), 1);
    assert.equal(count('Cookie c = new Cookie("theme", b); r.addCookie(c);'), 0);
    assert.equal(count('Cookie c = new Cookie("sid", b); Cookie d = new Cookie("theme", b); r.addCookie(d);'), 0);
    assert.equal(count('c = new Cookie("sid", b); r.addCookie(c); c = new Cookie("theme", b); r.addCookie(c)'), 1);
  });

  it('are met one or the other way', () => {
    const structure = { any: ['f($A, $B)', 'f($A)'], either: [{ A: { names: 'token' } }, { B: { holds: 'token' } }] };
    const count = (text: string) => found(structure, text).length;
    assert.equal(count('f(token, 1)'), 1);
    assert.equal(count('f(1, token)'), 1);
    assert.equal(count('f(1, 2)'), 0);
    assert.equal(count('f(1)'), 0);
  });

  it('look at the text that a name was given', () => {
    const structure = { any: ['f($A)'], where: { A: { names: 'session' } } };
    assert.equal(found(structure, "const NAME = 'sid'; f(NAME)").length, 1);
    assert.equal(found(structure, "const NAME = 'theme'; f(NAME)").length, 0);
  });

  it('do not take an argument for what a named one after it is given', () => {
    const structure = { any: ['f($A, $$$)'], where: { A: { notRegex: '^None$' } } };
    assert.equal(found(structure, 'f(v, samesite="None")', 'a.py').length, 1);
    assert.equal(found(structure, 'v, w = "None"\nf(v, b=1)', 'a.py').length, 0);
  });

  it('look at what it stands in', () => {
    const structure = { any: ['fetch($$$)'], inside: ['useEffect($$$)'] };
    assert.deepEqual(found(structure, 'fetch(1); useEffect(() => { fetch(2) }, [])'), ['fetch(2)']);
    const other = { any: ['fetch($$$)'], notInside: ['useEffect($$$)'] };
    assert.deepEqual(found(other, 'fetch(1); useEffect(() => { fetch(2) }, [])'), ['fetch(1)']);
  });

  it('look at functions', () => {
    const structure = {
      functions: true,
      where: { NAME: { regex: '(?i)refresh' }, BODY: { has: '$_.access_token', lacks: '$_.refresh_token' } },
    };
    const code = `async function refresh(t) { const r = await post(t); save(r.access_token) }
      const refreshBoth = async () => { save(r.access_token, r.refresh_token) }
      class A { refreshMine(): Promise<void> { this.a = r.access_token } }
      function other() { save(r.access_token) }`;
    assert.deepEqual(found(structure, code), ['refresh', 'refreshMine']);
    assert.deepEqual(found(structure, 'def refresh(self):\n    self.t = r.access_token\n', 'a.py'), ['refresh']);
    assert.deepEqual(found(structure, 'with refresh(a) as b:\n    b.t = r.access_token\n', 'a.py'), []);
    assert.deepEqual(found(structure, 'def self.refresh(a)\n  @t = r.access_token\nend\n', 'a.rb'), ['refresh']);
  });
});
