import {
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
} from "yaml";
import { breakdownNamed } from "../../core/claims/breakdowns.ts";
import type { ClaimedCount } from "../../core/claims/claim.ts";
import { measuresNamed, nameOf } from "../../core/claims/measures.ts";
import type { Place } from "../../core/records/model.ts";
import { readPlainTable } from "../review-files/plain-table.ts";

/** The content of a file of claims. */
export interface ReadClaims {
  readonly counts: readonly ClaimedCount[];
  /** Lists that it names, by path: `included: included.bib`. */
  readonly lists: readonly {
    readonly name: string;
    readonly path: string;
    readonly place: Place;
  }[];
  /** Values that should be numbers but are not. */
  readonly unread: readonly {
    readonly place: Place;
    readonly name: string;
    readonly text: string;
  }[];
}

interface Reading {
  readonly file: string;
  readonly counts: ClaimedCount[];
  readonly lists: ReadClaims["lists"][number][];
  readonly unread: ReadClaims["unread"][number][];
}

/**
 * Reads claimed counts: the CSV of the R package PRISMA2020, a table of names and numbers, lines of
 * `name=value`, or YAML and JSON, among them results/prisma.json. Undefined where the text is none
 * of these.
 */
export function readClaims(text: string, file: string): ReadClaims | undefined {
  const reading: Reading = { file, counts: [], lists: [], unread: [] };
  const plain = text.replace(/^\uFEFF/, "");
  // A list of titles with colons is not YAML.
  const isTable = /\.[ct]sv$/i.test(file);
  const isRead = isTable
    ? readPrismaCsv(plain, reading) || readNamedNumbers(plain, reading)
    : readAssignments(plain, reading) || readYaml(plain, reading);
  if (!isRead) return undefined;
  const { counts, lists, unread } = reading;
  // A bibliography may be JSON, too, but its numbers are not claims.
  const isKnown = ({ name }: { readonly name: string }) =>
    measuresNamed(name).length > 0 || breakdownNamed(name) !== undefined;
  return [...counts, ...lists, ...unread].some(isKnown) ? { counts, lists, unread } : undefined;
}

