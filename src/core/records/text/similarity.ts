/**
 * The similarity of two texts: 1 minus their Levenshtein distance divided by the greater length.
 */
export function similarity(a: string, b: string): number {
  if (a === b) return 1;
  const longer = Math.max(a.length, b.length);
  return 1 - distance(a, b) / longer;
}

/** Most texts are folded, so their letters have codes below this. */
const COMMON_UNITS = 128;

/** By UTF-16 unit, the positions in a block of 32 units where it occurs. */
class Occurrences {
  readonly #common = new Int32Array(COMMON_UNITS);
  readonly #others = new Map<number, number>();
  at(unit: number): number {
    return unit < COMMON_UNITS ? this.#common[unit]! : (this.#others.get(unit) ?? 0);
  }
  add(unit: number, place: number): void {
    if (unit < COMMON_UNITS) this.#common[unit]! |= place;
    else this.#others.set(unit, (this.#others.get(unit) ?? 0) | place);
  }
  clear(): void {
    this.#common.fill(0);
    this.#others.clear();
  }
}

/**
 * Levenshtein distance by Myers' bit-parallel algorithm in 32-bit blocks (Hyyrö 2003), over UTF-16
 * code units: O(n · m / 32).
 */
export function distance(first: string, second: string): number {
  const [a, b] = first.length <= second.length ? [first, second] : [second, first];
  const n = a.length;
  const m = b.length;
  if (n === 0) return m;
  const occurrences = new Occurrences();
  // For each column, the sign of the difference in the last row of the block above.
  let above: Int8Array | undefined;
  let score = n;
  for (let from = 0; from < n; from += 32) {
    const to = Math.min(n, from + 32);
    for (let i = from; i < to; i += 1) occurrences.add(a.charCodeAt(i), 1 << (i - from));
    const last = to === n;
    const below: Int8Array | undefined = last ? undefined : new Int8Array(m);
    const top = 1 << (to - from - 1);
    let positive = -1;
    let negative = 0;
    for (let j = 0; j < m; j += 1) {
      const carry = above === undefined ? 1 : above[j]!;
      const places = occurrences.at(b.charCodeAt(j));
      const match = places | (carry < 0 ? 1 : 0);
      const vertical = places | negative;
      const diagonal = (((match & positive) + positive) ^ positive) | match | negative;
      let horizontalPositive = negative | ~(diagonal | positive);
      let horizontalNegative = positive & diagonal;
      const out = (horizontalPositive & top) !== 0 ? 1 : (horizontalNegative & top) !== 0 ? -1 : 0;
      if (below === undefined) score += out;
      else below[j] = out;
      horizontalPositive = (horizontalPositive << 1) | (carry > 0 ? 1 : 0);
      horizontalNegative = (horizontalNegative << 1) | (carry < 0 ? 1 : 0);
      positive = horizontalNegative | ~(vertical | horizontalPositive);
      negative = horizontalPositive & vertical;
    }
    occurrences.clear();
    above = below;
  }
  return score;
}
