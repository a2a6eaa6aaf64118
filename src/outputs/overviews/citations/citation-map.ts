import type { CitationNetwork } from "../../../core/overviews/citations/citation-network.ts";
import { compareText } from "../../../core/records/problem.ts";
import { formatCount, plural } from "../../../core/records/text/plural.ts";
import { fontWidth } from "../../text/font-width.ts";
import { plainText, wrapText } from "../../text/plain-text.ts";
import { SVG_FONT, svgDocument } from "../../text/svg-document.ts";
import { xmlText } from "../../text/xml-text.ts";
import { shortName, shortWork } from "./citation-names.ts";

const SIZE = 11;
const INK = "#222222";
const MARGIN = 20;
const ROW = 30;
/** From the middle of a column to the next; half of it is for names. */
const COLUMN = 150;
const NAME = 104;
/** More than these cannot be told apart; the note below the map says how many are left out. */
const MOST = { included: 80, finds: 30, citing: 30 } as const;

const KINDS = {
  included: { fill: "#0072b2", means: "included" },
  find: { fill: "#d55e00", means: "cited by included studies, found by no search" },
  record: { fill: "#999999", means: "record of the review that is not included" },
} as const;

interface Node {
  readonly id: string;
  readonly name: string;
  readonly kind: keyof typeof KINDS;
  readonly year: number | undefined;
  /** How many included studies cite it. */
  readonly cited: number;
  column: number;
  row: number;
}

/**
 * The citation network as a map through time: a column for each year, a line from each record to what
 * it cites. Rows follow from what a node is linked with, so the same network gives the same map.
 */
export function citationMap(network: CitationNetwork, least: number): string {
  const { nodes: chosen, leftOut } = nodesOf(network, least);
  const links = linksOf(network, new Map(chosen.map((node) => [node.id, node])));
  // What is linked only with nodes that are left out would stand alone.
  const drawn = new Set(links.flat());
  const nodes = chosen.filter((node) => drawn.has(node));
  const years = placeNodes(nodes, links);
  const rows = Math.max(1, ...nodes.map(({ row }) => row + 1));
  const width = Math.max(2 * MARGIN + years.length * COLUMN, 560);
  const top = MARGIN + 26;
  const x = ({ column }: Node) => MARGIN + column * COLUMN + 18;
  const y = ({ row }: Node) => top + row * ROW + ROW / 2;
  const shapes = years.map((year, at) =>
    text(
      MARGIN + at * COLUMN + 18,
      MARGIN + 8,
      year === undefined ? "no year" : String(year),
      true,
    ),
  );
  for (const [from, to] of links) shapes.push(linkPath(x(from), y(from), x(to), y(to)));
  for (const node of nodes) {
    const radius = 4 + Math.min(8, 2 * Math.sqrt(node.cited));
    const { fill } = KINDS[node.kind];
    shapes.push(
      `<circle cx="${x(node)}" cy="${y(node)}" r="${rounded(radius)}" fill="${fill}" stroke="#ffffff"/>`,
      // White below the letters keeps them readable where lines cross.
      `<text x="${rounded(x(node) + radius + 3)}" y="${y(node) + 4}" fill="${INK}" stroke="#ffffff" stroke-width="3" paint-order="stroke">${xmlText(cut(node.name))}</text>`,
    );
  }
  let bottom = top + rows * ROW + 18;
  for (const kind of ["included", "find", "record"] as const) {
    if (!nodes.some((node) => node.kind === kind)) continue;
    shapes.push(`<circle cx="${MARGIN + 6}" cy="${bottom - 4}" r="5" fill="${KINDS[kind].fill}"/>`);
    shapes.push(text(MARGIN + 18, bottom, KINDS[kind].means));
    bottom += 18;
  }
  const notes = [
    "A line leads from a record to what it cites; the larger a circle, the more included studies cite it.",
    ...leftOut,
  ].flatMap((note) =>
    wrapText(note, width - 2 * MARGIN, width - 2 * MARGIN, (piece) => fontWidth(piece, SIZE)),
  );
  for (const line of notes) {
    shapes.push(text(MARGIN, bottom, line));
    bottom += 15;
  }
  const title = plainText(network.title);
  return svgDocument({
    id: "slr-citations",
    width,
    height: bottom + MARGIN,
    family: SVG_FONT,
    fontSize: SIZE,
    title: title === "" ? "Citations" : `Citations: ${title}`,
    description: nodes
      .map(({ name, kind, cited }) => `${name} (${KINDS[kind].means}): cited by ${cited}`)
      .join("\n"),
    shapes,
  });
}

