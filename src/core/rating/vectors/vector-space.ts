import type { MachineSettings, ModelDefinition } from "../models/model-definition.ts";
import type { Corpus } from "../text/corpus.ts";
import type { TermSettings } from "../text/term-sequences.ts";
import { createWordVectors, type WordVectors } from "./tf-idf.ts";
import { createTopicVectors, type TopicVectors } from "./topics.ts";
import type { Vectors } from "./vectors.ts";

/** The features that a machine sees: words, or the topics that they are reduced to. */
export interface View {
  readonly settings: MachineSettings;
  readonly words: WordVectors;
  readonly topics?: TopicVectors;
  readonly vectors: Vectors;
}

/**
 * The records of a review as a model sees them. It holds everything that does not depend on
 * decisions, so that several rankers can share it. Records are identified by their position in the
 * order.
 */
export interface VectorSpace {
  readonly corpus: Corpus;
  readonly order: Uint32Array;
  readonly model: ModelDefinition;
  readonly views: readonly View[];
  /** Positions of the records that have a word that counts. */
  readonly readable: Uint8Array;
  /** The text of the protocol, if there is one that shares a word with the records. */
  readonly criteria?: {
    /** Its row in the vectors of each view. */
    readonly row: number;
    readonly words: WordVectors;
    /** By position: how like this text a record is, in standard deviations from the mean. */
    readonly likeness: Float64Array;
    /** The divisor of the inner product in this likeness. */
    readonly deviation: number;
  };
}

export function createVectorSpace(
  corpus: Corpus,
  order: Uint32Array,
  criteriaText: readonly string[],
  model: ModelDefinition,
): VectorSpace {
  const text = model.criteria === undefined ? [] : criteriaText;
  const known = new Map<TermSettings, WordVectors>();
  const wordsOf = (terms: TermSettings): WordVectors => {
    const words = known.get(terms) ?? createWordVectors(corpus, order, text, terms);
    known.set(terms, words);
    return words;
  };
  const views = model.machines.map((settings): View => {
    const words = wordsOf(settings.terms);
    if (settings.topics === undefined) return { settings, words, vectors: words };
    const topics = createTopicVectors(words, settings.topics);
    return { settings, words, topics, vectors: topics };
  });
  const space = {
    corpus,
    order,
    model,
    views,
    readable: Uint8Array.from(order, (row) => (corpus.isReadable(row) ? 1 : 0)),
  };
  if (model.criteria === undefined) return space;
  const words = wordsOf(model.criteria.likeness.terms);
  const row = order.length;
  if (words.starts[row] === words.starts[row + 1]) return space;
  const protocol = new Float64Array(words.width);
  words.addTo(protocol, row, 1);
  const likeness = Float64Array.from(order, (_, position) => words.dot(position, protocol));
  const { mean, deviation } = meanAndDeviation(likeness);
  return {
    ...space,
    criteria: {
      row,
      words,
      likeness: likeness.map((value) => (deviation === 0 ? 0 : (value - mean) / deviation)),
      deviation,
    },
  };
}

/** Mean and standard deviation. */
export function meanAndDeviation(values: Float64Array): {
  readonly mean: number;
  readonly deviation: number;
} {
  let sum = 0;
  for (const value of values) sum += value;
  const mean = sum / Math.max(1, values.length);
  let squares = 0;
  for (const value of values) squares += (value - mean) * (value - mean);
  const deviation = Math.sqrt(squares / Math.max(1, values.length));
  return { mean, deviation: deviation > 1e-12 ? deviation : 0 };
}
