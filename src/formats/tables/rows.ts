import { type Parser, parse } from "csv-parse";
import { type Dialect, isBlank, newlines, readRow } from "./dialect.ts";

/** A row of a table, or what stands where a row cannot be read. Lines count from 1. */
export type Row =
  | { readonly line: number; readonly cells: readonly string[] }
  | { readonly line: number; readonly unreadable: "unclosed-quote" | "row-too-long" };

/** No honest row is longer; what is longer is a quote that nobody closed, or no table. */
export const LONGEST_ROW = 4 * 1024 * 1024;

/** Text goes to csv-parse in pieces of this many characters, however it arrives. */
const PIECE = 64 * 1024;

/** How many characters may be read again to find out where rows go on after one broken row. */
const SECOND_LOOK = 1024 * 1024;

/** What stands between the text and its rows: csv-parse, and the bytes of rows that are not finished. */
interface Reading {
  readonly parser: Parser;
  /** Bytes that csv-parse has, from the first that belongs to no finished row. */
  pending: Buffer[];
  /** Where `pending` begins, and where the last finished row ends, in bytes of this reading. */
  start: number;
  finished: number;
}

/**
 * The rows of text whose line ends are LF, batch by batch, blank ones included. csv-parse does the
 * reading. A quote that is never closed costs the row that it stands in, never the rest of the
 * file: that row is unreadable, and reading goes on at the next line that begins a whole row.
 */
export async function* readRows(
  text: AsyncIterable<string>,
  dialect: Dialect,
  width: number,
  firstLine: number,
): AsyncGenerator<readonly Row[]> {
  let rows: Row[] = [];
  let line = firstLine;
  let reading = open(line);
  // Set while a row that is too long is thrown away up to its end.
  let skipping = false;
  let held = "";

  for await (const chunk of text) {
    held += chunk;
    // Pieces of one size, so that how the chunks were cut changes nothing.
    while (held.length > PIECE) {
      // A character of two halves must not be cut: each half alone would become U+FFFD.
      const last = held.charCodeAt(PIECE - 1);
      const cut = last >= 0xd800 && last < 0xdc00 ? PIECE - 1 : PIECE;
      feed(held.slice(0, cut));
      held = held.slice(cut);
      if (rows.length > 0) yield rows;
      rows = [];
    }
  }
  if (held !== "") feed(held);
  for (;;) {
    await close(reading.parser);
    if (!reading.parser.errored) break;
    const rest = giveUp(true);
    reading = open(line);
    if (rest === "") break;
    feed(rest);
  }
  if (rows.length > 0) yield rows;

  function feed(piece: string): void {
    let rest = piece;
    while (rest !== "") {
      if (skipping) {
        const end = rest.indexOf("\n");
        if (end < 0) return;
        rest = rest.slice(end + 1);
        line += 1;
        skipping = false;
        reading = open(line);
        continue;
      }
      const bytes = Buffer.from(rest);
      reading.pending.push(bytes);
      reading.parser.write(bytes);
      forget(reading);
      if (!reading.parser.errored) return;
      rest = giveUp(false);
      reading = open(line);
    }
  }

  /** Reports the row that csv-parse could not finish and returns the text from where rows go on. */
  function giveUp(atEnd: boolean): string {
    const raw = unfinished(reading).toString();
    const { openQuote, end } = readRow(raw, 0, dialect);
    const unclosed = openQuote !== undefined;
    rows.push(
      unclosed
        ? { line: line + newlines(raw, 0, openQuote), unreadable: "unclosed-quote" }
        : { line, unreadable: "row-too-long" },
    );
    const next = unclosed ? raw.indexOf("\n", openQuote) + 1 : raw[end - 1] === "\n" ? end : 0;
    if (next === 0) {
      line += newlines(raw, 0, raw.length);
      skipping = !atEnd;
      return "";
    }
    if (!unclosed) {
      line += newlines(raw, 0, next);
      return raw.slice(next);
    }
    const resume = nextRow(raw, next, dialect, width, { left: SECOND_LOOK }) ?? next;
    line += newlines(raw, 0, resume);
    return raw.slice(resume);
  }

  function open(first: number): Reading {
    const parser = parse({
      delimiter: dialect.delimiter,
      record_delimiter: ["\n"],
      quote: dialect.quotes ? '"' : null,
      relax_quotes: true,
      relax_column_count: true,
      ltrim: dialect.quotes,
      max_record_size: LONGEST_ROW,
      on_record: (cells: string[], { lines, bytes }) => {
        finish(cells, first + lines, bytes);
        // What is not returned is not queued: the rows are ours already.
        return null;
      },
    });
    parser.on("error", () => {}); // Read from `errored`, in step with the text.
    return { parser, pending: [], start: 0, finished: 0 };
  }

  function finish(cells: string[], nextLine: number, bytes: number): void {
    const begin = reading.finished;
    reading.finished = bytes;
    if (cells.some((cell) => cell.charCodeAt(0) === 0x22 && cell.includes("\n"))) {
      const raw = between(reading, begin, bytes).toString();
      const salvaged = separate(raw, line, dialect, width);
      if (salvaged === undefined) rows.push({ line, cells });
      else rows.push(...salvaged);
    } else {
      rows.push({ line, cells });
    }
    line = nextLine;
  }
}

