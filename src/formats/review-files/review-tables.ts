import { addAll } from "../../core/records/add-all.ts";
import {
  DECISION_VERDICTS,
  type Decision,
  PAIR_VERDICTS,
  type PairDecision,
  type Reference,
  type Retrieval,
  type StudyMember,
  SYNTHESES,
  WITHDRAWN,
} from "../../core/records/decision.ts";
import { findDoi } from "../../core/records/identifiers/doi.ts";
import { KEY_PATTERN } from "../../core/records/identifiers/identity.ts";
import { STAGES } from "../../core/records/model.ts";
import { findPmid, findYear } from "../../core/records/normalize.ts";
import type { Problem } from "../../core/records/problem.ts";
import { countLines, type TableLines } from "../../core/records/table-lines.ts";
import { NO_TIME, problemsOfTimes, readTimes, type Time } from "../../core/records/time.ts";
import { type PlainTable, readPlainTable } from "./plain-table.ts";

/** Reads the tables that people keep in a review folder: decisions, pairs, retrievals, studies. */

export interface ReadRows<Row> {
  readonly rows: readonly Row[];
  readonly problems: readonly Problem[];
  readonly lines: TableLines;
}

/** A row's cells by column; missing cells are `""`. */
export type Cells = (column: string) => string;

/** `decisions/<reviewer>.csv`; the file is named after the reviewer. */
export function readDecisions(text: string, file: string, reviewer: string): ReadRows<Decision> {
  return readTable(
    text,
    file,
    "decisions",
    ["record", "stage", "verdict"],
    (cell) => isOneOf(STAGES, cell("stage")) && isOneOf(DECISION_VERDICTS, cell("verdict")),
    (cell, line, report, decidedAt) => {
      const stage = nameIn(STAGES, cell("stage"));
      const verdict = nameIn(DECISION_VERDICTS, cell("verdict"));
      if (stage === undefined) return report("stage", cell("stage"), STAGES.join(" or "));
      if (verdict === undefined)
        return report("verdict", cell("verdict"), "include, exclude, maybe or withdrawn");
      const resolves = cell("resolves").toLowerCase();
      if (!["", "yes", "no"].includes(resolves))
        return report("resolves", cell("resolves"), "yes, no or nothing");
      return {
        place: { file, line },
        reviewer,
        reference: snapshot(cell, cell("record"), ""),
        stage,
        verdict,
        reasons: joinedWords(cell("reason")),
        resolves: resolves === "yes",
        note: cell("note"),
        tags: joinedWords(cell("tags")),
        decidedAt,
      };
    },
  );
}

/** A cell that `;` joins. */
export function joinedWords(cell: string): string[] {
  return cell
    .split(";")
    .map((word) => word.trim())
    .filter((word) => word !== "");
}

/** `duplicates.csv`: people's answers about pairs of records. */
export function readPairs(text: string, file: string): ReadRows<PairDecision> {
  return readTable(
    text,
    file,
    "duplicates",
    ["a", "b", "verdict"],
    (cell) => isOneOf(PAIR_VERDICTS, cell("verdict")),
    (cell, line, report, decidedAt) => {
      const verdict = nameIn(PAIR_VERDICTS, cell("verdict"));
      if (verdict === undefined)
        return report("verdict", cell("verdict"), "same, different or withdrawn");
      return {
        place: { file, line },
        a: snapshot(cell, cell("a"), "_a"),
        b: snapshot(cell, cell("b"), "_b"),
        verdict,
        by: cell("by"),
        decidedAt,
      };
    },
  );
}

const STATUSES = ["sought", "retrieved", "not-retrieved", WITHDRAWN] as const;

/** `retrieval.csv`: whether the report of a record could be retrieved. */
export function readRetrievals(text: string, file: string): ReadRows<Retrieval> {
  return readTable(
    text,
    file,
    "retrieval",
    ["record", "status"],
    (cell) => isOneOf(STATUSES, cell("status")),
    (cell, line, report) => {
      const status = nameIn(STATUSES, cell("status"));
      if (status === undefined)
        return report("status", cell("status"), "sought, retrieved, not-retrieved or withdrawn");
      return { place: { file, line }, reference: snapshot(cell, cell("record"), ""), status };
    },
  );
}

