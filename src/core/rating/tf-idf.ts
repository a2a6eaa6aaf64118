import type { Corpus } from "./corpus.ts";
import { ln } from "./elementary.ts";
import type { SparseRows } from "./linear-svm.ts";

/** Records as vectors of length 1: what is frequent in a record and rare among records weighs most. */
export interface TfIdf {
  /** The vectors of some rows, ready to train on. */
  matrix(rows: ArrayLike<number>): TrainingMatrix;
  /** The inner product of each of the rows with weights by feature. */
  projections(rows: ArrayLike<number>, weights: Float64Array): Float64Array;
}

/**
 * Vectors whose columns are numbered anew, only what these rows have. The features that a single row
 * has share a column of the same length. A linear model cannot tell the difference, since it moves
 * them in proportion, and half of the entries are saved.
 */
export interface TrainingMatrix extends SparseRows {
  /** Distinct features in these rows. */
  readonly features: number;
  /** Weights by column as weights by feature. */
  spread(weights: Float64Array): Float64Array;
}

/**
 * Sublinear TF-IDF as in scikit-learn, (1 + ln tf) · (1 + ln((1 + n) / (1 + df))), with L2 norm. The
 * document frequencies are those of the rows in `order`: duplicates that were read too do not count.
 */
export function createTfIdf(corpus: Corpus, order: Uint32Array): TfIdf {
  const termWeight = Float64Array.from({ length: 256 }, (_, tf) => (tf === 0 ? 0 : 1 + ln(tf)));
  const documents = new Uint32Array(corpus.features);
  for (const row of order) for (const feature of corpus.row(row).features) documents[feature]! += 1;
  const rarity = Float32Array.from(documents, rarityAmong(order.length));

  /** What the values of a row are divided by. */
  function lengthOf(features: Uint32Array, counts: Uint8Array): number {
    let sum = 0;
    for (let i = 0; i < features.length; i += 1) {
      const value = termWeight[counts[i]!]! * rarity[features[i]!]!;
      sum += value * value;
    }
    return Math.sqrt(sum);
  }

  return {
    matrix(rows) {
      const rowsWith = new Uint8Array(corpus.features);
      let entries = 0;
      let distinct = 0;
      for (let i = 0; i < rows.length; i += 1) {
        const { features } = corpus.row(rows[i]!);
        entries += features.length;
        for (const feature of features) {
          if (rowsWith[feature] === 0) distinct += 1;
          if (rowsWith[feature]! < 2) rowsWith[feature]! += 1;
        }
      }

      const starts = new Uint32Array(rows.length + 1);
      const columns = new Uint32Array(entries);
      const values = new Float32Array(entries);
      // The column of a feature plus one; of features that one row has, it is the shared column.
      const columnOf = new Uint32Array(corpus.features);
      // What a weight of the column is multiplied by to be the feature's own.
      const part = new Float32Array(corpus.features);
      let width = 0;
      let at = 0;
      for (let i = 0; i < rows.length; i += 1) {
        const { features, counts } = corpus.row(rows[i]!);
        const length = lengthOf(features, counts);
        let alone = 0;
        let shared = 0;
        for (let k = 0; k < features.length; k += 1) {
          const feature = features[k]!;
          const value = (termWeight[counts[k]!]! * rarity[feature]!) / length;
          if (rowsWith[feature] === 1) {
            if (shared === 0) {
              width += 1;
              shared = width;
            }
            columnOf[feature] = shared;
            part[feature] = value;
            alone += value * value;
            continue;
          }
          if (columnOf[feature] === 0) {
            width += 1;
            columnOf[feature] = width;
            part[feature] = 1;
          }
          columns[at] = columnOf[feature]! - 1;
          values[at] = value;
          at += 1;
        }
        if (shared > 0) {
          columns[at] = shared - 1;
          values[at] = Math.sqrt(alone);
          for (const feature of features) {
            if (rowsWith[feature] === 1) part[feature]! /= values[at]!;
          }
          at += 1;
        }
        starts[i + 1] = at;
      }
      return {
        starts,
        columns: columns.slice(0, at),
        values: values.slice(0, at),
        width,
        features: distinct,
        spread(weights) {
          const spread = new Float64Array(columnOf.length);
          for (let feature = 0; feature < spread.length; feature += 1) {
            const column = columnOf[feature]!;
            if (column > 0) spread[feature] = weights[column - 1]! * part[feature]!;
          }
          return spread;
        },
      };
    },

    projections(rows, weights) {
      const projections = new Float64Array(rows.length);
      for (let i = 0; i < rows.length; i += 1) {
        const { features, counts } = corpus.row(rows[i]!);
        let sum = 0;
        for (let k = 0; k < features.length; k += 1) {
          const feature = features[k]!;
          sum += weights[feature]! * termWeight[counts[k]!]! * rarity[feature]!;
        }
        projections[i] = features.length === 0 ? 0 : sum / lengthOf(features, counts);
      }
      return projections;
    },
  };
}

/** Inverse document frequency, smoothed: as if one more record had every feature. */
function rarityAmong(records: number): (documents: number) => number {
  const known = new Map<number, number>();
  return (documents) => {
    let idf = known.get(documents);
    if (idf === undefined) {
      idf = 1 + ln((1 + records) / (1 + documents));
      known.set(documents, idf);
    }
    return idf;
  };
}
