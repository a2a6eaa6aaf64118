import type { FlowFormat } from "./flow-format.ts";

/** A form of the flow, without the code that draws it: help and completion need only this. */
interface FlowForm {
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
    summary: "box characters for a terminal",
    load: async () => (await import("./forms/flow-text.ts")).flowText,
  },
  {
    name: "json",
    endings: [".json"],
    summary: "every number under its box name",
    load: async () => (await import("./forms/flow-json.ts")).flowJson,
  },
  {
    name: "csv",
    endings: [".csv"],
    summary: "what the R package PRISMA2020 reads",
    load: async () => (await import("./forms/flow-csv.ts")).flowCsv,
  },
  {
    name: "md",
    endings: [".md", ".markdown"],
    summary: "Markdown tables",
    load: async () => (await import("./forms/flow-markdown.ts")).flowMarkdown,
  },
  {
    name: "svg",
    endings: [".svg"],
    summary: "the figure as a vector image",
    load: async () => (await import("./forms/flow-svg.ts")).flowSvg,
  },
] as const satisfies readonly FlowForm[];
