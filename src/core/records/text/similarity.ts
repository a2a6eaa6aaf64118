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
  /** Forgets the units of this part of a text. */
  clear(text: string, from: number, to: number): void {
    for (let i = from; i < to; i += 1) {
      const unit = text.charCodeAt(i);
      if (unit < COMMON_UNITS) this.#common[unit] = 0;
    }
    if (this.#others.size > 0) this.#others.clear();
  }
}

/** Millions of pairs are compared, so what one needs is made once. It is empty between two of them. */
const occurrences = new Occurrences();
/** For each column, the sign of the difference in the last row of the block above, and of this one. */
let rows: readonly [Int8Array, Int8Array] = [new Int8Array(512), new Int8Array(512)];

/**
 * Levenshtein distance by Myers' bit-parallel algorithm in 32-bit blocks (Hyyrö 2003), over UTF-16
 * code units: O(n · m / 32).
 */
export function distance(first: string, second: string): number {
  const [shorter, longer] = first.length <= second.length ? [first, second] : [second, first];
  // What both begin or end with costs nothing, and texts that are compared have much in common.
  let start = 0;
  let end = shorter.length;
  const moved = longer.length - shorter.length;
  while (start < end && shorter.charCodeAt(start) === longer.charCodeAt(start)) start += 1;
  while (end > start && shorter.charCodeAt(end - 1) === longer.charCodeAt(end - 1 + moved))
    end -= 1;
  const n = end - start;
  const m = n + moved;
  if (n === 0) return m;
  if (rows[0].length < m) rows = [new Int8Array(2 * m), new Int8Array(2 * m)];
  let [above, below] = rows;
  let score = n;
  for (let from = start; from < end; from += 32) {
    const to = Math.min(end, from + 32);
    for (let i = from; i < to; i += 1) occurrences.add(shorter.charCodeAt(i), 1 << (i - from));
    const isFirst = from === start;
    const isLast = to === end;
    const top = 1 << (to - from - 1);
    let positive = -1;
    let negative = 0;
    for (let j = 0; j < m; j += 1) {
      const carry = isFirst ? 1 : above[j]!;
      const places = occurrences.at(longer.charCodeAt(start + j));
      const match = places | (carry < 0 ? 1 : 0);
      const vertical = places | negative;
      const diagonal = (((match & positive) + positive) ^ positive) | match | negative;
      let horizontalPositive = negative | ~(diagonal | positive);
      let horizontalNegative = positive & diagonal;
      const out = (horizontalPositive & top) !== 0 ? 1 : (horizontalNegative & top) !== 0 ? -1 : 0;
      if (isLast) score += out;
      else below[j] = out;
      horizontalPositive = (horizontalPositive << 1) | (carry > 0 ? 1 : 0);
      horizontalNegative = (horizontalNegative << 1) | (carry < 0 ? 1 : 0);
      positive = horizontalNegative | ~(vertical | horizontalPositive);
      negative = horizontalPositive & vertical;
    }
    occurrences.clear(shorter, from, to);
    [above, below] = [below, above];
  }
  return score;
}
