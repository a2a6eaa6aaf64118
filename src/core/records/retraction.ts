import type { Place } from "./model.ts";

/** What became of a paper after it was published, as the data of Retraction Watch say it. */
export const RETRACTION_NATURES = ["retraction", "concern", "correction", "reinstatement"] as const;
export type RetractionNature = (typeof RETRACTION_NATURES)[number];

/** One row of retractions.csv. */
export interface Retraction {
  readonly place: Place;
  readonly nature: RetractionNature;
  /** The day of the notice, as written. */
  readonly date: string;
  /** The paper that the notice is about. */
  readonly title: string;
  readonly doi?: string;
  readonly pmid?: string;
  /** The DOI of the notice. */
  readonly notice?: string;
  /** Why, in the words of the row. */
  readonly reasons: string;
}
