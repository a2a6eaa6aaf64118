import type { FlowFormat } from "./flow-format.ts";

/** A form of the flow, without the code that draws it: help and completion need only this. */
export interface FlowForm {
  readonly name: string;
  /** Endings of file names that ask for it. */
  readonly endings: readonly string[];
  /** What it is, for help and docs. */
  readonly summary: string;
  /** Loads what draws it, and only this. */
  readonly load: () => Promise<FlowFormat>;
}

/** The forms of `slr prisma --format`, the default first. To add one: a file and a line here. */
export const FLOW_FORMATS = [
  {
    name: "text",
    endings: [".txt"],
    summary: "boxes for the terminal, at most 80 columns in a pipe",
    load: async () => (await import("./forms/flow-text.ts")).flowText,
  },
  {
    name: "json",
    endings: [".json"],
    summary: "the numbers under the box names of the R package PRISMA2020",
    load: async () => (await import("./forms/flow-json.ts")).flowJson,
  },
  {
    name: "csv",
    endings: [".csv"],
    summary: "the file that PRISMA2020 (R, and its web app) reads",
    load: async () => (await import("./forms/flow-csv.ts")).flowCsv,
  },
  {
    name: "md",
    endings: [".md", ".markdown"],
    summary: "Markdown, for a README or a pull request",
    load: async () => (await import("./forms/flow-markdown.ts")).flowMarkdown,
  },
  {
    name: "svg",
    endings: [".svg"],
    summary: "the diagram as a vector image",
    load: async () => (await import("./forms/flow-svg.ts")).flowSvg,
  },
] as const satisfies readonly FlowForm[];
