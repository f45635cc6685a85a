import type { Dependency } from '../dependency.ts';
import { address, wantsOf } from '../wants.ts';

/** The lines of a pip requirements file. */
export function requirements(text: string): readonly Dependency[] {
  const found: Dependency[] = [];
  let start = 0;
  for (const line of text.split('\n')) {
    const dependency = requirement(line, start);
    if (dependency) found.push(dependency);
    start += line.length + 1;
  }
  return found;
}

/**
 * One requirement as PEP 508 writes it: `name[extra] >= 1; marker`, or an address.
 * @param start where `line` stands in the text
 */
export function requirement(line: string, start: number): Dependency | undefined {
  const remote = /^[ \t]*(?:-e[ \t]+|--editable[ =])?((?:git|hg|svn|bzr)\+\S{3,500}|https?:\/\/\S{3,500})/.exec(line);
  if (remote) return atAddress(remote[1]!, start + remote[0].length - remote[1]!.length);
  const match =
    /^[ \t]*([A-Za-z0-9](?:[\w.-]{0,200}[A-Za-z0-9])?)[ \t]*(?:\[[^\]\n]{0,200}\])?[ \t]*([^;#\r\n]{0,500})/.exec(line);
  if (!match || /^[ \t]*[/\\:]/.test(match[2]!)) return undefined;
  const [whole, name] = match;
  const version = match[2]!.replace(/[ \t]+--.*$|\\$/, '').trim();
  const at = start + whole.length - match[2]!.length;
  return {
    ecosystem: 'pypi',
    name: name!,
    span: { start: start + whole.indexOf(name!), end: start + whole.indexOf(name!) + name!.length },
    wants: wantsOf('pypi', version.replace(/^\((.*)\)$/, '$1')),
    ...(version ? { version: { start: at, end: at + version.length } } : {}),
  };
}

function atAddress(text: string, start: number): Dependency {
  const span = { start, end: start + text.length };
  const egg = /[#&]egg=([\w.-]+)/.exec(text)?.[1];
  const name = egg ?? /([^/@#]+?)(?:\.git)?(?:@[^/]*)?(?:#.*)?$/.exec(text)?.[1] ?? text;
  return { ecosystem: 'pypi', name, span, wants: address(text), version: span };
}
