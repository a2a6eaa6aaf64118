import type { FlowFormat, Output } from "../output.ts";
import { flowJson } from "./flow-json.ts";
import { flowMarkdown } from "./flow-markdown.ts";
import { flowSvg } from "./flow-svg.ts";

export const prismaJson = flowOutput("prisma.json", flowJson);
export const prismaSvg = flowOutput("prisma.svg", flowSvg);
export const prismaMarkdown = flowOutput("prisma.md", flowMarkdown);

/** A form of the flow as a file in results/. */
function flowOutput(file: string, format: FlowFormat): Output {
  return { file, render: ({ flow, title }) => [format.render(flow, { title })] };
}
