import type { RecordKey, Stage } from "../records/model.ts";
import type { Judgement } from "../screening/conclude.ts";
import type { ReviewResults } from "../screening/results.ts";
import type { ScreeningProgress } from "../screening/screening-progress.ts";
import type { Ballot } from "../votes/ballot.ts";
import { type AssessedRecords, assessRecords, isRateable } from "./assess-records.ts";
import { concludeReview } from "./conclude-review.ts";
import { findRecords, type ReviewRecords } from "./find-records.ts";
import type { ExportSummary, Identified } from "./identify.ts";
import { type MatchedDecisions, matchDecisions } from "./match-decisions.ts";
import type { RatingOptions, ReviewRating, ReviewTexts } from "./rated/rate-review.ts";
import type { GatheredTexts, RateableTexts } from "./rated/rateable-texts.ts";
import type { RatingState } from "./rated/rating-state.ts";
import { readRecords, type WholeRecord } from "./read-records.ts";
import { NOBODY_HAS_DECIDED, type ReviewToScreen } from "./review-input.ts";
import { measureProgress } from "./stopping.ts";

/** A review after the pipeline, up to its flow; whether its results list ratings depends on who asked. */
export interface ScreenedReview {
  readonly identified: Identified;
  /** The records before anything was judged; more of them can be looked up in it. */
  readonly found: ReviewRecords;
  /** The rows of people, each with its record. */
  readonly matched: MatchedDecisions;
  readonly results: ReviewResults;
  readonly files: readonly ExportSummary[];
  /**
   * The record that a key, an identifier (`doi:…`) or an entry (`Scopus#12`) names, if it is
   * exactly one.
   */
  find(reference: string): RecordKey | undefined;
  /** The progress of title/abstract screening, for stopping rules. */
  readonly progress: ScreeningProgress;
  /** The name of a record's file in fulltext/, without its ending. */
  fullTextName(record: RecordKey): string;
  /** Everything people said about a record at a stage. */
  ballot(record: RecordKey, stage: Stage): Ballot;
  /** What the criteria of a stage say of a record that reached it. */
  judgementsOf(record: RecordKey, stage: Stage): readonly Judgement[];
  /**
   * The records with these keys in full, as the criteria see them, in the order of the exports.
   * Their entries are fetched, or read from the exports once more, so that full records need not stay
   * in memory; records that were kept are at hand.
   */
  read(records: Iterable<RecordKey>): AsyncIterable<WholeRecord>;
  /** Whether `read` finds every record in memory. */
  readonly keepsWholeRecords: boolean;
}

/** A review after the whole pipeline, with a rating of every record. */
export interface RatedReview extends ScreenedReview {
  readonly rating: RatingState;
  /** Whether the ratings are those of an earlier run, by nearly the same outcomes. */
  readonly isRatedEarlier: boolean;
  /** The rating by another model or with another seed. */
  rate(options: RatingOptions): ReviewRating;
  /**
   * Puts vectors that an earlier run kept into `texts`, if `Keeping` asked for them, so that rankers
   * begin at once.
   */
  recallVectors(): Promise<void>;
  /** The texts and labels that models learn from. */
  readonly texts: ReviewTexts;
}

/** A review whose results list no ratings. */
export interface UnratedReview extends ScreenedReview {
  /** The same review with its ratings, for who finds later that it needs them. */
  rated(): Promise<RatedReview>;
}

/** What stays in memory of a review for whoever goes on with it. */
export interface Keeping {
  /** A review of at most so many records keeps them all in full, so that nobody reads the exports again. */
  readonly wholeRecords: number;
  /** Whether the last rating will do if nearly the same outcomes made it, so that nothing is learned. */
  readonly earlierRating?: true;
  /** Whether what vectors are made from stays at hand, for who will learn from more decisions. */
  readonly vectors?: true;
}

/**
 * The whole review as a pure function of its folder, step by step:
 *
 * 1. identify: every export is read once; each entry gets its id, its source and the keys to compare it;
 * 2. apply ledgers: tables of duplicates and decisions that somebody else kept are read;
 * 3. cluster into records: entries that are one record are joined, by people's word first
 *    (steps 1 to 3 are `findRecords`, which other commands share);
 * 4. match decisions: each row that people wrote finds its record;
 * 5. read records: the entries are fetched a second time, record by record;
 * 6. assess: criteria and votes take each record through the stages into its box;
 * 7. rate: a model learns from the conclusions and scores the records (`screenWithoutRating` leaves it out);
 * 8. build the ledger: one row for each entry, with its box;
 * 9. count the flow: each number of the PRISMA diagram is the size of a set of ledger rows;
 * 10. list the results: every table that `slr screen` writes.
 *
 * Between the two looks at an entry only its keys are held, so memory does not grow with the exports.
 */
export async function screenReview(
  review: ReviewToScreen,
  keeping: Keeping = { wholeRecords: 0 },
): Promise<RatedReview> {
  const screening = await assessReview(review, keeping, { isRated: true });
  return ratedReview(screening, screening.texts ?? (await readTexts(screening)), keeping);
}

/**
 * The review without step 7, whose results list no ratings. For commands that show none: rating
 * takes a third of the time, and changes no outcome and no number of the flow.
 */
export async function screenWithoutRating(
  review: ReviewToScreen,
  keeping: Keeping = { wholeRecords: 0 },
): Promise<UnratedReview> {
  const screening = await assessReview(review, keeping, { isRated: false });
  const { found, matched, assessed, unrated } = screening;
  return {
    ...unrated,
    results: concludeReview(found, matched, assessed, NO_RATINGS, unrated.progress),
    async rated() {
      const { textsKept } = await loadTexts();
      return ratedReview(screening, (await textsKept(found)) ?? (await readTexts(screening)), {});
    },
  };
}

