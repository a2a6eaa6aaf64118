import type { ReadOptions } from "../format.ts";
import { columnName, isKnownColumn, isTitleColumn } from "./columns.ts";
import { producerOf } from "./producers.ts";

/** How a table writes its cells. */
export interface Dialect {
  readonly delimiter: Delimiter;
  /** Whether `"` can enclose a cell. Web of Science's tables do not use quotes. */
  readonly quotes: boolean;
}

export const DELIMITERS = [",", ";", "\t"] as const;
export type Delimiter = (typeof DELIMITERS)[number];

/** Where the table in a text begins, and the names of its columns. */
export interface FoundTable {
  readonly dialect: Dialect;
  /**
   * `rows`: a header, then a row for each record. `fields`: Embase's format, a row for each field,
   * with its name first.
   */
  readonly layout: "rows" | "fields";
  /** The header's cells; empty for `fields`. */
  readonly header: readonly string[];
  /** Line of the header, counted from 1. */
  readonly line: number;
  /** Where the rows begin, and on which line. */
  readonly offset: number;
  readonly rowsLine: number;
  /** The line of the first row before the header that looks like a row of the table. */
  readonly rowBefore?: number;
}

/** One row as `readRow` finds it. */
export interface RawRow {
  readonly cells: readonly string[];
  /** Where the next row begins. */
  readonly end: number;
  /** A quote that is still open at the end of the text. */
  readonly openQuote?: number;
  /**
   * A quoted cell of several lines with text after its closing quote, which perhaps was never
   * closed.
   */
  readonly doubtfulQuote?: number;
}

/** The header is one of the first non-blank rows, as many as this. */
const ROWS_BEFORE_HEADER = 12;

/**
 * Reads one row of text whose line ends are LF, with quotes as relaxed as csv-parse's
 * `relax_quotes`. Unlike csv-parse, it can look ahead and start again.
 */
export function readRow(text: string, from: number, { delimiter, quotes }: Dialect): RawRow {
  const cells: string[] = [];
  let doubtfulQuote: number | undefined;
  let at = from;
  for (;;) {
    let begin = at;
    if (quotes) while (text[begin] === " ") begin += 1;
    let cell = "";
    if (quotes && text[begin] === '"') {
      let mark = begin + 1;
      let close: number;
      for (;;) {
        close = text.indexOf('"', mark);
        if (close < 0 || text[close + 1] !== '"') break;
        mark = close + 2;
      }
      if (close < 0) {
        cells.push(text.slice(begin + 1).replaceAll('""', '"'));
        return { cells, end: text.length, openQuote: begin };
      }
      const inside = text.slice(begin + 1, close).replaceAll('""', '"');
      const next = text[close + 1];
      const closed = next === undefined || next === delimiter || next === "\n";
      if (!closed && inside.includes("\n")) doubtfulQuote ??= begin;
      at = endOfCell(text, close + 1, delimiter);
      cell = closed ? inside : `"${inside}${text.slice(close, at)}`;
    } else {
      at = endOfCell(text, at, delimiter);
      cell = text.slice(begin, at);
    }
    cells.push(cell);
    if (text[at] === delimiter) {
      at += 1;
      continue;
    }
    const end = at < text.length ? at + 1 : at;
    return doubtfulQuote === undefined ? { cells, end } : { cells, end, doubtfulQuote };
  }
}

function endOfCell(text: string, from: number, delimiter: string): number {
  for (let at = from; at < text.length; at += 1) {
    const character = text[at];
    if (character === delimiter || character === "\n") return at;
  }
  return text.length;
}

/** Tells whether all cells of a row are empty. */
export function isBlank(cells: readonly string[]): boolean {
  return cells.every((cell) => cell === "" || cell.trim() === "");
}

/** A header's cell as it was meant: without a byte order mark, also inside of quotes, and blanks. */
export function headerCell(cell: string): string {
  return cell
    .replace(/\ufeff/g, "")
    .trim()
    .replace(/^"([^"]*)"$/, "$1")
    .replace(/\s+/g, " ")
    .trim();
}

