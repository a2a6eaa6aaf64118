import { fontWidth } from "../../text/font-width.ts";
import { plainText } from "../../text/plain-text.ts";
import { SVG_FONT, svgDocument } from "../../text/svg-document.ts";
import { xmlText } from "../../text/xml-text.ts";
import type { NamedCurve } from "./recall-curve-text.ts";

/** A panel of curves for one set of records. */
export interface CurvePanel {
  readonly title: string;
  readonly curves: readonly NamedCurve[];
}

const SIZE = 12;
const PLOT = { width: 320, height: 220 } as const;
const MARGIN = { left: 56, top: 40, right: 24, bottom: 72 } as const;
const INK = "#333333";
const FAINT = "#d0d0d0";
/**
 * Blue, vermillion and green of a palette that colour-blind readers can tell apart (Okabe and Ito
 * 2008).
 */
const COLOURS = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00"];
/** Dashes tell the lines apart in print, too. */
const DASHES = ["", "6 3", "2 3", "8 3 2 3", "1 2"];
const MOST_COLUMNS = 3;

/**
 * Recall curves as a self-contained SVG with a panel for each set. The x axis is records read, the
 * y axis recall.
 */
export function recallCurveSvg(given: readonly CurvePanel[]): string {
  const panels = given.map(({ title, curves }) => ({
    title: plainText(title),
    curves: curves.map(({ name, curve }) => ({ name: plainText(name), curve })),
  }));
  const columns = Math.min(MOST_COLUMNS, panels.length);
  const cell = {
    width: MARGIN.left + PLOT.width + MARGIN.right,
    height: MARGIN.top + PLOT.height + MARGIN.bottom,
  };
  const width = columns * cell.width;
  const height = Math.ceil(panels.length / columns) * cell.height;
  const drawn = panels.map((panel, at) => {
    const left = (at % columns) * cell.width + MARGIN.left;
    const top = Math.floor(at / columns) * cell.height + MARGIN.top;
    return `<g transform="translate(${left} ${top})">${panelShapes(panel).join("")}</g>`;
  });
  return svgDocument({
    id: "slr-recall",
    width,
    height,
    family: SVG_FONT,
    fontSize: SIZE,
    title: "Recall curves",
    description: panels.map(describe).join("\n"),
    shapes: drawn,
  });
}

function describe({ title, curves }: CurvePanel): string {
  const figures = curves.map(
    ({ name, curve }) => `${name} ${[10, 20, 50].map((at) => percent(curve[at]!)).join(", ")}`,
  );
  return `${title}: recall after 10, 20 and 50 % of the records: ${figures.join("; ")}`;
}

function panelShapes({ title, curves }: CurvePanel): string[] {
  const x = (share: number) => rounded(share * PLOT.width);
  const y = (recall: number) => rounded((1 - recall) * PLOT.height);
  const ticks = [0, 0.2, 0.4, 0.6, 0.8, 1];
  const shapes = ticks.flatMap((tick) => [
    `<path d="M0 ${y(tick)}H${PLOT.width}" stroke="${FAINT}"/>`,
    text(-8, y(tick) + 4, percent(tick), "end"),
    text(x(tick), PLOT.height + 18, percent(tick), "middle"),
  ]);
  shapes.push(
    text(0, -16, cut(title), "start", ' font-weight="bold"'),
    text(PLOT.width / 2, PLOT.height + 36, "records read", "middle"),
    `<path d="M0 ${PLOT.height}L${PLOT.width} 0" stroke="${FAINT}" stroke-width="2"/>`,
  );
  let legend = 0;
  for (const [at, { name, curve }] of curves.entries()) {
    const points = curve.map((recall, step) => `${x(step / (curve.length - 1))} ${y(recall)}`);
    const stroke = `stroke="${COLOURS[at % COLOURS.length]}" stroke-width="2"${dash(at)}`;
    shapes.push(`<path d="M${points.join("L")}" fill="none" ${stroke}/>`);
    shapes.push(`<path d="M${legend} ${PLOT.height + 54}h24" ${stroke}/>`);
    shapes.push(text(legend + 30, PLOT.height + 58, name, "start"));
    legend += 30 + Math.ceil(fontWidth(name, SIZE)) + 16;
  }
  return shapes;
}

function dash(at: number): string {
  const dashes = DASHES[at % DASHES.length];
  return dashes === "" ? "" : ` stroke-dasharray="${dashes}"`;
}

function text(x: number, y: number, content: string, anchor: string, more = ""): string {
  return `<text x="${rounded(x)}" y="${rounded(y)}" text-anchor="${anchor}" fill="${INK}"${more}>${xmlText(content)}</text>`;
}

/** A title cut to fit above its plot. */
function cut(title: string): string {
  if (fontWidth(title, SIZE) <= PLOT.width) return title;
  let short = title;
  while (short !== "" && fontWidth(`${short}…`, SIZE) > PLOT.width) short = short.slice(0, -1);
  return `${short.trimEnd()}…`;
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
