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
  const words = hashWords(text);
  return words < FEWEST_WORDS ? undefined : written(words, smallestRuns(words));
}

/** The hashes of the words of the text that is sketched. */
const WORDS = new Int32Array(MOST_WORDS);

/** Writes the hashes of the first words of a text to `WORDS`, and returns their number. */
function hashWords(text: string): number {
  let words = 0;
  let hash = 0;
  let isWord = false;
  /** Whether the word is a letter that says as much as a word. */
  let isLetter = false;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    const letter = unit < LETTERS.length ? LETTERS[unit]! : unit;
    if (letter !== 0 && letter < FIRST_CONTINUOUS && !isLetter) {
      hash = Math.imul(hash ^ letter, 0x01000193) ^ (letter << 7);
      isWord = true;
      continue;
    }
    const continuous = isContinuous(letter);
    if (isWord && (letter === 0 || continuous || isLetter)) {
      WORDS[words] = hash;
      words += 1;
      if (words === MOST_WORDS) return words;
      hash = 0;
      isWord = false;
    }
    if (letter === 0) continue;
    hash = Math.imul(hash ^ letter, 0x01000193) ^ (letter << 7);
    isWord = true;
    isLetter = continuous;
  }
  if (!isWord) return words;
  WORDS[words] = hash;
  return words + 1;
}

/** By unit: the letter or figure in lower case, 0 between words. All units beyond it are letters. */
const LETTERS = Uint8Array.from({ length: 0xc0 }, (_, unit) => {
  if (unit >= 65 && unit <= 90) return unit + 32;
  return (unit >= 97 && unit <= 122) || (unit >= 48 && unit <= 57) ? unit : 0;
});

const FIRST_CONTINUOUS = 0x3040;

/** Chinese, Japanese and Korean letters: scripts without blanks. */
function isContinuous(unit: number): boolean {
  return (unit >= FIRST_CONTINUOUS && unit <= 0x30ff) || (unit >= 0x3400 && unit <= 0x9fff);
}

/** The hashes of all runs of three words, and the smallest of them in order. */
const RUNS = new Uint32Array(MOST_WORDS);
const SMALLEST = new Uint32Array(MOST_WORDS);
/** Hashes are random, so that among so many of the smallest there are nearly always `SIZE` different ones. */
const PROBABLY_ENOUGH = 50;

/** Writes the smallest hashes of runs of these words to `SMALLEST`, and returns their number. */
function smallestRuns(words: number): number {
  const runs = words - 2;
  // Most runs are not among the smallest, and need not be put in order.
  const most = 0xffffffff * (PROBABLY_ENOUGH / runs);
  let few = 0;
  for (let at = 0; at < runs; at += 1) {
    const hash = mix(mix(mix(WORDS[at]!) + WORDS[at + 1]!) + WORDS[at + 2]!) >>> 0;
    RUNS[at] = hash;
    if (hash <= most) SMALLEST[few++] = hash;
  }
  const found = putInOrder(few);
  if (found >= SIZE || few === runs) return Math.min(SIZE, found);
  SMALLEST.set(RUNS.subarray(0, runs));
  return Math.min(SIZE, putInOrder(runs));
}

/** Puts the first values of `SMALLEST` in order, each once, and returns how many there are. */
function putInOrder(values: number): number {
  for (let from = 1; from < values; from += 1) {
    const value = SMALLEST[from]!;
    let at = from;
    while (at > 0 && SMALLEST[at - 1]! > value) {
      SMALLEST[at] = SMALLEST[at - 1]!;
      at -= 1;
    }
    SMALLEST[at] = value;
  }
  let distinct = 0;
  for (let at = 0; at < values; at += 1)
    if (at === 0 || SMALLEST[at] !== SMALLEST[at - 1]) SMALLEST[distinct++] = SMALLEST[at]!;
  return distinct;
}

/** Two bytes for each unit of a sketch that is being made. */
const BYTES = Buffer.alloc(2 * (1 + 2 * SIZE));

/**
 * A sketch of this number of words and so many of the smallest hashes, made at once: a text that is
 * joined of pieces keeps them all.
 */
function written(words: number, hashes: number): AbstractSketch {
  writeUnit(0, words);
  for (let at = 0; at < hashes; at += 1) {
    const hash = SMALLEST[at]!;
    writeUnit(2 * at + 1, hash >>> 16);
    writeUnit(2 * at + 2, hash & 0xffff);
  }
  return BYTES.toString("utf16le", 0, 2 * (2 * hashes + 1));
}

function writeUnit(at: number, unit: number): void {
  BYTES[2 * at] = unit & 0xff;
  BYTES[2 * at + 1] = unit >>> 8;
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
