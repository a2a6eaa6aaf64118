import type { Committee } from "./committee.ts";
import type { RatingSpace } from "./space.ts";
import { createTermSums, type TermWeight } from "./term-weight.ts";

/** The terms that speak most for inclusion and most against it, strongest first. */
export interface TopTerms {
  readonly include: readonly TermWeight[];
  readonly exclude: readonly TermWeight[];
}

/**
 * What each term of a record adds to its value, strongest first. All of them add up to the value but for
 * a constant that the records of a review share.
 */
export function explainPlace(
  { criteria }: RatingSpace,
  { members, likenessWeight }: Committee,
  place: number,
): readonly TermWeight[] {
  const sums = createTermSums();
  for (const { words, topics, svm, scale } of members) {
    const weightOf =
      topics?.termWeights(place, svm.weights) ?? ((column: number) => svm.weights[column]!);
    for (let k = words.starts[place]!; k < words.starts[place + 1]!; k += 1) {
      const column = words.columns[k]!;
      sums.add(words.nameOf(column), scale * words.values[k]! * weightOf(column));
    }
  }
  if (criteria !== undefined && criteria.deviation > 0) {
    const { words, row, deviation } = criteria;
    const wanted = new Float64Array(words.width);
    words.addTo(wanted, row, likenessWeight / deviation);
    for (let k = words.starts[place]!; k < words.starts[place + 1]!; k += 1) {
      const column = words.columns[k]!;
      sums.add(words.nameOf(column), words.values[k]! * wanted[column]!);
    }
  }
  return sums.strongest();
}

/** The most telling words and pairs of words, stop words left out. */
export function topTermsOf({ members }: Committee, count: number): TopTerms {
  const sums = createTermSums();
  for (const { words, topics, svm, scale } of members) {
    if (topics !== undefined) continue;
    for (const [column, weight] of svm.weights.entries()) {
      if (weight !== 0 && !words.hasStopWord(column))
        sums.add(words.nameOf(column), scale * weight);
    }
  }
  const terms = sums.strongest();
  return {
    include: terms.filter(({ weight }) => weight > 0).slice(0, count),
    exclude: terms.filter(({ weight }) => weight < 0).slice(0, count),
  };
}
