import type { FlowCounts } from "../../core/screening/flow.ts";

export interface FlowOptions {
  /** The review's title; may be empty. */
  readonly title: string;
  /** Columns of the terminal, for the text form. */
  readonly width?: number;
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