/** The included records that are linked, the finds and the citing records that most are linked with. */
function nodesOf(
  network: CitationNetwork,
  least: number,
): { readonly nodes: Node[]; readonly leftOut: readonly string[] } {
  const citers = new Map(network.cited.map(({ record, studies }) => [record.key, studies]));
  const finds = network.finds.filter(({ studies }) => studies >= least);
  const linked = new Set([...network.links.flat(), ...finds.flatMap(({ citedBy }) => citedBy)]);
  const isIncluded = new Set(network.included.map(({ key }) => key));
  const included = network.included
    .filter(({ key }) => linked.has(key))
    .sort(
      (a, b) => (citers.get(b.key) ?? 0) - (citers.get(a.key) ?? 0) || compareText(a.key, b.key),
    );
  const cited = network.cited.filter(({ record }) => !isIncluded.has(record.key));
  const others = new Map([...network.citing, ...cited].map(({ record }) => [record.key, record]));
  const nodes = [
    ...included.slice(0, MOST.included).map(
      (record): Node => ({
        ...{ id: record.key, name: plainText(shortName(record)), kind: "included" },
        ...{ year: record.summary.year, cited: citers.get(record.key) ?? 0, column: 0, row: 0 },
      }),
    ),
    ...finds.slice(0, MOST.finds).map(
      (find): Node => ({
        ...{ id: find.id, name: plainText(shortWork(find)), kind: "find" },
        ...{ year: find.reference.year, cited: find.studies, column: 0, row: 0 },
      }),
    ),
    ...[...others.values()].slice(0, MOST.citing).map(
      (record): Node => ({
        ...{ id: record.key, name: plainText(shortName(record)), kind: "record" },
        ...{ year: record.summary.year, cited: citers.get(record.key) ?? 0, column: 0, row: 0 },
      }),
    ),
  ];
  const silent = network.included.length - included.length;
  const left = (all: number, most: number, noun: string) =>
    all > most ? [`${formatCount(all - most)} more ${noun} are left out.`] : [];
  return {
    nodes,
    leftOut: [
      ...(silent > 0
        ? [`Without a known citation, and not drawn: ${plural(silent, "included record")}.`]
        : []),
      ...left(included.length, MOST.included, "included records"),
      ...left(finds.length, MOST.finds, "works that no search found"),
      ...left(others.size, MOST.citing, "records that are not included"),
    ],
  };
}

type Link = readonly [from: Node, to: Node];

function linksOf(network: CitationNetwork, byId: ReadonlyMap<string, Node>): Link[] {
  const link = (from: string, to: string): Link[] => {
    const [a, b] = [byId.get(from), byId.get(to)];
    return a === undefined || b === undefined ? [] : [[a, b]];
  };
  return [
    ...network.links.flatMap(([citing, cited]) => link(citing, cited)),
    ...network.finds.flatMap(({ id, citedBy }) => citedBy.flatMap((key) => link(key, id))),
  ];
}

/** How often the rows are put into the order of what they are linked with. */
const SWEEPS = 4;

/** Puts nodes into the columns of their years, and near those that they are linked with. */
function placeNodes(nodes: readonly Node[], links: readonly Link[]): (number | undefined)[] {
  const years = [...new Set(nodes.map(({ year }) => year))].sort(
    (a, b) => (a ?? 9999) - (b ?? 9999),
  );
  const neighbours = new Map<Node, Node[]>();
  for (const [from, to] of links)
    for (const [one, other] of [[from, to] as const, [to, from] as const])
      neighbours.set(one, [...(neighbours.get(one) ?? []), other]);
  const columns = years.map((year, at) => {
    const column = nodes.filter((node) => node.year === year);
    for (const [row, node] of column.entries()) Object.assign(node, { column: at, row });
    return column;
  });
  const tallest = Math.max(0, ...columns.map(({ length }) => length));
  for (let sweep = 0; sweep < SWEEPS; sweep += 1) {
    const order = sweep % 2 === 0 ? columns : [...columns].reverse();
    for (const column of order) {
      const middle = new Map(
        column.map((node) => {
          const rows = (neighbours.get(node) ?? []).map(({ row }) => row);
          return [node, rows.length === 0 ? node.row : rows.reduce((a, b) => a + b) / rows.length];
        }),
      );
      column.sort((a, b) => middle.get(a)! - middle.get(b)! || compareText(a.id, b.id));
      // Short columns are spread, and stand a little above and below each other, so that a line
      // seldom runs through a node between its ends.
      const step = Math.min(3, tallest / column.length);
      const offset = (tallest - step * column.length) / 2;
      for (const [row, node] of column.entries()) node.row = offset + (row + 0.5) * step - 0.5;
    }
  }
  for (const [at, column] of columns.entries())
    if (column.length * 2 < tallest) for (const node of column) node.row += ((at % 3) - 1) * 1.3;
  return years;
}

function linkPath(x1: number, y1: number, x2: number, y2: number): string {
  // Within a year the line bends to the left, past the names.
  const bend = x1 === x2 ? -40 : (x2 - x1) / 2;
  const path = `M${rounded(x1)} ${rounded(y1)}C${rounded(x1 + bend)} ${rounded(y1)} ${rounded(x1 === x2 ? x2 + bend : x2 - bend)} ${rounded(y2)} ${rounded(x2)} ${rounded(y2)}`;
  return `<path d="${path}" fill="none" stroke="#7a7a7a" stroke-opacity="0.55"/>`;
}

function text(x: number, y: number, content: string, bold = false): string {
  return `<text x="${rounded(x)}" y="${rounded(y)}" fill="${INK}"${bold ? ' font-weight="bold" text-anchor="middle"' : ""}>${xmlText(content)}</text>`;
}

function cut(name: string): string {
  if (fontWidth(name, SIZE) <= NAME) return name;
  const year = /\s\d{4}$/.exec(name)?.[0] ?? "";
  let short = name.slice(0, name.length - year.length);
  while (short !== "" && fontWidth(`${short}…${year}`, SIZE) > NAME) short = short.slice(0, -1);
  return `${short.trimEnd()}…${year}`;
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
