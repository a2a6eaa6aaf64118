import type { Problem } from "../core/problem.ts";
import { cellValue } from "./csv/cells.ts";
import { findTable, headerCell, isBlank, type Table } from "./csv/dialect.ts";
import { GENERIC } from "./csv/producers.ts";
import { type RecordReader, recordReader } from "./csv/record.ts";
import { LONGEST_ROW, type Row, readRows } from "./csv/rows.ts";
import type { Batch, Format, ParsedEntry, ReadOptions } from "./format.ts";
import { lineFeeds, withLineFeeds } from "./lines.ts";
import { type Remarks, remarksOf } from "./remarks.ts";

/** Tables of records: CSV with commas, semicolons or tabs, of the producers in `csv/producers.ts` and anybody's. */
export const csv: Format = {
  id: "csv",
  name: "CSV",
  recognizes(head, options) {
    return findTable(withLineFeeds(head), options) !== undefined;
  },
  read,
};

/** The part of a text in which the header must stand. */
const HEAD = 64 * 1024;

async function* read(chunks: AsyncIterable<string>, options: ReadOptions): AsyncGenerator<Batch> {
  const text = lineFeeds(chunks);
  try {
    let head = "";
    while (head.length < HEAD) {
      const next = await text.next();
      if (next.done) break;
      head += next.value;
    }
    const table = findTable(head.slice(0, HEAD), options);
    const remarks = remarksOf(options.file);
    const rest = following(table === undefined ? head : head.slice(table.offset), text);
    if (table === undefined) yield* readWithoutHeader(rest, options);
    else if (table.layout === "fields") yield* readFieldRows(table, rest, options, remarks);
    else yield* readTable(table, rest, options, remarks);
    const more = remarks.more();
    if (more.length > 0) yield { entries: [], problems: more };
  } finally {
    // A reader that stops early lets the file be closed.
    await text.return(undefined);
  }
}

async function* readTable(
  table: Table,
  text: AsyncIterable<string>,
  options: ReadOptions,
  remarks: Remarks,
): AsyncGenerator<Batch> {
  const { header, dialect, line, rowsLine } = table;
  const reader = recordReader(header, line, options);
  const about = remarks.of([...reader.problems, ...adviceOn(reader, line, options)]);
  if (about.length > 0) yield { entries: [], problems: about };
  for await (const rows of readRows(text, dialect, header.length, rowsLine)) {
    const entries: ParsedEntry[] = [];
    const problems: Problem[] = [];
    for (const row of rows) {
      if ("unreadable" in row) {
        entries.push(unreadable(row, options.file));
      } else if (isBlank(row.cells)) {
        // Nothing there, nothing lost.
      } else if (repeats(row.cells, header)) {
        const message =
          "Unexpected second header, expected a record; it is not counted as an entry.";
        const { file } = options;
        const code = "csv/repeated-header";
        problems.push({ severity: "warning", code, file, line: row.line, message });
      } else {
        const { entry, problems: found } = reader.read(row.cells, row.line);
        if (entry !== undefined) entries.push(entry);
        problems.push(...found);
      }
    }
    yield { entries, problems: remarks.of(problems) };
  }
}

/** Embase's export with a row for each field: rows from one title to the next are one record. */
async function* readFieldRows(
  table: Table,
  text: AsyncIterable<string>,
  options: ReadOptions,
  remarks: Remarks,
): AsyncGenerator<Batch> {
  // Records that have the same fields in the same order share a reader.
  const readers = new Map<string, RecordReader>();
  let fields: (readonly [name: string, value: string])[] = [];
  let begin = 0;
  for await (const rows of readRows(text, table.dialect, 2, table.rowsLine)) {
    const entries: ParsedEntry[] = [];
    const problems: Problem[] = [];
    for (const row of rows) {
      if ("unreadable" in row) {
        entries.push(unreadable(row, options.file));
        continue;
      }
      const name = headerCell(row.cells[0] ?? "");
      const blank = isBlank(row.cells);
      if (blank || name === "TITLE") close(entries, problems);
      if (blank) continue;
      if (fields.length === 0) begin = row.line;
      // A field of several cells holds a list: a name in each.
      const values = row.cells.slice(1).filter((cell) => cellValue(cell) !== undefined);
      fields.push([name, values.join(name === "AUTHOR NAMES" ? "; " : ", ")]);
    }
    yield { entries, problems: remarks.of(problems) };
  }
  const entries: ParsedEntry[] = [];
  const problems: Problem[] = [];
  close(entries, problems);
  yield { entries, problems: remarks.of(problems) };

  function close(entries: ParsedEntry[], problems: Problem[]): void {
    if (fields.length === 0) return;
    const names = fields.map(([name]) => name);
    // The mark of Embase, whichever fields the user chose.
    const header = [...names, "Author Names", "PUI"];
    const signature = JSON.stringify(names);
    let reader = readers.get(signature);
    if (reader === undefined) {
      reader = recordReader(header, begin, options);
      if (readers.size < 1000) readers.set(signature, reader);
    }
    const cells = [...fields.map(([, value]) => value), "", ""];
    const { entry, problems: found } = reader.read(cells, begin);
    if (entry !== undefined) entries.push(entry);
    problems.push(...found);
    fields = [];
  }
}

/** Without a header nobody knows what a cell means, but each row was an entry of something. */
async function* readWithoutHeader(
  text: AsyncIterable<string>,
  options: ReadOptions,
): AsyncGenerator<Batch> {
  const { file } = options;
  const message =
    "Unexpected row in a file without a header, expected a first row of column names, one of them for titles.";
  for await (const rows of readRows(text, { delimiter: ",", quotes: true }, 0, 1)) {
    const entries = rows.flatMap((row): ParsedEntry[] => {
      if ("unreadable" in row) return [unreadable(row, file)];
      if (isBlank(row.cells)) return [];
      const { line } = row;
      const problem: Problem = { severity: "error", code: "csv/no-header", file, line, message };
      return [{ kind: "unreadable", line, problem }];
    });
    yield { entries, problems: [] };
  }
}

const UNREADABLE = {
  "unclosed-quote": `Unexpected quote that is never closed, expected a second " behind the cell.`,
  "row-too-long": `Unexpected row of more than ${LONGEST_ROW / 1024 / 1024} MB, expected a line end.`,
} as const;

function unreadable(
  row: Row & { readonly unreadable: keyof typeof UNREADABLE },
  file: string,
): ParsedEntry {
  const { line, unreadable: reason } = row;
  const code = `csv/${reason}`;
  const problem: Problem = { severity: "error", code, file, line, message: UNREADABLE[reason] };
  return { kind: "unreadable", line, problem };
}

/** Whether a row is the header once more, as when files were put behind each other. */
function repeats(cells: readonly string[], header: readonly string[]): boolean {
  return (
    headerCell(cells[0] ?? "") === header[0] &&
    header.length > 1 &&
    header.every((cell, at) => headerCell(cells[at] ?? "") === cell)
  );
}

function adviceOn(reader: RecordReader, line: number, { file }: ReadOptions): readonly Problem[] {
  const { advice: message } = reader.producer;
  if (message === undefined || reader.hasAbstracts || reader.producer === GENERIC) return [];
  return [{ severity: "warning", code: "csv/no-abstracts", file, line, message }];
}

async function* following(head: string, text: AsyncIterable<string>): AsyncGenerator<string> {
  if (head !== "") yield head;
  yield* text;
}
