/** How alike two texts are: 1 minus their Levenshtein distance over the longer length. */
export function similarity(a: string, b: string): number {
  if (a === b) return 1;
  const longer = Math.max(a.length, b.length);
  return 1 - distance(a, b) / longer;
}

/**
 * Levenshtein distance by Myers' bit-parallel algorithm in 32-bit blocks (Hyyrö 2003), over UTF-16
 * code units: O(n · m / 32).
 */
function distance(first: string, second: string): number {
  const [a, b] = first.length <= second.length ? [first, second] : [second, first];
  const n = a.length;
  const m = b.length;
  if (n === 0) return m;
  const blocks = Math.ceil(n / 32);
  const pattern = new Map<number, Int32Array>();
  for (let i = 0; i < n; i += 1) {
    const unit = a.charCodeAt(i);
    let bits = pattern.get(unit);
    if (bits === undefined) {
      bits = new Int32Array(blocks);
      pattern.set(unit, bits);
    }
    bits[i >>> 5]! |= 1 << (i & 31);
  }
  const positive = new Int32Array(blocks).fill(-1);
  const negative = new Int32Array(blocks);
  const none = new Int32Array(blocks);
  const lastBit = 1 << ((n - 1) & 31);
  let score = n;
  for (let j = 0; j < m; j += 1) {
    const bits = pattern.get(b.charCodeAt(j)) ?? none;
    let carryPositive = 1;
    let carryNegative = 0;
    for (let block = 0; block < blocks; block += 1) {
      const pv = positive[block]!;
      const nv = negative[block]!;
      const match = bits[block]! | carryNegative;
      const sum = ((match & pv) >>> 0) + (pv >>> 0);
      const diagonal = ((sum | 0) ^ pv) | match | nv;
      let horizontalPositive = nv | ~(diagonal | pv);
      let horizontalNegative = pv & diagonal;
      const top = block === blocks - 1 ? lastBit : 1 << 31;
      const outPositive = (horizontalPositive & top) !== 0 ? 1 : 0;
      const outNegative = (horizontalNegative & top) !== 0 ? 1 : 0;
      if (block === blocks - 1) score += outPositive - outNegative;
      horizontalPositive = (horizontalPositive << 1) | carryPositive;
      horizontalNegative = (horizontalNegative << 1) | carryNegative;
      const vertical = bits[block]! | nv;
      positive[block] = horizontalNegative | ~(vertical | horizontalPositive);
      negative[block] = horizontalPositive & vertical;
      carryPositive = outPositive;
      carryNegative = outNegative;
    }
  }
  return score;
}
