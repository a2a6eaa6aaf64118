import type { FlowDiagram } from "../diagram/flow-diagram.ts";
import type { FlowLayout } from "./flow-shapes.ts";
import { layOutHorizontally } from "./horizontal-layout.ts";
import { layOutVertically } from "./vertical-layout.ts";

/** Lays the diagram out from top to bottom or from left to right. */
export function layOut(
  diagram: FlowDiagram,
  { horizontal = false }: { readonly horizontal?: boolean | undefined },
): FlowLayout {
  return horizontal ? layOutHorizontally(diagram) : layOutVertically(diagram);
}
