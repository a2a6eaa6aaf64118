import { describeFlow } from "../diagram/describe-flow.ts";
import type { TextFlowFormat } from "../flow-format.ts";
import { layOut } from "../layout/flow-layout.ts";
import { drawSvg } from "../layout/svg-drawing.ts";

/** The PRISMA 2020 flow diagram as a self-contained SVG. */
export const flowSvg: TextFlowFormat = {
  name: "svg",
  render(flow, options) {
    const diagram = describeFlow(flow);
    return drawSvg(layOut(diagram, options), diagram, options.title);
  },
};
