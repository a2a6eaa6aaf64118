import { LONGEST_FIELD, LONGEST_WORD, wordsOf } from "./words.ts";

/**
 * The distinct words of all texts, numbered in order of appearance. Most texts are plain ASCII:
 * their words are found byte by byte in a hash table, without creating a string for each, in a
 * fifth of the time.
 */
export interface WordVocabulary {
  readonly size: number;
  nameOf(word: number): string;
  /** The numbers of the words of a text in reading order; a new word gets the next number. */
  number(text: string, found: (word: number) => void): void;
  /** The number of one word, as `nameOf` gives it; a new word gets the next number. */
  learn(name: string): number;
  /** The same as `number`, but -1 for unknown words. */
  find(text: string, found: (word: number) => void): void;
}

/** By byte: the folded letter or digit, 0 for what separates words. */
const FOLDED = Uint8Array.from({ length: 256 }, (_, code) => {
  const character = String.fromCharCode(code).toLowerCase();
  return /[a-z0-9]/.test(character) ? character.charCodeAt(0) : 0;
});
/** A letter can take three bytes. */
const LONGEST_IN_BYTES = 3 * LONGEST_WORD;

export function createWordVocabulary(): WordVocabulary {
  // The text that is being read, with a separator at its end.
  const encoder = new TextEncoder();
  const bytes = new Uint8Array(LONGEST_FIELD + 1);
  const { names, add, lookUp } = createWordHashes(bytes);

  /** Copies a text into `bytes` and tells whether it is ASCII without markup. */
  function isPlain(text: string): boolean {
    if (text.length > LONGEST_FIELD || text.includes("<") || text.includes("&")) return false;
    const { read, written } = encoder.encodeInto(text, bytes);
    return read === text.length && written === text.length;
  }

  function plainWords(length: number, learns: boolean, found: (word: number) => void): void {
    bytes[length] = 0;
    let from = 0;
    let hash = START;
    for (let at = 0; at <= length; at += 1) {
      const code = FOLDED[bytes[at]!]!;
      if (code !== 0) {
        bytes[at] = code;
        hash = Math.imul(hash ^ code, PRIME);
        continue;
      }
      if (from < at && at - from <= LONGEST_WORD) {
        const word = lookUp(from, at, hash);
        found(word < 0 && learns ? add(plainName(from, at), from, at, hash) : word);
      }
      from = at + 1;
      hash = START;
    }
  }

  const plainName = (from: number, to: number): string =>
    String.fromCharCode(...bytes.subarray(from, to));

  function words(text: string, learns: boolean, found: (word: number) => void): void {
    if (isPlain(text)) {
      plainWords(text.length, learns, found);
      return;
    }
    for (const name of wordsOf(text))
      if (name.length <= LONGEST_WORD) found(wordNamed(name, learns));
  }

  function wordNamed(name: string, learns: boolean): number {
    const { written } = encoder.encodeInto(name, bytes);
    let hash = START;
    for (let at = 0; at < written; at += 1) hash = Math.imul(hash ^ bytes[at]!, PRIME);
    const word = lookUp(0, written, hash);
    // A substring can keep the whole string alive that it was taken from.
    return word < 0 && learns ? add(` ${name}`.slice(1), 0, written, hash) : word;
  }

  return {
    get size() {
      return names.length;
    },
    nameOf: (word) => names[word]!,
    learn: (name) => wordNamed(name, true),
    number: (text, found) => words(text, true, found),
    find: (text, found) => words(text, false, found),
  };
}

/** Words found by their bytes and a hash of these. */
function createWordHashes(bytes: Uint8Array) {
  const names: string[] = [];
  // The words in UTF-8 one after another: word i has the bytes from `starts[i]` to `starts[i + 1]`.
  let letters = new Uint8Array(1 << 16);
  let starts = new Uint32Array(1 << 12);
  let hashes = new Int32Array(1 << 12);
  // A slot holds a word's number plus one; zero is free. At most half of the slots are taken.
  let slots = new Uint32Array(1 << 13);

  /** Adds the word that `bytes` holds there, and returns its number. */
  function add(name: string, from: number, to: number, hash: number): number {
    const word = names.length;
    const start = starts[word]!;
    names.push(name);
    if (word + 2 > hashes.length) {
      hashes = enlarged(hashes, new Int32Array(2 * hashes.length));
      starts = enlarged(starts, new Uint32Array(2 * starts.length));
    }
    if (start + LONGEST_IN_BYTES > letters.length)
      letters = enlarged(letters, new Uint8Array(2 * letters.length));
    letters.set(bytes.subarray(from, to), start);
    starts[word + 1] = start + to - from;
    hashes[word] = hash;
    if (names.length * 2 > slots.length) {
      slots = new Uint32Array(slots.length * 2);
      for (let one = 0; one < word; one += 1) slots[freeSlot(hashes[one]!)] = one + 1;
    }
    slots[freeSlot(hash)] = word + 1;
    return word;
  }

  function freeSlot(hash: number): number {
    let slot = hash & (slots.length - 1);
    while (slots[slot] !== 0) slot = (slot + 1) & (slots.length - 1);
    return slot;
  }

  /** The number of the word that `bytes` holds there, -1 if it is new. */
  function lookUp(from: number, to: number, hash: number): number {
    const mask = slots.length - 1;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const word = slots[slot]! - 1;
      if (word < 0) return -1;
      if (hashes[word] === hash && isAt(word, from, to)) return word;
    }
  }

  function isAt(word: number, from: number, to: number): boolean {
    const start = starts[word]!;
    if (starts[word + 1]! - start !== to - from) return false;
    for (let k = from; k < to; k += 1) if (letters[start + k - from] !== bytes[k]) return false;
    return true;
  }

  return { names, add, lookUp };
}

/** FNV-1a. */
const START = 0x811c9dc5 | 0;
const PRIME = 16777619;

/** The larger array, with the numbers of the smaller one at its beginning. */
function enlarged<Numbers extends Uint8Array | Int32Array | Uint32Array>(
  numbers: Numbers,
  larger: Numbers,
): Numbers {
  larger.set(numbers);
  return larger;
}
