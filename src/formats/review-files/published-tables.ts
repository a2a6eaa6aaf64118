import { parse } from "csv-parse/sync";
import { RELATIONS } from "../../core/dedupe/relations/index.ts";
import { parseIdentity } from "../../core/published/identities.ts";
import type { PublishedCopy, PublishedProblem } from "../../core/published/published-copy.ts";
import { NO_FIELDS } from "../../core/published/withheld.ts";
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
import {
  type BibRecord,
  type EntryId,
  RECORD_TYPES,
  type RecordKey,
  SOURCE_KINDS,
  STAGES,
} from "../../core/records/model.ts";
import { textOfFormula } from "../../core/records/text/formula.ts";
import { readTimes, type Time } from "../../core/records/time.ts";
import type { Rating } from "../../core/screening/results.ts";

/** A table of a published copy is not as slr wrote it. */
export class CopyFault extends Error {
  override readonly name = "CopyFault";
}

/** Reads the files of a published copy; throws a CopyFault where one is not as slr wrote it. */
export function readPublishedCopy(textOf: (file: string) => string): PublishedCopy {
  const table = <Read>(file: string, read: (row: Row) => Read): Read[] =>
    rowsOf(textOf(file), file).map(read);
  const timed = <Read extends { readonly written: string; readonly file: string }>(
    rows: readonly Read[],
  ): (Read & { readonly decidedAt: Time })[] => {
    // The times of one file of the review are read together, because they explain each other.
    const rowsOfFile = new Map<string, Read[]>();
    for (const row of rows) {
      const others = rowsOfFile.get(row.file);
      if (others === undefined) rowsOfFile.set(row.file, [row]);
      else others.push(row);
    }
    const timeOf = new Map<Read, Time>();
    for (const its of rowsOfFile.values())
      for (const [at, time] of readTimes(its.map(({ written }) => written)).entries())
        timeOf.set(its[at]!, time);
    return rows.map((row) => ({ ...row, decidedAt: timeOf.get(row)! }));
  };
  return {
    exports: table("exports.csv", (row) => ({
      path: row.text("file"),
      source: row.text("source"),
      kind: row.oneOf("kind", SOURCE_KINDS),
      search: row.count("search"),
      format: row.text("format"),
      entries: row.count("entries"),
      unreadable: row.count("unreadable"),
      isIncomplete: row.text("incomplete") === "yes",
      isPrevious: row.text("previous") === "yes",
      sha256: row.text("sha256"),
    })),
    entries: readIdentities(textOf("identities.jsonl")),
    decisions: timed(table("decisions.csv", decisionOf)).map(
      ({ written: _, file: __, ...row }) => row,
    ),
    pairs: timed(table("duplicates.csv", pairOf)).map(({ written: _, file: __, ...row }) => row),
    retrievals: table("retrieval.csv", retrievalOf),
    studies: table("studies.csv", studyOf),
    records: table("results/records.csv", (row) => {
      const rating = ratingOf(row);
      const year = row.maybeCount("year");
      return {
        key: row.text("record"),
        summary: {
          title: row.text("title"),
          authors: row.text("authors"),
          ...(year !== undefined && { year }),
          venue: row.text("venue"),
          doi: row.text("doi"),
          pmid: row.text("pmid"),
        },
        ...(rating && { rating }),
      };
    }),
    reports: new Map(
      ["results/included.csv", "results/excluded-full-text.csv"].flatMap((file) =>
        table(file, (row): [RecordKey, BibRecord] => [row.text("record"), reportOf(row)]),
      ),
    ),
    duplicates: table("results/duplicates.csv", (row) => {
      const similarity = row.maybeNumber("similarity");
      return {
        record: row.text("record"),
        entry: row.text("entry") as EntryId,
        kept: row.text("kept") === "yes",
        rule: row.text("rule"),
        ...(similarity !== undefined && { similarity }),
        gave: row.text("gave").split("; ").filter(isGiven),
      };
    }),
    possibleDuplicates: table("results/possible-duplicates.csv", pairRowOf),
    linkedVersions: table("results/linked-versions.csv", (row) => ({
      ...pairRowOf(row),
      relation: row.oneOf(
        "relation",
        RELATIONS.map(({ name }) => name),
      ),
      studyA: row.text("study_a"),
      studyB: row.text("study_b"),
    })),
    judgements: table("results/judgements.csv", (row) => ({
      record: row.text("record"),
      criterion: row.text("criterion"),
      verdict: row.oneOf("verdict", ["met", "violated", "unknown"] as const),
    })),
    doubleCheck: table("results/double-check.csv", (row) => ({
      record: row.text("record"),
      title: row.text("title"),
      outcome: row.oneOf("outcome", ["include", "exclude"] as const),
      rating: ratingOf(row)!,
      reason: row.text("reason"),
    })),
  };
}

/** The problems that slr found when the copy was made. */
export function readPublishedProblems(text: string, file: string): PublishedProblem[] {
  return rowsOf(text, file).map((row) => ({
    severity: row.oneOf("severity", ["error", "warning"] as const),
    code: row.text("code"),
    file: row.text("file"),
    line: row.text("line"),
  }));
}

/** A row of a table, whose cells are read by the names of their columns. */
interface Row {
  text(column: string): string;
  count(column: string): number;
  maybeCount(column: string): number | undefined;
  maybeNumber(column: string): number | undefined;
  oneOf<Word extends string>(column: string, words: readonly Word[]): Word;
}

