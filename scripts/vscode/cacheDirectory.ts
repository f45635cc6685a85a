import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where downloads and throw-away workspaces live between runs: `.cache` in the repository, or HANDRAIL_CACHE. */
export function cacheDirectory(): string {
  return resolve(process.env.HANDRAIL_CACHE ?? fileURLToPath(new URL('../../.cache', import.meta.url)));
}
