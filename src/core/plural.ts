/** `1 record`, `1,204 records`; nouns in -y end in -ies. */
export function plural(n: number, noun: string): string {
  const count = String(n).replace(/\B(?=(?:\d{3})+$)/g, ",");
  if (n === 1) return `${count} ${noun}`;
  return `${count} ${noun.endsWith("y") ? `${noun.slice(0, -1)}ies` : `${noun}s`}`;
}
