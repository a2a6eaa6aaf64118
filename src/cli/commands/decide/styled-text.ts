import type { Mark } from "../../../core/criteria/index.ts";
import { displayWidth, wrapText } from "../../../outputs/text/plain-text.ts";

/** The role of a piece of the screen; its look depends on the terminal. */
export type Style =
  | "bar"
  | "strong"
  | "faint"
  | "wanted"
  | "unwanted"
  | "differs"
  | "notice"
  | "plain";

export interface Span {
  readonly text: string;
  readonly style: Style;
}

/** One line of the screen. */
export type Line = readonly Span[];

/** A text with a style of their own at some places. */
export interface MarkedText {
  readonly text: string;
  readonly marks: readonly (Mark & { readonly style: Style })[];
}

export function line(text: string, style: Style = "plain"): Line {
  return [{ text, style }];
}

export function widthOf(spans: Line): number {
  return spans.reduce((sum, { text }) => sum + displayWidth(text), 0);
}

/** The look of each style, in the sixteen colours that every terminal has, and without colour. */
const LOOKS: Readonly<Record<Style, { readonly colour: string; readonly plain: string }>> = {
  bar: { colour: "7", plain: "7" },
  strong: { colour: "1", plain: "1" },
  faint: { colour: "2", plain: "" },
  wanted: { colour: "1;32", plain: "4" },
  unwanted: { colour: "1;31", plain: "7" },
  differs: { colour: "33", plain: "4" },
  notice: { colour: "36", plain: "1" },
  plain: { colour: "", plain: "" },
};

/** A line with its escape sequences. */
export function paintLine(spans: Line, colour: boolean): string {
  return spans
    .map(({ text, style }) => {
      const look = LOOKS[style][colour ? "colour" : "plain"];
      return look === "" || text === "" ? text : `\x1b[${look}m${text}\x1b[0m`;
    })
    .join("");
}

/** Draws the lines of the whole screen from its top, each over the old one. */
export function paintScreen(lines: readonly Line[], colour: boolean): string {
  // After a full line the cursor stays on its last cell, so the line is cleared first; otherwise
  // that cell would be lost.
  return lines.map((spans, row) => `\x1b[${row + 1};1H\x1b[K${paintLine(spans, colour)}`).join("");
}

/** Breaks a text into lines, each with its marks. The text has single blanks. */
export function wrapMarked(
  { text, marks }: MarkedText,
  width: number,
  style: Style = "plain",
): Line[] {
  let from = 0;
  let mark = 0;
  return wrapText(text, width, width, displayWidth).map((wrapped) => {
    if (text[from] === " " && !wrapped.startsWith(" ")) from += 1;
    const end = from + wrapped.length;
    const spans: Span[] = [];
    const put = (to: number, as: Style) => {
      if (to > from) spans.push({ text: text.slice(from, to), style: as });
      from = Math.max(from, to);
    };
    while (mark < marks.length && marks[mark]!.start < end) {
      const { start, end: stop, style: as } = marks[mark]!;
      put(Math.min(start, end), style);
      put(Math.min(stop, end), as);
      if (stop > end) break;
      mark += 1;
    }
    put(end, style);
    return spans;
  });
}

export function wrapLine(text: string, width: number, style: Style = "plain"): Line[] {
  return wrapMarked({ text, marks: [] }, width, style);
}

/** The line cut or padded with blanks to this many cells. */
export function fitLine(spans: Line, width: number, fill: Style = "plain"): Line {
  const kept: Span[] = [];
  let used = 0;
  for (const { text, style } of spans) {
    let piece = "";
    for (const letter of text.match(/\P{M}\p{M}*|\p{M}+/gu) ?? []) {
      const cells = displayWidth(letter);
      if (used + cells > width) break;
      piece += letter;
      used += cells;
    }
    kept.push({ text: piece, style });
    if (piece !== text) break;
  }
  if (used < width) kept.push({ text: " ".repeat(width - used), style: fill });
  return kept;
}

/** Text cut to this many cells, with `...` for the missing part. */
export function shorten(text: string, width: number): string {
  if (displayWidth(text) <= width) return text;
  const cut = fitLine(line(text), Math.max(0, width - 3))
    .map((span) => span.text)
    .join("")
    .trimEnd();
  return `${cut}${"...".slice(0, width)}`;
}

/** Columns side by side, as tall as the tallest. */
export function beside(columns: readonly (readonly Line[])[], width: number): Line[] {
  const own = columnWidth(columns.length, width);
  const height = Math.max(...columns.map(({ length }) => length));
  return Array.from({ length: height }, (_, row) =>
    columns.flatMap((lines, at) => [
      ...(at === 0 ? [] : line(" | ", "faint")),
      ...fitLine(lines[row] ?? [], own),
    ]),
  );
}

/** Cells of columns with these widths. */
export function columnWidth(columns: number, width: number): number {
  return Math.max(1, Math.floor((width - 3 * (columns - 1)) / columns));
}

/** Items one after the other, none broken across lines, on at most this many lines. */
export function flowItems(items: readonly Line[], gap: number, width: number): Line[] {
  const lines: Span[][] = [];
  let used = 0;
  for (const item of items) {
    const cells = widthOf(item);
    const current = lines.at(-1);
    if (current === undefined || used + gap + cells > width) {
      lines.push([...item]);
      used = cells;
    } else {
      current.push({ text: " ".repeat(gap), style: "plain" }, ...item);
      used += gap + cells;
    }
  }
  return lines;
}
