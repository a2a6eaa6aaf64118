import { LONGEST_FIELD, LONGEST_WORD, wordsOf } from "./words.ts";

/**
 * The distinct words of all texts, numbered in order of appearance. Most texts are plain ASCII:
 * their words are found byte by byte in a hash table, without creating a string for each, in a
 * tenth of the time.
 */
export interface WordVocabulary {
  readonly size: number;
  nameOf(word: number): string;
  /**
   * Finds the words of a text in reading order; a new word gets the next number.
   *
   * @returns how many there are; `found` has their numbers
   */
  number(text: string): number;
  /** The same as `number`, but -1 for unknown words. */
  find(text: string): number;
  /** The numbers of the words of the last text, from the beginning on. */
  readonly found: Int32Array;
}

/** By byte: the folded letter or digit, 0 for what separates words. */
const FOLDED = Uint8Array.from({ length: 256 }, (_, code) => {
  const character = String.fromCharCode(code).toLowerCase();
  return /[a-z0-9]/.test(character) ? character.charCodeAt(0) : 0;
});
/** A letter can take three bytes. */
const LONGEST_IN_BYTES = 3 * LONGEST_WORD;

/**
 * @param known the first words, by their numbers, as `nameOf` gave them; they are made ready to be
 *   found when the first text is read
 */
export function createWordVocabulary(known: readonly string[] = []): WordVocabulary {
  // The text that is being read, with a separator at its end.
  const encoder = new TextEncoder();
  const bytes = new Uint8Array(LONGEST_FIELD + 1);
  const found = new Int32Array(LONGEST_FIELD + 1);
  const { names, add, lookUp, lookUpAll } = createWordHashes(bytes, found);
  let waiting: readonly string[] | undefined = known;

  function makeReady(): void {
    if (waiting === undefined) return;
    for (const name of waiting) wordNamed(name, true);
    waiting = undefined;
  }

  /** Copies a text into `bytes` and tells whether it is ASCII without markup. */
  function isPlain(text: string): boolean {
    if (text.length > LONGEST_FIELD || text.includes("<") || text.includes("&")) return false;
    const { read, written } = encoder.encodeInto(text, bytes);
    return read === text.length && written === text.length;
  }

  function words(text: string, learns: boolean): number {
    makeReady();
    if (isPlain(text)) return lookUpAll(text.length, learns);
    let count = 0;
    for (const name of wordsOf(text)) {
      if (name.length > LONGEST_WORD || count === found.length) continue;
      found[count] = wordNamed(name, learns);
      count += 1;
    }
    return count;
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
    found,
    get size() {
      return (waiting ?? names).length;
    },
    nameOf: (word) => (waiting ?? names)[word]!,
    number: (text) => words(text, true),
    find: (text) => words(text, false),
  };
}

/** Words found by their bytes and a hash of these. */
function createWordHashes(bytes: Uint8Array, found: Int32Array) {
  const names: string[] = [];
  // The words in UTF-8 one after another.
  let letters = new Uint8Array(1 << 16);
  // Two numbers for each word, adjacent in memory: its hash, and where its letters begin.
  let words = new Int32Array(1 << 13);
  // A slot holds a word's number plus one; zero is free. At most half of the slots are taken.
  let slots = new Uint32Array(1 << 13);

  /** Adds the word that `bytes` holds there, and returns its number. */
  function add(name: string, from: number, to: number, hash: number): number {
    const word = names.length;
    const start = words[2 * word + 1]!;
    names.push(name);
    if (2 * word + 4 > words.length) words = enlarged(words, new Int32Array(2 * words.length));
    if (start + LONGEST_IN_BYTES > letters.length)
      letters = enlarged(letters, new Uint8Array(2 * letters.length));
    letters.set(bytes.subarray(from, to), start);
    words[2 * word] = hash;
    words[2 * word + 3] = start + to - from;
    if (names.length * 2 > slots.length) {
      slots = new Uint32Array(slots.length * 2);
      for (let one = 0; one < word; one += 1) slots[freeSlot(words[2 * one]!)] = one + 1;
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
    const table = slots;
    const known = words;
    const spelled = letters;
    const mask = table.length - 1;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const word = table[slot]! - 1;
      if (word < 0) return -1;
      if (known[2 * word] !== hash) continue;
      const start = known[2 * word + 1]!;
      if (known[2 * word + 3]! - start !== to - from) continue;
      let k = from;
      while (k < to && spelled[start + k - from] === bytes[k]) k += 1;
      if (k === to) return word;
    }
  }

  /** Looks up, and may add, the words of the plain text in `bytes`; returns how many there are. */
  function lookUpAll(length: number, learns: boolean): number {
    bytes[length] = 0;
    let count = 0;
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
        let word = lookUp(from, at, hash);
        if (word < 0 && learns)
          word = add(String.fromCharCode(...bytes.subarray(from, at)), from, at, hash);
        found[count] = word;
        count += 1;
      }
      from = at + 1;
      hash = START;
    }
    return count;
  }

  return { names, add, lookUp, lookUpAll };
}

/** FNV-1a. */
const START = 0x811c9dc5 | 0;
const PRIME = 16777619;

/** The larger array, with the numbers of the smaller one at its beginning. */
function enlarged<Numbers extends Uint8Array | Int32Array>(
  numbers: Numbers,
  larger: Numbers,
): Numbers {
  larger.set(numbers);
  return larger;
}
