import type { TermSettings } from "../text/term-sequences.ts";

/** What a part of a model sees of the records. */
export type ViewSettings =
  /** Their words, stems or pairs of words. */
  | { readonly of: "words"; readonly terms: TermSettings }
  /** These words, reduced to so many topics. */
  | { readonly of: "topics"; readonly terms: TermSettings; readonly topics: number }
  /** The vectors of their words in the table that slr ships. */
  | { readonly of: "table"; readonly titleTimes: number }
  /** Vectors that the user made; absent if there are none. */
  | { readonly of: "own vectors" };
