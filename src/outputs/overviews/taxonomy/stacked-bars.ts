import type { ClassCounts, StudyCount } from "../../../core/overviews/taxonomy/class-counts.ts";
import type { CodedReview } from "../../../core/overviews/taxonomy/code-studies.ts";
import { siblingsIn } from "../../../core/overviews/taxonomy/placed-classes.ts";
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
const PLOT_HEIGHT = 260;
const AXIS = 40;
const LEGEND = { widest: 240, leading: 15 } as const;

/** A part of each bar. */
interface Series {
  readonly name: string;
  readonly values: readonly number[];
  readonly total: number;
  readonly fill: string;
  readonly ink: string;
}

/**
 * Stacked bars: a bar for each year, a part for each class at the top. A bar is as high as the codes
 * of its year; where studies are in several classes, marks beside it show how many studies there are.
 */
export function stackedBars(coded: CodedReview, counts: ClassCounts): string {
  const { names, values } = columnsOf(counts);
  const { series, merged } = seriesOf(coded, counts, values);
  const sums = names.map((_, at) => series.reduce((sum, one) => sum + one.values[at]!, 0));
  const tick = tickFor(Math.max(1, ...sums));
  const most = Math.ceil(Math.max(1, ...sums) / tick) * tick;
  const column = Math.max(34, ...names.map((name) => fontWidth(name, SMALL) + 8));
  const [left, top] = [MARGIN + AXIS, MARGIN + 6];
  const right = left + names.length * column;
  const y = (n: number) => top + PLOT_HEIGHT * (1 - n / most);
  const shapes: string[] = [];
  for (let n = 0; n <= most; n += tick) {
    shapes.push(
      `<path d="M${left} ${rounded(y(n))}H${rounded(right)}" stroke="${n === 0 ? INK : FAINT}"/>`,
    );
    shapes.push(textAt(left - 6, y(n) + 4, String(n), { anchor: "end", size: SMALL }));
  }
  const several = counts.siblings[0].inSeveral > 0;
  for (const [at, name] of names.entries()) {
    const x = left + (at + 0.15) * column;
    shapes.push(...barAt(x, column * 0.7, at, series, y));
    shapes.push(
      textAt(left + (at + 0.5) * column, top + PLOT_HEIGHT + 16, name, {
        anchor: "middle",
        size: SMALL,
      }),
    );
    const studies = values(counts.studies)[at]!;
    // Beside the bar, so that it crosses no number.
    if (several && studies > 0)
      shapes.push(
        `<path d="M${rounded(x - 4)} ${rounded(y(studies))}h4m${rounded(column * 0.7)} 0h4" stroke="${INK}" stroke-width="2"/>`,
      );
  }
  const legend = legendOf(series, several, counts.studies.total, right + 24, top);
  shapes.push(...legend.shapes);
  const width = Math.ceil(Math.max(right + 24 + legend.width + MARGIN, 360));
  const remarks = [...merged, ...remarksOn(coded, counts)];
  const notes = noteLines(remarks, width - 2 * MARGIN);
  const bottom = Math.max(top + PLOT_HEIGHT + 30, top + legend.height);
  for (const [at, line] of notes.entries())
    shapes.push(textAt(MARGIN, bottom + 18 + at * 15, line, { size: SMALL }));
  return svgDocument({
    id: "slr-bars",
    width,
    height: Math.ceil(bottom + notes.length * 15 + MARGIN),
    family: SVG_FONT,
    fontSize: FONT_SIZE,
    title: figureTitle(coded),
    description: describeCounts(coded, counts),
    shapes,
  });
}

/** The classes side by side; of more than there are colours the largest, and the others together. */
function seriesOf(
  coded: CodedReview,
  counts: ClassCounts,
  values: (count: StudyCount) => readonly number[],
): { series: Series[]; merged: string[] } {
  const tops = new Set(siblingsIn(coded.classes, counts.within));
  const classes = counts.classes.filter(({ at }) => tops.has(at));
  const bySize = [...classes].sort((a, b) => b.total - a.total || a.at - b.at);
  const single = classes.length <= COLOURS.length ? bySize : bySize.slice(0, COLOURS.length - 1);
  const own = classes.filter((one) => single.includes(one));
  const others = bySize.filter((one) => !single.includes(one));
  const part = (name: string, list: readonly StudyCount[], fill: string, ink: string): Series => ({
    name,
    values: values(counts.studies).map((_, at) =>
      list.reduce((sum, count) => sum + values(count)[at]!, 0),
    ),
    total: list.reduce((sum, { total }) => sum + total, 0),
    fill,
    ink,
  });
  const series = own.map((one, at) => {
    const [fill, ink] = COLOURS[at]!;
    return part(coded.classes[one.at]!.text, [one], fill, ink);
  });
  if (others.length > 0) {
    const [fill, ink] = COLOURS[COLOURS.length - 1]!;
    series.push(part(`${others.length} other classes`, others, fill, ink));
  }
  if (counts.none.total > 0) series.push(part("In no class", [counts.none], GREY, INK));
  if (counts.uncoded.total > 0) series.push(part("Uncoded", [counts.uncoded], PALE, INK));
  const merged =
    others.length === 0
      ? []
      : [
          `Drawn together as other classes, because colours for more cannot be told apart: ${others.map(({ at }) => coded.classes[at]!.text).join("; ")}.`,
        ];
  return { series, merged };
}

function barAt(
  x: number,
  width: number,
  at: number,
  series: readonly Series[],
  y: (n: number) => number,
): string[] {
  let below = 0;
  return series.flatMap(({ values, fill, ink }) => {
    const n = values[at]!;
    if (n === 0) return [];
    const [bottom, upper] = [y(below), y(below + n)];
    below += n;
    const box = `<rect x="${rounded(x)}" y="${rounded(upper)}" width="${rounded(width)}" height="${rounded(bottom - upper)}" fill="${fill}" stroke="#ffffff"/>`;
    if (bottom - upper < 13) return [box];
    const label = { anchor: "middle", size: SMALL, fill: ink } as const;
    return [box, textAt(x + width / 2, (bottom + upper) / 2 + 4, String(n), label)];
  });
}

function legendOf(
  series: readonly Series[],
  several: boolean,
  studies: number,
  x: number,
  top: number,
): { shapes: string[]; width: number; height: number } {
  const shapes: string[] = [];
  let y = top;
  let widest = 0;
  const entry = (name: string, mark: (y: number) => string) => {
    const lines = labelLines(name, LEGEND.widest, 3);
    shapes.push(mark(y));
    for (const [at, line] of lines.entries()) {
      shapes.push(textAt(x + 22, y + 10 + at * LEGEND.leading, line));
      widest = Math.max(widest, 22 + fontWidth(line, FONT_SIZE));
    }
    y += lines.length * LEGEND.leading + 6;
  };
  // In the order of the bars, from above.
  for (const { name, total, fill } of [...series].reverse())
    entry(
      `${name} (${total})`,
      (at) => `<rect x="${rounded(x)}" y="${rounded(at)}" width="14" height="12" fill="${fill}"/>`,
    );
  if (several)
    entry(
      `studies (${studies})`,
      (at) =>
        `<path d="M${rounded(x)} ${rounded(at + 6)}h4m6 0h4" stroke="${INK}" stroke-width="2"/>`,
    );
  return { shapes, width: widest, height: y - top };
}

/** The distance of lines on the axis: 1, 2 or 5 times a power of ten, for at most eight lines. */
function tickFor(most: number): number {
  for (let power = 1; ; power *= 10)
    for (const step of [1, 2, 5]) if (most / (step * power) <= 8) return step * power;
}
