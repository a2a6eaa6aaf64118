import { parse } from "csv-parse/sync";

/** A small table that people keep, as text: comma, semicolon or tab; BOM; any line ends. */
export interface PlainTable {
  readonly delimiter: string;
  readonly header: readonly string[];
  readonly rows: readonly { readonly line: number; readonly cells: readonly string[] }[];
  /** The line of a quote that is never closed; what follows it is not in `rows`. */
  readonly unclosed?: number;
}

/** Reads a table whose first row is its header. Blank rows are left out, cells are trimmed. */
export function readPlainTable(text: string): PlainTable {
  const firstLine = text.replace(/^\uFEFF/, "").split(/\r\n|\n|\r/, 1)[0] ?? "";
  const delimiter = [",", ";", "\t"]
    .map((one) => ({ one, count: firstLine.split(one).length }))
    .reduce((best, other) => (other.count > best.count ? other : best)).one;
  const whole = beforeUnclosedQuote(text);
  const table = parse(whole.text, {
    bom: true,
    info: true,
    delimiter,
    record_delimiter: ["\r\n", "\n", "\r"],
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    trim: true,
  }) as unknown as { record: string[]; info: { lines: number } }[]; // with `info` csv-parse yields pairs, which its types leave open
  const rows = table.map(({ record, info }) => ({
    // A cell with line breaks ends further down; the row begins where its first line is.
    line:
      info.lines -
      record.reduce((breaks, cell) => breaks + (cell.match(/\r\n|\n|\r/g)?.length ?? 0), 0),
    cells: record,
  }));
  return {
    delimiter,
    header: rows[0]?.cells ?? [],
    rows: rows.slice(1).filter(({ cells }) => cells.some((cell) => cell !== "")),
    ...(whole.unclosed !== undefined && { unclosed: whole.unclosed }),
  };
}

/** The text up to the row whose quote is never closed, as a crash in the middle of a write leaves it. */
function beforeUnclosedQuote(text: string): { text: string; unclosed?: number } {
  let open = false;
  let opened = { offset: 0, line: 1 };
  let line = 1;
  for (const { 0: row, index } of text.matchAll(/[^\n\r]*(?:\r\n|\n|\r|$)/g)) {
    const odd = (row.match(/"/g)?.length ?? 0) % 2 === 1;
    if (odd && !open) opened = { offset: index, line };
    if (odd) open = !open;
    line += 1;
  }
  return open ? { text: text.slice(0, opened.offset), unclosed: opened.line } : { text };
}