/** Beginnings of files that are certainly not tables, whatever words follow. */
const NO_TABLE =
  /^\s*(?:[<{[%]|@\s{0,9}\w{1,40}\s{0,9}[{(]|version https:\/\/git-lfs|TY {1,2}-|PMID ?-|FN (?:Clarivate|Thomson|ISI)|Record #\d)/;

/** The table that begins in the first lines of a text with LF line ends, if there is one. */
export function findTable(head: string, options: ReadOptions): FoundTable | undefined {
  const bom = head.startsWith("\ufeff") ? 1 : 0;
  if (NO_TABLE.test(head.slice(bom, bom + 200))) return undefined;
  const declared = /^"?sep=([,;\t])"?\n/i.exec(head.slice(bom, bom + 10));
  const from = bom + (declared?.[0].length ?? 0);
  const delimiters = declared === null ? DELIMITERS : [declared[1] as Delimiter];
  let best: (FoundTable & { readonly score: number }) | undefined;
  for (const delimiter of delimiters) {
    // A stray quote above the header must not hide it, so single lines are tried if rows do not
    // help.
    for (const quotes of [true, false]) {
      const found = findHeader(head, from, { delimiter, quotes }, options);
      if (found === undefined) continue;
      if (best === undefined || found.score > best.score) best = found;
      break;
    }
  }
  if (best === undefined) return oneColumn(head, from, options);
  return best;
}

/** A row that may be the header; the caller sets positions, and lines count from 1. */
interface HeadRow {
  readonly cells: readonly string[];
  readonly line: number;
  /** Where the next row begins, and on which line. */
  readonly next: number;
  readonly nextLine: number;
}

interface Header {
  readonly layout: FoundTable["layout"];
  readonly header: readonly string[];
  readonly line: number;
  readonly next: number;
  readonly nextLine: number;
  readonly score: number;
  readonly rowBefore?: number;
}

/** The best header among the first rows from a position on. */
function chooseHeader(
  rowsFrom: (position: number, line: number) => Iterable<HeadRow>,
  start: { readonly next: number; readonly nextLine: number },
  options: ReadOptions,
): Header | undefined {
  const wanted = new Set(Object.values(options.columns ?? {}).map(columnName));
  const labels = new Set<string>();
  /** The first line of a row by its width. */
  const widths = new Map<number, number>();
  let rows = 0;
  let best: Header | undefined;
  for (const { cells, line, next, nextLine } of rowsFrom(start.next, start.nextLine)) {
    if (isBlank(cells)) continue;
    rows += 1;
    const header = cells.map(headerCell);
    const label = header[0] ?? "";
    if (header.length > 1 && FIELD_LABELS.has(label)) labels.add(label);
    if (labels.size >= 3) {
      const line = start.nextLine;
      return { layout: "fields", header: [], line, ...start, score: Number.MAX_SAFE_INTEGER };
    }
    const score = headerScore(header, wanted, options.file);
    if (score > (best?.score ?? 0)) {
      if (score > 1 || widthRecurs(rowsFrom(next, nextLine), header.length))
        best = { layout: "rows", header, line, next, nextLine, score, ...rowBefore(header.length) };
    }
    // A spreadsheet program pads a notice to one filled cell, or to a name and a filled cell.
    if (header.filter((cell) => cell !== "").length > 2 && !widths.has(header.length))
      widths.set(header.length, line);
    if (rows === ROWS_BEFORE_HEADER) break;
  }
  return best;

  function rowBefore(width: number): Pick<Header, "rowBefore"> {
    const before = widths.get(width);
    return before === undefined ? {} : { rowBefore: before };
  }
}

function findHeader(
  head: string,
  from: number,
  dialect: Dialect,
  options: ReadOptions,
): (FoundTable & { readonly score: number }) | undefined {
  function* rowsFrom(position: number, firstLine: number): Generator<HeadRow> {
    let line = firstLine;
    for (let at = position; at < head.length; ) {
      const { cells, end } = readRow(head, at, dialect);
      const nextLine = line + newlines(head, at, end);
      yield { cells, line, next: end, nextLine };
      at = end;
      line = nextLine;
    }
  }
  const start = { next: from, nextLine: 1 + newlines(head, 0, from) };
  const found = chooseHeader(rowsFrom, start, options);
  if (found === undefined) return undefined;
  const { layout, header, line, next: offset, nextLine: rowsLine, ...rest } = found;
  const quotes = layout === "rows" ? !isWosShort(header) : dialect.quotes;
  const body = { delimiter: dialect.delimiter, quotes };
  return { dialect: body, layout, header, line, offset, rowsLine, ...rest };
}

/** The table among rows of cells, such as those of a spreadsheet; `offset` counts rows. */
export function findTableAmong(
  rows: readonly (readonly string[])[],
  options: ReadOptions,
): Omit<FoundTable, "dialect"> | undefined {
  function* rowsFrom(position: number): Generator<HeadRow> {
    for (let at = position; at < rows.length; at += 1)
      yield { cells: rows[at] ?? [], line: at + 1, next: at + 1, nextLine: at + 2 };
  }
  const found = chooseHeader(rowsFrom, { next: 0, nextLine: 1 }, options) ?? titleColumn();
  if (found === undefined) return undefined;
  const { next: offset, nextLine: rowsLine, ...rest } = found;
  return { ...rest, offset, rowsLine };

  /** A list of titles under the word "title". */
  function titleColumn(): Omit<Header, "score"> | undefined {
    const at = rows.findIndex((cells) => !isBlank(cells));
    const cells = (rows[at] ?? []).map(headerCell);
    const [name = ""] = cells;
    if (!isTitleColumn(columnName(name)) || cells.some((cell, n) => n > 0 && cell !== ""))
      return undefined;
    return { layout: "rows", header: cells, line: at + 1, next: at + 1, nextLine: at + 2 };
  }
}

/**
 * How much a row looks like a header: 0 for not at all, otherwise the number of columns that are
 * known.
 */
function headerScore(header: readonly string[], wanted: ReadonlySet<string>, file: string): number {
  if (header.length < 2) return 0;
  const names = [...new Set(header.map(columnName))].filter((name) => name !== "");
  if (names.length < 2) return 0;
  const asked = names.filter((name) => wanted.has(name)).length;
  const known = names.filter(isKnownColumn).length;
  if (asked > 0) return 100 * asked + known;
  const made = producerOf(names, file) !== undefined;
  // A row of data can have a title that is the word "title"; a name is short and has no full stop.
  if (!made && !header.some((cell) => cell.length < 60 && isTitleColumn(columnName(cell))))
    return 0;
  return made ? Math.max(known, 2) : known;
}

/** Fewer columns that slr knows may be the words of a text. */
const SURELY_HEADER = 3;

/**
 * Whether a line by itself is surely the header of a table: short names without numbers, no blank
 * between them and their delimiters, several of which slr knows.
 */
export function isHeaderLine(line: string): boolean {
  if (line.length > 5000) return false;
  // The last line of a file without a line end can stand before it, mostly with a number at its end.
  const behind = line.slice(endOfOther(line));
  return (!/\d{3}/.test(line) && areNames(line)) || (!/^[,;\t]/.test(behind) && areNames(behind));
}

function endOfOther(line: string): number {
  let at = line.length;
  while (at > 0 && !/[\d>}\]]/.test(line.charAt(at - 1))) at -= 1;
  return at;
}

function areNames(text: string): boolean {
  return DELIMITERS.some((delimiter) => {
    const pieces = text.split(delimiter);
    if (pieces.length < SURELY_HEADER || pieces.some((piece) => /^\s/.test(piece))) return false;
    const { cells } = readRow(text, 0, { delimiter, quotes: true });
    return (
      cells.every((cell) => cell.length <= 60) &&
      headerScore(cells.map(headerCell), new Set(), "") >= SURELY_HEADER
    );
  });
}

/** Tells whether one of the next rows is as wide as the header, or none follows. */
function widthRecurs(following: Iterable<HeadRow>, width: number): boolean {
  let rows = 0;
  for (const { cells } of following) {
    if (isBlank(cells)) continue;
    if (cells.length === width) return true;
    rows += 1;
    if (rows === ROWS_BEFORE_HEADER) break;
  }
  return rows === 0;
}

/** Web of Science's tables with short tags write quotes as they are. */
function isWosShort(header: readonly string[]): boolean {
  return header[0] === "PT" && header[1] === "AU";
}

/** A list of titles under the word "title"; commas inside titles do not separate cells. */
function oneColumn(head: string, from: number, options: ReadOptions): FoundTable | undefined {
  const delimiter = (["\t", ";", ","] as const).find((mark) => !head.includes(mark)) ?? "\t";
  const dialect: Dialect = { delimiter, quotes: true };
  const row = readRow(head, from, dialect);
  const cell = headerCell(row.cells[0] ?? "");
  const wanted = Object.values(options.columns ?? {}).map(columnName);
  const named = isTitleColumn(columnName(cell)) || wanted.includes(columnName(cell));
  if (row.cells.length !== 1 || cell === "" || !named) return undefined;
  const line = 1 + newlines(head, 0, from);
  const rowsLine = 1 + newlines(head, 0, row.end);
  return { dialect, layout: "rows", header: [cell], line, offset: row.end, rowsLine };
}

/** First cells of Embase's export with a row for each field. */
const FIELD_LABELS: ReadonlySet<string> = new Set([
  "TITLE",
  "AUTHOR NAMES",
  "SOURCE",
  "SOURCE TITLE",
  "PUBLICATION YEAR",
  "VOLUME",
  "ISSUE",
  "FIRST PAGE",
  "DATE OF PUBLICATION",
  "PUBLICATION TYPE",
  "ABSTRACT",
  "AUTHOR KEYWORDS",
  "PUI",
  "DOI",
]);

/** Counts the line ends in a part of a text. */
export function newlines(text: string, from: number, to: number): number {
  let count = 0;
  for (let at = text.indexOf("\n", from); at >= 0 && at < to; at = text.indexOf("\n", at + 1)) {
    count += 1;
  }
  return count;
}