/** `studies.csv`: which reports belong to one study. */
export function readStudies(text: string, file: string): ReadRows<StudyMember> {
  return readTable(
    text,
    file,
    "studies",
    ["study", "record"],
    () => false,
    (cell, line, report) => {
      if (cell("study") === "") return report("study", "", "the name of a study");
      const said = cell("synthesis").toLowerCase();
      const synthesis = SYNTHESES.find((name) => name === said);
      if (said !== "" && synthesis === undefined)
        return report("synthesis", cell("synthesis"), "qualitative, quantitative or nothing");
      return {
        place: { file, line },
        study: cell("study"),
        ...(synthesis !== undefined && { synthesis }),
        reference: snapshot(cell, cell("record"), ""),
      };
    },
  );
}

export function isOneOf(names: readonly string[], cell: string): boolean {
  return nameIn(names, cell) !== undefined;
}

/**
 * The name that a person means: `Include`, `Not retrieved` and `Title/Abstract` are accepted, too.
 */
export function nameIn<Name extends string>(
  names: readonly Name[],
  cell: string,
): Name | undefined {
  const written = cell
    .trim()
    .toLowerCase()
    .replaceAll(/[\s_/]+/g, "-");
  return names.find((name) => name === written);
}

/**
 * What the row says about the record that its writer saw; columns of a pair end in `_a` and `_b`.
 */
export function snapshot(cell: Cells, record: string, suffix: string): Reference {
  const doi = findDoi(cell(`doi${suffix}`));
  const pmid = findPmid(cell(`pmid${suffix}`));
  const title = cell(`title${suffix}`);
  const year = findYear(cell(`year${suffix}`));
  return {
    record,
    ...(doi !== undefined && { doi }),
    ...(pmid !== undefined && { pmid }),
    ...(title !== "" && { title }),
    ...(year !== undefined && { year }),
  };
}

/** How a table is written, which a new row must follow. */
export interface TableShape {
  readonly delimiter: string;
  /** In lower case, in the order of the file. */
  readonly columns: readonly string[];
}

/** The shape of a table by its header; undefined if it has none. */
export function tableShape(text: string): TableShape | undefined {
  const { delimiter, header } = readPlainTable(text);
  if (header.length === 0) return undefined;
  return { delimiter, columns: header.map((name) => name.toLowerCase()) };
}

/** What some programs take for line ends, and no table does. */
const OTHER_LINE_ENDS = /[\v\f\u0085\u2028\u2029]/;

type Report = (column: string, found: string, expected: string) => undefined;

