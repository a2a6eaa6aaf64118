import type { ClassCounts, StudyCount } from "../../../core/overviews/taxonomy/class-counts.ts";
import type { CodedReview } from "../../../core/overviews/taxonomy/code-studies.ts";
import { fontWidth } from "../../text/font-width.ts";
import { plainText, wrapText } from "../../text/plain-text.ts";
import { xmlText } from "../../text/xml-text.ts";

/** What the figures of the taxonomy have in common: letters, colours, years. */

export const FONT_SIZE = 12;
export const SMALL = 11;
export const INK = "#222222";
export const FAINT = "#d8d8d8";
/** For studies that are in no class, and for those uncoded. */
export const GREY = "#8c8c8c";
export const PALE = "#e4e4e4";

/** Colours that colour-blind readers can tell apart (Okabe and Ito 2008), with the ink to write on each. */
export const COLOURS: readonly (readonly [fill: string, ink: string])[] = [
  ["#0072b2", "#ffffff"],
  ["#e69f00", INK],
  ["#009e73", "#ffffff"],
  ["#cc79a7", INK],
  ["#56b4e9", INK],
  ["#d55e00", "#ffffff"],
  ["#f0e442", INK],
];

export interface TextStyle {
  readonly anchor?: "start" | "middle" | "end";
  readonly bold?: boolean;
  readonly size?: number;
  readonly fill?: string;
}

export function textAt(x: number, y: number, content: string, style: TextStyle = {}): string {
  const { anchor = "start", bold = false, size = FONT_SIZE, fill = INK } = style;
  const more = `${bold ? ' font-weight="bold"' : ""}${size === FONT_SIZE ? "" : ` font-size="${size}"`}`;
  return `<text x="${rounded(x)}" y="${rounded(y)}" text-anchor="${anchor}" fill="${fill}"${more}>${xmlText(content)}</text>`;
}

export function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}

/** The lines of a label in a column; a long one is cut after a few lines. */
export function labelLines(text: string, width: number, most: number): string[] {
  const measure = (piece: string) => fontWidth(piece, FONT_SIZE);
  const lines = wrapText(plainText(text), width, width, measure);
  if (lines.length <= most) return lines;
  const last = lines[most - 1]!;
  let cut = last;
  while (cut !== "" && measure(`${cut}…`) > width) cut = cut.slice(0, -1);
  return [...lines.slice(0, most - 1), `${cut.trimEnd()}…`];
}

/** The columns of a figure: the years, and one for studies without a year if there are any. */
export function columnsOf({ years, studies }: ClassCounts): {
  readonly names: readonly string[];
  readonly values: (count: StudyCount) => readonly number[];
} {
  return studies.noYear === 0
    ? { names: years.map(String), values: ({ byYear }) => byYear }
    : {
        names: [...years.map(String), "no year"],
        values: ({ byYear, noYear }) => [...byYear, noYear],
      };
}

/** The remarks below a figure, in lines. */
export function noteLines(remarks: readonly string[], width: number): string[] {
  const measure = (piece: string) => fontWidth(piece, SMALL);
  return remarks.flatMap((remark) => wrapText(plainText(remark), width, width, measure));
}

/** The figure in words, for screen readers. */
export function describeCounts(coded: CodedReview, counts: ClassCounts): string {
  const { names, values } = columnsOf(counts);
  const line = (name: string, count: StudyCount) =>
    `${plainText(name)}: ${count.total} (${values(count)
      .flatMap((n, at) => (n === 0 ? [] : `${names[at]}: ${n}`))
      .join(", ")})`;
  return [
    ...counts.classes.map((one) => line(coded.classes[one.at]!.text, one)),
    line("In no class", counts.none),
    line("Uncoded", counts.uncoded),
    line("All studies", counts.studies),
  ].join("\n");
}

/** The title of a figure for screen readers. */
export function figureTitle(coded: CodedReview): string {
  const title = plainText(coded.title);
  return title === "" ? "Studies by class and year" : `Studies by class and year: ${title}`;
}
