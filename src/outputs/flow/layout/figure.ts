import type { FlowCounts } from "../../../core/screening/flow.ts";
import { plainText } from "../../text/plain-text.ts";
import { describeFlow } from "../diagram/describe-flow.ts";
import { diagramTexts, type FlowDiagram } from "../diagram/flow-diagram.ts";
import { layOut } from "./flow-layout.ts";
import type { FlowLayout } from "./flow-shapes.ts";

/** A figure that can be drawn: its shapes, its title, and its numbers in words for screen readers. */
export interface Figure {
  readonly layout: FlowLayout;
  readonly title: string;
  readonly texts: readonly string[];
}

/** The diagram of one flow. */
export function figureOf(
  flow: FlowCounts,
  { title, horizontal }: { readonly title: string; readonly horizontal?: boolean },
): Figure {
  const diagram = describeFlow(flow);
  return figureOfDiagram(diagram, layOut(diagram, { horizontal }), title);
}

/** A diagram as it has been laid out. */
export function figureOfDiagram(diagram: FlowDiagram, layout: FlowLayout, title: string): Figure {
  return { layout, title: titled(diagram.title, title), texts: diagramTexts(diagram) };
}

/** `PRISMA 2020 flow diagram: The title of the review`. */
export function titled(what: string, title: string): string {
  const name = plainText(title);
  return name === "" ? what : `${what}: ${name}`;
}
