import { existsSync, readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import process from 'node:process';
import { gunzipSync } from 'node:zlib';
import {
  type Connection,
  createConnection,
  createServerPipeTransport,
  createServerSocketTransport,
} from 'vscode-languageserver/node';
import { packageTable } from '../detectors/dependency/packageTable.ts';
import { lazily } from '../detectors/dependency/remember.ts';
import { iamTable } from '../detectors/grant/iamTable.ts';
import { decode, isBinary } from '../disk/decode.ts';
import { committed } from '../disk/git.ts';
import { nodeProjectDisk } from '../disk/project/nodeProjectDisk.ts';
import { parseBuiltin } from '../packs/builtin.ts';
import { nodeFiles } from '../packs/nodeFiles.ts';
import { startServer } from './server.ts';

/** A file of the package; this program is `dist/server.js` in it. */
const packaged = (path: string) => new URL(path, import.meta.url);

/** The text of a packed one. */
const unpacked = (path: string) => gunzipSync(readFileSync(packaged(path))).toString('utf8');

startServer(connect(process.argv.slice(2)), {
  files: nodeFiles,
  exists: existsSync,
  committed: async (path) => {
    const bytes = await committed(path);
    return bytes && !isBinary(bytes) ? decode(bytes) : undefined;
  },
  tree: async () => (await import('./nodeTree.ts')).nodeTree,
  packages: lazily(() => packageTable(unpacked('packages.txt.gz'))),
  iam: lazily(() => iamTable(unpacked('iam.txt.gz'))),
  projectDisk: nodeProjectDisk,
  builtin: parseBuiltin(readFileSync(packaged('rules.json'), 'utf8')),
  today,
  now: () => performance.now(),
  rulePage: ({ id }) => {
    const page = packaged(`../docs/rules/${id}.md`);
    return existsSync(page) ? page.href : undefined;
  },
});

/** Connects to the client in the way that it asked for. */
function connect(args: readonly string[]): Connection {
  const [, name, value] = /^--(socket|pipe)=(.+)$/.exec(args.find((arg) => /^--(socket|pipe)=/.test(arg)) ?? '') ?? [];
  if (name && value) {
    const [reader, writer] =
      name === 'pipe' ? createServerPipeTransport(value) : createServerSocketTransport(Number(value));
    // Without a client there is nothing to do. (An orderly end comes with an `exit` before.)
    reader.onClose(() => process.exit(1));
    return createConnection(reader, writer);
  }
  if (!args.includes('--stdio') && !args.includes('--node-ipc')) {
    console.error(
      'Usage: node server.js (--stdio | --node-ipc | --socket=PORT | --pipe=NAME)\nEditors start this program.',
    );
    process.exit(2);
  }
  process.on('disconnect', () => process.exit(1));
  // Reads the arguments itself. With --stdio it also keeps whatever is written to the console out of the protocol.
  return createConnection();
}

/** The local date, in ISO form. */
function today(): string {
  const now = new Date();
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
}
