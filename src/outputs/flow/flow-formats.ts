import { flowCsv } from "./flow-csv.ts";
import type { FlowFormat } from "./flow-format.ts";
import { flowJson } from "./flow-json.ts";
import { flowMarkdown } from "./flow-markdown.ts";
import { flowSvg } from "./flow-svg.ts";
import { flowText } from "./flow-text.ts";

/** The forms of `slr prisma --format`, the default first. */
export const FLOW_FORMATS: readonly FlowFormat[] = [
  flowText,
  flowJson,
  flowCsv,
  flowMarkdown,
  flowSvg,
];
