import type { RatingModel } from "./rating/rate.ts";

/** What the rating learned from, or why there is none. Without figures of its own it is a cold start. */
export type RatingReport =
  | {
      readonly kind: "rated";
      /** Rules train it only where no person has decided anything. */
      readonly trainedOn: "people" | "rules";
      readonly model: RatingModel;
    }
  | {
      readonly kind: "not-enough";
      readonly trainedOn: "people" | "rules";
      readonly decisions: number;
      readonly includes: number;
      readonly excludes: number;
    };

/** Whether a rating rests on the text of the protocol more than on decisions, which are too few to measure it by. */
export function isColdStart(report: RatingReport): boolean {
  return report.kind !== "rated" || report.model.crossValidated === undefined;
}
