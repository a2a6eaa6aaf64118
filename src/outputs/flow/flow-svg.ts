import { plainText, wrapText } from "../text/plain-text.ts";
import { xmlText } from "../text/xml-text.ts";
import {
  type DiagramBox,
  type DiagramColumn,
  describeFlow,
  diagramTexts,
  extensionNote,
  type FlowDiagram,
  lineText,
} from "./flow-diagram.ts";
import type { FlowFormat } from "./flow-format.ts";
import { fontWidth } from "./font-width.ts";

/**
 * The PRISMA 2020 flow diagram as a self-contained SVG, in the layout of the published templates:
 * phases at the left, the way down, beside it what leaves the review, other methods in a second
 * column. It grows with its databases and reasons.
 */
export const flowSvg: FlowFormat = {
  name: "svg",
  render(flow, { title }) {
    const diagram = describeFlow(flow);
    const { shapes, width, height } = draw(diagram);
    const name = plainText(title);
    const heading = name === "" ? "PRISMA 2020 flow diagram" : `PRISMA 2020 flow diagram: ${name}`;
    return [
      `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="slr-flow-title slr-flow-description" font-family="${FONT}" font-size="${SIZE}">`,
      `<title id="slr-flow-title">${xmlText(heading)}</title>`,
      `<desc id="slr-flow-description">${xmlText(diagramTexts(diagram).join("\n"))}</desc>`,
      `<defs><marker id="slr-flow-arrow" viewBox="0 0 10 10" refX="10" refY="5" markerWidth="8" markerHeight="8" orient="auto"><path d="M0 1L10 5L0 9z" fill="${INK}"/></marker></defs>`,
      `<rect width="${width}" height="${height}" fill="#ffffff"/>`,
      ...shapes,
      "</svg>",
      "",
    ].join("\n");
  },
};

const FONT = "Arial, Helvetica, 'Liberation Sans', 'DejaVu Sans', sans-serif";
const SIZE = 12;
const NOTE_SIZE = 11;
const LEADING = 16;
const PADDING = 10;
const INDENT = 12;
const MARGIN = 16;
const BAR = 26;
/** Between a box and the box beside it: an arrow's length. */
const GUTTER = 36;
/** Between a box and the box below it. */
const DROP = 28;
const STACK = 10;
const HEADING = 30;

const INK = "#333333";
const FAINT = "#6b6b6b";
/** As in PRISMA's templates: the first heading yellow, those of optional parts grey, phases blue. */
const YELLOW = "#ffc000";
const GREY = "#d9d9d9";
const BLUE = "#9dc3e6";

const PREVIOUS = 190;
const DATABASES = { main: 250, side: 290 } as const;
const OTHER = { main: 210, side: 250 } as const;
const LEVELS = [0, 1, 2, 3] as const;

interface Drawing {
  readonly shapes: readonly string[];
  readonly width: number;
  readonly height: number;
}

/** A column with its boxes measured for the place where it stands. */
interface PlacedColumn {
  readonly heading: string;
  readonly x: number;
  readonly sideX: number;
  readonly centre: number;
  readonly end: number;
  readonly steps: readonly PlacedStep[];
}

interface PlacedStep {
  readonly level: number;
  readonly main: MeasuredBox;
  readonly sides: readonly MeasuredBox[];
  readonly height: number;
}

interface MeasuredBox {
  readonly width: number;
  readonly height: number;
  readonly standard: boolean;
  readonly rows: readonly { readonly indent: number; readonly text: string }[];
}

function draw(diagram: FlowDiagram): Drawing {
  const left = MARGIN + BAR + 14;
  const previous = diagram.previous && {
    heading: diagram.previous.heading,
    box: measureBox(diagram.previous.box, PREVIOUS),
  };
  const databases = placeColumn(
    diagram.databases,
    previous ? left + PREVIOUS + GUTTER : left,
    DATABASES,
  );
  const other = diagram.other && placeColumn(diagram.other, databases.end + GUTTER, OTHER);
  const columns = other ? [databases, other] : [databases];
  const included = measureBox(diagram.included, DATABASES.main);
  const total = diagram.total && measureBox(diagram.total, DATABASES.main);

  const top = MARGIN + HEADING + 18;
  const tops: number[] = [];
  let y = top;
  for (const level of LEVELS) {
    tops.push(y);
    const steps = columns.flatMap((column) => column.steps.filter((step) => step.level === level));
    // The bar at the left must hold the word Identification.
    const least = level === 0 ? Math.max(100, previous?.box.height ?? 0) : 0;
    y += Math.max(least, ...steps.map((step) => step.height)) + DROP;
  }
  const includedY = y;
  const includedEnd = includedY + included.height;
  const totalY = includedEnd + DROP;
  const end = Math.max(includedY + 70, total ? totalY + total.height : includedEnd);

  const width = (other ?? databases).end + MARGIN;
  const shapes = [
    ...(previous ? [drawHeading(previous.heading, left, PREVIOUS, GREY)] : []),
    drawHeading(databases.heading, databases.x, databases.end - databases.x, YELLOW),
    ...(other ? [drawHeading(other.heading, other.x, other.end - other.x, GREY)] : []),
    drawPhase("Identification", top, (tops[1] ?? end) - DROP),
    drawPhase("Screening", tops[1] ?? end, includedY - DROP),
    drawPhase("Included", includedY, end),
    ...columns.flatMap((column) => drawColumn(column, tops)),
    arrow(`M${databases.centre} ${lastBottom(databases, tops)}V${includedY}`),
    ...drawBox(included, databases.x, includedY),
  ];
  if (other) {
    const into = includedY + Math.round(included.height / 2);
    shapes.push(
      arrow(`M${other.centre} ${lastBottom(other, tops)}V${into}H${databases.x + DATABASES.main}`),
    );
  }
  if (total) {
    shapes.push(
      arrow(`M${databases.centre} ${includedEnd}V${totalY}`),
      ...drawBox(total, databases.x, totalY),
    );
  }
  if (previous && total) {
    const into = totalY + Math.round(total.height / 2);
    shapes.push(
      arrow(`M${left + PREVIOUS / 2} ${top + previous.box.height}V${into}H${databases.x}`),
      ...drawBox(previous.box, left, top),
    );
  }

  const room = width - left - MARGIN;
  const notes = [
    ...diagram.notes,
    ...(diagram.extended ? [extensionNote("Dashed boxes")] : []),
  ].flatMap((note) => wrapText(note, room, room, (text) => fontWidth(text, NOTE_SIZE)));
  for (const [index, note] of notes.entries()) {
    shapes.push(
      `<text x="${left}" y="${end + 28 + index * LEADING}" font-size="${NOTE_SIZE}" fill="${FAINT}">${xmlText(note)}</text>`,
    );
  }
  const height = end + MARGIN + (notes.length > 0 ? 14 + notes.length * LEADING : 0);
  return { shapes, width, height };
}

