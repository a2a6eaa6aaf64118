import type { Author, RecordType } from "../../core/records/model.ts";
import type { RowWriter } from "../text/row-writer.ts";
import type { ExportedEntry } from "./exported-record.ts";
import {
  imprintOf,
  type KeyedReport,
  keywordList,
  publisherOf,
  THESIS,
  withoutLineBreaks,
} from "./report-fields.ts";

/**
 * A report, with the study it belongs to if it is included, and the sources in which it was found.
 */
interface StudyReport extends KeyedReport {
  readonly study?: string;
  readonly sources: readonly string[];
  /** Every entry of the record with all fields that its export wrote. */
  readonly entries?: readonly ExportedEntry[];
}

/**
 * The type in CSL 1.0.2, and a `genre` for what that type cannot say. A CSL `review` is a review of
 * a book or a film.
 */
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

function cslItem(report: StudyReport): object {
  const { key, record, study, sources, otherValues, entries } = report;
  const imprint = imprintOf(report);
  const [type, genre]: readonly [string, string?] =
    record.type === undefined ? ["document"] : TYPES[record.type];
  // JSON.stringify leaves out undefined values.
  return {
    id: key,
    type,
    genre: genre ?? (imprint.degree && THESIS[imprint.degree]),
    title: record.title && withoutLineBreaks(record.title),
    author: some(record.authors.map(cslName)),
    editor: some(imprint.editors.map(cslName)),
    issued: record.year === undefined ? undefined : { "date-parts": [[record.year]] },
    "container-title": record.venue,
    volume: record.volume,
    issue: record.issue,
    page: record.pages,
    publisher: publisherOf(imprint),
    "publisher-place": imprint.place,
    edition: imprint.edition,
    language: record.language,
    DOI: record.doi,
    PMID: record.pmid,
    PMCID: record.pmcid,
    ISSN: some(record.issn)?.join(", "),
    ISBN: some(imprint.isbn)?.join(", "),
    URL: record.url,
    archive: record.arxiv === undefined ? undefined : "arXiv",
    archive_location: record.arxiv,
    keyword: keywordList([...record.keywords, ...record.mesh]) || undefined,
    abstract: record.abstract,
    custom: {
      study,
      sources,
      ...(otherValues && { accession: record.accession, also: some(otherValues), entries }),
    },
  };
}

function cslName({ family, given }: Author): object {
  return given === undefined ? { literal: family } : { family, given };
}

function some<T>(list: readonly T[]): readonly T[] | undefined {
  return list.length > 0 ? list : undefined;
}
