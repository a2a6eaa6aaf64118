import {
  type Corpus,
  type CorpusParts,
  corpusWhenNeeded,
  createCorpus,
} from "../../rating/text/corpus.ts";
import type { BibRecord } from "../../records/model.ts";
import type { EarlierRuns } from "../earlier/earlier-runs.ts";
import { identityOfJudged } from "../earlier/judged-records.ts";
import type { ReviewRecords } from "../find-records.ts";

/** The words of the records that a model can rate. */
export interface GatheredTexts {
  readonly corpus: Corpus;
  /** The row of a record in the corpus; undefined if it was removed before screening. */
  rowOf(at: number): number | undefined;
}

/** The same, while they are gathered. */
export interface RateableTexts extends GatheredTexts {
  /** Takes the words of a record, by its index in `Clustered.records`. */
  add(at: number, record: BibRecord): void;
  /** Keeps them, once all records are in, for later runs. */
  keep(): Promise<void>;
}

/** What is kept of them: `rows` holds the row of each record, -1 if it has none. */
interface KeptTexts {
  readonly parts: CorpusParts;
  readonly rows: Int32Array;
}

const WORDS = "words";

/** Texts of more records are not kept: writing them would take a second time their memory. */
const MOST_KEPT = 200_000;

/**
 * The texts of the records of a review, which take their words one record after another. Those that are
 * not kept need not be in memory either.
 */
export async function rateableTexts(found: ReviewRecords): Promise<RateableTexts> {
  const { length } = found.clustered.records;
  const aside = length > MOST_KEPT ? await found.input.openAside?.() : undefined;
  const corpus = createCorpus(aside);
  const rows = new Int32Array(length).fill(-1);
  return {
    corpus,
    add: (at, record) => {
      rows[at] = corpus.add(record);
    },
    rowOf: (at) => (rows[at]! < 0 ? undefined : rows[at]),
    async keep() {
      const identity = identityOfJudged(found);
      if (identity === undefined || corpus.rows > MOST_KEPT) return;
      const kept: KeptTexts = { parts: corpus.parts(), rows };
      await found.input.earlier?.keep(WORDS, identity, kept);
    },
  };
}

/**
 * The texts that an earlier run kept of the same records. Which of them came to screening is up to
 * the criteria alone, so the texts depend on what the judgements depend on.
 */
export async function textsKept(found: ReviewRecords): Promise<GatheredTexts | undefined> {
  const identity = identityOfJudged(found);
  const earlier: EarlierRuns | undefined = found.input.earlier;
  if (identity === undefined || earlier === undefined) return undefined;
  const kept = (await earlier.recall(WORDS, identity)) as KeptTexts | undefined; // `keep` above
  if (kept === undefined) return undefined;
  const { parts, rows } = kept;
  return { corpus: corpusWhenNeeded(parts), rowOf: (at) => (rows[at]! < 0 ? undefined : rows[at]) };
}
