import { SVG_FONT, svgDocument } from "../../text/svg-document.ts";
import { xmlText } from "../../text/xml-text.ts";
import type { Figure } from "./figure.ts";
import {
  type ArrowShape,
  type BoxShape,
  FAINT,
  type FlowLayout,
  INK,
  NOTE_SIZE,
  type NoteShape,
  RADIUS,
  SIZE,
} from "./flow-shapes.ts";

/** How a drawing renders its texts and boxes. */
interface SvgStyle {
  /** The list of font families. */
  readonly family: string;
  /** Renders a line of text as XML. */
  readonly line: (text: string, bold: boolean) => string;
  /** The target of a box's link, in a page that lists its records. */
  readonly link?: (box: BoxShape) => string | undefined;
}

const STYLE: SvgStyle = { family: SVG_FONT, line: xmlText };

/** Draws the figure as an SVG file. */
export function drawSvg(
  { layout: { shapes, width, height }, title, texts }: Figure,
  changes: Partial<SvgStyle> = {},
): string {
  const style: SvgStyle = { ...STYLE, ...changes };
  return svgDocument({
    id: "slr-flow",
    width,
    height,
    family: style.family,
    fontSize: SIZE,
    title,
    description: texts.join("\n"),
    hasLinks: style.link !== undefined,
    shapes: [ARROWHEAD, ...shapes.flatMap((shape) => drawShape(shape, style))],
  });
}

const ARROWHEAD = `<defs><marker id="slr-flow-arrow" viewBox="0 0 10 10" refX="10" refY="5" markerWidth="8" markerHeight="8" orient="auto"><path d="M0 1L10 5L0 9z" fill="${INK}"/></marker></defs>`;

function drawShape(shape: FlowLayout["shapes"][number], style: SvgStyle): string[] {
  if (shape.kind === "arrow") return [drawArrow(shape)];
  if (shape.kind === "note") return [drawNote(shape, style)];
  if (shape.kind !== "box") return [drawLabel(shape, style)];
  const link = style.link?.(shape);
  const box = drawBox(shape, style);
  return link === undefined ? box : [`<a href="${xmlText(link)}">`, ...box, "</a>"];
}

function drawBox(box: BoxShape, { line }: SvgStyle): string[] {
  const stroke = box.standard
    ? `stroke="${INK}" stroke-width="1.2"`
    : `stroke="${FAINT}" stroke-width="1.2" stroke-dasharray="5 3"`;
  const ink = box.standard ? "" : ` fill="${FAINT}"`;
  return [
    `<rect x="${box.x}" y="${box.y}" width="${box.width}" height="${box.height}" fill="${box.fill}" ${stroke}/>`,
    ...box.rows.map(
      ({ x, y, text }) => `<text x="${x}" y="${y}"${ink}>${line(text, false)}</text>`,
    ),
  ];
}

/** A heading or the bar of a phase: bold and centred. */
function drawLabel(
  { x, y, width, height, fill, turned, rows }: BoxShape,
  { line }: SvgStyle,
): string {
  const texts = rows.map((row) => {
    const place = turned
      ? `transform="translate(${row.x} ${row.y}) rotate(-90)"`
      : `x="${row.x}" y="${row.y}"`;
    return `<text ${place} text-anchor="middle" font-weight="bold">${line(row.text, true)}</text>`;
  });
  return `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="${RADIUS}" fill="${fill}"/>${texts.join("")}`;
}

function drawArrow({ points }: ArrowShape): string {
  const path = points.map(([x, y], index) => {
    const before = points[index - 1];
    if (before === undefined) return `M${x} ${y}`;
    return before[0] === x ? `V${y}` : `H${x}`;
  });
  return `<path d="${path.join("")}" fill="none" stroke="${INK}" stroke-width="1.2" marker-end="url(#slr-flow-arrow)"/>`;
}

function drawNote({ text, x, y }: NoteShape, { line }: SvgStyle): string {
  return `<text x="${x}" y="${y}" font-size="${NOTE_SIZE}" fill="${FAINT}">${line(text, false)}</text>`;
}
