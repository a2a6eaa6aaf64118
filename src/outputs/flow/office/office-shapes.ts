import { lineText } from "../diagram/flow-diagram.ts";
import type { ArrowShape, BoxShape, FlowShape, Point } from "../layout/flow-shapes.ts";
import { FAINT, INDENT, INK } from "../layout/flow-shapes.ts";
import { rgb } from "./office-file.ts";

/**
 * The DrawingML that Word and PowerPoint share: positions, outlines and glued connectors. A
 * connector is attached to two boxes at numbered sites of their outlines and follows them when they
 * are moved.
 */
export interface OfficeDrawing {
  /** Number of each shape in the document, by the id of the layout. */
  readonly numbers: ReadonlyMap<string, number>;
  /** The sites where connectors meet a box, besides the middles of its four edges. */
  readonly sites: ReadonlyMap<string, readonly Point[]>;
  /** Converts a length of the layout to EMU: 9,525 per pixel, or fewer if the page is small. */
  readonly emu: (pixels: number) => number;
}

const LINE = 1.2;
/** The middles of the top, left, bottom and right edge are the first four sites of a shape. */
const MIDDLES = 4;

export function officeDrawing(
  shapes: readonly FlowShape[],
  firstNumber: number,
  scale: number,
): OfficeDrawing {
  const boxes = new Map<string, BoxShape>();
  for (const shape of shapes) if ("rows" in shape) boxes.set(shape.id, shape);
  const sites = new Map<string, Point[]>();
  for (const shape of shapes) {
    if (shape.kind !== "arrow") continue;
    for (const [id, point] of [
      [shape.from, shape.points[0]!],
      [shape.to, shape.points.at(-1)!],
    ] as const) {
      const box = boxes.get(id);
      if (box === undefined || !onEdge(box, point) || middleAt(box, point) !== undefined) continue;
      const known = sites.get(id) ?? [];
      if (!known.some((site) => samePoint(site, point))) sites.set(id, [...known, point]);
    }
  }
  return {
    numbers: new Map([...boxes.keys()].map((id, index) => [id, firstNumber + index])),
    sites,
    emu: (pixels) => Math.round(pixels * scale * 9525),
  };
}

/** Position, outline, fill and border of a box. */
export function boxProperties(box: BoxShape, drawing: OfficeDrawing): string {
  const { emu } = drawing;
  const border =
    box.kind === "box"
      ? `<a:ln w="${emu(LINE)}"><a:solidFill><a:srgbClr val="${rgb(box.standard ? INK : FAINT)}"/></a:solidFill>${box.standard ? "" : '<a:prstDash val="dash"/>'}</a:ln>`
      : "<a:ln><a:noFill/></a:ln>";
  return `${placeXml(box, emu)}${outline(box, drawing)}<a:solidFill><a:srgbClr val="${rgb(box.fill)}"/></a:solidFill>${border}`;
}

function placeXml(
  { x, y, width, height }: Pick<BoxShape, "x" | "y" | "width" | "height">,
  emu: OfficeDrawing["emu"],
  turn = "",
): string {
  return `<a:xfrm${turn}><a:off x="${emu(x)}" y="${emu(y)}"/><a:ext cx="${emu(width)}" cy="${emu(height)}"/></a:xfrm>`;
}

/** A rectangle with extra sites for connectors that meet an edge away from its middle. */
function outline(box: BoxShape, { sites, emu }: OfficeDrawing): string {
  const own = sites.get(box.id) ?? [];
  if (own.length === 0) {
    const preset = box.kind === "box" ? "rect" : "roundRect";
    return `<a:prstGeom prst="${preset}"><a:avLst/></a:prstGeom>`;
  }
  const [width, height] = [emu(box.width), emu(box.height)];
  const all: readonly (readonly [angle: number, x: number, y: number])[] = [
    [16200000, width / 2, 0],
    [10800000, 0, height / 2],
    [5400000, width / 2, height],
    [0, width, height / 2],
    ...own.map(([x, y]) => [angleAt(box, [x, y]), emu(x - box.x), emu(y - box.y)] as const),
  ];
  const list = all.map(
    ([angle, x, y]) =>
      `<a:cxn ang="${angle}"><a:pos x="${Math.round(x)}" y="${Math.round(y)}"/></a:cxn>`,
  );
  const corners = [
    [width, 0],
    [width, height],
    [0, height],
  ].map(([x, y]) => `<a:lnTo><a:pt x="${x}" y="${y}"/></a:lnTo>`);
  return `<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst>${list.join("")}</a:cxnLst><a:rect l="0" t="0" r="r" b="b"/><a:pathLst><a:path w="${width}" h="${height}"><a:moveTo><a:pt x="0" y="0"/></a:moveTo>${corners.join("")}<a:close/></a:path></a:pathLst></a:custGeom>`;
}

