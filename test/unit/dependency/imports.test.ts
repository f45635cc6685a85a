import assert from 'node:assert/strict';
import { imports } from '../../../server/detectors/dependency/imports/imports.ts';
import { findKeywords, keywordTable } from '../../../server/engine/keywords.ts';
import { source } from '../../../server/engine/source.ts';

const words = ['import', 'require', 'from', 'extern crate', '\nuse '];

function names(file: string, text: string): string[] {
  const ends: number[] = [];
  findKeywords(keywordTable(words), text, (_, end) => ends.push(end));
  return imports(source(file, text), { ends: Int32Array.from(ends).sort(), longest: 12 }).map(
    ({ name, optional }) => name + (optional ? '?' : ''),
  );
}

describe('imports', () => {
  it('of JavaScript and TypeScript', () => {
    const text = `
import a, { b } from 'a';
import type { C } from "@s/c/deep";
import 'd/e.css';
import {
  one,
  two,
} from 'f-g';
export * from 'h';
const i = require('i/lib'); const j = await import("j");
try { k = require('k'); } catch {}
`;
    assert.deepEqual(names('x.ts', text), ['a', '@s/c', 'd', 'f-g', 'h', 'i', 'j', 'k?']);
  });

  it('of JavaScript only where they are code, and name a package', () => {
    const text = `
import x from './x'; import y from '../y.js'; import z from '@/z'; import w from '~/w'; import v from '#v';
import u from 'node:fs'; import t from 'https://example.com/t.js'; import s from '/s'; import r from '$lib/r';
// import q from 'q'
 * import p from 'p'
const o = "import n from 'n'"; text.from('m'); require(l); a.require('k'); Array.from("abc"); require(\`./\${j}\`);
select('from', 'i');
`;
    assert.deepEqual(names('x.js', text), []);
  });

  it('of Python', () => {
    const text = `import os, numpy as np, a.b.c
from flask import Flask
from . import near
from .near import x
import d; import e
    import late  # why
from prose we import nothing like this
import of goods, and services
`;
    assert.deepEqual(names('x.py', text), ['os', 'numpy', 'a', 'flask', 'd', 'late']);
    assert.deepEqual(names('x.py', 'try:\n    import fast\nexcept ImportError:\n    import slow\n'), [
      'fast?',
      'slow?',
    ]);
    assert.deepEqual(names('x.py', 'if TYPE_CHECKING:\n    import types_only\n'), ['types_only?']);
  });

  it('of Go, Rust and Ruby', () => {
    const go =
      'package main\n\nimport (\n\t"fmt"\n\tx "example.com/x/y"\n\t_ "example.org/z"\n)\n\nvar s = "example.net/not"\n';
    assert.deepEqual(names('x.go', go), ['example.com/x/y', 'example.org/z']);
    assert.deepEqual(names('x.go', 'import "example.com/x"\n'), ['example.com/x']);
    const rust =
      '//! x\nuse std::fs;\nuse serde::Serialize;\nuse crate::a;\nmod b;\nuse b::C;\npub use tokio::net;\nextern crate libc;\n';
    assert.deepEqual(names('x.rs', rust), ['serde', 'libc']);
    assert.deepEqual(names('x.rb', "require 'json'\nrequire 'rails/all'\nrequire_relative 'x'\n# require 'y'\n"), [
      'rails',
    ]);
  });
});
