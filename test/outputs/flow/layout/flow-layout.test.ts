import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { FLOW_TEMPLATES } from "../../../../src/core/protocol/protocol.ts";
import type { FlowCounts } from "../../../../src/core/screening/flow.ts";
import { describeFlow } from "../../../../src/outputs/flow/diagram/describe-flow.ts";
import { layOut } from "../../../../src/outputs/flow/layout/flow-layout.ts";
import {
  type ArrowShape,
  type BoxShape,
  type FlowLayout,
  NOTE_SIZE,
  SIZE,
} from "../../../../src/outputs/flow/layout/flow-shapes.ts";
import { fontWidth } from "../../../../src/outputs/text/font-width.ts";
import { arbitraryFlow } from "../../arbitrary-flow.ts";
import { EXAMPLE_FLOWS } from "../../example-flows.ts";

describe.each([
  ["from the top to the bottom", false],
  ["from left to right", true],
] as const)("a drawing %s", (_, horizontal) => {
  const drawn = (flow: FlowCounts) => layOut(describeFlow(flow), { horizontal });

  test.each(Object.entries(EXAMPLE_FLOWS))("has no faults for the example %s", (_, flow) => {
    expect(faults(drawn(flow))).toEqual([]);
  });

  test.each(FLOW_TEMPLATES)(
    "has no faults in the template %s, with every optional box",
    (template) => {
      const synthesis = {
        qualitative: 70,
        qualitative_reports: 72,
        quantitative: 60,
        quantitative_reports: 61,
      };
      for (const flow of Object.values(EXAMPLE_FLOWS)) {
        const previous = { previous_studies: 3, previous_reports: 4 };
        for (const more of [{}, previous])
          expect(faults(drawn({ ...flow, ...more, template, synthesis }))).toEqual([]);
      }
    },
  );

  test("has no faults whatever the numbers and names", () => {
    fc.assert(
      fc.property(arbitraryFlow, (flow) => {
        expect(faults(drawn(flow))).toEqual([]);
      }),
    );
  });

  test("leads from every box of the way to the included studies", () => {
    const { shapes } = drawn(EXAMPLE_FLOWS.updated);
    const arrows = shapes.filter((shape) => shape.kind === "arrow");
    const reached = new Set(["databases-0", "other-0", "previous"]);
    for (let i = 0; i < arrows.length; i++) {
      for (const { from, to } of arrows) if (reached.has(from)) reached.add(to);
    }
    const boxes = shapes
      .filter((shape): shape is BoxShape => shape.kind === "box")
      .map(({ id }) => id);
    expect([...reached].sort()).toEqual(boxes.sort());
    expect(reached).toContain("total");
  });
});

/** Everything that a reader would see as wrong in a drawing. */
function faults({ width, height, shapes }: FlowLayout): string[] {
  const boxes = shapes.filter((shape): shape is BoxShape => "rows" in shape);
  const arrows = shapes.filter((shape): shape is ArrowShape => shape.kind === "arrow");
  const found: string[] = [];
  for (const box of boxes) {
    if (box.x < 0 || box.y < 0 || box.x + box.width > width || box.y + box.height > height)
      found.push(`${box.id} leaves the picture`);
    for (const row of box.rows)
      if (!holds(box, row)) found.push(`${box.id}: ${row.text} leaves it`);
    for (const other of boxes)
      if (box.id < other.id && meet(box, other)) found.push(`${box.id} covers ${other.id}`);
  }
  if (new Set(boxes.map(({ id }) => id)).size < boxes.length) found.push("two boxes of one id");
  for (const arrow of arrows) found.push(...arrowFaults(arrow, boxes));
  for (const shape of shapes) {
    if (shape.kind !== "note") continue;
    const end = shape.x + fontWidth(shape.text, NOTE_SIZE);
    if (end > width || shape.y > height) found.push(`note ${shape.text} leaves the picture`);
    if (
      boxes.some((box) =>
        meet(box, { x: shape.x, y: shape.y - NOTE_SIZE, width: 1, height: NOTE_SIZE }),
      )
    )
      found.push(`note ${shape.text} covers a box`);
  }
  return found;
}

function holds(box: BoxShape, { text, x, y }: BoxShape["rows"][number]): boolean {
  const bold = box.kind !== "box";
  const length = fontWidth(text, SIZE, bold ? "bold" : "regular");
  const start = bold ? -length / 2 : 0;
  const [left, right, top, bottom] = box.turned
    ? [x - SIZE, x + 4, y + start, y + start + length]
    : [x + start, x + start + length, y - SIZE, y + 4];
  return (
    left >= box.x && right <= box.x + box.width && top >= box.y && bottom <= box.y + box.height
  );
}

/** An arrow joins the edges of its two boxes and goes through no other. */
function arrowFaults({ from, to, points }: ArrowShape, boxes: readonly BoxShape[]): string[] {
  const name = `arrow ${from} to ${to}`;
  const start = boxes.find(({ id }) => id === from);
  const end = boxes.find(({ id }) => id === to);
  if (start === undefined || end === undefined) return [`${name} joins nothing`];
  const found: string[] = [];
  if (!onEdge(end, points.at(-1)!)) found.push(`${name} does not end at its box`);
  // It may also leave from the way down below its box.
  const [x, y] = points[0]!;
  if (!onEdge(start, [x, y]) && !(x > start.x && x < start.x + start.width && y > start.y))
    found.push(`${name} does not begin at its box`);
  for (const [index, [toX, toY]] of points.entries()) {
    const before = points[index - 1];
    if (before === undefined) continue;
    const [fromX, fromY] = before;
    if (fromX !== toX && fromY !== toY) found.push(`${name} is slanted`);
    const piece = {
      x: Math.min(fromX, toX),
      y: Math.min(fromY, toY),
      width: Math.abs(toX - fromX),
      height: Math.abs(toY - fromY),
    };
    for (const box of boxes) if (meet(box, piece)) found.push(`${name} crosses ${box.id}`);
  }
  return found;
}

interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

function onEdge(box: Area, [x, y]: readonly [number, number]): boolean {
  const upright = (x === box.x || x === box.x + box.width) && y >= box.y && y <= box.y + box.height;
  const level = (y === box.y || y === box.y + box.height) && x >= box.x && x <= box.x + box.width;
  return upright || level;
}

/** Whether the insides of two areas have a point in common. */
function meet(a: Area, b: Area): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}
