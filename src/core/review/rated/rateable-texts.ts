import { type Corpus, createCorpus } from "../../rating/text/corpus.ts";
import type { BibRecord } from "../../records/model.ts";

/** The words of the records that a model can rate. */
export interface RateableTexts {
  readonly corpus: Corpus;
  /** Takes the words of a record, by its index in `Clustered.records`. */
  add(at: number, record: BibRecord): void;
  /** The row of a record in the corpus; undefined if it was removed before screening. */
  rowOf(at: number): number | undefined;
}

export function createRateableTexts(): RateableTexts {
  const corpus = createCorpus();
  const rows: number[] = [];
  return {
    corpus,
    add: (at, record) => {
      rows[at] = corpus.add(record);
    },
    rowOf: (at) => rows[at],
  };
}
