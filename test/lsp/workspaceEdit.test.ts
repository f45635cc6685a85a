import assert from 'node:assert/strict';
import type { ClientCapabilities } from 'vscode-languageserver-protocol/node';
import { source } from '../../server/engine/source.ts';
import type { FileEdit, Fix } from '../../server/fixes/fix.ts';
import { clientOf } from '../../server/lsp/client.ts';
import { createSession, type OpenDocument } from '../../server/lsp/session.ts';
import { workspaceEdit } from '../../server/lsp/workspaceEdit.ts';
import { likeNeovim, likeVsCode, runtime } from './harness.ts';

describe('a fix of several files', () => {
  const gitignore: FileEdit = { path: '.gitignore', edits: [{ span: { start: 5, end: 5 }, text: '.env\n' }] };

  it('is to be confirmed, and names the version of what is open', async () => {
    const files = new Map([['/app/.gitignore', 'dist\n']]);
    assert.deepEqual(await planned([own, gitignore], { files }), {
      documentChanges: [
        {
          textDocument: { uri: 'file:///app/a.ts', version: 7 },
          edits: [{ range: range(1, 0, 1, 3), newText: 'new', annotationId: 'files' }],
        },
        {
          textDocument: { uri: 'file:///app/.gitignore', version: null },
          edits: [{ range: range(1, 0, 1, 0), newText: '.env\n', annotationId: 'files' }],
        },
      ],
      changeAnnotations: { files: { label: 'Mend it', needsConfirmation: true } },
    });
  });

  it('goes by the text in the editor where the other file is open', async () => {
    const files = new Map([['/app/.gitignore', 'as it is on disk']]);
    const open = { ...document, uri: 'file:///app/.gitignore', version: 3, text: 'a\nb\n\n' };
    const edit = await planned([gitignore], { files, open: [open] });
    assert.deepEqual(edit.documentChanges, [
      {
        textDocument: { uri: 'file:///app/.gitignore', version: 3 },
        edits: [{ range: range(3, 0, 3, 0), newText: '.env\n' }],
      },
    ]);
  });

  it('makes a file that is not there', async () => {
    const edit = await planned([
      own,
      { path: '.env.example', edits: [{ span: { start: 0, end: 0 }, text: 'KEY=\n' }] },
    ]);
    assert.deepEqual(edit.documentChanges?.slice(1), [
      { kind: 'create', uri: 'file:///app/.env.example', annotationId: 'files' },
      {
        textDocument: { uri: 'file:///app/.env.example', version: null },
        edits: [{ range: range(0, 0, 0, 0), newText: 'KEY=\n', annotationId: 'files' }],
      },
    ]);
  });

  it('is a plain map of changes for clients that know no more', async () => {
    const files = new Map([['/app/.gitignore', 'dist\n']]);
    assert.deepEqual(await planned([own, gitignore], { files, capabilities: likeNeovim }), {
      changes: {
        'file:///app/a.ts': [{ range: range(1, 0, 1, 3), newText: 'new' }],
        'file:///app/.gitignore': [{ range: range(1, 0, 1, 0), newText: '.env\n' }],
      },
    });
  });

  it('is refused, with the reason, where a file cannot be reached or made', async () => {
    await assert.rejects(planned([gitignore], { capabilities: likeNeovim }), {
      code: -32803,
      message: 'The fix needs the file .gitignore, which the editor cannot make.',
    });
    await assert.rejects(planned([gitignore], { folders: [] }), {
      code: -32803,
      message: 'The fix edits .gitignore too, and the document belongs to no folder.',
    });
  });
});

const own: FileEdit = { edits: [{ span: { start: 4, end: 7 }, text: 'new' }] };

const document: OpenDocument = {
  uri: 'file:///app/a.ts',
  language: 'typescript',
  version: 7,
  text: 'one\nold\n',
  opening: 1,
  settled: true,
};

interface Setting {
  readonly files?: Map<string, string>;
  readonly open?: readonly OpenDocument[];
  readonly capabilities?: ClientCapabilities;
  readonly folders?: readonly { readonly uri: string; readonly name: string }[];
}

/** Plans the edits for {@link document}. */
async function planned(edits: readonly FileEdit[], setting: Setting = {}) {
  const {
    files = new Map(),
    open = [],
    capabilities = likeVsCode,
    folders = [{ uri: 'file:///app', name: 'app' }],
  } = setting;
  const session = createSession(runtime(files, {}));
  const documents = new Map([document, ...open].map((each) => [each.uri, each]));
  session.changeRules({ client: clientOf(capabilities), folders, documents });
  const fix: Fix = { id: 'mend', title: 'Mend it', safe: false, plan: () => ({ edits }) };
  return workspaceEdit(fix, document, source('a.ts', document.text), await session.snapshot());
}

function range(startLine: number, start: number, endLine: number, end: number) {
  return { start: { line: startLine, character: start }, end: { line: endLine, character: end } };
}
