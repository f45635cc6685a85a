/** A name as PyPI compares names (PEP 503). */
export function normalised(name: string): string {
  return name.toLowerCase().replace(/[-_.]+/g, '-');
}
