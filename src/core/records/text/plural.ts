/** A number with its thousands separated: `1,204`. */
export function formatCount(n: number): string {
  return String(n).replace(/\B(?=(?:\d{3}){1,7}$)/g, ",");
}

/** An estimate with one decimal: `1,204.5`. */
export function formatTenths(n: number): string {
  const [whole, tenths] = n.toFixed(1).split(".");
  return `${formatCount(Number(whole))}.${tenths}`;
}

/** `1 record`, `1,204 records`; nouns ending in -y end in -ies, in -s in -ses. */
export function plural(n: number, noun: string): string {
  if (n === 1) return `1 ${noun}`;
  const many = noun.endsWith("y")
    ? `${noun.slice(0, -1)}ies`
    : `${noun}${noun.endsWith("s") ? "es" : "s"}`;
  return `${formatCount(n)} ${many}`;
}