function rowsOf(text: string, file: string): Row[] {
  let lines: readonly { readonly record: string[]; readonly info: { readonly lines: number } }[];
  try {
    // With `info` each row comes with the line on which it ends.
    lines = parse(text, { info: true }) as unknown as typeof lines;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new CopyFault(`${file} is not the table that slr wrote: ${why}.`);
  }
  const [header, ...rows] = lines;
  const at = new Map((header?.record ?? []).map((name, index) => [name, index]));
  // Tables of results/ are made for spreadsheets, whose formulas slr escapes.
  const isEscaped = file.startsWith("results/");
  return rows.map(({ record, info }): Row => {
    const fault = (column: string, expected: string) =>
      new CopyFault(
        `${file}:${info.lines}: Unexpected ${column} \`${cell(column)}\`, expected ${expected}.`,
      );
    const cell = (column: string): string => {
      const index = at.get(column);
      if (index === undefined) throw new CopyFault(`${file} has no column \`${column}\`.`);
      const written = record[index] ?? "";
      return isEscaped ? textOfFormula(written) : written;
    };
    const number = (column: string, pattern: RegExp, expected: string) => {
      const written = cell(column);
      if (written === "") return undefined;
      if (!pattern.test(written)) throw fault(column, expected);
      return Number(written);
    };
    const maybeCount = (column: string) => number(column, /^-?\d+$/, "a whole number");
    return {
      text: cell,
      maybeCount,
      count(column) {
        const found = maybeCount(column);
        if (found === undefined) throw fault(column, "a whole number");
        return found;
      },
      maybeNumber: (column) => number(column, /^-?\d+(?:\.\d+)?$/, "a number"),
      oneOf(column, words) {
        const found = words.find((word) => word === cell(column));
        if (found === undefined) throw fault(column, words.join(", "));
        return found;
      },
    };
  });
}

function readIdentities(text: string): PublishedCopy["entries"] {
  const lines = text.split("\n").filter(isGiven);
  return lines.map((line, at) => {
    const entry = parseIdentity(line);
    if (entry === undefined)
      throw new CopyFault(`identities.jsonl:${at + 1}: This line is not as slr wrote it.`);
    return entry;
  });
}

function placed(row: Row) {
  const file = row.text("file");
  return { file, place: { file, line: row.count("line") } };
}

function referenceOf(row: Row, record: string, suffix = ""): Reference {
  const [doi, pmid, title] = ["doi", "pmid", "title"].map((name) => row.text(`${name}${suffix}`));
  const year = row.maybeCount(`year${suffix}`);
  return {
    record,
    ...(doi && { doi }),
    ...(pmid && { pmid }),
    ...(title && { title }),
    ...(year !== undefined && { year }),
  };
}

type Undated<Dated> = Omit<Dated, "decidedAt"> & {
  readonly written: string;
  readonly file: string;
};

function decisionOf(row: Row): Undated<Decision> {
  return {
    ...placed(row),
    reviewer: row.text("reviewer"),
    reference: referenceOf(row, row.text("record")),
    stage: row.oneOf("stage", STAGES),
    verdict: row.oneOf("verdict", DECISION_VERDICTS),
    reasons: row.text("reason").split(";").filter(isGiven),
    resolves: row.text("resolves") === "yes",
    note: "",
    tags: [],
    written: row.text("decided_at"),
    ...(row.text("automation") === "yes" && { automation: true }),
  };
}

function pairOf(row: Row): Undated<PairDecision> {
  return {
    ...placed(row),
    a: referenceOf(row, row.text("a"), "_a"),
    b: referenceOf(row, row.text("b"), "_b"),
    verdict: row.oneOf("verdict", PAIR_VERDICTS),
    by: row.text("by"),
    written: row.text("decided_at"),
  };
}

function retrievalOf(row: Row): Retrieval {
  return {
    place: placed(row).place,
    reference: referenceOf(row, row.text("record")),
    status: row.oneOf("status", ["sought", "retrieved", "not-retrieved", WITHDRAWN] as const),
  };
}

function studyOf(row: Row): StudyMember {
  const said = row.text("synthesis");
  return {
    place: placed(row).place,
    study: row.text("study"),
    reference: referenceOf(row, row.text("record")),
    ...(said !== "" && { synthesis: row.oneOf("synthesis", SYNTHESES) }),
  };
}

function pairRowOf(row: Row) {
  return {
    recordA: row.text("record_a"),
    recordB: row.text("record_b"),
    rule: row.text("rule"),
    similarity: row.maybeNumber("similarity") ?? 0,
    titleA: row.text("title_a"),
    titleB: row.text("title_b"),
  };
}

function ratingOf(row: Row): Rating | undefined {
  const [level, score] = [row.maybeCount("rating"), row.maybeNumber("score")];
  return level === undefined || score === undefined
    ? undefined
    : { level: level as Rating["level"], score };
}

/** The fields of a report in a list of results/; a list that lacks a column gives none of it. */
function reportOf(row: Row): BibRecord {
  const given = (column: string) => {
    try {
      return row.text(column) || undefined;
    } catch {
      return undefined;
    }
  };
  const type = RECORD_TYPES.find((one) => one === given("type"));
  const year = row.maybeCount("year");
  const authors = row.text("authors");
  const texts = ["title", "venue", "doi", "pmid", "url", "language", "volume", "issue", "pages"];
  const fields = [...texts, "pmcid", "arxiv"].flatMap((name) => {
    const value = given(name);
    return value === undefined ? [] : [[name, value] as const];
  });
  return {
    ...NO_FIELDS,
    ...Object.fromEntries(fields),
    // The names stay one text, as the table has them.
    ...(authors !== "" && { authors: [{ family: authors }] }),
    ...(year !== undefined && { year }),
    ...(type && { type }),
  };
}

function isGiven(text: string): boolean {
  return text !== "";
}