const NO_RATINGS: Pick<ReviewRating, "ratings" | "doubleCheck"> = {
  ratings: new Map(),
  doubleCheck: [],
};

/** A review after step 6. */
interface Screening {
  readonly found: ReviewRecords;
  readonly matched: MatchedDecisions;
  readonly assessed: AssessedRecords;
  readonly unrated: Omit<ScreenedReview, "results">;
  /** The texts of the records, if they are to be rated. */
  readonly texts: GatheredTexts | undefined;
  readAgain(): AsyncIterable<WholeRecord>;
}

/** Loaded by whoever rates: most commands do not. */
const loadTexts = () => import("./rated/rateable-texts.ts");

/** Reads the exports for the texts alone. */
async function readTexts({ found, assessed, readAgain }: Screening): Promise<GatheredTexts> {
  const { rateableTexts } = await loadTexts();
  const gathered = await rateableTexts(found);
  for await (const { at, merged } of readAgain())
    if (isRateable(assessed.records[at]!)) gathered.add(at, merged.record);
  await gathered.keep();
  return gathered;
}

async function ratedReview(
  { found, matched, assessed, unrated }: Screening,
  texts: GatheredTexts,
  keeping: Pick<Keeping, "earlierRating" | "vectors">,
): Promise<RatedReview> {
  const { rateReview } = await import("./rated/rate-review.ts");
  const rated = await rateReview(found, assessed, texts, keeping);
  return {
    ...unrated,
    results: concludeReview(found, matched, assessed, rated.rating, unrated.progress),
    rating: rated.rating.state,
    isRatedEarlier: rated.rating.isEarlier === true,
    rate: rated.rate,
    recallVectors: rated.recallVectors,
    texts: rated.texts,
  };
}

/** Steps 1 to 6. */
async function assessReview(
  review: ReviewToScreen,
  keeping: Keeping,
  { isRated }: { readonly isRated: boolean },
): Promise<Screening> {
  const found = await findRecords({ ...NOBODY_HAS_DECIDED, ...review });
  const matched = matchDecisions(found);
  await found.clustered.keepLookups();
  const isKept = found.clustered.records.length <= keeping.wholeRecords;
  const read: WholeRecord[] = [];
  const { before, texts } = isRated ? await textsFor(found) : NO_TEXTS;
  const assessed = await assessRecords(found, matched, {
    all: () => (isKept ? keepAll(readRecords(found), read) : readRecords(found)),
    some: (wanted) => readRecords(found, wanted),
    texts,
  });
  let kept = read.length > 0 ? read : undefined;
  /** Records of a review that is kept in memory, which nobody may have read yet. */
  async function* among(wanted: ReadonlySet<number>): AsyncGenerator<WholeRecord> {
    kept ??= await gathered(readRecords(found));
    for (const record of kept) if (wanted.has(record.at)) yield record;
  }
  await texts?.keep();

  const { identified, clustered } = found;
  let touched: Map<RecordKey, number> | undefined;
  /** The index of a record of which people have said something, as they have of few. */
  const touchedAt = (key: RecordKey) => {
    if (touched === undefined) {
      touched = new Map();
      for (const [at, record] of clustered.records.entries())
        if (!matched.isUntouched(at)) touched.set(record.key, at);
    }
    return touched.get(key);
  };
  let indices: ReadonlyMap<RecordKey, number> | undefined;
  const indexOf = (key: RecordKey) => {
    indices ??= new Map(clustered.records.map((record, at) => [record.key, at]));
    return indices.get(key);
  };
  const unrated: Screening["unrated"] = {
    identified,
    found,
    matched,
    files: identified.files.map(({ file: _, isPrevious: __, ...summary }) => summary),
    find: (reference) => {
      const at = clustered.recordNamed(reference);
      return at === undefined ? undefined : clustered.records[at]!.key;
    },
    progress: measureProgress(found, assessed, matched),
    fullTextName: (key) => {
      const at = indexOf(key);
      return at === undefined ? key : found.fullTextName(at);
    },
    ballot: (key, stage) => matched.ballot(touchedAt(key) ?? -1, stage),
    judgementsOf(key, stage) {
      const at = indexOf(key);
      return at === undefined ? [] : assessed.judgements.of(at, stage);
    },
    keepsWholeRecords: isKept,
    read(keys) {
      const wanted = new Set([...keys].flatMap((key) => indexOf(key) ?? []));
      return isKept ? among(wanted) : readRecords(found, wanted);
    },
  };
  const readAgain = () => (isKept ? among(new Set(clustered.records.keys())) : readRecords(found));
  return { found, matched, assessed, unrated, texts: before ?? texts, readAgain };
}

/** The texts as an earlier run kept them, or those that are to be gathered now. */
async function textsFor(
  found: ReviewRecords,
): Promise<{ readonly before?: GatheredTexts; readonly texts?: RateableTexts }> {
  const { textsKept, rateableTexts } = await loadTexts();
  const before = await textsKept(found);
  return before === undefined ? { texts: await rateableTexts(found) } : { before };
}

const NO_TEXTS: Awaited<ReturnType<typeof textsFor>> = {};

/** Passes records on, and keeps them. */
async function* keepAll(
  records: AsyncIterable<WholeRecord>,
  kept: WholeRecord[],
): AsyncGenerator<WholeRecord> {
  for await (const record of records) {
    kept.push(record);
    yield record;
  }
}

async function gathered(records: AsyncIterable<WholeRecord>): Promise<WholeRecord[]> {
  const all: WholeRecord[] = [];
  for await (const record of records) all.push(record);
  return all;
}
