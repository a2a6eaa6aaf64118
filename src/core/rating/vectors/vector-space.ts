import type { Block, Model } from "../models/model-definition.ts";
import type { Corpus } from "../text/corpus.ts";
import type { Reading } from "../text/term-sequences.ts";
import { createWordVectors, type WordVectors } from "./tf-idf.ts";
import { createTopicVectors, type TopicVectors } from "./topics.ts";
import type { Vectors } from "./vectors.ts";

/** What a machine sees: words, or the topics that they are reduced to. */
export interface View {
  readonly block: Block;
  readonly words: WordVectors;
  readonly topics?: TopicVectors;
  readonly vectors: Vectors;
}

/**
 * The records of a review as a model sees them. It holds whatever does not depend on decisions, so that
 * several rankers can share it. Records go by their place in the order.
 */
export interface RatingSpace {
  readonly corpus: Corpus;
  readonly order: Uint32Array;
  readonly model: Model;
  readonly views: readonly View[];
  /** Places whose records have a word that counts. */
  readonly readable: Uint8Array;
  /** The text of the protocol, where there is one that has a word of the records. */
  readonly criteria?: {
    /** Its row in the vectors of each view. */
    readonly row: number;
    readonly words: WordVectors;
    /** By place: how like it a record is, in standard deviations from the mean. */
    readonly likeness: Float64Array;
    /** What the inner product is divided by in this. */
    readonly deviation: number;
  };
}

export function createSpace(
  corpus: Corpus,
  order: Uint32Array,
  criteriaText: readonly string[],
  model: Model,
): RatingSpace {
  const text = model.criteria === undefined ? [] : criteriaText;
  const known = new Map<Reading, WordVectors>();
  const wordsOf = (reading: Reading): WordVectors => {
    const words = known.get(reading) ?? createWordVectors(corpus, order, text, reading);
    known.set(reading, words);
    return words;
  };
  const views = model.blocks.map((block): View => {
    const words = wordsOf(block.reading);
    if (block.topics === undefined) return { block, words, vectors: words };
    const topics = createTopicVectors(words, block.topics);
    return { block, words, topics, vectors: topics };
  });
  const space = {
    corpus,
    order,
    model,
    views,
    readable: Uint8Array.from(order, (row) => (corpus.isReadable(row) ? 1 : 0)),
  };
  if (model.criteria === undefined) return space;
  const words = wordsOf(model.criteria.likeness.reading);
  const row = order.length;
  if (words.starts[row] === words.starts[row + 1]) return space;
  const protocol = new Float64Array(words.width);
  words.addTo(protocol, row, 1);
  const likeness = Float64Array.from(order, (_, place) => words.dot(place, protocol));
  const { mean, deviation } = spread(likeness);
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
export function spread(values: Float64Array): {
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
