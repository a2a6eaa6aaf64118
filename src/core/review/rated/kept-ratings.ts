import type { RatingResult } from "../../rating/rate.ts";
import { hashOf } from "../earlier/earlier-runs.ts";
import { identityOfJudged } from "../earlier/judged-records.ts";
import type { ReviewRecords } from "../find-records.ts";
import type { RatingOptions, ReviewTexts } from "./rate-review.ts";

/** What a model made of the texts of a review, where there were enough outcomes. */
type Rated = Extract<RatingResult, { kind: "rated" }>;

/** A rating with the outcomes that it learned from, by row. */
interface KeptRating {
  readonly labels: Int8Array;
  readonly result: Rated;
}

const RATING = "rating";

/** Of a review with more records nothing is kept, as with its words. */
const MOST_KEPT = 200_000;

/** The last rating of the texts of a review that an earlier run kept. */
export interface LastRating {
  /** How much the outcomes that it learned from are like those that there are now; same: to the last one. */
  readonly outcomes: "same" | "near" | "other";
  readonly result: Rated;
}

/** The last rating of these texts. */
export async function lastRating(
  found: ReviewRecords,
  texts: ReviewTexts,
  options: RatingOptions,
): Promise<LastRating | undefined> {
  const identity = identityOfRating(found, texts, options);
  if (identity === undefined) return undefined;
  // Only `keepRating` keeps anything under this name.
  const kept = (await found.input.earlier?.recall(RATING, identity)) as KeptRating | undefined;
  return kept && { outcomes: likeness(kept.labels, texts.labels), result: kept.result };
}

/** Keeps a rating for later runs, instead of the last one. */
export async function keepRating(
  found: ReviewRecords,
  texts: ReviewTexts,
  options: RatingOptions,
  result: Rated,
): Promise<void> {
  const identity = identityOfRating(found, texts, options);
  if (identity === undefined) return;
  const kept: KeptRating = { labels: texts.labels, result };
  await found.input.earlier?.keep(RATING, identity, kept);
}

/** Everything that a rating depends on, the outcomes left out; undefined if nobody can say. */
function identityOfRating(
  found: ReviewRecords,
  { corpus, knownRelevant, ownVectors, trainedOn }: ReviewTexts,
  { model, seed }: RatingOptions,
): string | undefined {
  // Vectors of people's own are a file on which no step before this one depends.
  if (ownVectors !== undefined || corpus.rows > MOST_KEPT) return undefined;
  const judged = identityOfJudged(found);
  return judged && hashOf(judged, knownRelevant, trainedOn, model, seed);
}

/** So many outcomes may differ, or a third of them: the order still says what to read next. */
const FEW = 20;

function likeness(before: Int8Array, now: Int8Array): LastRating["outcomes"] {
  const differing = now.filter((label, row) => label !== before[row]).length;
  if (differing === 0) return "same";
  const settled = now.filter((label) => label !== 0).length;
  return differing <= Math.max(FEW, settled / 3) ? "near" : "other";
}
