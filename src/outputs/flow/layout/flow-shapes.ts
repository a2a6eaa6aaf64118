import { fontWidth } from "../../text/font-width.ts";
import { wrapText } from "../../text/plain-text.ts";
import { type DiagramBox, lineText } from "../diagram/flow-diagram.ts";

/**
 * The drawn diagram without a file format: boxes with their lines of text, arrows between boxes,
 * notes. Lengths are CSS pixels (1/96 inch) from the top left corner. Every writer draws the shapes
 * in this order.
 */
export interface FlowLayout {
  readonly width: number;
  readonly height: number;
  readonly shapes: readonly FlowShape[];
}

export type FlowShape = BoxShape | ArrowShape | NoteShape;

/** A box of the flow, the heading of a column, or the bar of a phase. */
export interface BoxShape {
  readonly kind: "box" | "heading" | "phase";
  /** The id of the box, which is the same in every drawing. */
  readonly id: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly fill: string;
  /**
   * False for boxes that PRISMA does not have; they are drawn dashed. Headings and bars have no
   * border.
   */
  readonly standard: boolean;
  /** Whether its text reads from bottom to top. */
  readonly turned: boolean;
  readonly rows: readonly TextRow[];
  /** The box of the diagram that it draws; absent for headings and bars. */
  readonly box?: DiagramBox;
}

/** One line of text, already wrapped. Its baseline starts at x and y, or is centred there. */
export interface TextRow {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  /** Indentation from the box's padding, for writers that place paragraphs instead of baselines. */
  readonly indent: number;
  /** The line of the diagram's box that it belongs to. */
  readonly line: number;
}

/**
 * A polyline of horizontal and vertical pieces from the edge of one box to the edge of another; its
 * head is at the end.
 */
export interface ArrowShape {
  readonly kind: "arrow";
  readonly from: string;
  readonly to: string;
  readonly points: readonly Point[];
}

export type Point = readonly [x: number, y: number];

/** A note below the diagram. */
export interface NoteShape {
  readonly kind: "note";
  readonly text: string;
  readonly x: number;
  readonly y: number;
}

export const SIZE = 12;
export const NOTE_SIZE = 11;
export const LEADING = 16;
export const PADDING = 10;
export const INDENT = 12;
export const MARGIN = 16;
/** Width of the bar of a phase. */
export const BAR = 26;
/** Horizontal gap between two boxes: the length of an arrow. */
export const GUTTER = 36;
/** Vertical gap between a box and the next one. */
export const DROP = 28;
/** Gap between two boxes for what leaves the review at one step. */
export const STACK = 10;
/** Height of a column's heading of one line. */
export const HEADING = 30;
/** Radius of round corners. */
export const RADIUS = 8;

export const INK = "#333333";
export const FAINT = "#6b6b6b";
/**
 * The colours of PRISMA's templates: the first heading is yellow, headings of optional parts are
 * grey, phases are blue.
 */
export const YELLOW = "#ffc000";
export const GREY = "#d9d9d9";
export const BLUE = "#9dc3e6";

/** A box with its text wrapped to a width, not yet placed. */
export interface MeasuredBox {
  readonly width: number;
  readonly height: number;
  readonly box: DiagramBox;
  readonly rows: readonly {
    readonly indent: number;
    readonly text: string;
    readonly line: number;
  }[];
}

/** SVG collapses leading blanks, so the depth of a line is a distance. */
export function measureBox(box: DiagramBox, width: number): MeasuredBox {
  const rows = box.lines.flatMap((line, number) => {
    const indent = line.indent * INDENT;
    const room = width - 2 * PADDING - indent;
    return wrapText(lineText(line), room, room - INDENT, (text) => fontWidth(text, SIZE)).map(
      (text, index) => ({ indent: index === 0 ? indent : indent + INDENT, text, line: number }),
    );
  });
  return { width, height: rows.length * LEADING + 2 * PADDING, box, rows };
}

export function placeBox(id: string, measured: MeasuredBox, x: number, y: number): BoxShape {
  return {
    kind: "box",
    id,
    x,
    y,
    width: measured.width,
    height: measured.height,
    fill: "#ffffff",
    standard: measured.box.standard,
    turned: false,
    rows: measured.rows.map(({ indent, text, line }, row) => ({
      text,
      x: x + PADDING + indent,
      y: y + PADDING + 12 + row * LEADING,
      indent,
      line,
    })),
    box: measured.box,
  };
}

/** The lines of a column's heading, bold and centred. */
export function wrapHeading(text: string, width: number): string[] {
  const room = width - 2 * PADDING;
  return wrapText(text, room, room, (piece) => fontWidth(piece, SIZE, "bold"));
}

export function headingHeight(lines: readonly string[]): number {
  return HEADING + (lines.length - 1) * LEADING;
}

export function placeHeading(
  id: string,
  lines: readonly string[],
  place: {
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
  },
  fill: string,
): BoxShape {
  const top = place.y + Math.round((place.height - headingHeight(lines)) / 2);
  return {
    kind: "heading",
    id,
    ...place,
    fill,
    standard: true,
    turned: false,
    rows: lines.map((text, row) => ({
      text,
      x: place.x + place.width / 2,
      y: top + 20 + row * LEADING,
      indent: 0,
      line: row,
    })),
  };
}

/** The bar of a phase: vertical on the left of its rows, or horizontal above its columns. */
export function placePhase(
  text: string,
  place: {
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
  },
): BoxShape {
  const turned = place.height > place.width;
  const centre = place.x + place.width / 2;
  const middle = place.y + place.height / 2;
  return {
    kind: "phase",
    id: `phase-${place.x}-${place.y}`,
    ...place,
    fill: BLUE,
    standard: true,
    turned,
    rows: [
      {
        text,
        x: turned ? centre + 4 : centre,
        y: turned ? middle : middle + 4,
        indent: 0,
        line: 0,
      },
    ],
  };
}

/** The space that the name of a phase needs along its bar. */
export function phaseLength(text: string): number {
  return Math.ceil(fontWidth(text, SIZE, "bold")) + RADIUS;
}

/** The notes below the diagram, with the first baseline at y. */
export function placeNotes(
  notes: readonly string[],
  place: { readonly x: number; readonly y: number; readonly width: number },
): NoteShape[] {
  return notes
    .flatMap((note) =>
      wrapText(note, place.width, place.width, (text) => fontWidth(text, NOTE_SIZE)),
    )
    .map((text, index) => ({ kind: "note", text, x: place.x, y: place.y + index * LEADING }));
}
