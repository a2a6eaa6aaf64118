import type { Ensemble } from "./learning/ensemble.ts";
import { createTermSums, type TermWeight } from "./term-weight.ts";
import type { WordVectors } from "./vectors/tf-idf.ts";
import type { VectorSpace } from "./vectors/vector-space.ts";

/** The strongest terms for inclusion and against it. */
export interface TopTerms {
  readonly include: readonly TermWeight[];
  readonly exclude: readonly TermWeight[];
}

/**
 * What each term of a record adds to its value, strongest first. Together they add up to the value,
 * except for a constant that all records of a review share.
 */
export function explainRecord(
  { criteria }: VectorSpace,
  { machines, likenessWeight }: Ensemble,
  position: number,
): readonly TermWeight[] {
  const sums = createTermSums();
  for (const { words, topics, svm, scale } of machines) {
    const weightOf =
      topics?.termWeights(position, svm.weights) ?? ((column: number) => svm.weights[column]!);
    for (let k = words.starts[position]!; k < words.starts[position + 1]!; k += 1) {
      const column = words.columns[k]!;
      sums.add(words.nameOf(column), scale * words.values[k]! * weightOf(column));
    }
  }
  if (criteria !== undefined && criteria.deviation > 0) {
    const { words, row, deviation } = criteria;
    const wanted = new Float64Array(words.width);
    words.addTo(wanted, row, likenessWeight / deviation);
    for (let k = words.starts[position]!; k < words.starts[position + 1]!; k += 1) {
      const column = words.columns[k]!;
      sums.add(words.nameOf(column), words.values[k]! * wanted[column]!);
    }
  }
  return sums.strongest();
}

/**
 * The most informative words and pairs of words, by what they add on average to the value of an
 * example that has them; without stop words.
 */
export function topTermsOf({ machines, examples }: Ensemble, count: number): TopTerms {
  const sums = createTermSums();
  for (const { words, topics, svm, scale } of machines) {
    if (topics !== undefined) continue;
    const values = meanValues(words, examples);
    for (const [column, weight] of svm.weights.entries()) {
      if (weight !== 0 && !words.hasStopWord(column))
        sums.add(words.nameOf(column), scale * weight * values[column]!);
    }
  }
  const terms = sums.strongest();
  return {
    include: terms.filter(({ weight }) => weight > 0).slice(0, count),
    exclude: terms.filter(({ weight }) => weight < 0).slice(0, count),
  };
}

/** By column, the mean value of the examples that have it. */
function meanValues(
  { starts, columns, values, width }: WordVectors,
  examples: ArrayLike<number>,
): Float64Array {
  const sums = new Float64Array(width);
  const rows = new Uint32Array(width);
  for (let i = 0; i < examples.length; i += 1) {
    for (let k = starts[examples[i]!]!; k < starts[examples[i]! + 1]!; k += 1) {
      sums[columns[k]!]! += values[k]!;
      rows[columns[k]!]! += 1;
    }
  }
  return sums.map((sum, column) => sum / Math.max(1, rows[column]!));
}
