import type { Corpus } from "./corpus.ts";

/**
 * What vectors are made from, as plain values: what was found in the texts of a review, by what it
 * was looked for. It depends on no decision, so later runs and other rankers can use it.
 */
export interface VectorParts {
  /** Whether it is about these texts in this order, so that `of` may be asked. */
  areOf(corpus: Corpus, order: Uint32Array): boolean;
  /** What is known by this name, or what is found now, which is known from then on. */
  of<Found extends object>(find: () => Found, ...name: readonly unknown[]): Found;
  /** Takes what was found in the same texts before. */
  take(known: KnownParts): void;
  /** Takes what another thread found in the same texts now. */
  add(found: KnownParts): void;
  /** Whether something was found now that was not taken. */
  readonly hasNew: boolean;
  all(): KnownParts;
}

/** What was found, by name. */
export type KnownParts = ReadonlyMap<string, object>;

export function createVectorParts(corpus: Corpus, order: Uint32Array): VectorParts {
  const parts = new Map<string, object>();
  let taken: KnownParts = new Map();
  const add = (known: KnownParts): void => {
    for (const [key, found] of known) if (!parts.has(key)) parts.set(key, found);
  };
  return {
    areOf: (otherCorpus, otherOrder) => otherCorpus === corpus && otherOrder === order,
    of<Found extends object>(find: () => Found, ...name: readonly unknown[]): Found {
      const key = JSON.stringify(name);
      const before = parts.get(key);
      if (before !== undefined) return before as Found; // By one name only one kind is found.
      const found = find();
      parts.set(key, found);
      return found;
    },
    take(known) {
      taken = known;
      add(known);
    },
    add,
    get hasNew() {
      return [...parts.keys()].some((key) => !taken.has(key));
    },
    all: () => parts,
  };
}
