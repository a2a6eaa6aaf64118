/** Pseudo-random numbers that depend only on the seed, so they are the same on every machine. */

/** A 32-bit hash of two integers: the finaliser of MurmurHash3 (Appleby 2011) after each of them. */
export function hashPair(a: number, b: number): number {
  return finalise(finalise(a | 0) ^ Math.imul(b | 0, 0x9e3779b1));
}

function finalise(value: number): number {
  let hash = value;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** A generator of integers from 0 to `below` - 1: mulberry32 (Ettinger 2017). */
export function createRandom(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296) * below);
  };
}
