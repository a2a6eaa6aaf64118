/**
 * Numbers for features: the words of a vocabulary, which keep their numbers, and pairs of words that
 * follow each other, from there on. A pair is found through the numbers of its words in an open hash
 * table, so a million pairs cost 20 MB and no string. The table compares the words themselves, so
 * two pairs never share a number, and a rating can name the terms that made it.
 */
export interface FeatureVocabulary {
  readonly size: number;
  /** By feature, `FIELDS` numbers; see there. A later array replaces it after `reserve`. */
  readonly fields: Uint32Array;
  /** Makes room for so many more pairs. */
  reserve(pairs: number): void;
  /** The number of a pair of words; a new pair is added. There must be room for it. */
  pair(first: number, second: number): number;
  /**
   * For each word of a sequence but the first, which feature may be the pair that it makes with the
   * word before it. It is that pair if its fields name the two words; otherwise `find` tells.
   *
   * @param into by place in the sequence
   */
  guessPairs(sequence: Uint32Array, length: number, into: Uint32Array): void;
  /** The number of a pair, or -1 if it was never added. */
  find(first: number, second: number): number;
}

/** Stands for a word that there is not. */
export const NONE = 0xffffffff;

/**
 * Four numbers for each feature, adjacent in memory because they are used together: its two words,
 * the second `NONE` if it is a single word, and two for whoever counts it.
 */
export const FIELDS = 4;

/**
 * @param words how many words there are
 * @param expected the expected number of pairs; there may be more
 */
export function createFeatureVocabulary(words: number, expected = 1024): FeatureVocabulary {
  let size = words;
  // Twice the room, because growing copies all of them, and memory that nobody writes to costs nothing.
  let fields = new Uint32Array(FIELDS * (words + 2 * expected + 1));
  for (let word = 0; word < words; word += 1) {
    fields[FIELDS * word] = word;
    fields[FIELDS * word + 1] = NONE;
  }
  // A slot holds a pair's number. Zero is free: if there are pairs, it is the number of a word. At
  // most half of the slots are taken.
  let slots = new Uint32Array(0);
  let shift = 0;
  makeSlots(expected);

  function makeSlots(pairs: number): void {
    const bits = 33 - Math.clz32(Math.max(pairs, 1));
    slots = new Uint32Array(2 ** bits);
    shift = 32 - bits;
    for (let feature = words; feature < size; feature += 1)
      slots[slotOf(fields[FIELDS * feature]!, fields[FIELDS * feature + 1]!)] = feature;
  }

  /** The slot that holds this pair, or the free slot where it belongs. */
  function slotOf(first: number, second: number): number {
    const mask = slots.length - 1;
    let slot = hashOf(first, second) >>> shift;
    for (;;) {
      const held = slots[slot]!;
      if (held === 0) return slot;
      if (fields[FIELDS * held] === first && fields[FIELDS * held + 1] === second) return slot;
      slot = (slot + 1) & mask;
    }
  }

  return {
    get size() {
      return size;
    },
    get fields() {
      return fields;
    },
    reserve(pairs) {
      if (FIELDS * (size + pairs) > fields.length) {
        const larger = new Uint32Array(2 * FIELDS * (size + pairs));
        larger.set(fields);
        fields = larger;
      }
      if ((size - words + pairs) * 2 > slots.length) makeSlots(size - words + pairs);
    },
    pair(first, second) {
      const slot = slotOf(first, second);
      if (slots[slot] !== 0) return slots[slot]!;
      fields[FIELDS * size] = first;
      fields[FIELDS * size + 1] = second;
      slots[slot] = size;
      size += 1;
      return size - 1;
    },
    guessPairs(sequence, length, into) {
      // A loop of its own, because its reads of memory need not wait for each other.
      const table = slots;
      const shifted = shift;
      for (let i = 1; i < length; i += 1)
        into[i] = table[hashOf(sequence[i - 1]!, sequence[i]!) >>> shifted]!;
    },
    find(first, second) {
      const held = slots[slotOf(first, second)]!;
      return held === 0 ? -1 : held;
    },
  };
}

/** A hash whose highest bits are mixed best. */
function hashOf(first: number, second: number): number {
  const mixed = Math.imul(first, 0x85ebca6b) ^ Math.imul(second, 0x9e3779b1);
  return Math.imul(mixed ^ (mixed >>> 15), 0xc2b2ae35);
}

/** A copy of the numbers with twice the room. */
export function enlarge(numbers: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(numbers.length * 2);
  larger.set(numbers);
  return larger;
}
