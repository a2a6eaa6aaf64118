/**
 * The screening tools whose decisions slr reads, in the order of detection: the surest mark first.
 * Each has a short name and its name in messages. This file imports nothing, so that help can list
 * the tools without loading them. The compiler compares it with the registry in `index.ts`.
 */
export const TOOL_NAMES = {
  eppi: "EPPI-Reviewer",
  colrev: "CoLRev",
  asreview: "ASReview",
  rayyan: "Rayyan",
  abstrackr: "Abstrackr",
  covidence: "Covidence",
} as const;

export type ToolId = keyof typeof TOOL_NAMES;

/** The files of each tool that slr reads, for help. */
export const TOOL_FILES: Readonly<Record<ToolId, string>> = {
  eppi: "JSON report with screening codes",
  colrev: "records.bib",
  asreview: "CSV or RIS with labels, or the project file (.asreview)",
  rayyan: "articles.csv, .ris or .bib, and customizations_log.csv",
  abstrackr: "CSV with a column for each reviewer",
  covidence: "a file for each state, named so: irrelevant, select, included, excluded",
};
