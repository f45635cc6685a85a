import { parentPort } from 'node:worker_threads';
import { compiledBuiltin } from '../../scripts/compileRules.ts';
import { detectors } from '../../server/detectors/detectors.ts';
import { ruleset } from '../../server/engine/ruleset.ts';
import { scan } from '../../server/engine/scan.ts';
import { source } from '../../server/engine/source.ts';

// Scans every text it is sent with all built-in rules, and answers with the ids of the rules that failed.
const rules = ruleset(compiledBuiltin().rules, detectors(), { profile: 'all' });
parentPort!.on('message', (text: string) => {
  const { failures } = scan(source('hostile.ts', text), rules, { today: '2026-11-20' });
  parentPort!.postMessage(failures.map(({ rule }) => rule));
});