/** The direction in which a connector leaves the edge that the point is on. */
function angleAt(box: BoxShape, [x, y]: Point): number {
  if (y === box.y) return 16200000;
  if (y === box.y + box.height) return 5400000;
  return x === box.x ? 10800000 : 0;
}

/** The boxes that a connector is attached to; none if it starts at another arrow. */
export function connections(
  { from, to, points }: ArrowShape,
  boxes: ReadonlyMap<string, BoxShape>,
  { numbers, sites }: OfficeDrawing,
): string {
  const glue = (name: string, id: string, point: Point): string => {
    const box = boxes.get(id);
    if (box === undefined || !onEdge(box, point)) return "";
    const own = (sites.get(id) ?? []).findIndex((site) => samePoint(site, point));
    const site = own >= 0 ? MIDDLES + own : middleAt(box, point);
    return `<a:${name} id="${numbers.get(id)}" idx="${site}"/>`;
  };
  return glue("stCxn", from, points[0]!) + glue("endCxn", to, points.at(-1)!);
}

/** Position, form and line of a connector: straight, or with one corner. */
export function arrowProperties({ points }: ArrowShape, { emu }: OfficeDrawing): string {
  const [startX, startY] = points[0]!;
  const [endX, endY] = points.at(-1)!;
  const place = {
    x: Math.min(startX, endX),
    y: Math.min(startY, endY),
    width: Math.abs(endX - startX),
    height: Math.abs(endY - startY),
  };
  const flips = `${endX < startX ? ' flipH="1"' : ""}${endY < startY ? ' flipV="1"' : ""}`;
  const bent = points.length > 2;
  // The preset with a corner runs horizontally first. For an arrow that runs vertically first, the
  // preset is rotated by a quarter turn, and its position is given as before the rotation.
  const upright = bent && points[1]![0] === startX;
  const quarter = upright ? quarterTurn(endX < startX, endY < startY) : flips;
  const before = upright
    ? {
        x: place.x + (place.width - place.height) / 2,
        y: place.y + (place.height - place.width) / 2,
        width: place.height,
        height: place.width,
      }
    : place;
  const preset = bent ? "bentConnector2" : "straightConnector1";
  return `${placeXml(before, emu, quarter)}<a:prstGeom prst="${preset}"><a:avLst/></a:prstGeom><a:ln w="${emu(LINE)}"><a:solidFill><a:srgbClr val="${rgb(INK)}"/></a:solidFill><a:tailEnd type="triangle"/></a:ln>`;
}

function quarterTurn(left: boolean, up: boolean): string {
  if (up) return left ? ' rot="5400000" flipH="1"' : ' rot="16200000"';
  return left ? ' rot="5400000"' : ' rot="16200000" flipH="1"';
}

/** The site in the middle of the edge that the point is on; undefined if it is elsewhere. */
function middleAt({ x, y, width, height }: BoxShape, point: Point): number | undefined {
  const middles: readonly Point[] = [
    [x + width / 2, y],
    [x, y + height / 2],
    [x + width / 2, y + height],
    [x + width, y + height / 2],
  ];
  const at = middles.findIndex((middle) => samePoint(middle, point));
  return at < 0 ? undefined : at;
}

function samePoint([x, y]: Point, [otherX, otherY]: Point): boolean {
  return Math.abs(x - otherX) < 1 && Math.abs(y - otherY) < 1;
}

function onEdge({ x, y, width, height }: BoxShape, [atX, atY]: Point): boolean {
  const level = atX >= x && atX <= x + width && (atY === y || atY === y + height);
  const upright = atY >= y && atY <= y + height && (atX === x || atX === x + width);
  return level || upright;
}

/** The boxes of a drawing by their ids. */
export function boxesById(shapes: readonly FlowShape[]): ReadonlyMap<string, BoxShape> {
  return new Map(shapes.flatMap((shape) => ("rows" in shape ? [[shape.id, shape] as const] : [])));
}

/** One paragraph of a box: a line of the diagram, which Office wraps again when it is edited. */
export interface OfficeParagraph {
  readonly text: string;
  /** Indentation of its first line from the padding, in pixels. */
  readonly indent: number;
}

export function paragraphsOf({ box, rows }: BoxShape): OfficeParagraph[] {
  if (box === undefined) return [{ text: rows.map(({ text }) => text).join(" "), indent: 0 }];
  return box.lines.map((line) => ({ text: lineText(line), indent: line.indent * INDENT }));
}
