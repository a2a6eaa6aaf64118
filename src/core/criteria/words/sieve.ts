/** Bits of a sieve; with the two hundred words of an abstract, some five of a hundred wrong words pass. */
const BITS = 4_096;
/** As many characters of a word make its beginning. */
export const BEGINNING = 3;

/**
 * Says in no time that a text does not hold a word, or no word with some beginning (Bloom 1970, with
 * one hash). Most terms of a criterion are not in a record, so nothing else is asked for them.
 */
export class Sieve {
  /** The words, then the beginnings. */
  readonly #bits = new Int32Array((2 * BITS) / 32);

  /** Adds a word by its hash and, if it is long enough, that of its beginning. */
  addHashed(word: number, beginning: number | undefined): void {
    set(this.#bits, slotOf(word));
    if (beginning !== undefined) set(this.#bits, BITS + slotOf(beginning));
  }

  /** Adds what is in another sieve. */
  addAll(other: Sieve): void {
    for (let at = 0; at < this.#bits.length; at += 1) this.#bits[at]! |= other.#bits[at]!;
  }

  /** False where the word, or every word with the beginning, of this slot is surely absent. */
  mayHave(slot: number): boolean {
    return ((this.#bits[slot >> 5]! >> (slot & 31)) & 1) === 1;
  }
}

/** The place of a word in a sieve. */
export function slotOfWord(word: string): number {
  return slotOf(hashOf(word));
}

/** The place of the beginning of a word, of at least `BEGINNING` characters, in a sieve. */
export function slotOfBeginning(word: string): number {
  return BITS + slotOf(hashOf(word, BEGINNING));
}

/** FNV-1a of no characters yet. */
export const HASH_START = 0x811c9dc5 | 0;

/** The hash with one more character. */
export function hashed(hash: number, unit: number): number {
  return Math.imul(hash ^ unit, 0x01000193);
}

/** The hash of a word, or of as many of its first characters. */
export function hashOf(word: string, length: number = word.length): number {
  let hash = HASH_START;
  for (let at = 0; at < length; at += 1) hash = hashed(hash, word.charCodeAt(at));
  return hash;
}

function slotOf(hash: number): number {
  return (hash ^ (hash >>> 15)) & (BITS - 1);
}

function set(bits: Int32Array, slot: number): void {
  bits[slot >> 5]! |= 1 << (slot & 31);
}
