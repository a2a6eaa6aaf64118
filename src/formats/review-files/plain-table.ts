import { withoutAbsent } from "../../core/records/without-absent.ts";

/**
 * A small table that people keep, as text: separated by comma, semicolon or tab; with or without
 * BOM; with any line ends.
 */
export interface PlainTable {
  readonly delimiter: string;
  readonly header: readonly string[];
  readonly rows: readonly PlainRow[];
  /** Lines whose quotes leave open where the row ends; they belong to no row. */
  readonly doubts: readonly LineDoubt[];
  /** The number of lines, counted by the table's line ends alone. */
  readonly lines: number;
  /** The number of lines that are the header or blank. */
  readonly besides: number;
  /**
   * The line of a quote that is still open at the end of the text, as a crash during a write leaves
   * it.
   */
  readonly openAtEnd?: number;
}

export interface PlainRow {
  /** The first line of the row, counted from 1. */
  readonly line: number;
  /** The number of its lines: more than one if a quoted cell contains line breaks. */
  readonly lines: number;
  readonly cells: readonly string[];
  /** Whether a quote in it is not written as in a CSV file, and is read as part of its cell. */
  readonly strayQuote: boolean;
  /** A line inside of a quoted cell that could be a row of its own: it has as many cells. */
  readonly rowInside?: number;
}

export interface LineDoubt {
  readonly line: number;
  readonly kind: "unclosed-quote" | "stray-quote";
}

/**
 * Tells by their content whether cells are those of a row. Without it, only their number counts.
 */
export type IsRow = (cells: readonly string[], header: readonly string[]) => boolean;

/**
 * Reads a table whose first row is its header. Blank rows are left out, cells are trimmed.
 *
 * People edit these tables by hand, and a quote that they leave open would make one cell of all lines
 * up to the next quote. So lines are rows: a quoted cell goes over several of them only if no line in
 * it is a row of its own. What a line with a wrong quote says is a doubt, and costs no other line.
 * No CSV library reads so; they either stop at such a quote or join the lines.
 */
export function readPlainTable(text: string, isRow?: IsRow): PlainTable {
  const lines = text.replace(/^\uFEFF/, "").split(/\r\n|\n|\r/);
  // There is no line after the last line end.
  if (lines.at(-1) === "") lines.pop();
  const first = lines.findIndex((line) => line.trim() !== "");
  if (first < 0) {
    return { delimiter: ",", header: [], rows: [], doubts: [], ...counts(lines, lines.length) };
  }
  const delimiter = delimiterOf(lines[first]!);
  const head = readQuoted(lines, first, delimiter, () => false);
  const begin =
    head !== undefined && head.strays === 0 ? head : literalLine(lines, first, delimiter);
  const header = begin.cells;
  const reader = { lines, delimiter, header, isRow };
  const rows: PlainRow[] = [];
  const doubts: LineDoubt[] = [];
  let besides = begin.end + 1;
  let openAtEnd: number | undefined;
  for (let at = begin.end + 1; at < lines.length; ) {
    const reading = readRow(reader, at);
    const span = reading.end - at + 1;
    if (reading.reachedEnd) openAtEnd ??= at + 1;
    if ("doubt" in reading) doubts.push({ line: at + 1, kind: reading.doubt });
    else if (reading.cells.every((cell) => cell === "")) besides += span;
    else {
      const { cells, strayQuote } = reading;
      const rowInside = isRow === undefined ? rowInCell(reader, at, reading.end) : undefined;
      rows.push({ line: at + 1, lines: span, cells, strayQuote, ...withoutAbsent({ rowInside }) });
    }
    at = reading.end + 1;
  }
  return {
    delimiter,
    header,
    rows,
    doubts,
    ...counts(lines, besides),
    ...(openAtEnd !== undefined && { openAtEnd }),
  };
}

/** In two columns, a line of prose with a comma is no row. */
const FEWEST_CELLS = 3;

/** Where nothing but the number of cells speaks: the first line of a quoted cell that has as many. */
function rowInCell({ lines, delimiter, header }: TableReader, from: number, end: number) {
  if (header.length < FEWEST_CELLS) return undefined;
  for (let at = from + 1; at < end; at += 1)
    if (literalLine(lines, at, delimiter).cells.length === header.length) return at + 1;
  return undefined;
}

function counts(lines: readonly string[], besides: number) {
  return { lines: lines.length, besides };
}

function delimiterOf(line: string): string {
  return [",", ";", "\t"]
    .map((one) => ({ one, count: line.split(one).length }))
    .reduce((best, other) => (other.count > best.count ? other : best)).one;
}

interface TableReader {
  readonly lines: readonly string[];
  readonly delimiter: string;
  readonly header: readonly string[];
  readonly isRow: IsRow | undefined;
}

/**
 * Cells from one line to another, with the number of quotes that are not written as in a CSV file.
 */
interface Reading {
  readonly cells: readonly string[];
  readonly end: number;
  readonly strays: number;
}

type RowReading = { readonly end: number; readonly reachedEnd: boolean } & (
  | { readonly cells: readonly string[]; readonly strayQuote: boolean }
  | { readonly doubt: LineDoubt["kind"] }
);

