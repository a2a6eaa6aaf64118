import { criteriaTextOf } from "../../protocol/criteria-text.ts";
import { rowsToDoubleCheck } from "../../rating/double-check.ts";
import type { ModelName } from "../../rating/ranker.ts";
import { canRate, MOST_HELD, type RatingResult, rate } from "../../rating/rate.ts";
import type { OwnVectors } from "../../rating/text/own-vectors.ts";
import type { RatingTexts } from "../../rating/text/rating-texts.ts";
import { createVectorParts } from "../../rating/text/vector-parts.ts";
import { findPartsTogether } from "../../rating/vectors/parts-aside.ts";
import type { RecordKey } from "../../records/model.ts";
import { plural } from "../../records/text/plural.ts";
import type { Assessment } from "../../screening/assess.ts";
import type { DoubleCheckRow, Rating } from "../../screening/results.ts";
import type { AssessedRecords } from "../assess-records.ts";
import { inKeyOrder } from "../cluster-records.ts";
import type { ReviewRecords } from "../find-records.ts";
import type { Keeping } from "../review.ts";
import type { GivenVector } from "../review-input.ts";
import { recordOfVector } from "../warnings/own-vectors.ts";
import { keepRating, lastRating } from "./kept-ratings.ts";
import { keepVectors, recallVectors } from "./kept-vectors.ts";
import type { GatheredTexts } from "./rateable-texts.ts";
import type { RatingState } from "./rating-state.ts";

/**
 * The texts of a review in the order of the records' keys, and its conclusions, from which a model
 * learns.
 */
export interface ReviewTexts extends RatingTexts {
  readonly trainedOn: RatingState["trainedOn"];
  /** By row, the training label: 1 included, -1 excluded, 0 open. */
  readonly labels: Int8Array;
  /** By row, the conclusion of the review, by people or rules. */
  readonly outcomes: Int8Array;
  rowOf(record: RecordKey): number | undefined;
  keyOf(row: number): RecordKey;
}

/** The rating of each record that has one; `size` is their number. */
export type Ratings = Pick<ReadonlyMap<RecordKey, Rating>, "size" | "get">;

/** A model's ratings of the records of a review. */
export interface ReviewRating {
  readonly ratings: Ratings;
  readonly state: RatingState;
  readonly doubleCheck: readonly DoubleCheckRow[];
  /** Whether it learned from nearly the same outcomes, not from those that there are now. */
  readonly isEarlier?: true;
}

/**
 * Collects what a model can learn from: people's conclusions, the deepest stage first; those of
 * rules only if no person has decided anything.
 */
function gatherTexts(records: RecordsByRow, known: Omit<RatingTexts, "order">): ReviewTexts {
  const { rows } = known.corpus;
  const people = new Int8Array(rows);
  const outcomes = new Int8Array(rows);
  for (const row of records.order) {
    const assessed = records.at(row);
    people[row] = conclusion(assessed, "people");
    outcomes[row] = conclusion(assessed, "anybody");
  }
  const trainedOn = people.some((label) => label !== 0) ? "people" : "rules";
  let rowOf: Map<RecordKey, number> | undefined;
  return {
    ...known,
    order: records.order,
    trainedOn,
    labels: trainedOn === "people" ? people : outcomes,
    outcomes,
    rowOf: (key) => {
      if (rowOf === undefined) {
        rowOf = new Map();
        for (const row of records.order) rowOf.set(records.keyOf(row), row);
      }
      return rowOf.get(key);
    },
    keyOf: records.keyOf,
  };
}

/** The records with a text, by their row in the corpus. */
interface RecordsByRow {
  /** Their rows, in the order of their keys. */
  readonly order: Uint32Array;
  at(row: number): Assessment;
  keyOf(row: number): RecordKey;
  titleOf(row: number): string;
}

function recordsByRow(
  { clustered }: Pick<ReviewRecords, "clustered">,
  { records, described }: Pick<AssessedRecords, "records" | "described">,
  { corpus, rowOf }: GatheredTexts,
): RecordsByRow {
  const indexOf = new Uint32Array(corpus.rows);
  const order = new Uint32Array(corpus.rows);
  let rows = 0;
  for (const at of inKeyOrder(clustered.records)) {
    const row = rowOf(at);
    if (row === undefined) continue;
    indexOf[row] = at;
    order[rows] = row;
    rows += 1;
  }
  return {
    order: order.slice(0, rows),
    at: (row) => records[indexOf[row]!]!,
    keyOf: (row) => clustered.records[indexOf[row]!]!.key,
    titleOf: (row) => described.summary(indexOf[row]!).title,
  };
}

/** The conclusion about a record at its deepest stage, as a label: 1, -1, or 0 while open. */
function conclusion({ titleAbstract, fullText }: Assessment, by: "people" | "anybody"): -1 | 0 | 1 {
  for (const outcome of [fullText, titleAbstract]) {
    if (outcome === undefined || (outcome.outcome !== "include" && outcome.outcome !== "exclude"))
      continue;
    if (by === "people" && outcome.decidedBy !== "human") continue;
    return outcome.outcome === "include" ? 1 : -1;
  }
  return 0;
}

/** The rating of a review, and everything needed to rate it in another way. */
export interface RatedReview {
  /** By the default model and the seed of slr.yaml. */
  readonly rating: ReviewRating;
  readonly texts: ReviewTexts;
  /** The rating by another model or with another seed. */
  readonly rate: (options: RatingOptions) => ReviewRating;
  /** Puts vectors that an earlier run kept into `texts`, if they were asked for. */
  readonly recallVectors: () => Promise<void>;
}

