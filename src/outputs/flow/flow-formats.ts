import type { FlowFormat } from "./flow-format.ts";

/** A form of the flow without the code that draws it. Help and completion need only this. */
export interface FlowForm {
  readonly name: string;
  /** File extensions that select this form. */
  readonly endings: readonly string[];
  /** A description for help and docs. */
  readonly summary: string;
  /** Whether its bytes are not text, so that a terminal cannot show them. */
  readonly binary?: boolean;
  /** Whether it has no place to say that screening is not finished. */
  readonly looksFinished?: boolean;
  /** Whether it draws letters itself and so must be given fonts. */
  readonly drawsLetters?: boolean;
  /** Loads the code that draws it, and only that. */
  readonly load: () => Promise<FlowFormat>;
}

/**
 * The forms of `slr prisma --format`, the default first. To add one, write a file and add an entry
 * here.
 */
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
    looksFinished: true,
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
  {
    name: "html",
    endings: [".html", ".htm"],
    summary: "a page in which every box leads to the list of its records",
    load: async () => (await import("./forms/flow-html.ts")).flowHtml,
  },
  {
    name: "png",
    endings: [".png"],
    summary: "the diagram as an image, at 300 dpi or --dpi",
    binary: true,
    drawsLetters: true,
    load: async () => (await import("./forms/flow-png.ts")).flowPng,
  },
  {
    name: "pdf",
    endings: [".pdf"],
    summary: "the diagram as a vector page with text that can be selected",
    binary: true,
    drawsLetters: true,
    load: async () => (await import("./forms/flow-pdf.ts")).flowPdf,
  },
  {
    name: "docx",
    endings: [".docx"],
    summary: "Word: boxes and connectors that can be edited, caption, footnotes",
    binary: true,
    load: async () => (await import("./forms/flow-docx.ts")).flowDocx,
  },
  {
    name: "pptx",
    endings: [".pptx"],
    summary: "PowerPoint: a slide of boxes and connectors that can be edited",
    binary: true,
    load: async () => (await import("./forms/flow-pptx.ts")).flowPptx,
  },
  {
    name: "tex",
    endings: [".tex"],
    summary: "LaTeX: the figure in TikZ, and a macro for every number",
    load: async () => (await import("./forms/flow-latex.ts")).flowLatex,
  },
  {
    name: "mermaid",
    endings: [".mmd", ".mermaid"],
    summary: "a Mermaid flowchart for GitHub, GitLab or Quarto",
    load: async () => (await import("./forms/flow-mermaid.ts")).flowMermaid,
  },
] as const satisfies readonly FlowForm[];
