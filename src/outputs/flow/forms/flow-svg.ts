import type { TextFlowFormat } from "../flow-format.ts";
import { figureOf } from "../layout/figure.ts";
import { drawSvg } from "../layout/svg-drawing.ts";

/** The PRISMA 2020 flow diagram as a self-contained SVG. */
export const flowSvg: TextFlowFormat = {
  name: "svg",
  render: (flow, options) => drawSvg(figureOf(flow, options)),
};
