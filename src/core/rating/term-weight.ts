import { compareText } from "../records/problem.ts";
import { sixDecimals } from "../statistics/deterministic-arithmetic.ts";

/**
 * A word or a pair of words, and the strength of its evidence for inclusion; negative if it is
 * evidence against.
 */
export interface TermWeight {
  readonly term: string;
  readonly weight: number;
}

/** Adds up weights by term. */
export function createTermSums(): {
  add(term: string, weight: number): void;
  /** The terms by the absolute size of their weight, the largest first, with six decimals. */
  strongest(): TermWeight[];
} {
  const sums = new Map<string, number>();
  return {
    add(term, weight) {
      sums.set(term, (sums.get(term) ?? 0) + weight);
    },
    strongest: () =>
      Array.from(sums, ([term, weight]) => ({ term, weight: sixDecimals(weight) }))
        .filter(({ weight }) => weight !== 0)
        .sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight) || compareText(a.term, b.term)),
  };
}
