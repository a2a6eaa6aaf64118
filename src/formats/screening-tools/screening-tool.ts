import type { ToolDecision } from "../../core/overviews/import/import-decisions.ts";
import { addAll } from "../../core/records/add-all.ts";
import type { Reference, Verdict } from "../../core/records/decision.ts";
import { KEY_PATTERN } from "../../core/records/identifiers/identity.ts";
import type { BibRecord, Place } from "../../core/records/model.ts";
import type { Problem } from "../../core/records/problem.ts";
import { NO_TIME, problemsOfTimes, readTimes, type Time } from "../../core/records/time.ts";
import type { ArchiveMember } from "../containers/container.ts";
import { readGuarded } from "../guard.ts";
import { adviceFor, detectFormat } from "../index.ts";
import { columnName } from "../tables/columns.ts";
import { findTable } from "../tables/dialect.ts";
import type { ToolId } from "./names.ts";

/** A file of another screening tool, as decoded text. */
export interface ToolFile {
  /** Its name in problems. */
  readonly file: string;
  /** The first 64 KB, without byte order mark. */
  readonly head: string;
  text(): AsyncIterable<string>;
  /** The contents of an archive that is one project of a tool; it has no text of its own. */
  readonly members?: readonly ArchiveMember[];
}

export interface ToolOptions {
  /** The verdict on every record of a file that does not give one. */
  readonly verdict?: Verdict;
}

/** The content of a tool's files. */
export interface ToolContents {
  readonly decisions: readonly ToolDecision[];
  /** Records without a decision. */
  readonly undecided: number;
  readonly problems: readonly Problem[];
}

/**
 * A screening tool whose decisions slr reads. To add one, write a file like `covidence.ts`, name it
 * in `names.ts` and list it in `index.ts`.
 */
export interface ScreeningTool<Id extends ToolId = ToolId> {
  /** Short name, the first part of its problem codes: `rayyan`. */
  readonly id: Id;
  /** Tells whether an archive of files with these names is one project of this tool. */
  isProject?(names: readonly string[]): boolean;
  /** True only if the content shows it; the file's name is not evidence. */
  recognizes(file: ToolFile): boolean;
  /** Reads all files of one import together, because one may explain another. */
  read(files: readonly ToolFile[], options: ToolOptions): Promise<ToolContents>;
}

/** A record of a tool's file, before its decisions are read. */
export interface ToolRecord {
  readonly place: Place;
  readonly record: BibRecord;
  readonly reference: Reference;
}

/** A decision in one record; its place and reference are the record's. */
export type Said = Omit<ToolDecision, "place" | "reference">;

/** A decision with nothing but its verdict. */
export function said(verdict: Verdict, rest: Partial<Said> = {}): Said {
  return { verdict, reasons: [], labels: [], notes: [], decidedAt: NO_TIME, ...rest };
}

/** The decisions of a record, or the problem with them. */
export type SaidOfRecord = readonly Said[] | { readonly code: string; readonly message: string };

/**
 * Makes a reader for tools that write decisions into the records that they export. `readerOf` looks
 * at a file as a whole and returns a reader of its records, or reports why they cannot be read.
 */
export function readFromRecords(
  readerOf: (
    file: ToolFile,
    options: ToolOptions,
    report: (code: string, message: string) => void,
  ) => ((found: ToolRecord) => SaidOfRecord) | undefined,
): ScreeningTool["read"] {
  return async (files, options) => {
    const decisions: ToolDecision[] = [];
    const problems: Problem[] = [];
    let undecided = 0;
    for (const file of files) {
      const its: ToolDecision[] = [];
      const saidOf = readerOf(file, options, (code, message) =>
        problems.push({ severity: "error", code, file: file.file, message }),
      );
      if (saidOf === undefined) continue;
      for await (const found of recordsOf(file, problems)) {
        const { place, reference } = found;
        const all = saidOf(found);
        if ("code" in all) problems.push({ severity: "error", ...all, ...place });
        else if (all.length === 0) undecided += 1;
        else its.push(...all.map((one) => ({ ...one, place, reference })));
      }
      decisions.push(...timedAsColumn(its, file.file, problems));
    }
    return { decisions, undecided, problems };
  };
}

