import type { Author } from "./model.ts";

/** A reference in the list of a report, as far as an export gives it. */
export interface CitedReference {
  /** As the export writes it. */
  readonly written: string;
  /** Bare and in lower case. */
  readonly doi?: string;
  readonly pmid?: string;
  readonly arxiv?: string;
  /** The id in the database that wrote the export: of OpenAlex, of the Lens. */
  readonly accession?: string;
  readonly authors: readonly Author[];
  readonly year?: number;
  /**
   * The readings of the title, the likeliest first: many exports do not say where the title ends.
   * Empty if there is none.
   */
  readonly titles: readonly string[];
  readonly venue?: string;
  readonly volume?: string;
  readonly issue?: string;
  /** Or the article number. */
  readonly pages?: string;
}
