import { abstrackr } from "./abstrackr.ts";
import { asreview } from "./asreview.ts";
import { colrev } from "./colrev.ts";
import { covidence } from "./covidence.ts";
import { eppi } from "./eppi.ts";
import { TOOL_NAMES, type ToolId } from "./names.ts";
import { rayyan } from "./rayyan.ts";
import type { ScreeningTool, ToolFile } from "./screening-tool.ts";

export type { ScreeningTool, ToolFile } from "./screening-tool.ts";

/** The compiler fails if a tool is missing here, or is in the wrong place. */
const BY_ID: { readonly [Id in ToolId]: ScreeningTool<Id> } = {
  abstrackr,
  asreview,
  colrev,
  covidence,
  eppi,
  rayyan,
};

/** The screening tools whose decisions slr reads, in the order of detection. */
export const SCREENING_TOOLS: readonly ScreeningTool[] = (Object.keys(TOOL_NAMES) as ToolId[]).map(
  (id) => BY_ID[id],
);

/** The tool that wrote a file, recognised by its content. */
export function detectTool(file: ToolFile): ScreeningTool | undefined {
  return SCREENING_TOOLS.find((tool) => tool.recognizes(file));
}
