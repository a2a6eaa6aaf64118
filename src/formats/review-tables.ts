import { parse } from "csv-parse/sync";
import { STAGES } from "../core/model.ts";
import { findDoi, findYear } from "../core/normalize.ts";
import {
  DECISION_VERDICTS,
  type Decision,
  PAIR_VERDICTS,
  type PairDecision,
  type Reference,
  type Retrieval,
  type StudyMember,
} from "../core/people.ts";
import type { Problem } from "../core/problem.ts";

/** Reads the tables that people keep in a review folder: decisions, pairs, retrievals, studies. */

export interface ReadRows<Row> {
  readonly rows: readonly Row[];
  readonly problems: readonly Problem[];
}

/** A row's cells by column, with `""` for what is not there. */
type Cells = (column: string) => string;

/** `decisions/<reviewer>.csv`; the reviewer is the file's name. */
export function readDecisions(text: string, file: string, reviewer: string): ReadRows<Decision> {
  return readTable(
    text,
    file,
    "decisions",
    ["record", "stage", "verdict"],
    (cell, line, report) => {
      const stage = STAGES.find((name) => name === cell("stage"));
      const verdict = DECISION_VERDICTS.find((name) => name === cell("verdict"));
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
        reasons: cell("reason")
          .split(";")
          .map((reason) => reason.trim())
          .filter((reason) => reason !== ""),
        resolves: resolves === "yes",
        note: cell("note"),
        decidedAt: cell("decided_at"),
      };
    },
  );
}

/** `duplicates.csv`: what people said of pairs of records. */
export function readPairs(text: string, file: string): ReadRows<PairDecision> {
  return readTable(text, file, "duplicates", ["a", "b", "verdict"], (cell, line, report) => {
    const verdict = PAIR_VERDICTS.find((name) => name === cell("verdict"));
    if (verdict === undefined)
      return report("verdict", cell("verdict"), "same, different or withdrawn");
    return {
      place: { file, line },
      a: snapshot(cell, cell("a"), "_a"),
      b: snapshot(cell, cell("b"), "_b"),
      verdict,
      by: cell("by"),
      decidedAt: cell("decided_at"),
    };
  });
}

/** `retrieval.csv`: whether the report of a record could be had. */
export function readRetrievals(text: string, file: string): ReadRows<Retrieval> {
  return readTable(text, file, "retrieval", ["record", "status"], (cell, line, report) => {
    const status = (["sought", "retrieved", "not-retrieved"] as const).find(
      (name) => name === cell("status"),
    );
    if (status === undefined)
      return report("status", cell("status"), "sought, retrieved or not-retrieved");
    return { place: { file, line }, reference: snapshot(cell, cell("record"), ""), status };
  });
}

/** `studies.csv`: which reports belong to one study. */
export function readStudies(text: string, file: string): ReadRows<StudyMember> {
  return readTable(text, file, "studies", ["study", "record"], (cell, line, report) =>
    cell("study") === ""
      ? report("study", "", "the name of a study")
      : {
          place: { file, line },
          study: cell("study"),
          reference: snapshot(cell, cell("record"), ""),
        },
  );
}

/** What the row says of the record that was seen; columns of a pair end in `_a` and `_b`. */
function snapshot(cell: Cells, record: string, suffix: string): Reference {
  const doi = findDoi(cell(`doi${suffix}`));
  const pmid = /\d+/.exec(cell(`pmid${suffix}`))?.[0];
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

/** How a table is written: what a row that is added to it must follow. */
export interface TableShape {
  readonly delimiter: string;
  /** In lower case, in the order of the file. */
  readonly columns: readonly string[];
}

/** The shape of a table by its header; undefined where it has none. */
export function tableShape(text: string, required: readonly string[]): TableShape | undefined {
  const line = firstLineOf(text);
  if (line.trim() === "") return undefined;
  const delimiter = delimiterOf(line, required);
  const header = parse(line, { delimiter, relax_quotes: true, trim: true })[0] ?? [];
  return { delimiter, columns: header.map((name) => name.toLowerCase()) };
}

function firstLineOf(text: string): string {
  return text.replace(/^\uFEFF/, "").split(/\r\n|\n|\r/, 1)[0] ?? "";
}

function delimiterOf(firstLine: string, required: readonly string[]): string {
  return [",", ";", "\t"].find((one) => firstLine.split(one).length >= required.length) ?? ",";
}

type Report = (column: string, found: string, expected: string) => undefined;

function readTable<Row>(
  text: string,
  file: string,
  code: string,
  required: readonly string[],
  read: (cell: Cells, line: number, report: Report) => Row | undefined,
): ReadRows<Row> {
  const problems: Problem[] = [];
  const report = (line: number, name: string, message: string) =>
    problems.push({ severity: "error", code: `${code}/${name}`, file, line, message });
  const firstLine = firstLineOf(text);
  if (firstLine.trim() === "") {
    if (text.trim() !== "")
      report(
        1,
        "no-header",
        `Unexpected empty first line, expected the header ${required.join(",")}.`,
      );
    return { rows: [], problems };
  }
  const whole = beforeUnclosedQuote(text);
  if (whole.unclosed !== undefined) {
    report(
      whole.unclosed,
      "unclosed-quote",
      "Unexpected quote that opens here and never closes, expected a closing quote; this row and what follows it are not applied.",
    );
  }
  const table = parse(whole.text, {
    bom: true,
    info: true,
    delimiter: delimiterOf(firstLine, required),
    record_delimiter: ["\r\n", "\n", "\r"],
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    trim: true,
  }) as unknown as { record: string[]; info: { lines: number } }[]; // with `info` csv-parse yields pairs, which its types leave open
  const header = (table[0]?.record ?? []).map((name) => name.toLowerCase());
  const missing = required.filter((name) => !header.includes(name));
  if (missing.length > 0) {
    report(
      1,
      "no-column",
      `Unexpected header \`${firstLine.slice(0, 80)}\`, expected the column${missing.length > 1 ? "s" : ""} ${missing.join(", ")}.`,
    );
    return { rows: [], problems };
  }
  const rows: Row[] = [];
  for (const { record, info } of table.slice(1)) {
    // A cell with line breaks ends further down; the row begins where its first line is.
    const line =
      info.lines -
      record.reduce((breaks, value) => breaks + (value.match(/\r\n|\n|\r/g)?.length ?? 0), 0);
    if (record.every((value) => value === "")) continue;
    const cell: Cells = (column) => record[header.indexOf(column)] ?? "";
    const row = read(cell, line, (column, found, expected) => {
      report(
        line,
        `bad-${column}`,
        `Unexpected ${column} ${found === "" ? "(nothing)" : `\`${found.slice(0, 60)}\``}, expected ${expected}. The row is not applied.`,
      );
      return undefined;
    });
    if (row !== undefined) rows.push(row);
  }
  return { rows, problems };
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