/** The decisions of a file with their times read as one column; faulty times are problems. */
export function timedAsColumn(
  decisions: readonly ToolDecision[],
  file: string,
  problems: Problem[],
): ToolDecision[] {
  const times = readTimes(decisions.map(({ decidedAt }) => decidedAt.written));
  const timed = decisions.map((decision, at) => ({ ...decision, decidedAt: times[at]! }));
  addAll(problems, problemsOfToolTimes(timed, file));
  return timed;
}

/** A decision whose time is not certain is imported without one. */
export function problemsOfToolTimes(
  rows: readonly { readonly decidedAt: Time; readonly place: Place }[],
  file: string,
): Problem[] {
  return problemsOfTimes(
    rows.map(({ decidedAt, place }) => ({ time: decidedAt, line: place.line })),
    file,
    "import",
    "The decision is taken over without a time",
  );
}

/** The records of a RIS, BibTeX or CSV file. Anything that cannot be read is a problem. */
export async function* recordsOf(file: ToolFile, problems: Problem[]): AsyncGenerator<ToolRecord> {
  const options = { file: file.file };
  const format = detectFormat(file.head, options);
  if (format === undefined) {
    const advice = adviceFor(file.head);
    const message =
      advice === undefined
        ? "slr cannot read this file. Export the records as RIS, BibTeX or CSV."
        : `This file is ${advice}.`;
    problems.push({
      severity: "error",
      code: "import/format",
      file: file.file,
      message,
    });
    return;
  }
  for await (const batch of readGuarded(format, file.text(), options)) {
    addAll(
      problems,
      batch.problems.filter(({ severity }) => severity === "error"),
    );
    for (const entry of batch.entries) {
      if (entry.kind === "unreadable") problems.push(entry.problem);
      else {
        const { record, line } = entry;
        yield { place: { file: file.file, line }, record, reference: snapshotOf(record) };
      }
    }
  }
}

/** The reference of a record by its fields; with its key if slr wrote it and the tool kept it. */
export function snapshotOf(record: BibRecord): Reference {
  const { doi, pmid, arxiv, title, year } = record;
  const keys = [
    ...valuesOf(record, "slrrecord"),
    ...valuesOf(record, "key").flatMap((key) => /^slr-(.+)$/.exec(key.trim())?.[1] ?? []),
  ];
  const needsArxiv = doi === undefined && pmid === undefined && arxiv !== undefined;
  return {
    record:
      keys.find((key) => KEY_PATTERN.test(key.trim()))?.trim() ??
      (needsArxiv ? `arxiv:${arxiv}` : ""),
    ...(doi !== undefined && { doi }),
    ...(pmid !== undefined && { pmid }),
    ...(title !== undefined && { title }),
    ...(year !== undefined && { year }),
  };
}

/**
 * All values that a record's export wrote under one of these names, in order; case, blanks and
 * punctuation do not count.
 */
export function valuesOf(
  { original }: Pick<BibRecord, "original">,
  ...names: readonly string[]
): string[] {
  return original.filter(([tag]) => names.includes(columnName(tag))).map(([, value]) => value);
}

/** The names of a table's columns, as `valuesOf` compares them; none if the file is not a table. */
export function columnsOf({ head, file }: ToolFile): readonly string[] {
  return headerOf({ head, file }).map(columnName);
}

/** The cells of a table's header as they are written. */
export function headerOf({ head, file }: Pick<ToolFile, "head" | "file">): readonly string[] {
  if (/^\s*[<{[@]/.test(head)) return [];
  return findTable(head.replace(/\r\n?/g, "\n"), { file })?.header ?? [];
}
