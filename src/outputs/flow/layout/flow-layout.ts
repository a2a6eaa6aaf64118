import type { FlowDiagram } from "../diagram/flow-diagram.ts";
import type { FlowLayout } from "./flow-shapes.ts";
import { layOutHorizontally } from "./horizontal-layout.ts";
import { layOutVertically } from "./vertical-layout.ts";

/** The drawn diagram, from the top to the bottom or from left to right. */
export function layOut(
  diagram: FlowDiagram,
  { horizontal = false }: { readonly horizontal?: boolean | undefined },
): FlowLayout {
  return horizontal ? layOutHorizontally(diagram) : layOutVertically(diagram);
}
