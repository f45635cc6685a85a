import type { Reach } from '../../detectors/pattern/spec.ts';
import type { JavaScriptRegex } from './toJavaScript.ts';
export function reach(_regex: JavaScriptRegex, _keywords: readonly string[]): Reach | undefined {
  return undefined;
}
