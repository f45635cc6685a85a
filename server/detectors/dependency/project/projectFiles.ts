import { isManifest } from '../manifests/manifests.ts';
import { lockfiles } from './lockfiles.ts';

/** Whether a change of the file at this path may change what is known of a project's packages. */
export function tellsOfProject(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return Object.hasOwn(lockfiles, name) || isManifest(path) || /^[tj]sconfig[\w.-]*\.json$/.test(name);
}

/** Globs of these files, for who watches them; one pattern in braces. */
export const projectFiles = `**/{${[
  ...Object.keys(lockfiles),
  'package.json',
  'composer.json',
  'pyproject.toml',
  'Pipfile',
  'setup.py',
  'setup.cfg',
  'go.mod',
  'Cargo.toml',
  'Gemfile',
  '*requirements*.txt',
  '*requirements*.in',
  'tsconfig*.json',
  'jsconfig*.json',
].join(',')}}`;
