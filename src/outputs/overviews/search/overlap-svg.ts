import type {
  SourceCombination,
  SourceOverlap,
} from "../../../core/overviews/search/contributions.ts";
import { formatCount, plural } from "../../../core/records/text/plural.ts";
import { fontWidth } from "../../text/font-width.ts";
import { plainText } from "../../text/plain-text.ts";
import { SVG_FONT, svgDocument } from "../../text/svg-document.ts";
import { xmlText } from "../../text/xml-text.ts";

const SIZE = 12;
const INK = "#333333";
const FAINT = "#d9d9d9";
const BAND = "#f5f5f5";
/** Blue of a palette that colour-blind readers can tell apart (Okabe and Ito 2008), and its tint. */
const INCLUDED = "#0072b2";
const OTHERS = "#b3d1e6";
const ROW = 26;
const BARS = { height: 180, width: 150 } as const;
const MARGIN = 24;
const GAP = 12;
/** More columns make a picture that no page holds. */
const MOST_COLUMNS = 32;
const LONGEST_NAME = 260;

/** Where the parts of the picture stand. */
interface Plan {
  /** The names of the sources, as far as there is room. */
  readonly names: readonly string[];
  /** The row of each source. */
  readonly rowOf: ReadonlyMap<string, number>;
  readonly columns: readonly SourceCombination[];
  /** The left edge of the matrix and its top. */
  readonly left: number;
  readonly top: number;
  readonly column: number;
  readonly width: number;
  readonly height: number;
}

/**
 * The overlap of the sources in the manner of UpSet: a column for each combination of sources with
 * the number of records, and a row for each source. Included reports are the dark part of each bar.
 *
 * Source: Lex A et al. UpSet: visualization of intersecting sets. IEEE Trans Vis Comput Graph
 * 2014;20(12):1983-1992.
 */
export function overlapSvg(overlap: SourceOverlap, title: string): string {
  const plan = planOf(overlap);
  const { columns, width, height } = plan;
  const rest = restOf(overlap, columns);
  const name = plainText(title);
  const heading = name === "" ? "Overlap of the sources" : `Overlap of the sources: ${name}`;
  return svgDocument({
    id: "slr-overlap",
    width,
    height,
    family: SVG_FONT,
    fontSize: SIZE,
    title: heading,
    description: [...columns.map(describe), ...rest].join("\n"),
    shapes: [
      text(MARGIN, MARGIN + SIZE, cut(heading, width - 2 * MARGIN), "start", ' font-weight="bold"'),
      ...legend(plan),
      ...matrix(plan),
      ...columnBars(plan),
      ...sourceBars(plan, overlap),
      ...rest.map((line) =>
        text(MARGIN, height - MARGIN / 2, line, "start", ` font-size="${SIZE - 1}"`),
      ),
    ],
  });
}

function planOf({ sources, combinations }: SourceOverlap): Plan {
  const names = sources.map(({ name }) => cut(plainText(name), LONGEST_NAME));
  const columns = drawnOf(combinations);
  const labels = columns.map(({ records }) => fontWidth(formatCount(records), SIZE - 1));
  const column = Math.ceil(Math.max(24, ...labels.map((label) => label + 8)));
  const widest = Math.ceil(Math.max(60, ...names.map((one) => fontWidth(one, SIZE))));
  const counts = sources.map((one) => fontWidth(sourceLabel(one), SIZE - 1));
  const label = Math.ceil(Math.max(0, ...counts)) + GAP;
  const left = MARGIN + label + BARS.width + GAP + widest + GAP;
  const top = MARGIN + 56 + BARS.height + GAP;
  const rest = combinations.length > columns.length ? ROW : 0;
  return {
    names,
    rowOf: new Map(sources.map(({ name }, row) => [name, row])),
    columns,
    left,
    top,
    column,
    width: Math.max(left + columns.length * column + MARGIN, 480),
    height: top + sources.length * ROW + ROW + MARGIN + rest,
  };
}

/** The combinations with most records and those with most included reports, half and half. */
function drawnOf(combinations: readonly SourceCombination[]): readonly SourceCombination[] {
  if (combinations.length <= MOST_COLUMNS) return combinations;
  const drawn = new Set(combinations.slice(0, MOST_COLUMNS / 2));
  for (const one of [...combinations].sort((a, b) => b.included - a.included)) {
    if (drawn.size === MOST_COLUMNS) break;
    drawn.add(one);
  }
  return combinations.filter((one) => drawn.has(one));
}

function sourceLabel({ records, included }: SourceOverlap["sources"][number]): string {
  return `${formatCount(records)} (${formatCount(included)})`;
}

function describe({ sources, records, included }: SourceCombination): string {
  return `${sources.join(" + ")}: ${plural(records, "record")}, ${formatCount(included)} included`;
}

