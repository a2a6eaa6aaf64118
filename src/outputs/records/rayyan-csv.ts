import type { Verdict } from "../../core/records/decision.ts";
import { formatAuthor } from "../../core/records/normalize.ts";
import { type Column, csvWriter } from "../text/csv-table.ts";
import type { RowWriter } from "../text/row-writer.ts";
import type { ExportedRecord, ExportedVote } from "./exported-record.ts";
import { imprintOf, publisherOf } from "./report-fields.ts";

/** The header of Rayyan's own exports, which Rayyan reads back. */
const COLUMNS: readonly Column<ExportedRecord>[] = [
  // slr recognises the record by this mark, because Rayyan assigns a key of its own.
  ["key", ({ key }) => `slr-${key}`],
  ["title", ({ record }) => record.title],
  ["year", ({ record }) => record.year],
  ["month", () => ""],
  ["day", () => ""],
  ["journal", ({ record }) => record.venue],
  ["issn", ({ record }) => record.issn.join(", ")],
  ["volume", ({ record }) => record.volume],
  ["issue", ({ record }) => record.issue],
  ["pages", ({ record }) => record.pages],
  ["authors", ({ record }) => record.authors.map(formatAuthor).join(" and ")],
  ["url", ({ record }) => record.url],
  ["language", ({ record }) => record.language],
  ["publisher", (report) => publisherOf(imprintOf(report))],
  ["location", (report) => imprintOf(report).place],
  ["abstract", ({ record }) => record.abstract],
  ["notes", ({ votes }) => rayyanNotes(votes)],
  ["doi", ({ record }) => record.doi],
  ["keywords", ({ record }) => [...new Set([...record.keywords, ...record.mesh])].join(";")],
  ["pubmed_id", ({ record }) => record.pmid],
  ["pmc_id", ({ record }) => record.pmcid],
];

/** A table for Rayyan, with people's votes in its notes. */
export function rayyanCsvWriter(): RowWriter<ExportedRecord> {
  return csvWriter(COLUMNS, { forPeople: false });
}

const WORDS = {
  include: "Included",
  exclude: "Excluded",
  maybe: "Maybe",
} as const satisfies Record<Verdict, string>;

/** Votes as Rayyan writes them into notes. Rayyan's notes do not say who gave which reason. */
export function rayyanNotes(votes: readonly ExportedVote[]): string {
  const reasons = votes
    .filter(({ verdict }) => verdict === "exclude")
    .flatMap((vote) => vote.reasons);
  // Rayyan joins with a comma alone, so a comma inside a reason must be followed by a blank.
  const list = (words: readonly string[]) =>
    [...new Set(words)].map((word) => word.replace(/,(?=\S)/g, ", ")).join(",");
  const labels = list(votes.flatMap(({ tags }) => tags));
  const listed = list(reasons);
  const notes = votes.filter(({ note }) => note !== "");
  return [
    ...(votes.length === 0
      ? []
      : [
          `RAYYAN-INCLUSION: ${hash(votes.map((vote) => [vote.reviewer, quoted(WORDS[vote.verdict])]))}`,
        ]),
    ...(labels === "" ? [] : [`RAYYAN-LABELS: ${labels}`]),
    ...(listed === "" ? [] : [`RAYYAN-EXCLUSION-REASONS: ${listed}`]),
    ...(notes.length === 0
      ? []
      : [`USER-NOTES: ${hash(notes.map((vote) => [vote.reviewer, `[${quoted(vote.note)}]`]))}`]),
  ].join(" | ");
}

function hash(pairs: readonly (readonly [name: string, value: string])[]): string {
  return `{${pairs.map(([name, value]) => `${quoted(name)}=>${value}`).join(", ")}}`;
}

/** A string in Ruby's notation. */
function quoted(text: string): string {
  const escaped = text.replace(/["\\]|#(?=[{$@])/g, "\\$&").replace(/\s+/g, " ");
  return `"${escaped}"`;
}
