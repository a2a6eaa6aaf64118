import { type Parser, parse } from "csv-parse";
import { type Dialect, isBlank, newlines, readRow } from "./dialect.ts";
import { plainRows } from "./plain-rows.ts";

/** A row of a table, or its place if the row cannot be read. Lines count from 1. */
export type Row =
  | { readonly line: number; readonly cells: readonly string[] }
  | {
      readonly line: number;
      readonly unreadable: "unclosed-quote";
      /** The limit, if the text goes on behind it: the quote may close there. */
      readonly longest?: number;
    }
  | { readonly line: number; readonly unreadable: "row-too-long"; readonly longest: number };

/** Longer than any real row: a longer one has a quote that is never closed, or is not a table. */
export const LONGEST_ROW = 4 * 1024 * 1024;

/** Text is passed to csv-parse in pieces of this many characters, however it arrives. */
const PIECE = 64 * 1024;

/** How many characters may be read again to find out where rows go on after one broken row. */
const SECOND_LOOK = 1024 * 1024;

/**
 * Reads the rows of text whose line ends are LF, batch by batch, including blank ones: plain rows
 * directly, and from the first row on that is not plain with csv-parse. A quote that is never closed
 * costs only its row: that row is unreadable, and reading goes on at the next line that begins a
 * whole row.
 */
export async function* readRows(
  text: AsyncIterable<string>,
  dialect: Dialect,
  width: number,
  firstLine: number,
  {
    plainFirst = dialect.quotes,
    longest = LONGEST_ROW,
  }: { readonly plainFirst?: boolean; readonly longest?: number } = {},
): AsyncGenerator<readonly Row[]> {
  let line = firstLine;
  let reader = plainFirst ? undefined : new RowReader(dialect, width, line, longest);
  let held = "";
  for await (const chunk of text) {
    held += chunk;
    if (reader === undefined) {
      const plain = plainRows(held, dialect.delimiter, line);
      held = held.slice(plain.end);
      line = plain.line;
      if (plain.rows.length > 0) yield plain.rows;
      if (!plain.isOdd) continue;
      reader = new RowReader(dialect, width, line, longest);
    }
    // Pieces of one size, so that the result does not depend on how the chunks were cut.
    while (held.length > PIECE) {
      // A surrogate pair must not be cut, because each half alone would become U+FFFD.
      const last = held.charCodeAt(PIECE - 1);
      const cut = last >= 0xd800 && last < 0xdc00 ? PIECE - 1 : PIECE;
      reader.read(held.slice(0, cut));
      held = held.slice(cut);
      const rows = reader.takeRows();
      if (rows.length > 0) yield rows;
    }
  }
  reader ??= new RowReader(dialect, width, line, longest);
  if (held !== "") reader.read(held);
  await reader.end();
  const rows = reader.takeRows();
  if (rows.length > 0) yield rows;
}

/** csv-parse from one place of the text on, and the bytes of rows that are not finished. */
interface OpenParser {
  readonly parser: Parser;
  /** Bytes that csv-parse has, from the first that belongs to no finished row. */
  pending: Buffer[];
  /** Where `pending` begins, and where the last finished row ends, in bytes that csv-parse has had. */
  start: number;
  finished: number;
}

/** Reads rows with csv-parse, and starts a new parser after a row that it cannot finish. */
class RowReader {
  readonly #dialect: Dialect;
  readonly #width: number;
  readonly #longest: number;
  #rows: Row[] = [];
  #line: number;
  #open: OpenParser;
  /** Set while a row that is too long is skipped up to its end. */
  #isSkipping = false;

  constructor(dialect: Dialect, width: number, firstLine: number, longest: number) {
    this.#longest = longest;
    this.#dialect = dialect;
    this.#width = width;
    this.#line = firstLine;
    this.#open = this.#begin();
  }

  /** The rows that are finished and were not taken before. */
  takeRows(): readonly Row[] {
    const rows = this.#rows;
    this.#rows = [];
    return rows;
  }

