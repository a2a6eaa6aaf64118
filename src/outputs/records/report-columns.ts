import type { BibRecord } from "../../core/records/model.ts";
import { formatAuthor } from "../../core/records/normalize.ts";
import type { Column } from "../text/csv-table.ts";

/** A report with the sources in which it was found. */
interface SourcedReport {
  readonly record: BibRecord;
  readonly sources: readonly string[];
}

/** The columns that identify a report, in the order of a citation. */
export const CITATION: readonly Column<SourcedReport>[] = [
  ["title", ({ record }) => record.title],
  ["authors", ({ record }) => record.authors.map(formatAuthor).join("; ")],
  ["year", ({ record }) => record.year],
  ["venue", ({ record }) => record.venue],
  ["doi", ({ record }) => record.doi],
  ["pmid", ({ record }) => record.pmid],
  ["url", ({ record }) => record.url],
  ["sources", ({ sources }) => sources.join("; ")],
];

/** The other fields that its exports give. */
export const DETAILS: readonly Column<SourcedReport>[] = [
  ["type", ({ record }) => record.type],
  ["language", ({ record }) => record.language],
  ["volume", ({ record }) => record.volume],
  ["issue", ({ record }) => record.issue],
  ["pages", ({ record }) => record.pages],
  ["pmcid", ({ record }) => record.pmcid],
  ["arxiv", ({ record }) => record.arxiv],
  ["keywords", ({ record }) => [...record.keywords, ...record.mesh].join("; ")],
  ["abstract", ({ record }) => record.abstract],
];
