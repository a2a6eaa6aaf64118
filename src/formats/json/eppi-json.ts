import { findDoi } from "../../core/records/identifiers/doi.ts";
import type { Author, RecordType } from "../../core/records/model.ts";
import { findArxivId, findYear, stated } from "../../core/records/normalize.ts";
import { ownValue } from "../../core/records/own-value.ts";
import { combineEvidence, databaseNamed, databaseOfUrl } from "../fields/attribution.ts";
import { authorsOf } from "../fields/authors.ts";
import { type EntryContent, finishEntry } from "../fields/finish.ts";
import { doiOfLink, issnsOf } from "../fields/identifiers.ts";
import { listOf, unique } from "../fields/lists.ts";
import { pagesOf } from "../fields/numbers.ts";
import { typeOf } from "../fields/record-types.ts";
import type { Format, ReadOptions } from "../format.ts";
import { JSON_TELLTALE, objectMarks } from "../marks.ts";
import { readJson } from "./read.ts";
import { beginsLikeJson, namesOf, rowAt } from "./sketch.ts";
import { type JsonObject, originalOf, textOf } from "./values.ts";

/**
 * The export of EPPI-Reviewer: its code sets, then the references with the codes that people gave
 * them.
 */
export const eppiJson: Format<"eppi-json"> = {
  id: "eppi-json",
  marks: objectMarks,
  telltale: JSON_TELLTALE,
  recognizes(head, { columns, rows }) {
    if (columns !== undefined || rows !== undefined || !beginsLikeJson(head)) return false;
    const names = namesOf(head);
    if (names.has("CodeSets")) return true;
    const row = rowAt(head, PATH);
    return row?.names.has("ItemId") === true && row.names.has("Title");
  },
  read: (chunks, options) =>
    readJson(chunks, options, { id: "eppi-json", pathOf: () => PATH, entryOf: read(options) }),
};

const PATH = ["References"];

function read({ file }: ReadOptions) {
  return (reference: JsonObject, line: number) =>
    finishEntry(contentOf(reference), { id: "eppi-json", file, line, wantsTitle: true });
}

function contentOf(reference: JsonObject): EntryContent {
  const at = (name: string) => textOf(reference[name]);
  const url = at("URL");
  const doi = findDoi((at("DOI") ?? "").slice(0, 4000)) ?? doiOfLink(url);
  const type = documentType(at("TypeName"));
  const keywords = typeof reference.Keywords === "string" ? reference.Keywords : "";
  const authors = namesIn(at("Authors"));
  return {
    fields: {
      title: at("Title"),
      abstract: at("Abstract"),
      authors: authors.length > 0 ? authors : namesIn(at("ParentAuthors")),
      year: findYear(at("Year") ?? ""),
      venue: at("ParentTitle"),
      type,
      language: undefined,
      doi,
      pmid: undefined,
      pmcid: undefined,
      arxiv: [doi, url].flatMap((text) => findArxivId(text ?? "") ?? [])[0],
      issn: unique(issnsOf(at("StandardNumber") ?? "")),
      volume: at("Volume"),
      issue: at("Issue"),
      pages: stated(pagesOf(at("Pages") ?? "")),
      url,
      // EPPI-Reviewer adds its own name, by which it recognises its references.
      keywords: unique(listOf(keywords).filter((keyword) => keyword !== "eppi-reviewer")),
      mesh: [],
      accession: stated(at("OldItemId")),
      citations: undefined,
      original: originalOf(reference),
    },
    attribution: combineEvidence([databaseOfUrl(url ?? ""), databaseNamed("EPPI-Reviewer")]),
    badYear: at("Year"),
  };
}

/** `Doe Jane A ; van der Roe R ;`: EPPI-Reviewer writes family names first, without a comma. */
function namesIn(text: string | undefined): readonly Author[] {
  return authorsOf(text ?? "", (names) =>
    names
      .split(/[;\n]/)
      .map((name) =>
        name.includes(",")
          ? name
          : name.trim().replace(/^((?:\p{Ll}[\p{L}']* ){0,3}\S+) (?=\S)/u, "$1, "),
      ),
  );
}

/** `Journal, Article`, `Book, Chapter`: EPPI-Reviewer's types. */
function documentType(name: string | undefined): RecordType | undefined {
  if (name === undefined) return undefined;
  const known: Readonly<Record<string, RecordType>> = {
    "journal, article": "article",
    "book, whole": "book",
    "book, chapter": "book chapter",
    "conference proceedings": "conference paper",
    "research project": "other",
    "web site": "other",
    "web document": "other",
    "dvd, video, media": "other",
    generic: "other",
  };
  return ownValue(known, name.toLowerCase()) ?? typeOf(name);
}
