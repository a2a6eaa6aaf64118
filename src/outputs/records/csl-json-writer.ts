import type { RecordType } from "../../core/records/model.ts";
import type { RowWriter } from "../text/row-writer.ts";
import type { ExportedEntry } from "./exported-record.ts";
import { type KeyedReport, keywordList, oneLine } from "./report-fields.ts";

/** A report, with the study it belongs to, if it is included, and the sources in which it was found. */
interface StudyReport extends KeyedReport {
  readonly study?: string;
  readonly sources: readonly string[];
  /** Every entry of the record with all that its export wrote. */
  readonly entries?: readonly ExportedEntry[];
}

/** The type in CSL 1.0.2, and as `genre` what it cannot say. A CSL `review` is of a book or a film. */
const TYPES = {
  article: ["article-journal"],
  "conference paper": ["paper-conference"],
  "conference abstract": ["paper-conference", "conference abstract"],
  review: ["article-journal", "review"],
  editorial: ["article-journal", "editorial"],
  letter: ["article-journal", "letter"],
  erratum: ["article-journal", "erratum"],
  retraction: ["article-journal", "retraction"],
  book: ["book"],
  "book chapter": ["chapter"],
  thesis: ["thesis"],
  report: ["report"],
  preprint: ["article", "preprint"],
  dataset: ["dataset"],
  registration: ["document", "registration"],
  other: ["document"],
} as const satisfies Record<RecordType, readonly [type: string, genre?: string]>;

/** Reports as CSL-JSON; `id` is the record's key. */
export function cslJsonWriter(): RowWriter<StudyReport> {
  let separator = "[\n";
  return {
    begin: "",
    record(report) {
      const piece = `${separator}${JSON.stringify(cslItem(report), null, 2)}`;
      separator = ",\n";
      return piece;
    },
    end: () => (separator === "[\n" ? "[]\n" : "\n]\n"),
  };
}

function cslItem({ key, record, study, sources, also, entries }: StudyReport): object {
  const [type, genre]: readonly [string, string?] =
    record.type === undefined ? ["document"] : TYPES[record.type];
  // JSON.stringify leaves out what is undefined.
  return {
    id: key,
    type,
    genre,
    title: record.title && oneLine(record.title),
    author: some(
      record.authors.map(({ family, given }) =>
        given === undefined ? { literal: family } : { family, given },
      ),
    ),
    issued: record.year === undefined ? undefined : { "date-parts": [[record.year]] },
    "container-title": record.venue,
    volume: record.volume,
    issue: record.issue,
    page: record.pages,
    language: record.language,
    DOI: record.doi,
    PMID: record.pmid,
    PMCID: record.pmcid,
    ISSN: some(record.issn)?.join(", "),
    URL: record.url,
    archive: record.arxiv === undefined ? undefined : "arXiv",
    archive_location: record.arxiv,
    keyword: keywordList([...record.keywords, ...record.mesh]) || undefined,
    abstract: record.abstract,
    custom: {
      study,
      sources,
      ...(also && { accession: record.accession, also: some(also), entries }),
    },
  };
}

function some<T>(list: readonly T[]): readonly T[] | undefined {
  return list.length > 0 ? list : undefined;
}
