import type { ClassCounts, StudyCount } from "../../../core/overviews/taxonomy/class-counts.ts";
import type { CodedReview } from "../../../core/overviews/taxonomy/code-studies.ts";
import { fontWidth } from "../../text/font-width.ts";
import { SVG_FONT, svgDocument } from "../../text/svg-document.ts";
import {
  COLOURS,
  columnsOf,
  describeCounts,
  FAINT,
  FONT_SIZE,
  figureTitle,
  GREY,
  INK,
  labelLines,
  noteLines,
  PALE,
  rounded,
  SMALL,
  textAt,
} from "./figure-parts.ts";
import { remarksOn } from "./taxonomy-tables.ts";

const MARGIN = 16;
const INDENT = 16;
const LABEL = { widest: 260, lines: 2, leading: 14 } as const;
const HEAD = 26;
/** Room for the sums at the right. */
const SUM = 92;
const SUM_WIDTH = 56;

interface Row {
  readonly lines: readonly string[];
  readonly indent: number;
  readonly count: StudyCount;
  readonly fill: string;
  readonly ink: string;
  readonly bold: boolean;
  /** Beside the sum: studies of which it is not known. */
  readonly open: number;
}

/** A map of bubbles: a row for each class, a column for each year, an area for each number of studies. */
export function bubbleMap(coded: CodedReview, counts: ClassCounts): string {
  const { names, values } = columnsOf(counts);
  const rows = rowsOf(coded, counts);
  const label = Math.max(
    ...rows.flatMap(({ lines, indent, bold }) =>
      lines.map((line) => indent + fontWidth(line, FONT_SIZE, bold ? "bold" : "regular")),
    ),
    0,
  );
  const column = names.length > 24 ? 32 : 42;
  const widest = Math.max(column, ...names.map((name) => fontWidth(name, SMALL) + 8));
  const height = (row: Row) => Math.max(row.lines.length * LABEL.leading + 8, 32);
  const left = MARGIN + Math.ceil(label) + 14;
  const width = Math.ceil(left + names.length * widest + SUM + MARGIN);
  const most = Math.max(1, ...rows.slice(0, -1).flatMap(({ count }) => values(count)));
  const shapes = names.map((name, at) =>
    textAt(left + (at + 0.5) * widest, MARGIN + 12, name, { anchor: "middle", size: SMALL }),
  );
  const sumAt = left + names.length * widest + SUM_WIDTH;
  shapes.push(textAt(sumAt, MARGIN + 12, "studies", { anchor: "end", size: SMALL }));
  let y = MARGIN + HEAD;
  for (const [index, row] of rows.entries()) {
    const middle = y + height(row) / 2;
    const isTotal = index === rows.length - 1;
    if (index === counts.classes.length || isTotal)
      shapes.push(`<path d="M${MARGIN} ${y}H${width - MARGIN}" stroke="${INK}"/>`);
    if (!isTotal)
      shapes.push(
        `<path d="M${left} ${middle}H${rounded(left + names.length * widest)}" stroke="${FAINT}"/>`,
      );
    shapes.push(...labelAt(row, middle));
    for (const [at, n] of values(row.count).entries()) {
      const x = left + (at + 0.5) * widest;
      if (n > 0)
        shapes.push(
          ...(isTotal
            ? [textAt(x, middle + 4, String(n), { anchor: "middle", bold: true })]
            : bubble(x, middle, n, most, row)),
        );
    }
    shapes.push(
      textAt(sumAt, middle + 4, String(row.count.total), { anchor: "end", bold: row.bold }),
    );
    if (row.open > 0)
      shapes.push(textAt(sumAt + 4, middle + 4, `+${row.open}?`, { size: SMALL, fill: "#666666" }));
    y += height(row);
  }
  const open = rows.some((row) => row.open > 0)
    ? ["+n?: so many more studies may be in the class; it is unknown, or coders disagree."]
    : [];
  const notes = noteLines([...remarksOn(coded, counts), ...open], width - 2 * MARGIN);
  for (const [at, line] of notes.entries())
    shapes.push(textAt(MARGIN, y + 22 + at * 15, line, { size: SMALL }));
  return svgDocument({
    id: "slr-bubbles",
    width,
    height: Math.ceil(y + (notes.length > 0 ? 16 + notes.length * 15 : 0) + MARGIN),
    family: SVG_FONT,
    fontSize: FONT_SIZE,
    title: figureTitle(coded),
    description: describeCounts(coded, counts),
    shapes,
  });
}

/** The classes, then the studies in no class, those uncoded, and all. */
function rowsOf(coded: CodedReview, counts: ClassCounts): Row[] {
  const top = counts.within === undefined ? 0 : coded.classes[counts.within]!.depth + 1;
  let colour = -1;
  const classes = counts.classes.map((count): Row => {
    const { text, depth } = coded.classes[count.at]!;
    if (depth === top) colour += 1;
    const [fill, ink] = COLOURS[colour % COLOURS.length]!;
    const indent = (depth - top) * INDENT;
    return {
      lines: labelLines(text, LABEL.widest - indent, LABEL.lines),
      indent,
      count,
      fill,
      ink,
      bold: false,
      open: count.unknown + count.conflict,
    };
  });
  const rest = (name: string, count: StudyCount, fill: string): Row => ({
    ...{ lines: [name], indent: 0, count, fill, ink: INK, bold: false, open: 0 },
  });
  return [
    ...classes,
    rest("In no class", counts.none, GREY),
    ...(counts.uncoded.total > 0 ? [rest("Uncoded", counts.uncoded, PALE)] : []),
    { ...rest("All studies", counts.studies, INK), bold: true },
  ];
}

function labelAt({ lines, indent, bold }: Row, middle: number): string[] {
  const first = middle + 4 - ((lines.length - 1) * LABEL.leading) / 2;
  return lines.map((line, at) =>
    textAt(MARGIN + indent, first + at * LABEL.leading, line, { bold }),
  );
}

/** A bubble whose area is the number; a number that does not fit into it stands beside it. */
function bubble(x: number, y: number, n: number, most: number, { fill, ink }: Row): string[] {
  const radius = Math.max(4, 15 * Math.sqrt(n / most));
  const text = String(n);
  const inside = fontWidth(text, SMALL) <= 2 * radius - 5;
  return [
    `<circle cx="${rounded(x)}" cy="${rounded(y)}" r="${rounded(radius)}" fill="${fill}"${fill === PALE ? ` stroke="${GREY}" stroke-dasharray="2 2"` : ""}/>`,
    inside
      ? textAt(x, y + 4, text, { anchor: "middle", size: SMALL, fill: ink })
      : textAt(x + radius + 2, y + 4, text, { size: SMALL }),
  ];
}
