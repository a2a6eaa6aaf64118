import { hashPair } from "./random.ts";

/**
 * Ids for features: words, and pairs of words that follow each other. A pair is found by the ids of
 * its words in an open hash table, so a million pairs cost 16 MB and no string. The table compares the
 * words themselves: two pairs never share an id, and a rating can name the terms that made it.
 */
export interface FeatureIds {
  readonly size: number;
  /** A new id for a word. */
  addWord(): number;
  /** The id of a pair of words, the same each time. */
  pair(first: number, second: number): number;
  /** The one or two words that a feature consists of. */
  wordsOf(feature: number): readonly number[];
}

const NONE = 0xffffffff;

export function createFeatureIds(): FeatureIds {
  let size = 0;
  let first = new Uint32Array(1024);
  let second = new Uint32Array(1024);
  // A slot holds a pair's id plus one; zero is free.
  let slots = new Uint32Array(4096);

  function add(a: number, b: number): number {
    if (size === first.length) {
      first = enlarge(first);
      second = enlarge(second);
    }
    first[size] = a;
    second[size] = b;
    size += 1;
    return size - 1;
  }

  function rehash(): void {
    slots = new Uint32Array(slots.length * 2);
    for (let feature = 0; feature < size; feature += 1) {
      const b = second[feature]!;
      if (b !== NONE) slots[slotOf(first[feature]!, b)] = feature + 1;
    }
  }

  /** The slot that holds this pair, or the free one where it belongs. */
  function slotOf(a: number, b: number): number {
    const mask = slots.length - 1;
    let slot = hashPair(a, b) & mask;
    for (;;) {
      const held = slots[slot]!;
      if (held === 0 || (first[held - 1] === a && second[held - 1] === b)) return slot;
      slot = (slot + 1) & mask;
    }
  }

  return {
    get size() {
      return size;
    },
    addWord: () => add(size, NONE),
    pair(a, b) {
      const slot = slotOf(a, b);
      const held = slots[slot]!;
      if (held !== 0) return held - 1;
      const feature = add(a, b);
      slots[slot] = feature + 1;
      if (size * 5 > slots.length * 3) rehash();
      return feature;
    },
    wordsOf(feature) {
      const b = second[feature]!;
      return b === NONE ? [feature] : [first[feature]!, b];
    },
  };
}

/** The same numbers with room for as many again. */
export function enlarge(numbers: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(numbers.length * 2);
  larger.set(numbers);
  return larger;
}