  read(piece: string): void {
    let rest = piece;
    while (rest !== "") {
      if (this.#isSkipping) {
        const end = rest.indexOf("\n");
        if (end < 0) return;
        rest = rest.slice(end + 1);
        this.#line += 1;
        this.#isSkipping = false;
        this.#open = this.#begin();
        continue;
      }
      const bytes = Buffer.from(rest);
      this.#open.pending.push(bytes);
      this.#open.parser.write(bytes);
      forget(this.#open);
      if (!this.#open.parser.errored) return;
      rest = this.#giveUpRow(false);
      this.#open = this.#begin();
    }
  }

  /** The text has ended: finishes the remaining rows. */
  async end(): Promise<void> {
    for (;;) {
      await close(this.#open.parser);
      if (!this.#open.parser.errored) return;
      const rest = this.#giveUpRow(true);
      this.#open = this.#begin();
      if (rest === "") return;
      this.read(rest);
    }
  }

  /** Reports the row that csv-parse could not finish and returns the text from where rows go on. */
  #giveUpRow(atEnd: boolean): string {
    const raw = unfinished(this.#open).toString();
    const { openQuote, end } = readRow(raw, 0, this.#dialect);
    if (openQuote !== undefined) {
      const line = this.#line + newlines(raw, 0, openQuote);
      this.#rows.push({
        line,
        unreadable: "unclosed-quote",
        ...(!atEnd && { longest: this.#longest }),
      });
      const next = raw.indexOf("\n", openQuote) + 1;
      const look = { left: SECOND_LOOK };
      if (next > 0)
        return this.#goOn(raw, nextRow(raw, next, this.#dialect, this.#width, look) ?? next);
    } else {
      this.#rows.push({ line: this.#line, unreadable: "row-too-long", longest: this.#longest });
      if (raw[end - 1] === "\n") return this.#goOn(raw, end);
    }
    this.#isSkipping = !atEnd;
    this.#goOn(raw, raw.length);
    return "";
  }

  #goOn(raw: string, from: number): string {
    this.#line += newlines(raw, 0, from);
    return raw.slice(from);
  }

  #begin(): OpenParser {
    const first = this.#line;
    const { delimiter, quotes } = this.#dialect;
    const parser = parse({
      delimiter,
      record_delimiter: ["\n"],
      quote: quotes ? '"' : null,
      relax_quotes: true,
      relax_column_count: true,
      ltrim: quotes,
      max_record_size: this.#longest,
      on_record: (cells: string[], { lines, bytes }) => {
        this.#finishRow(cells, first + lines, bytes);
        // csv-parse need not queue the row, because it is kept here already.
        return null;
      },
    });
    parser.on("error", () => {}); // Read from `errored`, in step with the text.
    return { parser, pending: [], start: 0, finished: 0 };
  }

  #finishRow(cells: string[], nextLine: number, bytes: number): void {
    const begin = this.#open.finished;
    this.#open.finished = bytes;
    const mayHoldRows = cells.some((cell) => cell.charCodeAt(0) === 0x22 && cell.includes("\n"));
    const rows = mayHoldRows
      ? separate(
          between(this.#open, begin, bytes).toString(),
          this.#line,
          this.#dialect,
          this.#width,
        )
      : undefined;
    if (rows === undefined) this.#rows.push({ line: this.#line, cells });
    else this.#rows.push(...rows);
    this.#line = nextLine;
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
 * opens a later cell. Returns `undefined` if no part of it looks like a row of this table.
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

/** Bytes between two places of what csv-parse has had; both lie in what is pending. */
function between(open: OpenParser, from: number, to: number): Buffer {
  const parts: Buffer[] = [];
  let start = open.start;
  for (const piece of open.pending) {
    if (start < to && start + piece.length > from) {
      parts.push(piece.subarray(Math.max(0, from - start), to - start));
    }
    start += piece.length;
  }
  return parts.length === 1 && parts[0] !== undefined ? parts[0] : Buffer.concat(parts);
}

function unfinished(open: OpenParser): Buffer {
  return between(open, open.finished, Number.POSITIVE_INFINITY);
}

/** Drops pieces whose rows are all finished. */
function forget(open: OpenParser): void {
  let first = 0;
  let start = open.start;
  for (const piece of open.pending) {
    if (start + piece.length > open.finished) break;
    start += piece.length;
    first += 1;
  }
  if (first > 0) open.pending = open.pending.slice(first);
  open.start = start;
}
