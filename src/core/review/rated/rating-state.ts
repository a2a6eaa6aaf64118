import type { LearnedModel, OutcomeCounts } from "../../rating/rate.ts";

/** What the rating learned from, or why there is none. */
export type RatingState =
  | {
      readonly kind: "rated";
      /** Rules train it only where no person has decided anything. */
      readonly trainedOn: "people" | "rules";
      readonly model: LearnedModel;
    }
  | ({
      readonly kind: "not-enough";
      readonly trainedOn: "people" | "rules";
      /** What the model needs. */
      readonly needed: OutcomeCounts;
    } & OutcomeCounts);
