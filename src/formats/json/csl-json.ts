import { findDoi } from "../../core/records/identifiers/doi.ts";
import type { RecordType } from "../../core/records/model.ts";
import { findArxivId, normalizeType, stated } from "../../core/records/normalize.ts";
import { ownValue } from "../../core/records/own-value.ts";
import {
  combineEvidence,
  databaseNamed,
  databaseOfAccession,
  databaseOfUrl,
} from "../fields/attribution.ts";
import { type EntryContent, finishEntry } from "../fields/finish.ts";
import { doiOfLink, issnsOf, pmcidOf, pmidOf } from "../fields/identifiers.ts";
import { languageOf } from "../fields/languages.ts";
import { listOf, unique } from "../fields/lists.ts";
import { pagesOf } from "../fields/numbers.ts";
import { typeOf } from "../fields/record-types.ts";
import type { Format, ReadOptions } from "../format.ts";
import { JSON_TELLTALE, objectMarks } from "../marks.ts";
import { authorsOf, dateText, yearOf } from "./csl-fields.ts";
import { readJson } from "./read.ts";
import { beginsLikeJson, namesOf, type RowSketch, rowAt } from "./sketch.ts";
import { firstText, type JsonObject, originalOf, textOf, textsOf } from "./values.ts";

/**
 * CSL-JSON, the format of the citation style language, from Zotero, Mendeley, Paperpile, pandoc and
 * doi.org.
 */
export const cslJson: Format<"csl-json"> = {
  id: "csl-json",
  marks: objectMarks,
  telltale: JSON_TELLTALE,
  recognizes(head, { columns, rows }) {
    if (columns !== undefined || rows !== undefined || !beginsLikeJson(head)) return false;
    const row = rowAt(head, pathOf(head));
    return row !== undefined && isItem(row);
  },
  read: (chunks, options) =>
    readJson(chunks, options, { id: "csl-json", pathOf, entryOf: read(options) }),
};

/** The types of CSL 1.0.2; types that other formats use, too, are weaker evidence. */
const TYPES: Readonly<Record<string, RecordType>> = {
  article: "article",
  "article-journal": "article",
  "article-magazine": "article",
  "article-newspaper": "article",
  book: "book",
  chapter: "book chapter",
  classic: "book",
  collection: "book",
  dataset: "dataset",
  document: "other",
  "entry-dictionary": "book chapter",
  "entry-encyclopedia": "book chapter",
  entry: "other",
  manuscript: "preprint",
  "paper-conference": "conference paper",
  patent: "other",
  periodical: "other",
  "post-weblog": "other",
  post: "other",
  report: "report",
  review: "review",
  "review-book": "review",
  software: "other",
  speech: "conference abstract",
  standard: "other",
  thesis: "thesis",
  webpage: "other",
};

