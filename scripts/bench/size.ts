import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { figure, printTable } from './table.ts';

/** How large what people download and load is. */
export function benchSize(root: string): void {
  const dist = join(root, 'dist');
  const rows = readdirSync(dist)
    .filter((name) => statSync(join(dist, name)).isFile())
    .map((name) => {
      const content = readFileSync(join(dist, name));
      return [`dist/${name}`, kilobytes(content.length), kilobytes(gzipSync(content).length)];
    });
  const { name, version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const vsix = `${name}-${version}.vsix`;
  const packed = existsSync(join(root, vsix)) ? kilobytes(statSync(join(root, vsix)).size) : 'npm run package makes it';
  printTable('Size', ['file', 'KB', 'KB, gzip'], [...rows, [vsix, packed, '']]);
}

function kilobytes(bytes: number): string {
  return figure(bytes / 1000);
}
