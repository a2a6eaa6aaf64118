import { abstrackr } from "./abstrackr.ts";
import { asreview } from "./asreview.ts";
import { colrev } from "./colrev.ts";
import { covidence } from "./covidence.ts";
import { eppi } from "./eppi.ts";
import { rayyan } from "./rayyan.ts";
import type { ScreeningTool, ToolFile } from "./screening-tool.ts";

export type { ScreeningTool, ToolFile } from "./screening-tool.ts";

/** The screening tools whose decisions slr reads, in the order of detection: the surest tell-tale first. */
export const SCREENING_TOOLS: readonly ScreeningTool[] = [
  eppi,
  colrev,
  asreview,
  rayyan,
  abstrackr,
  covidence,
];

/** The tool that wrote a file, by its content. */
export function detectTool(file: ToolFile): ScreeningTool | undefined {
  return SCREENING_TOOLS.find((tool) => tool.recognizes(file));
}
