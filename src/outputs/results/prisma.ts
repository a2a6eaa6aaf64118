import type { TextFlowFormat } from "../flow/flow-format.ts";
import { flowJson } from "../flow/forms/flow-json.ts";
import { flowMarkdown } from "../flow/forms/flow-markdown.ts";
import { flowSvg } from "../flow/forms/flow-svg.ts";
import type { Output } from "./output.ts";

export const prismaJson = flowOutput("prisma.json", flowJson);
export const prismaSvg = flowOutput("prisma.svg", flowSvg);
export const prismaMarkdown = flowOutput("prisma.md", flowMarkdown);

/** A form of the flow as a file in results/. */
function flowOutput(file: string, format: TextFlowFormat): Output {
  return { file, render: ({ flow, title }) => [format.render(flow, { title })] };
}
