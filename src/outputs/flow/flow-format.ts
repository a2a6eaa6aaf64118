import type { FlowCounts } from "../../core/screening/flow.ts";
import type { FlowEntry } from "./diagram/entry-sets.ts";
import type { FlowFonts } from "./fonts/flow-fonts.ts";

interface FlowDrawing {
  readonly fonts: FlowFonts;
  /** The date of the file; not the clock's, so that equal reviews give equal files. */
  readonly date: Date;
}

export interface FlowOptions {
  /** The review's title; may be empty. */
  readonly title: string;
  /** Columns of the terminal, for the text form. */
  readonly width?: number;
  /** Draws the figure from left to right; by default from the top to the bottom. */
  readonly horizontal?: boolean;
  /** Dots per inch of an image. */
  readonly dpi?: number;
  /** Every entry of the exports with its box, for forms that list them. */
  readonly entries?: readonly FlowEntry[];
  /** For forms that draw letters themselves. */
  readonly drawing?: FlowDrawing;
}

/**
 * One form in which `slr prisma` shows the flow: text, JSON, CSV, Markdown, SVG. To add one: write a
 * file and list it in `flow-formats.ts`.
 */
export interface FlowFormat {
  readonly name: string;
  /** Text, or the bytes of a binary file. */
  render(flow: FlowCounts, options: FlowOptions): string | Promise<string | Uint8Array>;
}

/** A form that is text at once, so that it can be a file of results/, too. */
export interface TextFlowFormat extends FlowFormat {
  render(flow: FlowCounts, options: FlowOptions): string;
}

/** What a form that draws letters itself needs; to call it without is a mistake of the caller. */
export function drawingOf({ drawing }: FlowOptions): FlowDrawing {
  if (drawing === undefined) throw new Error("This form of the flow needs fonts and a date.");
  return drawing;
}
