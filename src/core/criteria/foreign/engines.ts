import { ownValue } from "../../records/own-value.ts";
import type { ForeignForm } from "./form.ts";
import { alternatives, type Codes, explainCode } from "./meanings.ts";

/** What stands before a colon in arXiv, Google Scholar, Lens, OpenAlex, ACM, Europe PMC and Lucene. */
export const ENGINE_PREFIXES: Codes = {
  ti: "title",
  title: "title",
  intitle: "title",
  allintitle: "title",
  "title.search": "title",
  "display_name.search": "title",
  ab: "abstract",
  abs: "abstract",
  abstract: "abstract",
  "abstract.search": "abstract",
  tiab: "titleAbstract",
  title_abs: "titleAbstract",
  "title_and_abstract.search": "titleAbstract",
  kw: "authorKeywords",
  keyword: "authorKeywords",
  keywords: "authorKeywords",
  mh: "exploded",
  mesh: "exploded",
  mesh_term: "heading",
  su: "indexTerms",
  subject: "indexTerms",
  all: "everywhere",
  allfield: "everywhere",
  anywhere: "everywhere",
  intext: "everywhere",
  text: "everywhere",
  fulltext: "everywhere",
  "fulltext.search": "everywhere",
  au: "authors",
  author: "authors",
  auth: "authors",
  so: "venue",
  jr: "venue",
  source: "venue",
  journal: "venue",
  venue: "venue",
  publication: "venue",
  py: "year",
  yr: "year",
  year: "year",
  pub_year: "year",
  publication_year: "year",
  year_published: "year",
  date: "year",
  date_published: "year",
  la: "language",
  lang: "language",
  language: "language",
  type: "type",
  pt: "type",
  publication_type: "type",
  doi: "doi",
  cat: "absent",
  co: "absent",
  rn: "absent",
  id: "absent",
  site: "absent",
  filetype: "absent",
  related: "absent",
};

/** The fields of the ACM Digital Library: `Title:(a b)`. */
export const ACM_FIELDS: Codes = {
  title: "title",
  "publication title": "title",
  abstract: "abstract",
  keyword: "authorKeywords",
  keywords: "authorKeywords",
  allfield: "everywhere",
  all: "everywhere",
  fulltext: "everywhere",
  contribauthor: "authors",
  contentgrouptitle: "venue",
  doi: "doi",
};

/** Names of IEEE Xplore's fields. */
export const IEEE_FIELDS: Codes = {
  "document title": "title",
  title: "title",
  abstract: "abstract",
  "all metadata": "everywhere",
  "full text .and. metadata": "everywhere",
  "full text only": "everywhere",
  "index terms": "indexTerms",
  "author keywords": "authorKeywords",
  "ieee terms": "indexTerms",
  "mesh terms": "indexTerms",
  "inspec controlled terms": "indexTerms",
  authors: "authors",
  author: "authors",
  "publication title": "venue",
  "publication year": "year",
  doi: "doi",
};

/** `ab:asthma`, `"Document Title":asthma`, `[[Title: asthma]]`, `year_published:[2010 TO 2019]`, `"a b"~3`. */
export const ENGINES: readonly ForeignForm[] = [
  {
    pattern: new RegExp(
      `(?<![\\p{L}\\p{N}._\\-/:'’")”\\]])(?<at>(?<name>${alternatives(ENGINE_PREFIXES)})\\s?:)`,
      "giu",
    ),
    explain: ({ groups: { name = "" } }) =>
      explainCode(
        "a field code of arXiv, Lens, Google Scholar or another search engine",
        ownValue(ENGINE_PREFIXES, name.toLowerCase()) ?? "absent",
      ),
  },
  {
    pattern: /["“][^"“”\n]{1,60}["”]\s?:(?!\w\w(?:[,\s)]|$))/gu,
    explain: ({ text }) => {
      const name = /[^"“”:]+/.exec(text)?.[0].trim().toLowerCase() ?? "";
      return explainCode("a field of IEEE Xplore", ownValue(IEEE_FIELDS, name) ?? "absent");
    },
  },
  {
    pattern: /\[\[?\s?(?<name>[\p{L} ]{1,40}):/giu,
    explain: ({ groups: { name = "" } }) => {
      const field = name.trim().toLowerCase();
      const known: Codes = {
        ...{ title: "title", "publication title": "title", abstract: "abstract" },
        ...{ all: "everywhere", keywords: "authorKeywords" },
      };
      const meaning = known[field];
      return meaning === undefined ? undefined : explainCode("a field of the ACM library", meaning);
    },
  },
  {
    pattern: /[[{][^[\]{}\n]{1,40}\sTO\s[^[\]{}\n]{1,40}[\]}]/giu,
    explain: () => explainCode("a range of Lens and other search engines", "year"),
  },
  {
    pattern: /["”]\s?(?<at>~\s?(?<words>\d{1,3}))/gu,
    explain: ({ groups: { words = "" } }) => ({
      what: "a distance of ACM, Lens and other search engines",
      hint: `They do not count as slr does. For two words at most ${words} words apart in any order write the first NEAR/${words} the second.`,
    }),
  },
];
