import { plainText } from "../../text/plain-text.ts";
import { type Figure, figureOf, titled } from "../layout/figure.ts";
import {
  BLUE,
  type FlowShape,
  GUTTER,
  headingHeight,
  MARGIN,
  placeHeading,
  wrapHeading,
} from "../layout/flow-shapes.ts";
import type { PrintedVersions } from "./version-formats.ts";

/** The diagrams of all versions side by side, each below the name of its version. */
export function figureOfVersions(
  { title, versions }: Pick<PrintedVersions, "title" | "versions">,
  { horizontal }: { readonly horizontal?: boolean },
): Figure {
  const figures = versions.map(({ name, date, flow }) => ({
    name: plainText(date === undefined ? name : `${name} (${date})`),
    ...figureOf(flow, { title: "", ...(horizontal && { horizontal }) }),
  }));
  const headings = figures.map(({ name, layout }) => wrapHeading(name, layout.width - 2 * MARGIN));
  const height = Math.max(...headings.map(headingHeight));
  const shapes: FlowShape[] = [];
  let x = 0;
  for (const [at, { layout }] of figures.entries()) {
    const place = { x: x + MARGIN, y: MARGIN, width: layout.width - 2 * MARGIN, height };
    shapes.push(placeHeading(`version-${at + 1}`, headings[at]!, place, BLUE));
    for (const shape of layout.shapes) shapes.push(moved(shape, x, height + MARGIN, `v${at + 1}-`));
    x += layout.width + GUTTER;
  }
  return {
    layout: {
      shapes,
      width: x - GUTTER,
      height: height + MARGIN + Math.max(...figures.map(({ layout }) => layout.height)),
    },
    title: titled("PRISMA flow of all versions", title),
    texts: figures.flatMap(({ name, texts }) => [name, ...texts]),
  };
}

/** A shape at another place, with ids that no other version has. */
function moved(shape: FlowShape, dx: number, dy: number, prefix: string): FlowShape {
  if (shape.kind === "arrow") {
    return {
      ...shape,
      from: prefix + shape.from,
      to: prefix + shape.to,
      points: shape.points.map(([x, y]) => [x + dx, y + dy] as const),
    };
  }
  const placed = { ...shape, x: shape.x + dx, y: shape.y + dy };
  if (placed.kind === "note") return placed;
  return {
    ...placed,
    id: prefix + placed.id,
    rows: placed.rows.map((row) => ({ ...row, x: row.x + dx, y: row.y + dy })),
  };
}