function placeColumn(
  { heading, steps }: DiagramColumn,
  x: number,
  widths: { readonly main: number; readonly side: number },
): PlacedColumn {
  const sideX = x + widths.main + GUTTER;
  return {
    heading,
    x,
    sideX,
    centre: x + widths.main / 2,
    end: sideX + widths.side,
    steps: steps.map((step) => {
      const main = measureBox(step.main, widths.main);
      const sides = step.sides.map((side) => measureBox(side, widths.side));
      const stacked = sides.reduce((sum, side) => sum + side.height + STACK, -STACK);
      return { level: step.level, main, sides, height: Math.max(main.height, stacked) };
    }),
  };
}

/** Leading blanks collapse in SVG, so the depth of a line is a distance. */
function measureBox({ lines, standard }: DiagramBox, width: number): MeasuredBox {
  const rows = lines.flatMap((line) => {
    const indent = line.indent * INDENT;
    const room = width - 2 * PADDING - indent;
    return wrapText(lineText(line), room, room - INDENT, (text) => fontWidth(text, SIZE)).map(
      (text, index) => ({ indent: index === 0 ? indent : indent + INDENT, text }),
    );
  });
  return { width, height: rows.length * LEADING + 2 * PADDING, standard, rows };
}

function drawColumn(column: PlacedColumn, tops: readonly number[]): string[] {
  return column.steps.flatMap((step, index) => {
    const y = tops[step.level] ?? 0;
    const bottom = y + step.main.height;
    const next = column.steps[index + 1];
    const shapes =
      next === undefined ? [] : [arrow(`M${column.centre} ${bottom}V${tops[next.level] ?? 0}`)];
    let sideY = y;
    for (const side of step.sides) {
      // From the box's own edge where the two stand side by side, else from the way down.
      const beside = Math.min(bottom, sideY + side.height);
      const overlaps = beside - sideY >= LEADING;
      const from = overlaps ? column.x + step.main.width : column.centre;
      const at = Math.round(overlaps ? (sideY + beside) / 2 : sideY + side.height / 2);
      shapes.push(arrow(`M${from} ${at}H${column.sideX}`), ...drawBox(side, column.sideX, sideY));
      sideY += side.height + STACK;
    }
    return [...shapes, ...drawBox(step.main, column.x, y)];
  });
}

function lastBottom({ steps }: PlacedColumn, tops: readonly number[]): number {
  const last = steps.at(-1);
  return last === undefined ? 0 : (tops[last.level] ?? 0) + last.main.height;
}

function drawBox(box: MeasuredBox, x: number, y: number): string[] {
  const stroke = box.standard
    ? `stroke="${INK}" stroke-width="1.2"`
    : `stroke="${FAINT}" stroke-width="1.2" stroke-dasharray="5 3"`;
  const ink = box.standard ? "" : ` fill="${FAINT}"`;
  return [
    `<rect x="${x}" y="${y}" width="${box.width}" height="${box.height}" fill="#ffffff" ${stroke}/>`,
    ...box.rows.map(
      ({ indent, text }, row) =>
        `<text x="${x + PADDING + indent}" y="${y + PADDING + 12 + row * LEADING}"${ink}>${xmlText(text)}</text>`,
    ),
  ];
}

function drawHeading(text: string, x: number, width: number, fill: string): string {
  return `<rect x="${x}" y="${MARGIN}" width="${width}" height="${HEADING}" rx="8" fill="${fill}"/><text x="${x + width / 2}" y="${MARGIN + 20}" text-anchor="middle" font-weight="bold">${xmlText(text)}</text>`;
}

function drawPhase(text: string, y: number, end: number): string {
  const centre = `${MARGIN + BAR / 2 + 4} ${(y + end) / 2}`;
  return `<rect x="${MARGIN}" y="${y}" width="${BAR}" height="${end - y}" rx="8" fill="${BLUE}"/><text transform="translate(${centre}) rotate(-90)" text-anchor="middle" font-weight="bold">${xmlText(text)}</text>`;
}

function arrow(path: string): string {
  return `<path d="${path}" fill="none" stroke="${INK}" stroke-width="1.2" marker-end="url(#slr-flow-arrow)"/>`;
}
