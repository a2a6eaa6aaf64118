import type { RecordType } from "../../core/records/model.ts";
import type { RowWriter } from "../text/row-writer.ts";
import { xmlText } from "../text/xml-text.ts";
import {
  authorName,
  imprintOf,
  type KeyedReport,
  otherNotes,
  otherValuesOf,
  publisherNotes,
  publisherOf,
  THESIS,
  withoutLineBreaks,
} from "./report-fields.ts";

/**
 * EndNote's reference type with its number, and a type of work for what the reference type cannot
 * say.
 */
const TYPES = {
  article: ["Journal Article", 17],
  "conference paper": ["Conference Paper", 47],
  "conference abstract": ["Conference Paper", 47, "Conference Abstract"],
  review: ["Journal Article", 17, "Review"],
  editorial: ["Journal Article", 17, "Editorial"],
  letter: ["Journal Article", 17, "Letter"],
  erratum: ["Journal Article", 17, "Erratum"],
  retraction: ["Journal Article", 17, "Retraction"],
  book: ["Book", 6],
  "book chapter": ["Book Section", 5],
  thesis: ["Thesis", 32],
  report: ["Report", 27],
  preprint: ["Unpublished Work", 34, "Preprint"],
  dataset: ["Dataset", 59],
  registration: ["Generic", 13, "Registration"],
  other: ["Generic", 13, "Other"],
} as const satisfies Record<RecordType, readonly [name: string, number: number, work?: string]>;

/** Reports as an EndNote library in XML; `label` is the record's key. */
export function endnoteXmlWriter(): RowWriter<KeyedReport> {
  let number = 0;
  return {
    begin: '<?xml version="1.0" encoding="UTF-8"?>\n<xml><records>\n',
    record(report) {
      number += 1;
      return recordXml(report, number);
    },
    end: () => "</records></xml>\n",
  };
}

function recordXml(report: KeyedReport, number: number): string {
  const { key, record } = report;
  const imprint = imprintOf(report);
  const [type, typeNumber, work]: readonly [string, number, string?] =
    record.type === undefined ? ["Generic", 13] : TYPES[record.type];
  const keywords = [...new Set([...record.keywords, ...record.mesh])];
  const notes = [
    ...(record.pmid === undefined ? [] : [`PMID: ${record.pmid}`]),
    ...(record.arxiv === undefined ? [] : [`arXiv:${record.arxiv}`]),
    ...publisherNotes(imprint),
    ...otherNotes(report, { several: ["url"] }),
  ];
  const urls = [...(record.url === undefined ? [] : [record.url]), ...otherValuesOf(report, "url")];
  // The order is that of EndNote's document type definition.
  const parts = [
    '<source-app name="slr">slr</source-app>',
    `<rec-number>${number}</rec-number>`,
    `<ref-type name="${type}">${typeNumber}</ref-type>`,
    within(
      "contributors",
      within("authors", each("author", record.authors.map(authorName))) +
        within("secondary-authors", each("author", imprint.editors.map(authorName))),
    ),
    within("titles", element("title", record.title) + element("secondary-title", record.venue)),
    within("periodical", element("full-title", record.venue)),
    element("pages", record.pages),
    element("volume", record.volume),
    element("number", record.issue),
    element("edition", imprint.edition),
    within("keywords", each("keyword", keywords)),
    within("dates", element("year", record.year === undefined ? undefined : String(record.year))),
    element("pub-location", imprint.place),
    element("publisher", publisherOf(imprint)),
    element("isbn", [...record.issn, ...imprint.isbn].join(" ")),
    element("accession-num", record.accession),
    element("label", key),
    element("work-type", work ?? (imprint.degree && THESIS[imprint.degree])),
    element("abstract", record.abstract),
    element("notes", notes.join("\n")),
    within("urls", within("related-urls", each("url", urls))),
    element("custom2", record.pmcid),
    element("electronic-resource-num", record.doi),
    element("language", record.language),
  ];
  return `<record>${parts.join("")}</record>\n`;
}

function element(name: string, value: string | undefined): string {
  const text = value === undefined ? "" : xmlText(value.trim());
  return text === "" ? "" : `<${name}>${text}</${name}>`;
}

function each(name: string, values: readonly string[]): string {
  return values.map((value) => element(name, withoutLineBreaks(value))).join("");
}

function within(name: string, content: string): string {
  return content === "" ? "" : `<${name}>${content}</${name}>`;
}
