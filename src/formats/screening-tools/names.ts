/**
 * The screening tools whose decisions slr reads, in the order of detection: the surest tell-tale
 * first. The short name of each, and its name in messages. This file imports nothing, so that help
 * can list the tools without loading them; the compiler compares it with the registry in `index.ts`.
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
