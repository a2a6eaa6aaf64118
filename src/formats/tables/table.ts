import { addAll } from "../../core/records/add-all.ts";
import { howToRaise, inMillions } from "../../core/records/limits.ts";
import type { Problem } from "../../core/records/problem.ts";
import type { Batch, ParsedEntry, ReadOptions } from "../format.ts";
import { cellValue } from "./cell-value.ts";
import { type FoundTable, headerCell, isBlank } from "./dialect.ts";
import { GENERIC } from "./producers.ts";
import { type RecordReader, recordReader } from "./record.ts";
import type { Row } from "./rows.ts";

/** The entries of a table from its rows, whether these come from text or from a spreadsheet. */
export function readTable(
  table: Pick<FoundTable, "layout" | "header" | "line" | "rowBefore">,
  rows: AsyncIterable<readonly Row[]>,
  options: ReadOptions,
): AsyncGenerator<Batch> {
  return table.layout === "fields"
    ? readFieldRows(rows, options)
    : readRecordRows(table, rows, options);
}

async function* readRecordRows(
  table: Pick<FoundTable, "header" | "line" | "rowBefore">,
  batches: AsyncIterable<readonly Row[]>,
  options: ReadOptions,
): AsyncGenerator<Batch> {
  const { header, line } = table;
  const reader = recordReader(header, line, options);
  const about = [
    ...rowsBefore(table, options),
    ...reader.problems,
    ...adviceOn(reader, line, options),
  ];
  if (about.length > 0) yield { entries: [], problems: about };
  for await (const rows of batches) {
    const entries: ParsedEntry[] = [];
    const problems: Problem[] = [];
    const asides: number[] = [];
    for (const row of rows) {
      if ("unreadable" in row) {
        entries.push(unreadable(row, options.file));
      } else if (isBlank(row.cells)) {
        // A blank row contains nothing that could be lost.
      } else if (isHeaderAgain(row.cells, header)) {
        const message = "This row is the header once more. It is not counted as an entry.";
        const { file } = options;
        const code = "csv/repeated-header";
        problems.push({ severity: "warning", code, file, line: row.line, message });
        asides.push(row.line);
      } else {
        const { entry, problems: found } = reader.read(row.cells, row.line);
        if (entry !== undefined) entries.push(entry);
        addAll(problems, found);
      }
    }
    yield { entries, problems, ...(asides.length > 0 && { asides }) };
  }
}

/** Embase's format with a row for each field: rows from one title to the next are one record. */
async function* readFieldRows(
  batches: AsyncIterable<readonly Row[]>,
  options: ReadOptions,
): AsyncGenerator<Batch> {
  // Records that have the same fields in the same order share a reader.
  const readers = new Map<string, RecordReader>();
  let fields: (readonly [name: string, value: string])[] = [];
  let begin = 0;
  /** Lines of rows that begin no entry. */
  let further: number[] = [];
  /** Unreadable entries inside a record, which begins before them. */
  let inside: ParsedEntry[] = [];
  for await (const rows of batches) {
    const entries: ParsedEntry[] = [];
    const problems: Problem[] = [];
    const asides: number[] = [];
    for (const row of rows) {
      if ("unreadable" in row) {
        (fields.length === 0 ? entries : inside).push(unreadable(row, options.file));
        continue;
      }
      const name = headerCell(row.cells[0] ?? "");
      const blank = isBlank(row.cells);
      if (blank || name === "TITLE") close(entries, problems, asides);
      if (blank) continue;
      if (fields.length === 0) begin = row.line;
      else further.push(row.line);
      // A field of several cells is a list with a name in each.
      const values = row.cells.slice(1).filter((cell) => cellValue(cell) !== undefined);
      fields.push([name, values.join(name === "AUTHOR NAMES" ? "; " : ", ")]);
    }
    yield { entries, problems, asides };
  }
  const entries: ParsedEntry[] = [];
  const problems: Problem[] = [];
  const asides: number[] = [];
  close(entries, problems, asides);
  yield { entries, problems, asides };

  function close(entries: ParsedEntry[], problems: Problem[], asides: number[]): void {
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
    else asides.push(begin);
    for (const one of inside) entries.push(one);
    for (const line of further) asides.push(line);
    addAll(problems, found);
    fields = [];
    further = [];
    inside = [];
  }
}

/** The unreadable entry in the place of a row that cannot be read. */
export function unreadable(
  row: Extract<Row, { readonly unreadable: string }>,
  file: string,
): ParsedEntry {
  const { line } = row;
  const code = `csv/${row.unreadable}`;
  const message = unreadableMessage(row);
  const problem: Problem = { severity: "error", code, file, line, message };
  return { kind: "unreadable", line, problem };
}

function unreadableMessage(row: Extract<Row, { readonly unreadable: string }>): string {
  if (row.unreadable === "row-too-long")
    return `This row is longer than ${inMillions(row.longest)}. It was not read; ${howToRaise("entry")}.`;
  return row.longest === undefined
    ? 'The quote that opens here is never closed: a second " is missing behind the cell. The row was not read.'
    : `The quote that opens here is not closed within ${inMillions(row.longest)}: a second " is missing behind the cell, or the cell is longer. The row was not read; ${howToRaise("entry")}.`;
}

/** Tells whether a row repeats the header, as when files were joined. */
function isHeaderAgain(cells: readonly string[], header: readonly string[]): boolean {
  return (
    headerCell(cells[0] ?? "") === header[0] &&
    header.length > 1 &&
    header.every((cell, at) => headerCell(cells[at] ?? "") === cell)
  );
}

/** A table above the header has unknown columns; this problem says that its rows were not read. */
function rowsBefore(
  { line: header, rowBefore: line }: Pick<FoundTable, "line" | "rowBefore">,
  { file }: ReadOptions,
): readonly Problem[] {
  if (line === undefined) return [];
  const message = `This row stands before the header in line ${header} and is as wide as it. Rows before the header were not read; if they are records, give them a header of their own in another file.`;
  return [{ severity: "warning", code: "csv/row-before-header", file, line, message }];
}

function adviceOn(reader: RecordReader, line: number, { file }: ReadOptions): readonly Problem[] {
  const { advice: message } = reader.producer;
  if (message === undefined || reader.hasAbstracts || reader.producer === GENERIC) return [];
  return [{ severity: "warning", code: "csv/no-abstracts", file, line, message }];
}
