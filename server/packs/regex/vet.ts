import type { JavaScriptRegex } from './toJavaScript.ts';
export function vet(_regex: JavaScriptRegex): string | undefined {
  return undefined;
}
