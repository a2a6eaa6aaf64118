import { raised } from "../../core/records/limits.ts";
import type { Problem } from "../../core/records/problem.ts";
import type { Batch, Format, ParsedEntry, ReadOptions } from "../format.ts";
import { rowMarks } from "../marks.ts";
import { lineFeeds, withLineFeeds } from "../text/lines.ts";
import { findTable, isBlank, isHeaderLine } from "./dialect.ts";
import { LONGEST_ROW, readRows } from "./rows.ts";
import { readTable, unreadable } from "./table.ts";

/**
 * Tables of records: CSV with commas, semicolons or tabs, from the producers in `producers.ts` and
 * from other programs.
 */
export const csv: Format<"csv"> = {
  id: "csv",
  marks: rowMarks,
  telltale: { line: /[,;\t]\S/, confirms: isHeaderLine },
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
    const rest = following(table === undefined ? head : head.slice(table.offset), text);
    if (table === undefined) {
      yield* readWithoutHeader(rest, options);
    } else {
      const { layout, header, dialect, rowsLine } = table;
      const width = layout === "fields" ? 2 : header.length;
      yield* readTable(
        table,
        readRows(rest, dialect, width, rowsLine, longestRow(options)),
        options,
      );
    }
  } finally {
    // A reader that stops early lets the file be closed.
    await text.return(undefined);
  }
}

/** Without a header nobody knows what a cell means; each row is an unreadable entry. */
async function* readWithoutHeader(
  text: AsyncIterable<string>,
  options: ReadOptions,
): AsyncGenerator<Batch> {
  const { file } = options;
  const message =
    "This row could not be read because the file has no header. Add a first row with the names of the columns, one of them for titles.";
  for await (const rows of readRows(
    text,
    { delimiter: ",", quotes: true },
    0,
    1,
    longestRow(options),
  )) {
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

function longestRow({ limits }: ReadOptions) {
  return { longest: raised(LONGEST_ROW, "entry", limits) };
}

async function* following(head: string, text: AsyncIterable<string>): AsyncGenerator<string> {
  if (head !== "") yield head;
  yield* text;
}
