import { findDoi } from "../../core/records/identifiers/doi.ts";
import type { Author, RecordType } from "../../core/records/model.ts";
import { findArxivId, joinPages, parseAuthor, stated } from "../../core/records/normalize.ts";
import { databaseNamed } from "../fields/attribution.ts";
import { type EntryContent, finishEntry } from "../fields/finish.ts";
import { issnsOf, pmcidOf, pmidOf } from "../fields/identifiers.ts";
import { languageOf } from "../fields/languages.ts";
import { unique } from "../fields/lists.ts";
import { typeOf } from "../fields/record-types.ts";
import type { Format, ReadOptions } from "../format.ts";
import { JSON_TELLTALE, objectMarks } from "../marks.ts";
import { readJson } from "./read.ts";
import { beginsLikeJson, namesOf, rowAt } from "./sketch.ts";
import {
  itemsOf,
  type JsonObject,
  objectOf,
  objectsOf,
  originalOf,
  textOf,
  textsOf,
  valueAt,
} from "./values.ts";

/** The works that OpenAlex's API returns: a page of a search, or a list of works. */
export const openalexJson: Format<"openalex-json"> = {
  id: "openalex-json",
  marks: objectMarks,
  telltale: JSON_TELLTALE,
  recognizes(head, { columns, rows }) {
    if (columns !== undefined || rows !== undefined || !beginsLikeJson(head)) return false;
    const row = rowAt(head, pathOf(head));
    if (row === undefined) return false;
    return (
      row.names.has("abstract_inverted_index") ||
      (/"https:\/\/openalex\.org\/W\d/.test(row.text) &&
        ["display_name", "authorships", "title"].some((name) => row.names.has(name)))
    );
  },
  read: (chunks, options) =>
    readJson(chunks, options, { id: "openalex-json", pathOf, entryOf: read(options) }),
};

function pathOf(head: string): readonly string[] {
  return namesOf(head).has("results") ? ["results"] : [];
}

function read({ file }: ReadOptions) {
  return (work: JsonObject, line: number) =>
    finishEntry(contentOf(work), { id: "openalex-json", file, line, wantsTitle: true });
}

function contentOf(work: JsonObject): EntryContent {
  const at = (...path: readonly string[]) => textOf(valueAt(work, ...path));
  const source = objectOf(valueAt(work, "primary_location", "source")) ?? objectOf(work.host_venue);
  const links = [
    at("primary_location", "landing_page_url"),
    ...objectsOf(work.locations).map((place) => textOf(place.landing_page_url)),
  ].filter((link) => link !== undefined);
  const doi = findDoi((at("doi") ?? at("ids", "doi") ?? "").slice(0, 4000));
  const year = at("publication_year") ?? at("publication_date");
  const citations = work.cited_by_count;
  return {
    fields: {
      title: at("title") ?? at("display_name"),
      abstract: abstractOf(work.abstract_inverted_index) ?? at("abstract"),
      authors: authorsOf(work.authorships),
      year: year === undefined ? undefined : yearIn(year),
      venue: textOf(source?.display_name),
      type: documentType(at("type"), at("type_crossref")),
      language: languageOf(at("language") ?? ""),
      doi,
      pmid: pmidOf(at("ids", "pmid") ?? at("pmid") ?? ""),
      pmcid: pmcidOf((at("ids", "pmcid") ?? "").replace(/^.*\/(?:PMC)?/i, "PMC")),
      arxiv: [doi ?? "", ...links].flatMap((text) => findArxivId(text) ?? [])[0],
      issn: unique([...textsOf(source?.issn_l), ...textsOf(source?.issn)].flatMap(issnsOf)),
      volume: at("biblio", "volume"),
      issue: at("biblio", "issue"),
      pages: joinPages(at("biblio", "first_page"), at("biblio", "last_page")),
      url: links[0],
      keywords: unique(namesIn(work.keywords)),
      mesh: unique(
        objectsOf(work.mesh).flatMap(({ descriptor_name, qualifier_name }) => {
          const heading = [textOf(descriptor_name), textOf(qualifier_name)];
          return heading.filter((name) => name !== undefined).join("/") || [];
        }),
      ),
      accession: at("id"),
      citations: typeof citations === "number" ? citations : undefined,
      original: originalOf(work),
    },
    attribution: databaseNamed("OpenAlex") ?? {},
    badYear: year,
  };
}

function yearIn(text: string): number | undefined {
  const year = /^(\d{4})(?:-|$)/.exec(text)?.[1];
  return year === undefined ? undefined : Number(year);
}

/** `{"We": [0], "screened": [1, 4]}`: the words of an abstract with their positions. */
function abstractOf(value: unknown): string | undefined {
  // Older dumps have the abstract as text, inside another object.
  const text = typeof value === "string" ? parsedIndex(value) : value;
  const index = objectOf(valueAt(objectOf(text), "InvertedIndex")) ?? objectOf(text);
  if (index === undefined) return undefined;
  const words = Object.entries(index).flatMap(([word, places]) =>
    itemsOf(places).flatMap((place) => (typeof place === "number" ? [{ place, word }] : [])),
  );
  words.sort((a, b) => a.place - b.place);
  return stated(words.map(({ word }) => word).join(" "));
}

function parsedIndex(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function authorsOf(authorships: unknown): readonly Author[] {
  return objectsOf(authorships).flatMap((authorship) => {
    const name =
      textOf(valueAt(authorship, "author", "display_name")) ?? textOf(authorship.raw_author_name);
    return parseAuthor(name ?? "") ?? [];
  });
}

/** Keywords were texts once, then objects with one of two names. */
function namesIn(value: unknown): readonly string[] {
  return itemsOf(value).flatMap((item) => {
    const keyword = objectOf(item);
    return textOf(keyword === undefined ? item : (keyword.display_name ?? keyword.keyword)) ?? [];
  });
}

function documentType(
  type: string | undefined,
  crossref: string | undefined,
): RecordType | undefined {
  // OpenAlex calls a paper in proceedings an article.
  if (type === "article" && crossref === "proceedings-article") return "conference paper";
  if (type === "article" && crossref === "posted-content") return "preprint";
  if (type === undefined) return undefined;
  return (
    typeOf(type.replaceAll("-", " ")) ??
    (["paratext", "peer-review", "other", "grant", "standard"].includes(type) ? "other" : undefined)
  );
}
