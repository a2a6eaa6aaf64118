import {
  DECISION_VERDICTS,
  type Decision,
  PAIR_VERDICTS,
  type PairDecision,
  type Reference,
  type Retrieval,
  type StudyMember,
} from "../../core/records/decision.ts";
import { STAGES } from "../../core/records/model.ts";
import { findDoi, findYear } from "../../core/records/normalize.ts";
import type { Problem } from "../../core/records/problem.ts";
import { readPlainTable } from "./plain-table.ts";

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
export function tableShape(text: string): TableShape | undefined {
  const { delimiter, header } = readPlainTable(text);
  if (header.length === 0) return undefined;
  return { delimiter, columns: header.map((name) => name.toLowerCase()) };
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
  const table = readPlainTable(text);
  const header = table.header.map((name) => name.toLowerCase());
  if (header.length === 0) {
    if (text.trim() !== "") {
      report(1, "no-header", `Unexpected beginning, expected the header ${required.join(",")}.`);
    }
    return { rows: [], problems };
  }
  if (table.unclosed !== undefined) {
    report(
      table.unclosed,
      "unclosed-quote",
      "Unexpected quote that opens here and never closes, expected a closing quote; this row and what follows it are not applied.",
    );
  }
  const missing = required.filter((name) => !header.includes(name));
  if (missing.length > 0) {
    report(
      1,
      "no-column",
      `Unexpected header \`${table.header.join(",").slice(0, 80)}\`, expected the column${missing.length > 1 ? "s" : ""} ${missing.join(", ")}.`,
    );
    return { rows: [], problems };
  }
  const rows: Row[] = [];
  for (const { line, cells } of table.rows) {
    const cell: Cells = (column) => cells[header.indexOf(column)] ?? "";
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
