import type { Author, RecordType } from "../../core/records/model.ts";
import { formatAuthor } from "../../core/records/normalize.ts";
import { ownValue } from "../../core/records/own-value.ts";
import type { RowWriter } from "../text/row-writer.ts";
import {
  imprintOf,
  type KeyedReport,
  otherNotes,
  publisherNotes,
  publisherOf,
  withoutLineBreaks,
} from "./report-fields.ts";

/** PubMed's publication types. */
const TYPES = {
  article: "Journal Article",
  "conference paper": "Conference Paper",
  "conference abstract": "Conference Abstract",
  review: "Review",
  editorial: "Editorial",
  letter: "Letter",
  erratum: "Published Erratum",
  retraction: "Retraction of Publication",
  book: "Book",
  "book chapter": "Book Chapter",
  thesis: "Thesis",
  report: "Report",
  preprint: "Preprint",
  dataset: "Dataset",
  registration: "Registration",
  other: "Other",
} as const satisfies Record<RecordType, string>;

/** MEDLINE writes languages in three letters. */
const LANGUAGES: Readonly<Record<string, string>> = {
  ca: "cat",
  cs: "cze",
  da: "dan",
  de: "ger",
  en: "eng",
  es: "spa",
  fi: "fin",
  fr: "fre",
  hu: "hun",
  it: "ita",
  ja: "jpn",
  ko: "kor",
  nl: "dut",
  no: "nor",
  pl: "pol",
  pt: "por",
  ru: "rus",
  sv: "swe",
  tr: "tur",
  zh: "chi",
};

/**
 * Reports in PubMed's MEDLINE format; `OID` is the record's key. Links and accession numbers become
 * general notes, because the format has no place for them.
 */
export function nbibWriter(): RowWriter<KeyedReport> {
  return {
    begin: "",
    record: (report) =>
      `${fields(report)
        .flatMap(([tag, value]) => {
          const text = value === undefined ? "" : withoutLineBreaks(String(value));
          return text === "" ? [] : [`${tag.padEnd(4)}- ${text}\n`];
        })
        .join("")}\n`,
    end: () => "",
  };
}

type Field = readonly [tag: string, value: string | number | undefined];

function fields(report: KeyedReport): readonly Field[] {
  const { key, record } = report;
  const language = record.language;
  const imprint = imprintOf(report);
  return [
    ["PMID", record.pmid],
    ["OWN", "SLR"],
    ["OID", `slr: ${key}`],
    ...record.issn.map((issn): Field => ["IS", issn]),
    ...imprint.isbn.map((isbn): Field => ["ISBN", isbn]),
    ["VI", record.volume],
    ["IP", record.issue],
    ["DP", record.year],
    ["TI", record.title],
    ["PG", record.pages],
    ["LID", record.doi && `${record.doi} [doi]`],
    ["AB", record.abstract],
    ...record.authors.flatMap(authorFields),
    ...imprint.editors.flatMap((editor): readonly Field[] => [
      ["FED", formatAuthor(editor)],
      ["ED", withInitials(editor)],
    ]),
    ["PB", publisherOf(imprint)],
    ["PL", imprint.place],
    ["EN", imprint.edition],
    ["LA", language && (ownValue(LANGUAGES, language) ?? language)],
    ["PT", record.type && TYPES[record.type]],
    ["JT", record.venue],
    ...record.mesh.map((heading): Field => ["MH", heading]),
    ...record.keywords.map((keyword): Field => ["OT", keyword]),
    ["PMC", record.pmcid],
    ["AID", record.doi && `${record.doi} [doi]`],
    ["GN", record.arxiv && `arXiv:${record.arxiv}`],
    ...publisherNotes(imprint).map((note): Field => ["GN", note]),
    ...otherNotes(report, { none: ["accession", "url"] }).map((note): Field => ["GN", note]),
  ];
}

/** A person in full and with initials; a group has its own tag. */
function authorFields(author: Author): readonly Field[] {
  if (author.given === undefined) return [["CN", author.family]];
  return [
    ["FAU", formatAuthor(author)],
    ["AU", withInitials(author)],
  ];
}

function withInitials({ family, given = "" }: Author): string {
  const initials = given
    .split(/[\s.,-]+/)
    .map((part) => [...part][0]?.toUpperCase() ?? "")
    .join("");
  return `${family} ${initials}`;
}