/** Its type is one of CSL's, and something else is written as only CSL does. */
function isItem({ names, text }: RowSketch): boolean {
  if (/"title"\s*:\s*\[/.test(text) || names.has("abstract_inverted_index")) return false;
  const type = /"type"\s*:\s*"([a-z-]+)"/.exec(text)?.[1] ?? "";
  const isKnown = Object.hasOwn(TYPES, type) || names.has("issued");
  const marks = [
    /"date-parts"\s*:/.test(text),
    names.has("issued"),
    names.has("container-title"),
    /"author"\s*:\s*\[\s*\{[^{}]{0,400}"(?:family|literal)"\s*:/.test(text),
    names.has("citation-key"),
    names.has("custom"),
  ];
  return isKnown && marks.some((mark) => mark) && (names.has("title") || names.has("id"));
}

/** An array, an object with `items`, or an object that has each item under its key. */
function pathOf(head: string): readonly string[] {
  const names = namesOf(head);
  if (names.has("items") && !names.has("title")) return ["items"];
  const outermost = rowAt(head, []);
  const isMap = outermost !== undefined && !outermost.isOneOfMany && !isItem(outermost);
  const row = isMap ? rowAt(head, ["*"]) : undefined;
  return row !== undefined && isItem(row) ? ["*"] : [];
}

function read({ file }: ReadOptions) {
  return (item: JsonObject, line: number) =>
    finishEntry(contentOf(item), { id: "csl-json", file, line, wantsTitle: true });
}

function contentOf(item: JsonObject): EntryContent {
  const at = (name: string) => firstText(item[name]);
  // The lines of the note count, and `firstText` would join them.
  const note = (typeof item.note === "string" ? item.note : "").slice(0, 4000);
  const url = at("URL");
  const doi = findDoi((at("DOI") ?? "").slice(0, 4000)) ?? doiOf(url, note);
  const accession =
    at("accession") ?? noteField(note, /^(?:accession(?: number)?|eid|ut): *(\S+)$/im);
  const abstract = at("abstract");
  const date = dateText(item.issued);
  const arxiv = [
    doi,
    url,
    at("number"),
    note,
    ...(/^arxiv$/i.test(at("archive") ?? "") ? [`arXiv:${at("archive_location")}`] : []),
    at("archive_location"),
    at("container-title"),
  ].flatMap((text) => findArxivId(text ?? "") ?? [])[0];
  return {
    fields: {
      title: at("title"),
      abstract: abstract,
      authors: [item.author, item.editor].map(authorsOf).find((found) => found.length > 0) ?? [],
      year: yearOf(item.issued),
      venue: at("container-title") ?? at("event-title") ?? at("event"),
      type: documentType(at("type"), at("genre")),
      language: languageOf(at("language") ?? ""),
      doi,
      pmid: pmidOf(at("PMID") ?? noteField(note, /^PMID: *(\d{1,8})/im) ?? ""),
      pmcid: pmcidOf(at("PMCID") ?? noteField(note, /^PMCID: *(PMC\d+)/im) ?? ""),
      arxiv,
      issn: unique(textsOf(item.ISSN).flatMap(issnsOf)),
      volume: at("volume"),
      issue: at("issue"),
      pages: stated(pagesOf(at("page") ?? "")) ?? articleNumber(item),
      url,
      keywords: unique(
        [...textsOf(item.keyword), ...textsOf(item.categories)].flatMap((text) => listOf(text)),
      ),
      mesh: [],
      accession,
      citations: undefined,
      original: originalOf(item),
    },
    attribution: combineEvidence([
      databaseNamed(at("source") ?? ""),
      databaseNamed(at("archive") ?? ""),
      accession === undefined ? undefined : databaseOfAccession(accession),
      databaseOfUrl(url ?? ""),
      /\bzotero\.org\//.test(at("id") ?? "") ? databaseNamed("Zotero") : undefined,
    ]),
    badYear: date,
  };
}

/** Zotero writes fields that CSL does not have as lines of the note: `PMID: 12345678`. */
function noteField(note: string, pattern: RegExp): string | undefined {
  return pattern.exec(note)?.[1];
}

function doiOf(url: string | undefined, note: string): string | undefined {
  const linked = doiOfLink(url);
  if (linked !== undefined) return linked;
  const own = noteField(note, /^DOI: *(10\.\S+)$/im);
  return own === undefined ? undefined : findDoi(own);
}

/** The number of an article that has no pages; a report's number is not one. */
function articleNumber(item: JsonObject): string | undefined {
  return textOf(item.type) === "article-journal" ? firstText(item.number) : undefined;
}

/** Crossref's words for types stay in CSL-JSON from doi.org. */
function documentType(type: string | undefined, genre: string | undefined): RecordType | undefined {
  if (type === "article" && /preprint/i.test(genre ?? "")) return "preprint";
  const known = ownValue(TYPES, type ?? "") ?? typeOf((type ?? "").replaceAll("-", " "));
  // A genre makes a vague type more precise, but never a thesis or a book.
  const narrows = known === undefined || known === "article" || known === "other";
  const exact = genre === undefined ? undefined : normalizeType(genre.slice(0, 60));
  if (narrows || exact === "conference abstract") return exact ?? known;
  return known;
}
