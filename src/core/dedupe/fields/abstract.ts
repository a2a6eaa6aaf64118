/**
 * What is remembered of an abstract: the smallest hashes of its runs of three words (a bottom-k
 * sketch: Broder 1997). Two sketches tell how much of their texts is the same, and no text can be
 * read from them.
 */
export type AbstractSketch = string;

const SIZE = 16;
/** A shorter text is a note, no abstract. */
const FEWEST_WORDS = 15;
/** Some exports cut abstracts off; what comes later is in too few of them. */
const MOST_WORDS = 220;

const smallest = new Uint32Array(SIZE);

/** The sketch of an abstract, two UTF-16 units for each hash in ascending order. */
export function sketchAbstract(text: string | undefined): AbstractSketch | undefined {
  if (text === undefined || text.length < 60) return undefined;
  let held = 0;
  let words = 0;
  let hash = 0;
  let length = 0;
  let before = 0;
  let beforeThat = 0;
  const endWord = () => {
    words += 1;
    if (words >= 3) held = keep(mix(mix(beforeThat) + before) + hash, held);
    beforeThat = before;
    before = hash;
    hash = 0;
    length = 0;
  };
  for (let at = 0; at < text.length && words < MOST_WORDS; at += 1) {
    let unit = text.charCodeAt(at);
    if (unit >= 65 && unit <= 90) unit += 32;
    const inWord = (unit >= 97 && unit <= 122) || (unit >= 48 && unit <= 57) || unit > 0xbf;
    if (inWord) {
      hash = Math.imul(hash ^ unit, 0x01000193) ^ (unit << 7);
      length += 1;
    } else if (length > 0) endWord();
  }
  if (length > 0 && words < MOST_WORDS) endWord();
  if (words < FEWEST_WORDS) return undefined;
  let sketch = "";
  for (let i = 0; i < held; i += 1) {
    sketch += String.fromCharCode(smallest[i]! >>> 16, smallest[i]! & 0xffff);
  }
  return sketch;
}

/** Puts a hash among the smallest, in order, each once; returns how many there are. */
function keep(value: number, held: number): number {
  const hash = mix(value) >>> 0;
  if (held === SIZE && hash >= smallest[SIZE - 1]!) return held;
  let at = held;
  while (at > 0 && smallest[at - 1]! > hash) at -= 1;
  if (at > 0 && smallest[at - 1] === hash) return held;
  const last = Math.min(held, SIZE - 1);
  for (let i = last; i > at; i -= 1) smallest[i] = smallest[i - 1]!;
  smallest[at] = hash;
  return Math.min(held + 1, SIZE);
}

function mix(value: number): number {
  let hash = value | 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}

/** The estimated share of runs of words that two abstracts have in common, 0 to 1. */
export function sketchSimilarity(a: AbstractSketch, b: AbstractSketch): number {
  if (a === b) return 1;
  // Of the smallest hashes of both together: how many are in both.
  let [i, j, seen, common] = [0, 0, 0, 0];
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

function hashAt(sketch: AbstractSketch, at: number): number {
  return sketch.charCodeAt(at) * 0x10000 + sketch.charCodeAt(at + 1);
}
