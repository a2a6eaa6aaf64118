import type { FlowTemplate } from "../../../core/protocol/protocol.ts";
import type { FlowCounts } from "../../../core/screening/flow.ts";
import type { FlowDiagram } from "./flow-diagram.ts";
import { PRISMA_2020 } from "./flow-wording.ts";
import { describePrisma2009 } from "./prisma-2009.ts";
import { type DiagramOptions, describePrisma2020 } from "./prisma-2020.ts";
import { PRISMA_SCR } from "./prisma-scr.ts";

/** The templates of `flow: { template: … }`. The compiler fails if one is missing. */
const TEMPLATES: Readonly<
  Record<FlowTemplate, (flow: FlowCounts, options: DiagramOptions) => FlowDiagram>
> = {
  "prisma-2020": (flow, options) => describePrisma2020(flow, PRISMA_2020, options),
  "prisma-2009": (flow) => describePrisma2009(flow),
  "prisma-scr": (flow, options) => describePrisma2020(flow, PRISMA_SCR, options),
};

/** Describes the diagram of a review in the template that its protocol asks for. */
export function describeFlow(flow: FlowCounts, options: DiagramOptions = {}): FlowDiagram {
  return TEMPLATES[flow.template ?? "prisma-2020"](flow, options);
}
