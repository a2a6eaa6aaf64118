import {
  type DiagramBox,
  type DiagramColumn,
  extensionNotes,
  type FlowDiagram,
} from "../diagram/flow-diagram.ts";
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
  type MeasuredBox,
  measureBox,
  phaseLength,
  placeBox,
  placeHeading,
  placeNotes,
  placePhase,
  STACK,
  wrapHeading,
  YELLOW,
} from "./flow-shapes.ts";

const PREVIOUS = 190;
const DATABASES = { main: 250, side: 290 } as const;
const OTHER = { main: 210, side: 250 } as const;
/** Least height of the last bar, beside the included studies. */
const LAST_PHASE = 70;

/** A column whose boxes have been measured. */
interface PlacedColumn {
  /** `databases` or `other`. */
  readonly id: string;
  readonly heading: readonly string[];
  readonly x: number;
  readonly width: number;
  readonly sideX: number;
  readonly centre: number;
  readonly end: number;
  readonly steps: readonly PlacedStep[];
}

interface PlacedStep {
  readonly id: string;
  readonly phase: string;
  readonly level: number;
  readonly main: MeasuredBox;
  /** The second first box, which leads to the same next step; only in PRISMA 2009. */
  readonly beside: MeasuredBox | undefined;
  readonly sides: readonly MeasuredBox[];
  /** How far below the top of the step its side boxes begin. */
  readonly sidesFrom: number;
  readonly height: number;
}

/**
 * The layout of the published templates: phases on the left, the main path, beside it what leaves
 * the review, and other methods in a second column. It grows with the number of databases and
 * reasons.
 */
export function layOutVertically(diagram: FlowDiagram): FlowLayout {
  const left = MARGIN + BAR + 14;
  const previous = diagram.previous && {
    heading: wrapHeading(diagram.previous.heading, PREVIOUS),
    box: measureBox(diagram.previous.box, PREVIOUS),
  };
  const start = previous ? left + PREVIOUS + GUTTER : left;
  const databases = placeColumn("databases", diagram.databases, start, DATABASES);
  const other = diagram.other && placeColumn("other", diagram.other, databases.end + GUTTER, OTHER);
  const columns = other ? [databases, other] : [databases];

  const headings = Math.max(
    ...[...(previous ? [previous] : []), ...columns].map(({ heading }) => headingHeight(heading)),
  );
  const top = MARGIN + headings + 18;
  const { tops, end: includedY, phases } = placeLevels(columns, top, previous?.box.height ?? 0);
  const last = placeLast(diagram, databases, includedY);

  const heading = (id: string, lines: readonly string[], x: number, width: number, fill: string) =>
    placeHeading(`${id}-heading`, lines, { x, y: MARGIN, width, height: headings }, fill);
  const shapes: FlowShape[] = [
    ...(previous ? [heading("previous", previous.heading, left, PREVIOUS, GREY)] : []),
    ...columns.map(({ id, heading: lines, x, end }) =>
      heading(id, lines, x, end - x, id === "databases" ? YELLOW : GREY),
    ),
    ...phases.map(({ name, y, end }) => bar(name, y, end)),
    bar(diagram.lastPhase, includedY, last.end),
    ...columns.flatMap((column) => drawColumn(column, tops)),
    arrow(lastStep(databases), "included", [
      [databases.centre, lastBottom(databases, tops)],
      [databases.centre, includedY],
    ]),
    last.included,
  ];
  if (other) {
    const into = includedY + Math.round(last.included.height / 2);
    shapes.push(
      arrow(lastStep(other), "included", [
        [other.centre, lastBottom(other, tops)],
        [other.centre, into],
        [databases.x + databases.width, into],
      ]),
    );
  }
  shapes.push(...last.below);
  const { total } = last;
  if (previous && total) {
    const into = total.y + Math.round(total.height / 2);
    shapes.push(
      arrow("previous", total.id, [
        [left + PREVIOUS / 2, top + previous.box.height],
        [left + PREVIOUS / 2, into],
        [databases.x, into],
      ]),
      placeBox("previous", previous.box, left, top),
    );
  }

  const width = (other ?? databases).end + MARGIN;
  const notes = placeNotes([...diagram.notes, ...extensionNotes(diagram, "Dashed boxes")], {
    x: left,
    y: last.end + 28,
    width: width - left - MARGIN,
  });
  const height = last.end + MARGIN + (notes.length > 0 ? 14 + notes.length * LEADING : 0);
  return { shapes: [...shapes, ...notes], width, height };
}

