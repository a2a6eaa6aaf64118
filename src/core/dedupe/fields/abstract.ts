/**
 * A sketch of an abstract: its number of words, and the smallest hashes of its runs of three words
 * (a bottom-k sketch: Broder 1997). Two sketches show how much of their texts is the same, and the
 * text cannot be recovered from them.
 */
export type AbstractSketch = string;

/**
 * This many hashes tell two texts that share nothing from two that share a third: one in a hundred
 * of the latter shows fewer than three common hashes.
 */
const SIZE = 32;
/** A shorter text is a note rather than an abstract. */
const FEWEST_WORDS = 15;
/** Some exports cut abstracts off, so the rest is missing in many of them. */
const MOST_WORDS = 220;
/** Texts of at least this many words, some 300 letters, are long enough to call them different. */
const TELLING_WORDS = 40;
/** Abstracts that share less than this of the shorter one clearly differ. */
const CLEARLY_DIFFERENT = 0.13;

/** The sketch of an abstract: its number of words, then two UTF-16 units for each hash, ascending. */
export function sketchAbstract(text: string | undefined): AbstractSketch | undefined {
  if (text === undefined || text.length < 40) return undefined;
  const smallest = new SmallestHashes();
  let words = 0;
  let hash = 0;
  let length = 0;
  let before = 0;
  let beforeThat = 0;
  /** Whether the word is a letter that says as much as a word. */
  let isLetter = false;
  // A word ends in one place of the loop only: a function that shares these variables takes half as
  // long again.
  for (let at = 0; at < text.length && words < MOST_WORDS; at += 1) {
    let unit = text.charCodeAt(at);
    if (unit >= 65 && unit <= 90) unit += 32;
    const continuous = unit >= FIRST_CONTINUOUS && isContinuous(unit);
    const inWord = (unit >= 97 && unit <= 122) || (unit >= 48 && unit <= 57) || unit > 0xbf;
    if (length > 0 && (!inWord || continuous || isLetter)) {
      words += 1;
      if (words >= 3) smallest.add(mix(mix(beforeThat) + before) + hash);
      beforeThat = before;
      before = hash;
      hash = 0;
      length = 0;
    }
    if (!inWord) continue;
    hash = Math.imul(hash ^ unit, 0x01000193) ^ (unit << 7);
    length += 1;
    isLetter = continuous;
  }
  if (length > 0 && words < MOST_WORDS) {
    words += 1;
    if (words >= 3) smallest.add(mix(mix(beforeThat) + before) + hash);
  }
  if (words < FEWEST_WORDS) return undefined;
  return smallest.written(words);
}

const FIRST_CONTINUOUS = 0x3040;

/** Chinese, Japanese and Korean letters: scripts without blanks. */
function isContinuous(unit: number): boolean {
  return (unit >= FIRST_CONTINUOUS && unit <= 0x30ff) || (unit >= 0x3400 && unit <= 0x9fff);
}

/** Units of a text that is being made. */
const UNITS = new Uint16Array(1 + 2 * SIZE);

/** The smallest hashes that were added, in order, each once. */
class SmallestHashes {
  readonly #hashes = new Uint32Array(SIZE);
  #length = 0;
  add(value: number): void {
    const hashes = this.#hashes;
    const hash = mix(value) >>> 0;
    if (this.#length === SIZE && hash >= hashes[SIZE - 1]!) return;
    let at = this.#length;
    while (at > 0 && hashes[at - 1]! > hash) at -= 1;
    if (at > 0 && hashes[at - 1] === hash) return;
    if (this.#length < SIZE) this.#length += 1;
    for (let from = this.#length - 1; from > at; from -= 1) hashes[from] = hashes[from - 1]!;
    hashes[at] = hash;
  }
  /** A number and then the hashes, made at once: a text that is joined of pieces keeps them all. */
  written(first: number): string {
    UNITS[0] = first;
    for (let at = 0; at < this.#length; at += 1) {
      const hash = this.#hashes[at]!;
      UNITS[2 * at + 1] = hash >>> 16;
      UNITS[2 * at + 2] = hash;
    }
    return String.fromCharCode(...UNITS.subarray(0, 2 * this.#length + 1));
  }
}

function mix(value: number): number {
  let hash = value | 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}

/** The estimated share of all runs of words of two abstracts that both have, 0 to 1. */
export function sketchSimilarity(a: AbstractSketch, b: AbstractSketch): number {
  if (a === b) return 1;
  // Among the smallest hashes of both together: how many are in both.
  let [i, j, seen, common] = [1, 1, 0, 0];
  while (i < a.length && j < b.length && seen < SIZE) {
    const x = hashAt(a, i);
    const y = hashAt(b, j);
    if (x === y) {
      common += 1;
      i += 2;
      j += 2;
    } else if (x < y) i += 2;
    else j += 2;
    seen += 1;
  }
  return seen === 0 ? 0 : common / seen;
}

/**
 * Tells whether two abstracts are clearly two texts: hardly a run of words of the shorter one is in
 * the longer. Two records of one report differ like this only if one has a translation or was
 * rewritten.
 */
export function abstractsDiffer(
  a: AbstractSketch | undefined,
  b: AbstractSketch | undefined,
): boolean {
  if (a === undefined || b === undefined || a === b) return false;
  const [wordsA, wordsB] = [a.charCodeAt(0), b.charCodeAt(0)];
  const fewest = Math.min(wordsA, wordsB);
  if (fewest < TELLING_WORDS) return false;
  // The share of all runs, from that the number of common ones, from that the share of the shorter.
  const shared = sketchSimilarity(a, b);
  return (shared * (wordsA + wordsB)) / (1 + shared) / fewest < CLEARLY_DIFFERENT;
}

function hashAt(sketch: AbstractSketch, at: number): number {
  return sketch.charCodeAt(at) * 0x10000 + sketch.charCodeAt(at + 1);
}
