/** A whole number with commas, without the tables of languages that `toLocaleString` would load: `12,345`. */
export function grouped(number: number): string {
  return String(number).replace(/\B(?=(?:\d{3})+$)/g, ',');
}
