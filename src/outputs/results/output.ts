import type { ReviewResults } from "../../core/screening/results.ts";

/** One file in results/. To add one, write a file and list it in `index.ts`. */
export interface Output {
  /** The file's name in results/: `ledger.csv`. */
  readonly file: string;
  /** The file's text in pieces, so that a million rows need not be one string. */
  render(results: ReviewResults): Iterable<string>;
}

/** A file in results/ that slr writes only where slr.yaml asks for its form. */
export interface AskedOutput {
  readonly file: string;
  /** The file's bytes in pieces. */
  render(results: ReviewResults): AsyncIterable<Uint8Array>;
}