/**
 * Learns from the conclusions about the assessed records and rates all records. Where an earlier run
 * learned from the same, its rating is taken.
 */
export async function rateReview(
  found: ReviewRecords,
  assessed: AssessedRecords,
  gathered: GatheredTexts,
  keeping: Pick<Keeping, "earlierRating" | "vectors">,
): Promise<RatedReview> {
  const { protocol, wordTable, vectors, earlier, openVectors } = found.input;
  const { corpus, rowOf } = gathered;
  const records = recordsByRow(found, assessed, gathered);
  const texts = gatherTexts(records, {
    corpus,
    criteriaText: criteriaTextOf(protocol),
    knownRelevant: Array.from(assessed.knownRelevant).flatMap((at) => rowOf(at) ?? []),
    wordTable,
    ownVectors: vectors && ownVectors(vectors, found.clustered, rowOf),
    vectorParts: keeping.vectors ? createVectorParts(corpus, records.order) : undefined,
  });
  const byDefault: RatingOptions = { model: "default", seed: protocol.ratingSeed };
  const progress = (share?: number) =>
    found.input.progress?.({
      doing: "Rating",
      what: plural(corpus.rows, "record"),
      ...(share !== undefined && { share }),
    });
  const rateNow = (options: RatingOptions, vectorParts = texts.vectorParts): RatingResult => {
    progress();
    return rate({ ...texts, ...options, vectorParts, progress });
  };
  const rateAsKept = async (options: RatingOptions): Promise<RatingResult> => {
    const isHeld = texts.order.length <= MOST_HELD;
    if (!isHeld || !canRate({ ...texts, ...options })) return rateNow(options);
    const findAside = openVectors?.(texts.order.length);
    if (earlier === undefined && findAside === undefined) return rateNow(options);
    const parts = texts.vectorParts ?? createVectorParts(corpus, texts.order);
    await recallVectors(earlier, texts, parts);
    if (findAside !== undefined && parts.all().size === 0) {
      progress();
      await findPartsTogether(texts, options.model, parts, findAside);
    }
    const result = rateNow(options, parts);
    await keepVectors(earlier, texts, parts);
    return result;
  };
  const last = await lastRating(found, texts, byDefault);
  const isEarlier = keeping.earlierRating === true && last?.outcomes === "near";
  const known = isEarlier || last?.outcomes === "same" ? last?.result : undefined;
  const result = known ?? (await rateAsKept(byDefault));
  if (known === undefined && result.kind === "rated")
    await keepRating(found, texts, byDefault, result);
  const rating = ratingOfRecords(records, texts, result);
  return {
    rating: isEarlier ? { ...rating, isEarlier } : rating,
    texts,
    async recallVectors() {
      const { vectorParts } = texts;
      if (vectorParts?.all().size === 0) await recallVectors(earlier, texts, vectorParts);
    },
    rate: (asked) =>
      asked.model === byDefault.model && asked.seed === byDefault.seed && !isEarlier
        ? rating
        : ratingOfRecords(records, texts, rateNow(asked)),
  };
}

/** The vectors by the row of the record that each names. */
function ownVectors(
  vectors: readonly GivenVector[],
  { recordNamed }: Pick<ReviewRecords["clustered"], "recordNamed">,
  rowOf: GatheredTexts["rowOf"],
): OwnVectors | undefined {
  const byRow = new Map<number, Float32Array>();
  for (const { reference, numbers } of vectors) {
    const at = recordOfVector(reference, recordNamed);
    const row = at === undefined ? undefined : rowOf(at);
    if (row !== undefined && !byRow.has(row)) byRow.set(row, numbers);
  }
  const width = vectors[0]?.numbers.length;
  return width === undefined ? undefined : { width, of: (row) => byRow.get(row) };
}

/** The model that rates, and the seed by which its folds are dealt. */
export interface RatingOptions {
  readonly model: ModelName;
  readonly seed: number;
}

/** The ratings of the records of a review that have a text. They never change an outcome. */
function ratingOfRecords(
  records: RecordsByRow,
  texts: ReviewTexts,
  result: RatingResult,
): ReviewRating {
  const { order, outcomes, trainedOn } = texts;
  if (result.kind === "not-enough")
    return { ratings: new Map(), state: { ...result, trainedOn }, doubleCheck: [] };
  const ratingOf = (row: number): Rating => ({
    level: result.levels[row] as Rating["level"],
    score: result.scores[row]!,
  });
  const settled = outcomes.map((outcome, row) => {
    const { box } = records.at(row);
    return box === "included" || box === "excluded-full-text" || box === "excluded-title-abstract"
      ? outcome
      : 0;
  });
  return {
    ratings: {
      size: order.length,
      get: (key) => {
        const row = texts.rowOf(key);
        return row === undefined ? undefined : ratingOf(row);
      },
    },
    state: { kind: "rated", trainedOn, model: result.model },
    doubleCheck: rowsToDoubleCheck(result.scores, result.levels, settled, order).map(
      (row): DoubleCheckRow => ({
        record: records.keyOf(row),
        title: records.titleOf(row),
        outcome: outcomes[row]! > 0 ? "include" : "exclude",
        rating: ratingOf(row),
        reason: records.at(row).reasons.join(";"),
      }),
    ),
  };
}
