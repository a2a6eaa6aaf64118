import { ownValue } from "../../records/own-value.ts";
import type { ForeignForm } from "./form.ts";
import { alternatives, type Codes, explainCode } from "./meanings.ts";

/** Functions that criteria have under Scopus's own names. */
export const SCOPUS_NAMES: Codes = {
  title: "title",
  abs: "abstract",
  "title-abs": "titleAbstract",
  "title-abs-key": "topic",
  authkey: "authorKeywords",
  indexterms: "indexTerms",
  auth: "authors",
  "author-name": "authors",
  authlastname: "authors",
};

/** Scopus's functions that criteria do not have. */
export const SCOPUS_FUNCTIONS: Codes = {
  all: "everywhere",
  "title-abs-key-auth": "everywhere",
  chem: "absent",
  exactsrctitle: "venue",
  language: "language",
  doctype: "type",
  pubyear: "year",
  doi: "doi",
  affil: "absent",
  affilorg: "absent",
  affilcity: "absent",
  affilcountry: "absent",
  conf: "absent",
  confname: "absent",
  issn: "absent",
  isbn: "absent",
  pmid: "absent",
  subjarea: "absent",
  subjmain: "absent",
  ref: "absent",
  reftitle: "absent",
  refauth: "absent",
  refsrctitle: "absent",
  "fund-all": "absent",
  "fund-sponsor": "absent",
  srctype: "absent",
  pubstage: "absent",
  openaccess: "absent",
  eid: "absent",
};

/** `AFFIL(bergen)`, `PUBYEAR AFT 2014`, `LIMIT-TO ( DOCTYPE , "ar" )`, `{exact phrase}`. */
export const SCOPUS: readonly ForeignForm[] = [
  {
    pattern: new RegExp(
      `(?<![\\p{L}\\p{N}.\\-])(?<at>${alternatives(SCOPUS_FUNCTIONS)})\\s?\\(`,
      "giu",
    ),
    explain: ({ text }) =>
      explainCode(
        "a function of Scopus",
        ownValue(SCOPUS_FUNCTIONS, text.toLowerCase()) ?? "absent",
      ),
  },
  {
    pattern: /(?<![\p{L}\p{N}.-])pubyear\s{1,9}(?<at>aft|bef|is)(?![\p{L}\p{N}])/giu,
    explain: ({ text }) => {
      const sign = { aft: ">", bef: "<", is: "=" }[text.toLowerCase()] ?? "=";
      return { what: "an operator of Scopus", hint: `Write year ${sign} 2014.` };
    },
  },
  {
    pattern: /(?<![\p{L}\p{N}.-])(?<at>limit-to|exclude)\s?\(/giu,
    explain: ({ text }) => {
      const sign = text.toLowerCase() === "exclude" ? "!=" : "=";
      return {
        what: "a limit of Scopus",
        hint: `Write a comparison: language ${sign} en, type ${sign} review. Scopus's other limits have no field here.`,
      };
    },
  },
  {
    pattern: /\{[^{}\n]{1,200}\}/gu,
    explain: () => ({
      what: "an exact phrase of Scopus, in which signs count",
      hint: 'A phrase in double quotes finds it with any signs: "red tide". A regular expression looks for signs: title-abs-key ~ /\\bred-tide\\b/i',
    }),
  },
];
