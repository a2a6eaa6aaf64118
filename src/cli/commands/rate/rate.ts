import {
  type CaptureRecapture,
  captureRecapture,
} from "../../../core/overviews/capture-recapture.ts";
import { type Audit, auditOf } from "../../../core/overviews/rating/audit.ts";
import {
  explainRating,
  type RatingExplanation,
  type RatingOverview,
  ratingOverview,
} from "../../../core/overviews/rating/rating-overview.ts";
import type { ModelName } from "../../../core/rating/ranker.ts";
import type { RatingOptions } from "../../../core/review/rated/rate-review.ts";
import { type RatedReview, screenReview } from "../../../core/review/review.ts";
import { auditCsv } from "../../../outputs/overviews/audit-csv.ts";
import { auditJson } from "../../../outputs/overviews/audit-json.ts";
import { auditText } from "../../../outputs/overviews/audit-text.ts";
import { ratingCsv } from "../../../outputs/overviews/rating-csv.ts";
import { explanationJson, ratingJson } from "../../../outputs/overviews/rating-json.ts";
import { explanationText, ratingText } from "../../../outputs/overviews/rating-text.ts";
import { csvTable } from "../../../outputs/text/csv-table.ts";
import { openReview } from "../../folder/review-folder.ts";
import { EXIT, type ExitCode, UserError } from "../../io/errors.ts";
import type { Io } from "../../io/io.ts";
import { notifyLostDecisions } from "../../io/problems.ts";
import { notTogether } from "../../usage/option.ts";

export interface RateOptions {
  readonly explain?: string;
  readonly audit?: number;
  readonly model: ModelName;
  readonly seed?: number;
  readonly limit?: number;
  readonly format: RateFormat;
}

/** The forms that `--format` offers for each answer of `slr rate`. */
export interface RateFormat {
  rating(overview: RatingOverview, limit: number | undefined): string;
  explanation(explanation: RatingExplanation): string;
  audit(audit: Audit, overlap: CaptureRecapture, size: number): string;
}

const SHOWN = 20;
const joined = (pieces: Iterable<string>) => [...pieces].join("").trimEnd();

export const RATE_FORMATS: Readonly<Record<string, RateFormat>> = {
  text: {
    rating: (overview, limit = SHOWN) => ratingText(overview, limit),
    explanation: explanationText,
    audit: auditText,
  },
  csv: {
    rating: (overview, limit = overview.queue.length) => joined(ratingCsv(overview, limit)),
    explanation: ({ terms }) =>
      joined(
        csvTable(
          [
            ["term", ({ term }) => term],
            ["weight", ({ weight }) => weight],
          ],
          terms,
        ),
      ),
    audit: (audit, _, size) => joined(auditCsv(audit, size)),
  },
  json: {
    rating: (overview, limit = overview.queue.length) => ratingJson(overview, limit),
    explanation: explanationJson,
    audit: auditJson,
  },
};

/** `slr rate`: what to read next and why, whether to stop, and how much was probably missed. */
export async function rate(options: RateOptions, io: Io): Promise<ExitCode> {
  const { format, model, limit, audit: size, explain } = options;
  if (explain !== undefined && size !== undefined) throw notTogether("--explain", "--audit");
  const { input } = await openReview(io, []);
  // Who asks why needs a ranker beside the rating.
  const needsRanker = explain !== undefined;
  const review = await screenReview(input, {
    wholeRecords: 0,
    ...(needsRanker && { vectors: true }),
  });
  if (needsRanker) await review.recallVectors();
  io.status({ doing: "Rating" });
  const rating: RatingOptions = { model, seed: options.seed ?? input.protocol.ratingSeed };
  const text =
    size !== undefined
      ? format.audit(auditOf(review, input.protocol, rating.seed), captureRecapture(review), size)
      : explain !== undefined
        ? format.explanation(explained(review, explain, rating))
        : format.rating(ratingOverview(review, input.protocol, rating), limit);
  io.print(text);
  notifyLostDecisions(io, review.results.problems);
  if (explain === undefined && size === undefined) notifyNext(review, io);
  return EXIT.ok;
}

function explained(
  review: RatedReview,
  reference: string,
  options: RatingOptions,
): RatingExplanation {
  const key = review.find(reference);
  if (key === undefined)
    throw new UserError(`\`${reference}\` names no record of this review.`, {
      hint: "Name it by its key, as records.csv has it, or by doi:…, pmid:… or arxiv:….",
    });
  const explanation = explainRating(review, key, options);
  if (explanation === undefined)
    throw new UserError(`${key} was removed before screening and is not rated.`);
  return explanation;
}

function notifyNext({ results }: RatedReview, io: Io): void {
  const waiting = results.records.filter(({ box }) => box === "pending-title-abstract").length;
  io.notify(
    waiting > 0
      ? "Next: slr decide shows what waits, in this order; slr rate --explain <record> says why."
      : "Next: slr rate --audit 100 draws excluded records to read again.",
  );
}
