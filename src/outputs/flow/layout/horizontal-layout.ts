import { type DiagramColumn, extensionNotes, type FlowDiagram } from "../diagram/flow-diagram.ts";
import {
  type ArrowShape,
  BAR,
  DROP,
  type FlowLayout,
  type FlowShape,
  GREY,
  GUTTER,
  headingHeight,
  LEADING,
  MARGIN,
  measureBox,
  placeBox,
  placeHeading,
  placeNotes,
  placePhase,
  STACK,
  wrapHeading,
  YELLOW,
} from "./flow-shapes.ts";

/**
 * Widths of the boxes of the main path, by level, and of the boxes below them for what leaves the
 * review.
 */
const MAIN = [220, 170, 170, 170] as const;
const SIDE = 230;
/**
 * Distance of a side box from the left edge of its step, which leaves room for the arrow that comes
 * down.
 */
const SHIFT = 36;
const LAST = 210;

/**
 * Lays the flow out from left to right, for wide pages and slides: phases on top, a row for each
 * column, and below each box what leaves the review there.
 */
export function layOutHorizontally(diagram: FlowDiagram): FlowLayout {
  const columns = placeLevels(diagram);
  const lastX = columns.at(-1)!.end + GUTTER;
  const below = [diagram.total, diagram.synthesis].filter((box) => box !== undefined);
  const width = lastX + LAST + below.length * (GUTTER + LAST) + MARGIN;
  const phaseY = MARGIN;
  let y = phaseY + BAR + 14;

  const shapes: FlowShape[] = [...phaseBars(diagram, columns, lastX, width, phaseY)];
  const previous = diagram.previous && {
    y,
    heading: wrapHeading(diagram.previous.heading, MAIN[0]),
    box: measureBox(diagram.previous.box, MAIN[0]),
  };
  let previousBottom = 0;
  if (previous) {
    const height = headingHeight(previous.heading);
    shapes.push(
      placeHeading(
        "previous-heading",
        previous.heading,
        { x: MARGIN, y, width: MAIN[0], height },
        GREY,
      ),
    );
    previous.y = y + height + 18;
    previousBottom = previous.y + previous.box.height;
    y = previousBottom + DROP;
  }

  const armEnd = columns.at(-1)!.end;
  const databases = placeArm("databases", diagram.databases, columns, y, armEnd, YELLOW);
  const other =
    diagram.other &&
    placeArm("other", diagram.other, columns, databases.bottom + DROP, armEnd, GREY);
  shapes.push(...databases.shapes, ...(other?.shapes ?? []));

  const included = placeBox("included", measureBox(diagram.included, LAST), lastX, databases.top);
  const centre =
    databases.last.y + Math.round(Math.min(databases.last.height, included.height) / 2);
  shapes.push(
    arrow(databases.last.id, "included", [
      [databases.last.x + databases.last.width, centre],
      [lastX, centre],
    ]),
    included,
  );
  let bottom = Math.max(databases.bottom, other?.bottom ?? 0, included.y + included.height);
  if (other) {
    const level = other.last.y + Math.round(other.last.height / 2);
    shapes.push(
      arrow(other.last.id, "included", [
        [other.last.x + other.last.width, level],
        [lastX + LAST / 2, level],
        [lastX + LAST / 2, included.y + included.height],
      ]),
    );
  }
  let before = included;
  for (const [index, box] of below.entries()) {
    const placed = placeBox(
      box === diagram.total ? "total" : "synthesis",
      measureBox(box, LAST),
      lastX + (index + 1) * (LAST + GUTTER),
      included.y,
    );
    const at = included.y + Math.round(Math.min(before.height, placed.height) / 2);
    shapes.push(
      arrow(before.id, placed.id, [
        [before.x + LAST, at],
        [placed.x, at],
      ]),
      placed,
    );
    if (previous && box === diagram.total) {
      const level = previous.y + Math.round(previous.box.height / 2);
      shapes.push(
        arrow("previous", placed.id, [
          [MARGIN + MAIN[0], level],
          [placed.x + LAST / 2, level],
          [placed.x + LAST / 2, placed.y],
        ]),
        placeBox("previous", previous.box, MARGIN, previous.y),
      );
    }
    bottom = Math.max(bottom, placed.y + placed.height);
    before = placed;
  }

  const notes = placeNotes([...diagram.notes, ...extensionNotes(diagram, "Dashed boxes")], {
    x: MARGIN,
    y: bottom + 28,
    width: width - 2 * MARGIN,
  });
  const height = bottom + MARGIN + (notes.length > 0 ? 14 + notes.length * LEADING : 0);
  return { width, height, shapes: [...shapes, ...notes] };
}

