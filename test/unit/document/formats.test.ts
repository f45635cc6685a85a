import assert from 'node:assert/strict';
import { parse } from 'smol-toml';
import { readBicep } from '../../../server/detectors/document/read/bicep.ts';
import { readDockerfile } from '../../../server/detectors/document/read/dockerfile.ts';
import { readLines } from '../../../server/detectors/document/read/lines.ts';
import { readToml } from '../../../server/detectors/document/read/toml.ts';
import { readXml } from '../../../server/detectors/document/read/xml.ts';
import { joinLines } from './joinLines.ts';
import { assertSpans, plainOf, written } from './tree.ts';

describe('reading TOML', () => {
  const shown = (...lines: string[]) => {
    const text = joinLines(...lines);
    return written(readToml(text), text);
  };

  it('agrees with another parser', () => {
    for (const text of [
      'a = 1\nb = "x\\ty" # c\n[d]\ne.f = true\ne.g = 1_000\n[d.h]\ni = [1, 2,\n 3]\n["j.k"]\nl = { m = 1, n.o = \'p\' }\n',
      'a = """\nx\n  y\\\n   z"""\nb = \'\'\'q"\'\'\'\nc = -1.5e3\nd = 0xff\n',
    ]) {
      assert.deepEqual(plainOf(readToml(text)), JSON.parse(JSON.stringify(parse(text))));
    }
  });

  it('reads an array of tables as entries of one name', () => {
    assert.equal(shown('[[a]]', 'b = 1', '[[a]]', 'b = 2', '[a.c]', 'd = 3'), '{a: {b: 1}, a: {b: 2, c: {d: 3}}}');
  });

  it('reads what is complete in a text that is being typed', () => {
    assert.equal(
      shown('a =', 'b = "open', 'c', '[d', 'e = [1, ', 'f = 2', 'g = { h = 1'),
      '{a: , b: "open, d: {e: [1], f: 2, g: {h: 1}}}',
    );
  });

  it('does not go deeper than the stack', () => {
    for (const piece of ['a = [', '[', '{a=']) assert.ok(readToml(`x = ${piece.repeat(50_000)}`));
  });
});

describe('reading settings of one line each', () => {
  it('reads properties, whose dots are steps', () => {
    const text = 'a.b.c = 1\na.b.d: x y\\\n   z\n! no\n# no\na.e   true\nf=${X}\n';
    const document = readLines(text, 'properties');
    assert.equal(written(document, text), '{a: {b: {c: 1, d: x y\\\n   z}, e: true}, f: `${X}`}');
    assert.deepEqual(plainOf(document), { a: { b: { c: 1, d: 'x yz' }, e: true }, f: '${X}' });
  });

  it('reads INI files with their sections', () => {
    const text = '; no\na = 1 ; no\n[b c]\nd = "x;y" # no\ne = p#q\n';
    assert.equal(written(readLines(text, 'ini'), text), '{a: 1, b c: {d: "x;y", e: p#q}}');
  });

  it('reads .env files', () => {
    const text = 'export A=1\nB=\'$(x)\'\nC="${y}"\nD=\nE=a:b # no\n';
    assert.equal(written(readLines(text, 'dotenv'), text), '{A: 1, B: \'$(x)\', C: `"${y}"`, D: , E: a:b}');
  });
});

describe('reading XML', () => {
  const shown = (text: string) => {
    const document = readXml(text);
    assertSpans(document, text);
    return written(document, text);
  };

  it('reads elements, attributes and texts', () => {
    assert.equal(
      shown('<?xml version="1.0"?><!-- <no/> --><a x="1" y=\'&lt;\'><b/>text<b c:d="true"/><![CDATA[<e>]]></a>'),
      '{a: {x: "1", y: \'&lt;\', b: {}, text: text, b: {c:d: "true"}, <e>: <e>}}',
    );
    assert.deepEqual(plainOf(readXml('<a x="&lt;&#65;">y &amp; z</a>')), { a: { '@x': '<A', '#text': 'y & z' } });
  });

  it('reads what is complete in a text that is being typed', () => {
    assert.equal(shown('<a>\n<b x="1\n<c y="2"/>\n</a>\n<d/>'), '{a: {b: {x: "1, c: {y: "2"}}}, d: {}}');
    assert.equal(shown('<a><b></a><c'), '{a: {b: {}}, c: {}}');
    assert.equal(shown('<a b c="1" <d e=>'), '{a: {b: , c: "1", d: {e: }}}');
  });

  it('is linear for texts that nobody writes', () => {
    for (const piece of ['<a>', '</a>', '<a b="', '<', '<a<', '<!--', '&']) assert.ok(readXml(piece.repeat(100_000)));
  });
});