function placeColumn(
  id: string,
  { heading, steps }: DiagramColumn,
  x: number,
  widths: { readonly main: number; readonly side: number },
): PlacedColumn {
  const sideX = x + widths.main + GUTTER;
  const end = sideX + widths.side;
  return {
    id,
    heading: wrapHeading(heading, end - x),
    x,
    width: widths.main,
    sideX,
    centre: x + widths.main / 2,
    end,
    steps: steps.map((step, index) => {
      const main = measureBox(step.main, widths.main);
      const beside = step.beside && measureBox(step.beside, widths.side);
      const sides = step.sides.map((side) => measureBox(side, widths.side));
      // The arrow of the second first box enters here at the right edge.
      const sidesFrom = steps[index - 1]?.beside === undefined ? 0 : main.height + STACK;
      const stacked = sides.reduce((sum, side) => sum + side.height + STACK, -STACK);
      return {
        id: `${id}-${step.level}`,
        phase: step.phase,
        level: step.level,
        main,
        beside,
        sides,
        sidesFrom,
        height: Math.max(
          main.height,
          beside?.height ?? 0,
          sides.length > 0 ? sidesFrom + stacked : 0,
        ),
      };
    }),
  };
}

/** Where each level begins, and which rows the bar of each phase spans. */
function placeLevels(columns: readonly PlacedColumn[], top: number, previous: number) {
  const steps = columns.flatMap((column) => column.steps);
  const tops: number[] = [];
  const phases: { name: string; y: number; end: number }[] = [];
  const levels = Math.max(...steps.map(({ level }) => level)) + 1;
  let y = top;
  for (let level = 0; level < levels; level++) {
    tops.push(y);
    const here = steps.filter((step) => step.level === level);
    const name = here[0]?.phase ?? "";
    const phase = phases.at(-1);
    const begins = phase?.name === name ? phase.y : y;
    const ends = steps.every((step) => step.level <= level || step.phase !== name);
    // The bar on the left must be long enough for its word.
    const least = Math.max(
      level === 0 ? Math.max(100, previous) : 0,
      ends ? begins + phaseLength(name) - y : 0,
    );
    const end = y + Math.max(least, ...here.map((step) => step.height));
    if (phase?.name === name) phase.end = end;
    else phases.push({ name, y, end });
    y = end + DROP;
  }
  return { tops, end: y, phases };
}

/** The included studies and the boxes below them, with the arrows between. */
function placeLast(diagram: FlowDiagram, { x, width, centre }: PlacedColumn, y: number) {
  const included = placeBox("included", measureBox(diagram.included, width), x, y);
  const below: FlowShape[] = [];
  let above = included;
  const add = (id: string, box: DiagramBox) => {
    const bottom = above.y + above.height;
    const placed = placeBox(id, measureBox(box, width), x, bottom + DROP);
    below.push(
      arrow(above.id, id, [
        [centre, bottom],
        [centre, placed.y],
      ]),
      placed,
    );
    above = placed;
    return placed;
  };
  const total = diagram.total && add("total", diagram.total);
  if (diagram.synthesis) add("synthesis", diagram.synthesis);
  const least = Math.max(LAST_PHASE, phaseLength(diagram.lastPhase));
  return { included, total, below, end: Math.max(y + least, above.y + above.height) };
}

function drawColumn(column: PlacedColumn, tops: readonly number[]): FlowShape[] {
  return column.steps.flatMap((step, index) => {
    const y = tops[step.level] ?? 0;
    const bottom = y + step.main.height;
    const next = column.steps[index + 1];
    const shapes: FlowShape[] = [];
    if (next !== undefined) {
      const nextY = tops[next.level] ?? 0;
      shapes.push(
        arrow(step.id, next.id, [
          [column.centre, bottom],
          [column.centre, nextY],
        ]),
      );
      if (step.beside) {
        const x = column.sideX + step.beside.width / 2;
        const into = nextY + Math.round(next.main.height / 2);
        shapes.push(
          arrow(`${step.id}-beside`, next.id, [
            [x, y + step.beside.height],
            [x, into],
            [column.x + column.width, into],
          ]),
          placeBox(`${step.id}-beside`, step.beside, column.sideX, y),
        );
      }
    }
    let sideY = y + step.sidesFrom;
    for (const [number, side] of step.sides.entries()) {
      // The arrow starts at the box's own edge if the two stand side by side, otherwise at the main
      // path.
      const beside = Math.min(bottom, sideY + side.height);
      const overlaps = beside - sideY >= LEADING;
      const from = overlaps ? column.x + step.main.width : column.centre;
      const at = Math.round(overlaps ? (sideY + beside) / 2 : sideY + side.height / 2);
      const id = `${step.id}-side-${number}`;
      shapes.push(
        arrow(step.id, id, [
          [from, at],
          [column.sideX, at],
        ]),
        placeBox(id, side, column.sideX, sideY),
      );
      sideY += side.height + STACK;
    }
    return [...shapes, placeBox(step.id, step.main, column.x, y)];
  });
}

function lastStep({ steps }: PlacedColumn): string {
  return steps.at(-1)?.id ?? "";
}

function lastBottom({ steps }: PlacedColumn, tops: readonly number[]): number {
  const last = steps.at(-1);
  return last === undefined ? 0 : (tops[last.level] ?? 0) + last.main.height;
}

function bar(name: string, y: number, end: number) {
  return placePhase(name, { x: MARGIN, y, width: BAR, height: end - y });
}

function arrow(from: string, to: string, points: ArrowShape["points"]): ArrowShape {
  return { kind: "arrow", from, to, points };
}
