import type { Ensemble } from "./learning/ensemble.ts";
import type { Scale } from "./learning/scales.ts";
import { createTermSums, type TermWeight } from "./term-weight.ts";
import { isStopWord } from "./text/words.ts";
import type { WordVectors } from "./vectors/tf-idf.ts";
import { KINDS, type VectorSpace } from "./vectors/vector-space.ts";
import type { View } from "./vectors/views.ts";

/** The strongest terms for inclusion and against it. */
export interface TopTerms {
  readonly include: readonly TermWeight[];
  readonly exclude: readonly TermWeight[];
}

/** Stands for what a record lacks; brackets tell it from a word. */
const NO_ABSTRACT = "(no abstract)";
const NOT_SEEN = "(no known words)";
const NO_VECTOR = "(no vector of yours)";

/**
 * What each term of a record adds to its value, strongest first. Together they add up to the value,
 * except for a constant that all records of a review share.
 */
export function explainRecord(
  { kinds }: VectorSpace,
  { voices }: Ensemble,
  position: number,
): readonly TermWeight[] {
  const sums = createTermSums();
  for (const { view, weights, bias, scales } of voices) {
    const usual = scales[KINDS.withAbstract];
    const scale = scales[kinds[position]!];
    if (usual === undefined || scale === undefined) continue;
    // What an empty record would add; that of a record with an abstract is the shared constant.
    const constant = ({ factor, mean }: Scale) => factor * (bias - mean);
    if (!view.sees(position)) {
      sums.add(view.hasWords ? NOT_SEEN : NO_VECTOR, -constant(usual));
      continue;
    }
    sums.add(NO_ABSTRACT, constant(scale) - constant(usual));
    const eachTerm = view.eachTerm(weights);
    eachTerm(position, (term, value) => sums.add(term, scale.factor * value));
  }
  return sums.strongest();
}

/**
 * The most informative words and pairs of words, by what they add on average to the value of an
 * example that has them; without stop words.
 */
export function topTermsOf({ voices, examples }: Ensemble, count: number): TopTerms {
  const sums = createTermSums();
  for (const { kind, view, weights, scales } of voices) {
    const usual = scales[KINDS.withAbstract];
    if (kind !== "machine" || usual === undefined) continue;
    const add = (term: string, value: number) => sums.add(term, usual.factor * value);
    if (view.words !== undefined) addMeansOfWords(view.words, weights, examples, add);
    else if (view.hasWords) addMeansOfTerms(view, weights, examples, add);
  }
  const terms = sums.strongest();
  return {
    include: terms.filter(({ weight }) => weight > 0).slice(0, count),
    exclude: terms.filter(({ weight }) => weight < 0).slice(0, count),
  };
}

type AddTerm = (term: string, value: number) => void;

function addMeansOfWords(
  words: WordVectors,
  weights: Float64Array,
  examples: ArrayLike<number>,
  add: AddTerm,
): void {
  const values = meanValues(words, examples);
  for (const [column, weight] of weights.entries()) {
    if (weight !== 0 && !words.hasStopWord(column))
      add(words.nameOf(column), weight * values[column]!);
  }
}

function addMeansOfTerms(
  view: View,
  weights: Float64Array,
  examples: ArrayLike<number>,
  add: AddTerm,
): void {
  const sums = new Map<string, { sum: number; rows: number }>();
  const eachTerm = view.eachTerm(weights);
  for (let i = 0; i < examples.length; i += 1) {
    eachTerm(examples[i]!, (term, value) => {
      const known = sums.get(term);
      if (known === undefined) sums.set(term, { sum: value, rows: 1 });
      else {
        known.sum += value;
        known.rows += 1;
      }
    });
  }
  for (const [term, { sum, rows }] of sums) if (!isStopWord(term)) add(term, sum / rows);
}

/** By column, the mean value of the examples that have it. */
function meanValues({ entriesOf, width }: WordVectors, examples: ArrayLike<number>): Float64Array {
  const sums = new Float64Array(width);
  const rows = new Uint32Array(width);
  for (let i = 0; i < examples.length; i += 1) {
    const { columns, values } = entriesOf(examples[i]!);
    for (let k = 0; k < columns.length; k += 1) {
      sums[columns[k]!]! += values[k]!;
      rows[columns[k]!]! += 1;
    }
  }
  return sums.map((sum, column) => sum / Math.max(1, rows[column]!));
}
