import { hashPair } from "../../statistics/random.ts";

/**
 * Numbers for features: words, and pairs of words that follow each other. A pair is found through
 * the numbers of its words in an open hash table, so a million pairs cost 20 MB and no string. The
 * table compares the words themselves, so two pairs never share a number, and a rating can name the
 * terms that made it.
 */
export interface FeatureVocabulary {
  readonly size: number;
  /** Adds a word and returns its number. */
  addWord(): number;
  /** The number of a pair of words; a new pair is added. */
  pair(first: number, second: number): number;
  /**
   * For each word of a sequence, the number of the pair that it makes with the word before it; -1
   * for a pair that was never added, and next to `NONE`.
   *
   * @param into by place in the sequence
   */
  findPairs(sequence: Uint32Array, length: number, into: Int32Array): void;
  /** The first word of a feature. */
  firstOf(feature: number): number;
  /** The second word of a feature, `NONE` if it is a single word. */
  secondOf(feature: number): number;
}

/** Stands for a word that there is not. */
export const NONE = 0xffffffff;

/** @param expected the expected number of features; there may be more */
export function createFeatureVocabulary(expected = 1024): FeatureVocabulary {
  let size = 0;
  // Two numbers for each feature, adjacent in memory: its words, or itself and `NONE`. Feature i has
  // those from 2i + 2 on, so that the number in a free slot points to no feature.
  let words = new Uint32Array(2 * expected + 2).fill(NONE, 0, 2);
  // A slot holds a pair's number plus one; zero is free. At most half of the slots are taken.
  let slots = new Uint32Array(4 << (31 - Math.clz32(expected)));
  let mask = slots.length - 1;

  function add(first: number, second: number): number {
    if (2 * size + 2 === words.length) words = enlarge(words);
    words[2 * size + 2] = first;
    words[2 * size + 3] = second;
    size += 1;
    return size - 1;
  }

  function rehash(): void {
    slots = new Uint32Array(slots.length * 2);
    mask = slots.length - 1;
    for (let feature = 0; feature < size; feature += 1) {
      const second = words[2 * feature + 3]!;
      if (second !== NONE) slots[slotOf(words[2 * feature + 2]!, second)] = feature + 1;
    }
  }

  /** The slot that holds this pair, or the free slot where it belongs. */
  function slotOf(first: number, second: number): number {
    let slot = hashPair(first, second) & mask;
    for (;;) {
      const held = slots[slot]!;
      if (held === 0) return slot;
      if (words[2 * held] === first && words[2 * held + 1] === second) return slot;
      slot = (slot + 1) & mask;
    }
  }

  return {
    get size() {
      return size;
    },
    addWord: () => add(size, NONE),
    pair(first, second) {
      const slot = slotOf(first, second);
      const held = slots[slot]!;
      if (held !== 0) return held - 1;
      const feature = add(first, second);
      slots[slot] = feature + 1;
      if (size * 2 > slots.length) rehash();
      return feature;
    },
    findPairs(sequence, length, into) {
      // Two loops that wait for memory, but not from pair to pair, are faster than one that does.
      for (let i = 1; i < length; i += 1)
        into[i] = slots[hashPair(sequence[i - 1]!, sequence[i]!) & mask]!;
      for (let i = 1; i < length; i += 1) {
        const first = sequence[i - 1]!;
        const second = sequence[i]!;
        const held = into[i]!;
        const isIt = words[2 * held] === first && words[2 * held + 1] === second;
        if (isIt || held === 0) into[i] = held - 1;
        else into[i] = first === NONE || second === NONE ? -1 : slots[slotOf(first, second)]! - 1;
      }
    },
    firstOf: (feature) => words[2 * feature + 2]!,
    secondOf: (feature) => words[2 * feature + 3]!,
  };
}

/** A copy of the numbers with twice the room. */
export function enlarge(numbers: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(numbers.length * 2);
  larger.set(numbers);
  return larger;
}