/** A whole number, perhaps with thousands separators: `1,118`, `1 118`, `1.118`. */
export function readCount(text: string): number | undefined {
  const parted = /^\d{1,3}(?:([,.\u00a0\u202f' ])\d{3})(?:\1\d{3})*$/.test(text.trim());
  const digits = parted ? text.replace(/\D/g, "") : text.trim();
  return /^\d{1,9}$/.test(digits) ? Number(digits) : undefined;
}

/** Rows of the package are identified by `data`; those of phases and labels have no number. */
function readPrismaCsv(text: string, reading: Reading): boolean {
  const { header, rows } = readPlainTable(text);
  const [data, box, n] = ["data", "box", "n"].map((name) => header.indexOf(name));
  if (data === undefined || data < 0 || box! < 0 || n! < 0) return false;
  for (const { cells, line } of rows) {
    const name = cells[data] ?? "";
    const value = cells[n!] ?? "";
    const place = { file: reading.file, line };
    if (name === "" || name === "NA" || value === "" || value === "NA" || PHASES.has(name))
      continue;
    const breakdown = breakdownNamed(name);
    const count = readCount(value);
    if (count !== undefined && !(breakdown !== undefined && count === 0)) {
      // The package hides boxes with 0, so these rows claim nothing.
      if (count > 0 || !HIDDEN.test(name)) reading.counts.push({ name, n: count, place });
    } else if (breakdown !== undefined) readParts(name, value, place, reading);
    else reading.unread.push({ place, name, text: value });
  }
  return true;
}

const PHASES: ReadonlySet<string> = new Set(["identification", "screening", "included"]);
const HIDDEN = /_ma$/;

/** Two columns, of which the second holds numbers: `records screened,770`. */
function readNamedNumbers(text: string, reading: Reading): boolean {
  const { header, rows } = readPlainTable(text);
  const lines = [{ line: 1, cells: header }, ...rows];
  // The first row may name the columns.
  const named = readCount(header[1] ?? "") === undefined ? lines.slice(1) : lines;
  const counts = named.map(({ cells }) => readCount(cells[1] ?? ""));
  if (header.length !== 2 || named.length === 0 || counts.includes(undefined)) return false;
  // Titles with their years are a list of records, not counts.
  if (!named.some(({ cells }) => measuresNamed(cells[0] ?? "").length > 0)) return false;
  for (const [at, { cells, line }] of named.entries())
    reading.counts.push({
      name: cells[0]!,
      n: counts[at]!,
      place: { file: reading.file, line },
    });
  return true;
}

/** `Scopus, 130; arXiv, 1118`; the package's own template says `Database 1, xxx`. */
function readParts(name: string, cell: string, place: Place, reading: Reading): void {
  for (const part of cell.split(";")) {
    const [item = "", n = ""] = part.split(/,(?=[^,]*$)/).map((side) => side.trim());
    const count = readCount(n);
    if (count !== undefined) reading.counts.push({ name, item, n: count, whole: true, place });
    else if (!/^(?:xxx|NA)?$/.test(n) && part.trim() !== "0")
      reading.unread.push({ place, name, text: part.trim() });
  }
}

/** The two sides of `name=value`; undefined for another line. */
function assignment(line: string): readonly [name: string, value: string] | undefined {
  const sign = line.indexOf("=");
  const name = line.slice(0, Math.max(0, sign)).trim();
  if (name === "" || /[:#{}[\]"]/.test(name)) return undefined;
  return [name, line.slice(sign + 1).trim()];
}

/** Lines of `name=value`; blank lines and comments may stand between. */
function readAssignments(text: string, reading: Reading): boolean {
  const lines = text.split(/\r\n|\n|\r/);
  const isComment = (line: string) => /^\s*(?:#.*)?$/.test(line);
  if (!lines.every((line) => isComment(line) || assignment(line) !== undefined)) return false;
  for (const [at, line] of lines.entries()) {
    const [name, value] = assignment(line) ?? [];
    if (isComment(line) || name === undefined || value === undefined) continue;
    addValue(name, value, { file: reading.file, line: at + 1 }, reading);
  }
  return true;
}

/** A number, a number of a part (`databases.Scopus`) or a list. */
export function addValue(
  name: string,
  value: string,
  place: Place | undefined,
  { counts, lists, unread, file }: Reading,
): void {
  const n = readCount(value);
  const [, heading, item] = /^([^.]+)\.(.+)$/.exec(name) ?? [];
  const part = heading !== undefined && breakdownNamed(heading) !== undefined;
  const claim = part ? { name: heading, item: item! } : { name };
  const here = place ?? { file, line: 1 };
  if (n !== undefined) counts.push({ ...claim, n, ...(place && { place }) });
  else if (IS_PATH.test(value)) lists.push({ name, path: value, place: here });
  else unread.push({ place: here, name, text: value });
}

/** A path whose last part has a file extension. */
export const IS_PATH = /\.[a-z]\w{1,8}(?:[/[][\s\S]*)?$/i;

function readYaml(text: string, reading: Reading): boolean {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  if (document.errors.length > 0) return false;
  const root = document.contents;
  if (!isMap(root) && !isSeq(root)) return false;
  readNode("", root as Node, { ...reading, lineOf: (at) => lines.linePos(at).line });
  return true;
}

interface YamlReading extends Reading {
  lineOf(offset: number): number;
}

/** The first syntax error of a text that is meant to be YAML or JSON, with its line. */
export function faultOfYaml(
  text: string,
): { readonly line: number; readonly why: string } | undefined {
  const lines = new LineCounter();
  const { errors } = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const [first] = errors;
  return first && { line: lines.linePos(first.pos[0]).line, why: first.message };
}

function readNode(name: string, node: Node | null, reading: YamlReading): void {
  const { file, lineOf, counts } = reading;
  const place = { file, line: lineOf(node?.range?.[0] ?? 0) };
  if (isScalar(node)) {
    readScalar(name, node.value, place, reading);
  } else if (isMap(node)) {
    const named = namedCount(node);
    if (named !== undefined) {
      const isPart = breakdownNamed(name) !== undefined;
      counts.push(
        isPart
          ? { name, item: named.name, n: named.n, whole: true, place }
          : { name: named.name, n: named.n, place },
      );
      return;
    }
    for (const pair of node.items) {
      if (!isPair(pair)) continue;
      const key = String(isScalar(pair.key) ? pair.key.value : pair.key);
      const value = pair.value as Node | null;
      const n = isScalar(value) ? countOf(value.value) : undefined;
      if (n !== undefined && name !== "" && breakdownNamed(name) !== undefined) {
        const line = lineOf(value?.range?.[0] ?? 0);
        counts.push({ name, item: key, n, whole: true, place: { file, line } });
      } else readNode(name === "" ? key : `${name}.${key}`, value, reading);
    }
  } else if (isAlias(node)) {
    reading.unread.push({ place, name, text: `*${node.source}` });
  } else if (isSeq(node)) {
    for (const item of node.items) readNode(name, item as Node, reading);
  }
}

/** `{"name": "Scopus", "n": 130}`, as results/prisma.json lists parts. */
function namedCount(node: Node): { readonly name: string; readonly n: number } | undefined {
  if (!isMap(node)) return undefined;
  const [name, n] = [node.get("name"), countOf(node.get("n"))];
  return typeof name === "string" && n !== undefined ? { name, n } : undefined;
}

function countOf(value: unknown): number | undefined {
  if (typeof value === "number") return Number.isInteger(value) && value >= 0 ? value : undefined;
  return typeof value === "string" ? readCount(value) : undefined;
}

/** Keys of results/prisma.json that describe how the flow is drawn. */
const DRAWING: ReadonlySet<string> = new Set(["other_methods", "template", "text"]);

function readScalar(name: string, value: unknown, place: Place, reading: YamlReading): void {
  if (value === null || value === undefined) return;
  const n = countOf(value);
  if (n !== undefined && name !== "") reading.counts.push({ name, n, place });
  else if (typeof value === "string" && assignment(value) !== undefined) {
    // An item of a list: `- screened=770`.
    const [key, text] = assignment(value)!;
    addValue(key, text, place, reading);
  } else if (typeof value === "string" && name !== "" && IS_PATH.test(value))
    reading.lists.push({ name, path: value, place });
  else if (!DRAWING.has(nameOf(name))) reading.unread.push({ place, name, text: String(value) });
}