function restOf({ combinations }: SourceOverlap, drawn: readonly SourceCombination[]): string[] {
  const rest = combinations.filter((one) => !drawn.includes(one));
  if (rest.length === 0) return [];
  const records = rest.reduce((sum, one) => sum + one.records, 0);
  const included = rest.reduce((sum, one) => sum + one.included, 0);
  return [
    `${plural(rest.length, "more combination")} with ${plural(records, "record")}, ${formatCount(included)} included, ${rest.length === 1 ? "is" : "are"} not drawn.`,
  ];
}

function legend({ top }: Plan): string[] {
  const y = top - BARS.height / 2;
  return [
    `<rect x="${MARGIN}" y="${y - 10}" width="12" height="12" fill="${INCLUDED}"/>`,
    text(MARGIN + 18, y, "included reports", "start"),
    `<rect x="${MARGIN}" y="${y + 10}" width="12" height="12" fill="${OTHERS}"/>`,
    text(MARGIN + 18, y + 20, "other records", "start"),
  ];
}

/** The dots: which sources each column combines. */
function matrix({ names, rowOf, columns, left, top, column }: Plan): string[] {
  const right = left + columns.length * column;
  const rows = names.flatMap((name, at) => {
    const y = top + at * ROW;
    return [
      ...(at % 2 === 0
        ? [
            `<rect x="${MARGIN}" y="${y}" width="${right - MARGIN}" height="${ROW}" fill="${BAND}"/>`,
          ]
        : []),
      text(left - GAP, y + ROW / 2 + 4, name, "end"),
    ];
  });
  return [
    ...rows,
    text(left - GAP, top + names.length * ROW + ROW / 2 + 4, "included", "end"),
    ...columns.flatMap((combination, index) => {
      const x = left + index * column + column / 2;
      const filled = new Set(combination.sources.map((name) => rowOf.get(name)!));
      const [first, last] = [Math.min(...filled), Math.max(...filled)];
      const y = (row: number) => top + row * ROW + ROW / 2;
      return [
        ...names.map(
          (_, row) =>
            `<circle cx="${x}" cy="${y(row)}" r="5" fill="${filled.has(row) ? INK : FAINT}"/>`,
        ),
        ...(filled.size > 1
          ? [`<path d="M${x} ${y(first)}V${y(last)}" stroke="${INK}" stroke-width="2.5"/>`]
          : []),
        text(x, y(names.length) + 4, formatCount(combination.included), "middle"),
      ];
    }),
  ];
}

/** A bar for each combination, its number above it. */
function columnBars({ columns, left, top, column }: Plan): string[] {
  const most = Math.max(1, ...columns.map(({ records }) => records));
  const bottom = top - GAP;
  const scale = (n: number) => rounded((n / most) * BARS.height);
  return [
    `<path d="M${left} ${bottom}h${columns.length * column}" stroke="${INK}"/>`,
    ...columns.flatMap(({ records, included }, index) => {
      const x = left + index * column + 4;
      const [all, part] = [scale(records), scale(included)];
      const bar = (from: number, height: number, fill: string) =>
        `<rect x="${x}" y="${rounded(bottom - from - height)}" width="${column - 8}" height="${height}" fill="${fill}"/>`;
      return [
        bar(part, rounded(all - part), OTHERS),
        bar(0, part, INCLUDED),
        text(
          x + column / 2 - 4,
          rounded(bottom - all - 5),
          formatCount(records),
          "middle",
          ` font-size="${SIZE - 1}"`,
        ),
      ];
    }),
  ];
}

/** A bar for each source, which grows to the left from its name. */
function sourceBars({ names, left, top }: Plan, { sources }: SourceOverlap): string[] {
  const most = Math.max(1, ...sources.map(({ records }) => records));
  const widest = Math.ceil(Math.max(60, ...names.map((name) => fontWidth(name, SIZE))));
  const right = left - 2 * GAP - widest;
  return sources.flatMap((source, row) => {
    const y = top + row * ROW + 5;
    const scale = (n: number) => rounded((n / most) * BARS.width);
    const [all, part] = [scale(source.records), scale(source.included)];
    const bar = (end: number, width: number, fill: string) =>
      `<rect x="${rounded(end - width)}" y="${y}" width="${width}" height="${ROW - 10}" fill="${fill}"/>`;
    return [
      bar(right - part, rounded(all - part), OTHERS),
      bar(right, part, INCLUDED),
      text(
        rounded(right - all - 6),
        y + 12,
        sourceLabel(source),
        "end",
        ` font-size="${SIZE - 1}"`,
      ),
    ];
  });
}

function text(x: number, y: number, content: string, anchor: string, more = ""): string {
  return `<text x="${x}" y="${y}" text-anchor="${anchor}" fill="${INK}"${more}>${xmlText(content)}</text>`;
}

function cut(content: string, room: number): string {
  if (fontWidth(content, SIZE, "bold") <= room) return content;
  let short = content;
  while (short !== "" && fontWidth(`${short}…`, SIZE, "bold") > room) short = short.slice(0, -1);
  return `${short.trimEnd()}…`;
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
