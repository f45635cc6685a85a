import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const cache = fileURLToPath(new URL('../../.cache', import.meta.url));

/** Where downloads are kept between runs. HANDRAIL_CACHE names another folder, which several checkouts may share. */
export function downloadsFolder(): string {
  return resolve(process.env.HANDRAIL_CACHE ?? cache);
}

/** A folder of this checkout for what a run makes and the next one makes anew. */
export function scratchFolder(...path: string[]): string {
  return join(cache, ...path);
}