export function readTable<Row>(
  text: string,
  file: string,
  code: string,
  required: readonly string[],
  /** Tells by its words whether a line is a row of this table. */
  saysSo: (cell: Cells) => boolean,
  read: (cell: Cells, line: number, report: Report, decidedAt: Time) => Row | undefined,
): ReadRows<Row> {
  const problems: Problem[] = [];
  const report = (line: number, name: string, message: string) =>
    problems.push({ severity: "error", code: `${code}/${name}`, file, line, message });
  const table = readPlainTable(text, (cells, header) => {
    const cell = cellsByName(header, cells);
    return (
      cells.slice(header.length).every((more) => more === "") &&
      (saysSo(cell) || (cells.length === header.length && namesRecord(cell(required[0]!), cell)))
    );
  });
  const lines = { file, lines: countLines(text), besides: table.besides, read: 0 };
  const unread = { ...lines, reported: table.lines - table.besides };
  if (table.header.length === 0) {
    if (text.trim() !== "") {
      report(1, "no-header", `Unexpected beginning, expected the header ${required.join(",")}.`);
    }
    return { rows: [], problems, lines: unread };
  }
  const names = table.header.map((name) => name.toLowerCase());
  const missing = required.filter((name) => !names.includes(name));
  if (missing.length > 0) {
    report(
      1,
      "no-column",
      `Unexpected header \`${table.header.join(",").slice(0, 80)}\`, expected the column${missing.length > 1 ? "s" : ""} ${missing.join(", ")}.`,
    );
    return { rows: [], problems, lines: unread };
  }
  addAll(problems, quoteProblems(table, file, code));
  if (table.rows.length === 0 && OTHER_LINE_ENDS.test(table.header.join(""))) {
    report(
      1,
      "line-ends",
      "The header goes on to the end of the table, because its lines end with a character that is no line end in tables (such as U+2028). Save the table as CSV again, with the line ends of Windows or Unix.",
    );
    return { rows: [], problems, lines: unread };
  }
  const rows: Row[] = [];
  const timed: { time: Time; line: number }[] = [];
  const timeColumn = names.indexOf("decided_at");
  const times =
    timeColumn < 0 ? [] : readTimes(table.rows.map(({ cells }) => cells[timeColumn] ?? ""));
  let readLines = 0;
  let reported = table.doubts.length;
  for (const [at, { line, lines: span, cells }] of table.rows.entries()) {
    const cell = cellsByName(names, cells);
    const tooMany = hasTooManyCells(cells, names, cell);
    const row = tooMany ? undefined : read(cell, line, badCell(line), times[at] ?? NO_TIME);
    if (tooMany) {
      report(
        line,
        "too-many-cells",
        `Unexpected row of ${cells.length} cells under a header of ${names.length}, so slr cannot tell which cell belongs to which column. The row is not applied; put a cell with a \`${table.delimiter}\` in it into quotes.`,
      );
    }
    if (row === undefined) reported += span;
    else {
      rows.push(row);
      timed.push({ time: times[at] ?? NO_TIME, line });
      readLines += span;
    }
  }
  addAll(problems, problemsOfTimes(timed, file, code, "The row counts"));
  return { rows, problems, lines: { ...lines, read: readLines, reported } };

  function badCell(line: number): Report {
    return (column, found, expected) => {
      report(
        line,
        `bad-${column}`,
        `Unexpected ${column} ${found === "" ? "(nothing)" : `\`${found.slice(0, 60)}\``}, expected ${expected}. The row is not applied.`,
      );
      return undefined;
    };
  }
}

function cellsByName(header: readonly string[], cells: readonly string[]): Cells {
  const names = header.map((name) => name.toLowerCase());
  return (column) => cells[names.indexOf(column)] ?? "";
}

/**
 * Tells whether a delimiter inside a cell has moved the cells after it. Empty cells at the end come
 * from a spreadsheet, unless a column of numbers contains words.
 */
function hasTooManyCells(
  cells: readonly string[],
  header: readonly string[],
  cell: Cells,
): boolean {
  if (cells.length <= header.length) return false;
  if (cells.slice(header.length).some((more) => more !== "")) return true;
  const wordsFor = (column: string, expected: RegExp) =>
    cell(column) !== "" && !expected.test(cell(column));
  return (
    ["decided_at", "pmid", "year", "pmid_a", "pmid_b", "year_a", "year_b"].some((column) =>
      wordsFor(column, /\d/),
    ) || ["doi", "doi_a", "doi_b"].some((column) => wordsFor(column, /10\./))
  );
}

/** Tells whether a cell names a record in a way that prose does not. */
function namesRecord(first: string, cell: Cells): boolean {
  return [first, cell("record")].some(
    (name) => KEY_PATTERN.test(name) || /^(?:doi|pmid|arxiv):\S+$|^.+#\d+$/.test(name),
  );
}

/**
 * The lines of people's tables that are not applied because it is not certain where their cells
 * end.
 */
export function linesInDoubt(problems: readonly Problem[]): Problem[] {
  return problems.filter(isLineInDoubt);
}

/**
 * Tells whether a problem is about such a line. Rows can be added below it, because it swallows
 * none.
 */
export function isLineInDoubt({ code, severity }: Problem): boolean {
  return severity === "error" && /\/(?:unclosed-quote|stray-quote|too-many-cells)$/.test(code);
}

/** The problems of a table's quotes; a row with a wrong quote counts if its cells are certain. */
export function quoteProblems(
  { rows, doubts }: Pick<PlainTable, "rows" | "doubts">,
  file: string,
  code: string,
): Problem[] {
  return [
    ...doubts.map(
      ({ line, kind }): Problem => ({
        severity: "error",
        code: `${code}/${kind}`,
        file,
        line,
        message: `${kind === "unclosed-quote" ? "A quote opens in this line and does not close in it" : "A quote in this line neither opens nor closes a cell"}, so slr cannot tell where its cells end. The line is not applied, the lines around it are; remove the quote, or double it inside of a cell in quotes.`,
      }),
    ),
    ...rows
      .filter(({ strayQuote }) => strayQuote)
      .map(
        ({ line }): Problem => ({
          severity: "warning",
          code: `${code}/stray-quote`,
          file,
          line,
          message:
            "A quote in this row neither opens nor closes a cell, so it is read as a part of its cell. The row counts; double the quotes inside of a cell in quotes.",
        }),
      ),
    ...rows.flatMap(({ line, rowInside }): Problem[] =>
      rowInside === undefined
        ? []
        : [
            {
              severity: "warning",
              code: `${code}/row-in-cell`,
              file,
              line,
              message: `A quote opens a cell in this row that goes on to a later line, and line ${rowInside} in it could be a row of its own: it has as many cells. It is read as a part of the cell; if it is a row, remove the quote.`,
            },
          ],
    ),
  ];
}
