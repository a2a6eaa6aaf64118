import { LONGEST_FIELD, LONGEST_WORD, wordsOf } from "./words.ts";

/**
 * The distinct words of all texts, numbered in order of appearance. Most texts are plain ASCII:
 * their words are found letter by letter in a hash table, without creating a string for each, in a
 * third of the time.
 */
export interface WordVocabulary {
  readonly size: number;
  nameOf(word: number): string;
  /** The numbers of the words of a text in reading order; a new word gets the next number. */
  number(text: string, found: (word: number) => void): void;
  /** The same, but -1 for unknown words. */
  find(text: string, found: (word: number) => void): void;
}

/**
 * By code unit below 128: the code of the folded letter or digit, 0 for characters that separate
 * words.
 */
const FOLDED = Uint8Array.from({ length: 128 }, (_, code) => {
  const character = String.fromCharCode(code).toLowerCase();
  return /[a-z0-9]/.test(character) ? character.charCodeAt(0) : 0;
});
/** Tells whether a text has nothing but ASCII letters, digits and separators. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: the ASCII range is meant
const PLAIN = /^[\x00-%'-;=-\x7f]*$/;

export function createWordVocabulary(): WordVocabulary {
  const names: string[] = [];
  const hashes: number[] = [];
  let slots = new Uint32Array(1 << 16);

  function add(name: string, hash: number): number {
    names.push(name);
    hashes.push(hash);
    if (names.length * 2 > slots.length) {
      slots = new Uint32Array(slots.length * 2);
      for (let word = 0; word < names.length; word += 1) slots[freeSlot(hashes[word]!)] = word + 1;
    } else slots[freeSlot(hash)] = names.length;
    return names.length - 1;
  }

  function freeSlot(hash: number): number {
    let slot = hash & (slots.length - 1);
    while (slots[slot] !== 0) slot = (slot + 1) & (slots.length - 1);
    return slot;
  }

  /** The number of the word at a position of a text, -1 if it is new. */
  function lookUp(text: string, from: number, to: number, hash: number): number {
    const mask = slots.length - 1;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const word = slots[slot]! - 1;
      if (word < 0) return -1;
      if (hashes[word] === hash && isAt(names[word]!, text, from, to)) return word;
    }
  }

  function plainWords(text: string, learns: boolean, found: (word: number) => void): void {
    let from = -1;
    let hash = START;
    for (let at = 0; at <= text.length; at += 1) {
      const code = at < text.length ? FOLDED[text.charCodeAt(at)]! : 0;
      if (code !== 0) {
        if (from < 0) from = at;
        hash = Math.imul(hash ^ code, PRIME);
        continue;
      }
      if (from < 0) continue;
      const name = () => text.slice(from, at).toLowerCase();
      if (at - from <= LONGEST_WORD)
        report(lookUp(text, from, at, hash), name, hash, learns, found);
      from = -1;
      hash = START;
    }
  }

  function report(
    word: number,
    name: () => string,
    hash: number,
    learns: boolean,
    found: (word: number) => void,
  ): void {
    // A substring can keep the whole string alive that it was taken from.
    found(word < 0 && learns ? add(` ${name()}`.slice(1), hash) : word);
  }

  function words(text: string, learns: boolean, found: (word: number) => void): void {
    if (text.length <= LONGEST_FIELD && PLAIN.test(text)) {
      plainWords(text, learns, found);
      return;
    }
    for (const word of wordsOf(text)) {
      if (word.length > LONGEST_WORD) continue;
      let hash = START;
      for (let at = 0; at < word.length; at += 1)
        hash = Math.imul(hash ^ word.charCodeAt(at), PRIME);
      report(lookUp(word, 0, word.length, hash), () => word, hash, learns, found);
    }
  }

  return {
    get size() {
      return names.length;
    },
    nameOf: (word) => names[word]!,
    number: (text, found) => words(text, true, found),
    find: (text, found) => words(text, false, found),
  };
}

/** FNV-1a. */
const START = 0x811c9dc5 | 0;
const PRIME = 16777619;

/** Tells whether a folded word is at a position of a text that may not be folded. */
function isAt(name: string, text: string, from: number, to: number): boolean {
  if (name.length !== to - from) return false;
  for (let k = 0; k < name.length; k += 1) {
    const code = text.charCodeAt(from + k);
    if ((code < 128 ? FOLDED[code] : code) !== name.charCodeAt(k)) return false;
  }
  return true;
}