interface Level {
  readonly phase: string;
  readonly x: number;
  readonly main: number;
  readonly end: number;
}

/** Where each level stands. Both rows share these places, so that their steps are aligned. */
function placeLevels({ databases, other }: FlowDiagram): Level[] {
  const levels: Level[] = [];
  let x = MARGIN;
  for (const step of databases.steps) {
    const main = MAIN[step.level] ?? MAIN[3];
    const also = other?.steps.find(({ level }) => level === step.level);
    const hasSides = step.sides.length + (also?.sides.length ?? 0) > 0;
    const end = x + Math.max(main, hasSides ? SHIFT + SIDE : 0);
    levels.push({ phase: step.phase, x, main, end });
    x = end + GUTTER;
  }
  return levels;
}

function phaseBars(
  diagram: FlowDiagram,
  levels: readonly Level[],
  lastX: number,
  width: number,
  y: number,
): FlowShape[] {
  const bars: { name: string; x: number; end: number }[] = [];
  for (const { phase, x, end } of levels) {
    const last = bars.at(-1);
    if (last?.name === phase) last.end = end;
    else bars.push({ name: phase, x, end });
  }
  bars.push({ name: diagram.lastPhase, x: lastX, end: width - MARGIN });
  return bars.map(({ name, x, end }) => placePhase(name, { x, y, width: end - x, height: BAR }));
}

/**
 * One row: its heading, its boxes side by side, and below each box what leaves the review there.
 */
function placeArm(
  id: string,
  { heading, steps }: DiagramColumn,
  levels: readonly Level[],
  y: number,
  end: number,
  fill: string,
) {
  const lines = wrapHeading(heading, end - MARGIN);
  const height = headingHeight(lines);
  const top = y + height + 18;
  const shapes: FlowShape[] = [
    placeHeading(`${id}-heading`, lines, { x: MARGIN, y, width: end - MARGIN, height }, fill),
  ];
  const placed = steps.map((step) => {
    const level = levels[step.level]!;
    const measured = measureBox(step.main, level.main);
    return { step, level, measured, box: placeBox(`${id}-${step.level}`, measured, level.x, top) };
  });
  // Arrows from box to box run at one height, which all the boxes reach.
  const at = top + Math.round(Math.min(...placed.map(({ measured }) => measured.height)) / 2);
  let bottom = top;
  let joined = 0;
  for (const [index, { step, level, box }] of placed.entries()) {
    const next = placed[index + 1];
    if (next) {
      shapes.push(
        arrow(box.id, next.box.id, [
          [box.x + box.width, at],
          [next.box.x, at],
        ]),
      );
    }
    shapes.push(box);
    bottom = Math.max(bottom, top + box.height);
    let sideY = Math.max(top + box.height + DROP, joined);
    joined = 0;
    if (step.beside && next) {
      const beside = placeBox(
        `${box.id}-beside`,
        measureBox(step.beside, level.main),
        level.x,
        sideY,
      );
      const middle = sideY + Math.round(beside.height / 2);
      // It must stay left of the arrows to the side boxes of the next step.
      const into = next.box.x + SHIFT / 4;
      shapes.push(
        arrow(beside.id, next.box.id, [
          [beside.x + beside.width, middle],
          [into, middle],
          [into, top + next.box.height],
        ]),
        beside,
      );
      joined = sideY + beside.height + STACK;
      bottom = Math.max(bottom, sideY + beside.height);
      sideY = joined;
    }
    for (const [number, side] of step.sides.entries()) {
      const sideBox = placeBox(
        `${box.id}-side-${number}`,
        measureBox(side, SIDE),
        level.x + SHIFT,
        sideY,
      );
      const middle = sideY + Math.round(sideBox.height / 2);
      shapes.push(
        arrow(box.id, sideBox.id, [
          [level.x + SHIFT / 2, top + box.height],
          [level.x + SHIFT / 2, middle],
          [sideBox.x, middle],
        ]),
        sideBox,
      );
      bottom = Math.max(bottom, sideY + sideBox.height);
      sideY += sideBox.height + STACK;
    }
  }
  return { shapes, top, bottom, last: placed.at(-1)!.box };
}

function arrow(from: string, to: string, points: ArrowShape["points"]): ArrowShape {
  return { kind: "arrow", from, to, points };
}