/** Where the next row of the table's width begins, on any line from `from` on. */
function nextRow(
  raw: string,
  from: number,
  dialect: Dialect,
  width: number,
  look: { left: number },
): number | undefined {
  let at = from;
  while (at < raw.length && look.left > 0) {
    const row = readRow(raw, at, dialect);
    look.left -= row.end - at;
    const sound = row.openQuote === undefined && row.doubtfulQuote === undefined;
    if (sound && row.cells.length === width && width > 1 && !isBlank(row.cells)) return at;
    const end = raw.indexOf("\n", at);
    if (end < 0) return undefined;
    at = end + 1;
  }
  return undefined;
}

/**
 * Takes apart a row that an unclosed quote made of several: the quote was "closed" by one that
 * opens a later cell. `undefined` if no part of it looks like a row of this table.
 */
function separate(
  raw: string,
  firstLine: number,
  dialect: Dialect,
  width: number,
): readonly Row[] | undefined {
  const look = { left: SECOND_LOOK };
  const rows: Row[] = [];
  let at = 0;
  let line = firstLine;
  while (at < raw.length) {
    const row = readRow(raw, at, dialect);
    look.left -= row.end - at;
    const quote = row.doubtfulQuote;
    const resume =
      quote === undefined
        ? undefined
        : nextRow(raw.slice(0, row.end), raw.indexOf("\n", quote) + 1, dialect, width, look);
    if (quote === undefined || resume === undefined) {
      if (rows.length === 0) return undefined;
      rows.push({ line, cells: row.cells });
      line += newlines(raw, at, row.end);
      at = row.end;
    } else {
      rows.push({ line: line + newlines(raw, at, quote), unreadable: "unclosed-quote" });
      line += newlines(raw, at, resume);
      at = resume;
    }
  }
  return rows;
}

function close(parser: Parser): Promise<void> {
  if (parser.closed) return Promise.resolve();
  return new Promise((resolve) => {
    parser.once("close", resolve);
    parser.resume();
    parser.end();
  });
}

/** Bytes of the reading's text; both positions lie in what is pending. */
function between(reading: Reading, from: number, to: number): Buffer {
  const parts: Buffer[] = [];
  let start = reading.start;
  for (const piece of reading.pending) {
    if (start < to && start + piece.length > from) {
      parts.push(piece.subarray(Math.max(0, from - start), to - start));
    }
    start += piece.length;
  }
  return parts.length === 1 && parts[0] !== undefined ? parts[0] : Buffer.concat(parts);
}

function unfinished(reading: Reading): Buffer {
  return between(reading, reading.finished, Number.POSITIVE_INFINITY);
}

/** Lets go of pieces whose rows are all finished. */
function forget(reading: Reading): void {
  let first = 0;
  let start = reading.start;
  for (const piece of reading.pending) {
    if (start + piece.length > reading.finished) break;
    start += piece.length;
    first += 1;
  }
  if (first > 0) reading.pending = reading.pending.slice(first);
  reading.start = start;
}
