import { rowsFrom } from "../records/bulk/rows.ts";
import type { BibRecord } from "../records/model.ts";
import type { Problem } from "../records/problem.ts";
import type { ReviewResults } from "../screening/results.ts";

/**
 * The results without what third parties wrote: no abstracts, no keywords of databases, no words and
 * sentences that criteria matched. What bibliographies print of a report stays. Messages of
 * problems go, too, because they may quote exports.
 */
export function withoutThirdPartyText(results: ReviewResults): ReviewResults {
  const listed = <Report extends { readonly record: BibRecord }>(reports: readonly Report[]) =>
    reports.map((report) => ({ ...report, record: citationOf(report.record) }));
  return {
    ...results,
    included: listed(results.included),
    excludedFullText: listed(results.excludedFullText),
    judgements: rowsFrom(results.judgements, ({ record, criterion, verdict }) => ({
      ...{ record, criterion, verdict, words: [], places: [] },
    })),
    problems: results.problems.map(
      ({ severity, code, file, line }): Problem => ({
        ...{ severity, code, message: "" },
        ...(file !== undefined && { file }),
        ...(line !== undefined && { line }),
      }),
    ),
  };
}

/** A record of which nothing is known. */
export const NO_FIELDS: BibRecord = { authors: [], issn: [], keywords: [], mesh: [], original: [] };

/** What a bibliography prints of a report. */
const CITED = [
  "title",
  "authors",
  "year",
  "venue",
  "type",
  "language",
  "issn",
  "volume",
  "issue",
  "pages",
  "doi",
  "pmid",
  "pmcid",
  "arxiv",
  "url",
] as const satisfies readonly (keyof BibRecord)[];

function citationOf(record: BibRecord): BibRecord {
  const cited = CITED.filter((field) => record[field] !== undefined);
  return { ...NO_FIELDS, ...Object.fromEntries(cited.map((field) => [field, record[field]])) };
}
