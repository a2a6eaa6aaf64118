import { findDoi } from "../../core/records/identifiers/doi.ts";
import type { RecordType } from "../../core/records/model.ts";
import { findArxivId, stated } from "../../core/records/normalize.ts";
import { ownValue } from "../../core/records/own-value.ts";
import { databaseNamed } from "../fields/attribution.ts";
import { type EntryContent, finishEntry } from "../fields/finish.ts";
import { issnsOf } from "../fields/identifiers.ts";
import { languageOf } from "../fields/languages.ts";
import { unique } from "../fields/lists.ts";
import { pagesOf } from "../fields/numbers.ts";
import { typeOf } from "../fields/record-types.ts";
import type { Format, ReadOptions } from "../format.ts";
import { JSON_TELLTALE, objectMarks } from "../marks.ts";
import { authorsOf, dateText, yearOf } from "./csl-fields.ts";
import { readJson } from "./read.ts";
import { beginsLikeJson, namesOf, rowAt } from "./sketch.ts";
import {
  firstText,
  type JsonObject,
  objectsOf,
  originalOf,
  textOf,
  textsOf,
  valueAt,
} from "./values.ts";

/** The works that Crossref's API returns: a page of a search, one work, or a list of works. */
export const crossrefJson: Format<"crossref-json"> = {
  id: "crossref-json",
  marks: objectMarks,
  telltale: JSON_TELLTALE,
  recognizes(head, { columns, rows }) {
    if (columns !== undefined || rows !== undefined || !beginsLikeJson(head)) return false;
    const names = namesOf(head);
    if (names.has("message-type") && names.has("message")) return true;
    const row = rowAt(head, pathOf(head));
    return (
      row?.names.has("DOI") === true &&
      /"title"\s*:\s*\[/.test(row.text) &&
      ["member", "prefix", "is-referenced-by-count", "reference-count", "indexed"].some((name) =>
        row.names.has(name),
      )
    );
  },
  read: (chunks, options) =>
    readJson(chunks, options, { id: "crossref-json", pathOf, entryOf: read(options) }),
};

function pathOf(head: string): readonly string[] {
  const names = namesOf(head);
  if (names.has("message")) {
    return /"message-type"\s*:\s*"work"/.test(head) ? ["message"] : ["message", "items"];
  }
  return names.has("items") ? ["items"] : [];
}

function read({ file }: ReadOptions) {
  return (work: JsonObject, line: number) =>
    finishEntry(contentOf(work), { id: "crossref-json", file, line, wantsTitle: true });
}

/** Dates, the best first: `issued` is the earliest of print and online. */
const DATES = ["issued", "published", "published-print", "published-online", "posted", "created"];

function contentOf(work: JsonObject): EntryContent {
  const at = (name: string) => firstText(work[name]);
  const doi = findDoi(at("DOI") ?? "");
  const citations = work["is-referenced-by-count"];
  const dates = DATES.map((name) => work[name]);
  return {
    fields: {
      title: titleOf(at("title"), at("subtitle")),
      abstract: stated((at("abstract") ?? "").replace(ABSTRACT_HEADING, "$1")),
      authors: [work.author, work.editor].map(authorsOf).find((found) => found.length > 0) ?? [],
      year: dates.flatMap((date) => yearOf(date) ?? [])[0],
      venue: stated(
        at("container-title") ?? textOf(valueAt(work, "event", "name")) ?? groupOf(work) ?? "",
      ),
      type: documentType(at("type"), at("subtype")),
      language: languageOf(at("language") ?? ""),
      doi,
      pmid: undefined,
      pmcid: undefined,
      arxiv: findArxivId(doi ?? ""),
      issn: unique(textsOf(work.ISSN).flatMap(issnsOf)),
      volume: at("volume"),
      issue: at("issue"),
      pages: stated(pagesOf(at("page") ?? "")) ?? at("article-number"),
      url: at("URL"),
      keywords: unique(textsOf(work.subject)),
      mesh: [],
      accession: undefined,
      citations: typeof citations === "number" ? citations : undefined,
      original: originalOf(work),
    },
    attribution: databaseNamed("Crossref") ?? {},
    badYear: dates.flatMap((date) => dateText(date) ?? [])[0],
  };
}

/** The word "Abstract" at the beginning of an abstract, after the tags that open it. */
const ABSTRACT_HEADING = /^((?:<[^<>]{1,100}>\s{0,9}){0,9})Abstract(?=[\s:.<])[\s:.]*/i;

function titleOf(title: string | undefined, subtitle: string | undefined): string | undefined {
  const main = title ?? "";
  const rest = subtitle ?? "";
  if (rest === "" || main.toLowerCase().includes(rest.toLowerCase())) return stated(main);
  if (main === "") return stated(rest);
  return /[:.?!–—-]$/.test(main) ? `${main} ${rest}` : `${main}: ${rest}`;
}

/** The server of a preprint: `bioRxiv`. */
function groupOf(work: JsonObject): string | undefined {
  return textOf(work.type) === "posted-content"
    ? (firstText(objectsOf(work.institution).map(({ name }) => name)) ??
        firstText(work["short-container-title"]) ??
        firstText(work["group-title"]))
    : undefined;
}

/** Crossref's types that core's table does not have. */
const TYPES: Readonly<Record<string, RecordType>> = {
  "journal-article": "article",
  "proceedings-article": "conference paper",
  "posted-content": "preprint",
  "book-chapter": "book chapter",
  "book-part": "book chapter",
  "book-section": "book chapter",
  "book-track": "book chapter",
  "reference-entry": "book chapter",
  monograph: "book",
  "edited-book": "book",
  "reference-book": "book",
  "book-set": "book",
  "book-series": "book",
  "report-component": "report",
  "peer-review": "other",
  component: "other",
  grant: "other",
  standard: "other",
};

function documentType(
  type: string | undefined,
  subtype: string | undefined,
): RecordType | undefined {
  if (type === "posted-content" && subtype !== undefined && subtype !== "preprint") return "other";
  return ownValue(TYPES, type ?? "") ?? typeOf((type ?? "").replaceAll("-", " "));
}