function readRow(reader: TableReader, at: number): RowReading {
  const { lines, delimiter, header } = reader;
  const line = lines[at]!;
  const literal = literalLine(lines, at, delimiter);
  const found = { reachedEnd: false };
  const quoted = line.includes('"')
    ? readQuoted(lines, at, delimiter, refusal(reader, at, literal.cells, found))
    : literal;
  const width = header.length;
  const row = (cells: readonly string[], end: number, strays: number): RowReading => ({
    cells,
    end,
    strayQuote: strays > 0,
    reachedEnd: false,
  });
  if (quoted !== undefined && quoted.strays === 0) return row(quoted.cells, quoted.end, 0);
  if (quoted !== undefined) {
    const { cells, end, strays } = quoted;
    const others = literal.cells.length;
    if (cells.length === width || (cells.length === others && cells.length < width))
      return row(cells, end, strays);
  }
  const balanced = (line.split('"').length - 1) % 2 === 0;
  const short = balanced && literal.cells.length < width && isRowOf(reader, literal.cells);
  if (literal.cells.length === width || short)
    return { ...row(literal.cells, at, 1), reachedEnd: found.reachedEnd };
  const doubt = quoted === undefined && !balanced ? "unclosed-quote" : "stray-quote";
  return { doubt, end: at, reachedEnd: found.reachedEnd };
}

function isRowOf({ header, isRow }: TableReader, cells: readonly string[]): boolean {
  return isRow === undefined ? cells.length === header.length : isRow(cells, header);
}

/** More wrong quotes than a cell that a person wrote has; it also bounds how far each quote is followed. */
const MOST_STRAYS = 20;

/**
 * Ends a cell that would go over several lines where these are rows of their own. Where nothing but the
 * number of cells speaks, a line of prose may have as many by chance; so there all lines must have it.
 */
function refusal(
  reader: TableReader,
  at: number,
  literal: readonly string[],
  found: { reachedEnd: boolean },
) {
  const { lines, delimiter, isRow } = reader;
  let allRows = isRowOf(reader, literal);
  return (end: number, strays: number, closed: boolean): boolean => {
    if (end >= lines.length) {
      // A quote that many whole rows follow was left behind by accident; a crash leaves one in the
      // last row.
      found.reachedEnd = !(allRows && lines.length > at + 1);
      return true;
    }
    if (strays > MOST_STRAYS) return true;
    // A line whose own quotes are wrong says nothing about the lines below it.
    if (end === at) return strays > 0 && !closed;
    const itself = isRowOf(reader, literalLine(lines, end, delimiter).cells);
    allRows &&= itself;
    return isRow !== undefined || strays > 0 ? itself : closed && allRows;
  };
}

/**
 * The row that begins at a line, where every quote at the beginning of a cell opens it and the next one
 * before a delimiter or a line end closes it. Undefined where it is refused or never closed.
 */
function readQuoted(
  lines: readonly string[],
  from: number,
  delimiter: string,
  refuses: (end: number, strays: number, closed: boolean) => boolean,
): Reading | undefined {
  const cells: string[] = [];
  let strays = 0;
  let open: string | undefined;
  for (let end = from; end < lines.length; end += 1) {
    const line = lines[end]!;
    if (open !== undefined) open += "\n";
    let at = 0;
    for (;;) {
      if (open === undefined) {
        const start = pastBlanks(line, at, delimiter);
        if (line[start] !== '"') {
          const next = line.indexOf(delimiter, at);
          cells.push(line.slice(at, next < 0 ? undefined : next).trim());
          if (next < 0) return refuses(end, strays, true) ? undefined : { cells, end, strays };
          at = next + 1;
          continue;
        }
        open = "";
        at = start + 1;
      }
      const quote = line.indexOf('"', at);
      open += line.slice(at, quote < 0 ? undefined : quote);
      if (quote < 0) break;
      const behind = pastBlanks(line, quote + 1, delimiter);
      if (line[quote + 1] === '"') {
        open += '"';
        at = quote + 2;
      } else if (behind === line.length || line[behind] === delimiter) {
        cells.push(open.trim());
        open = undefined;
        if (behind === line.length)
          return refuses(end, strays, true) ? undefined : { cells, end, strays };
        at = behind + 1;
      } else {
        strays += 1;
        open += '"';
        at = quote + 1;
      }
    }
    if (refuses(end, strays, false)) return undefined;
  }
  refuses(lines.length, strays, false);
  return undefined;
}

/** One line by itself: a cell whose quotes do not enclose it is taken with them, as it is. */
function literalLine(lines: readonly string[], at: number, delimiter: string): Reading {
  const line = lines[at]!;
  const cells: string[] = [];
  for (let start = 0; start <= line.length; ) {
    const enclosed = enclosedCell(line, start, delimiter);
    const next = line.indexOf(delimiter, start);
    const end = enclosed?.end ?? (next < 0 ? line.length : next);
    cells.push(enclosed?.cell ?? line.slice(start, end).trim());
    start = end + 1;
  }
  return { cells, end: at, strays: 0 };
}

function enclosedCell(line: string, start: number, delimiter: string) {
  const begin = pastBlanks(line, start, delimiter);
  if (line[begin] !== '"') return undefined;
  for (let quote = begin; ; ) {
    quote = line.indexOf('"', quote + 1);
    if (quote < 0) return undefined;
    if (line[quote + 1] === '"') {
      quote += 1;
      continue;
    }
    const end = pastBlanks(line, quote + 1, delimiter);
    if (end < line.length && line[end] !== delimiter) return undefined;
    return {
      cell: line
        .slice(begin + 1, quote)
        .replaceAll('""', '"')
        .trim(),
      end,
    };
  }
}

function pastBlanks(line: string, from: number, delimiter: string): number {
  let at = from;
  while (at < line.length && (line[at] === " " || (line[at] === "\t" && delimiter !== "\t")))
    at += 1;
  return at;
}
