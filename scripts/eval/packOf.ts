import { spawnSync } from 'node:child_process';
import { basename } from 'node:path';
import type { JsonRules } from '../../server/cli/report/json.ts';
import type { Pack } from './measure.ts';

/**
 * Asks the built command line what it makes of a configuration.
 * @param config absolute path of a `.toml` file; the ids of its rules begin with its name
 */
export function packOf(cli: string, config: string): Pack {
  const args = [cli, 'rules', '--extends', config, '--no-config', '--format', 'json'];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8', maxBuffer: 1e9 });
  if (status !== 0) throw new Error(`node ${args.join(' ')} ended with ${status}: ${stderr}`);
  const { rules } = JSON.parse(stdout) as JsonRules;
  const prefix = `${basename(config, '.toml')}/`;
  return {
    rules: rules.filter(({ id }) => id.startsWith(prefix)).length,
    notices: stderr.split('\n').filter((line) => line.includes(': warning: ')).length,
  };
}