describe('reading a Dockerfile', () => {
  const shown = (...lines: string[]) => {
    const text = joinLines(...lines);
    const document = readDockerfile(text);
    assertSpans(document, text);
    return written(document, text);
  };

  it('reads stages with their instructions', () => {
    assert.equal(
      shown(
        '# syntax=docker/dockerfile:1',
        'ARG V=1',
        'FROM --platform=linux/amd64 node:${V} AS build',
        'ENV A=1 B="x y"',
        'ENV C d e',
        'RUN a && \\',
        '    # no',
        '    b',
        'COPY --chown=1:1 x y /z/',
        'from scratch',
        'USER app',
        'CMD ["node", "x.js"]',
        'EXPOSE 80 443/tcp',
      ),
      '{ARG: {V: 1}, FROM: {FROM: {--platform: linux/amd64, image: `node:${V}`, AS: build}, ENV: {A: 1, B: "x y"}, ENV: {C: d e}, RUN: a && \\\n    # no\n    b, COPY: {--chown: 1:1, x: [x, y], /z/: /z/}}, from: {from: {image: scratch}, USER: app, CMD: ["node", "x.js"], EXPOSE: [80, 443/tcp]}}'
        .replace('AS: build', 'build: build')
        .replace('image: `node', 'node:${V}: `node')
        .replace('image: scratch', 'scratch: scratch'),
    );
  });

  it('takes here-documents for part of their instruction', () => {
    assert.equal(
      shown('FROM a', 'RUN <<EOF', 'FROM b', 'EOF', 'USER c'),
      '{FROM: {FROM: {a: a}, RUN: <<EOF\nFROM b\nEOF, USER: c}}',
    );
  });
});

describe('reading Bicep', () => {
  const shown = (...lines: string[]) => {
    const text = joinLines(...lines);
    const document = readBicep(text);
    assertSpans(document, text);
    return written(document, text);
  };

  it('reads resources, parameters and outputs', () => {
    assert.equal(
      shown(
        "targetScope = 'subscription'",
        '@secure()',
        "@description('x')",
        'param p string',
        "param q string = 'd'",
        "resource r 'A.B/c@2023' = if (q == 'x') {",
        "  name: 'n${q}' // no",
        '  properties: { t: true, l: [ 1, 2 ] }',
        '  e: p ? 1 : 2',
        '}',
        'output o string = r.id',
        "resource s 'A.B/d@1' = [for i in range(0, 1): {",
        '  k: 1',
        '}]',
      ),
      "{targetScope: 'subscription', param: {p: {@secure: @secure(), @description: @description('x'), string: string}}, param: {q: {string: string, =: 'd'}}, resource: {A.B/c@2023: {r: {name: `'n${q}'`, properties: {t: true, l: [1, 2]}, e: `p ? 1 : 2`}}}, output: {o: {string: string, =: `r.id`}}, resource: {A.B/d@1: {s: [{k: 1}]}}}",
    );
  });

  it('reads what is complete in a text that is being typed', () => {
    assert.equal(
      shown(
        "resource r 'A@1' = {",
        '  a: 1',
        '  b:',
        '  c: [',
        "    'x",
        'param p string',
        'var',
        "var v = 'open",
        'var w = 1',
      ),
      "{resource: {A@1: {r: {a: 1, b: , c: ['x]}}}, param: {p: {string: string}}, var: {v: 'open}, var: {w: 1}}",
    );
  });

  it('does not go deeper than the stack', () => {
    for (const piece of ['[', '{a:', '(']) assert.ok(readBicep(`var x = ${piece.repeat(50_000)}`));
  });
});
