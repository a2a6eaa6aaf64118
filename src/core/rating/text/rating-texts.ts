import type { Corpus } from "./corpus.ts";
import type { OwnVectors } from "./own-vectors.ts";
import type { VectorParts } from "./vector-parts.ts";
import type { WordTable } from "./word-table.ts";

/** The records that a model rates, and what it knows of them before anybody has decided. */
export interface RatingTexts {
  /** The texts of all records. */
  readonly corpus: Corpus;
  /** The rows to rate, in an order that does not depend on files; sums and folds follow it. */
  readonly order: Uint32Array;
  /** What the protocol looks for: title, question, inclusion criteria; may be empty. */
  readonly criteriaText: readonly string[];
  /** Rows of records that are known to be relevant, which count as included until they are decided. */
  readonly knownRelevant?: readonly number[];
  /** Loads the table of word vectors; without it, the default model has a machine less. */
  readonly wordTable?: (() => WordTable) | undefined;
  /** Vectors of the records that the user made; the default model has a machine for them. */
  readonly ownVectors?: OwnVectors | undefined;
  /** What was found in these texts, in this order, before anybody had decided. */
  readonly vectorParts?: VectorParts | undefined;
}
