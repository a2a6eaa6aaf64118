import type { ListedEntry } from "../../core/overviews/listed-entries.ts";
import type { FlowCounts } from "../../core/screening/flow.ts";
import type { FlowFonts } from "./fonts/flow-fonts.ts";

interface FlowDrawing {
  readonly fonts: FlowFonts;
  /**
   * The date in the file. It comes from the review, not from the clock, so equal reviews give equal
   * files.
   */
  readonly date: Date;
}

export interface FlowOptions {
  /** The review's title; may be empty. */
  readonly title: string;
  /** Columns of the terminal, for the text form. */
  readonly width?: number;
  /** Draws the figure from left to right; the default is from top to bottom. */
  readonly horizontal?: boolean;
  /** Dots per inch of an image. */
  readonly dpi?: number;
  /** Every entry of the exports with its box, for forms that list entries. */
  readonly entries?: readonly ListedEntry[];
  /** For forms that draw letters themselves. */
  readonly drawing?: FlowDrawing;
}

/**
 * One form in which `slr prisma` shows the flow: text, JSON, CSV, Markdown, SVG and so on. To add
 * one, write a file and list it in `flow-formats.ts`.
 */
export interface FlowFormat {
  readonly name: string;
  /** Text, or the bytes of a binary file. */
  render(flow: FlowCounts, options: FlowOptions): string | Promise<string | Uint8Array>;
}

/** A form that needs no fonts and gives text, so it can be a file of results/, too. */
export interface TextFlowFormat extends FlowFormat {
  render(flow: FlowCounts, options: FlowOptions): string;
}

/** Returns the fonts and the date, and throws if the caller passed none. */
export function drawingOf({ drawing }: FlowOptions): FlowDrawing {
  if (drawing === undefined) throw new Error("This form of the flow needs fonts and a date.");
  return drawing;
}
