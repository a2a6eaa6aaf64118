import type { FlowCounts } from "../core/screening/flow.ts";
import type { ReviewResults } from "../core/screening/results.ts";

/** One file in results/. To add one: write a file and list it in `index.ts`. */
export interface Output {
  /** Its name in results/: `ledger.csv`. */
  readonly file: string;
  /** The file's text in pieces, so that a million rows need not be one string. */
  render(results: ReviewResults): Iterable<string>;
}

export interface FlowOptions {
  /** The review's title; may be empty. */
  readonly title: string;
  /** Columns of the terminal, for the text form. */
  readonly width?: number;
}

/** One form in which `slr prisma` shows the flow: text, JSON, CSV, Markdown, SVG. */
export interface FlowFormat {
  readonly name: string;
  render(flow: FlowCounts, options: FlowOptions): string;
}
