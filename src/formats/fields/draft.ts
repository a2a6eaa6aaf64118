import type { BibRecord } from "../../core/records/model.ts";
import type { Problem } from "../../core/records/problem.ts";
import { withoutAbsent } from "../../core/records/without-absent.ts";
import type { Attribution, ParsedEntry } from "../format.ts";

/** What formats that find fields in a tree (XML, JSON) have in common: from fields to an entry. */

/** The fields of a record as far as the export states them. */
export type Draft = {
  readonly [Name in keyof BibRecord]-?: BibRecord[Name] | undefined;
};

/** An entry as its fields say. */
export interface DraftEntry {
  readonly draft: Draft;
  readonly attribution: Attribution;
  /** What stands where the year should, if no year is in it. */
  readonly badYear?: string | undefined;
}

/** Whether nothing in a record says which report it is about. */
export function isEmpty(record: BibRecord): boolean {
  return (
    record.title === undefined &&
    record.abstract === undefined &&
    record.authors.length === 0 &&
    record.venue === undefined &&
    record.doi === undefined &&
    record.pmid === undefined &&
    record.pmcid === undefined &&
    record.arxiv === undefined &&
    record.accession === undefined
  );
}

/** The entry of a draft, with remarks on what it lacks; without any content it is unreadable. */
export function entryOf(
  { draft, attribution, badYear }: DraftEntry,
  { id, file, line }: { readonly id: string; readonly file: string; readonly line: number },
): { readonly entry: ParsedEntry; readonly problems: readonly Problem[] } {
  const record = withoutAbsent<BibRecord>(draft);
  if (isEmpty(record)) {
    const message =
      "Unexpected entry without content, expected a title, an abstract, authors, a venue or an identifier.";
    const problem: Problem = { severity: "error", code: `${id}/empty-entry`, file, line, message };
    return { entry: { kind: "unreadable", line, problem }, problems: [] };
  }
  const problems: Problem[] = [];
  const remark = (code: string, message: string) =>
    problems.push({ severity: "warning", code: `${id}/${code}`, file, line, message });
  if (record.title === undefined) remark("no-title", "Unexpected record without a title.");
  if (record.year === undefined && badYear !== undefined) {
    const shown = JSON.stringify(badYear.slice(0, 40));
    remark("bad-year", `Unexpected year ${shown}, expected four digits. The record has no year.`);
  }
  return { entry: { kind: "record", line, record, attribution }, problems };
}
