/** Bits of a sieve; with the two hundred words of an abstract, some five of a hundred wrong words pass. */
const BITS = 4_096;
/** As many characters of a word make its beginning. */
export const BEGINNING = 3;

/**
 * Says in no time that a text does not hold a word, or no word with some beginning (Bloom 1970, with
 * one hash). Most terms of a criterion are not in a record, so nothing else is asked for them.
 */
export class Sieve {
  readonly #words = new Int32Array(BITS / 32);
  readonly #beginnings = new Int32Array(BITS / 32);

  add(word: string): void {
    set(this.#words, hashOf(word, word.length));
    if (word.length >= BEGINNING) set(this.#beginnings, hashOf(word, BEGINNING));
  }

  /** Adds what is in another sieve. */
  addAll(other: Sieve): void {
    for (let at = 0; at < BITS / 32; at += 1) {
      this.#words[at]! |= other.#words[at]!;
      this.#beginnings[at]! |= other.#beginnings[at]!;
    }
  }

  /** False where the word with this hash is surely absent. */
  mayHaveWord(hash: number): boolean {
    return has(this.#words, hash);
  }

  /** False where no word begins with what has this hash. */
  mayHaveBeginning(hash: number): boolean {
    return has(this.#beginnings, hash);
  }
}

/** The place of a word, or of its first characters, in a sieve (FNV-1a). */
export function hashOf(word: string, length: number): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < length; at += 1) hash = Math.imul(hash ^ word.charCodeAt(at), 0x01000193);
  return (hash ^ (hash >>> 15)) & (BITS - 1);
}

function set(bits: Int32Array, hash: number): void {
  bits[hash >> 5]! |= 1 << (hash & 31);
}

function has(bits: Int32Array, hash: number): boolean {
  return ((bits[hash >> 5]! >> (hash & 31)) & 1) === 1;
}
