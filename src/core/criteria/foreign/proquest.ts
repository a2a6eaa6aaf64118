import { ownValue } from "../../records/own-value.ts";
import type { ForeignForm } from "./form.ts";
import { alternatives, type Codes, explainCode } from "./meanings.ts";

export const PROQUEST_FUNCTIONS: Codes = {
  ti: "title",
  ab: "abstract",
  tiab: "titleAbstract",
  "ti,ab": "titleAbstract",
  "ab,ti": "titleAbstract",
  noft: "everywhere",
  ft: "everywhere",
  su: "indexTerms",
  mainsubject: "indexTerms",
  "mainsubject.exact": "heading",
  "su.exact": "heading",
  "mesh.exact": "heading",
  "emb.exact": "heading",
  "su.exact.explode": "exploded",
  "mainsubject.exact.explode": "exploded",
  "mesh.exact.explode": "exploded",
  "emb.exact.explode": "exploded",
  mesh: "exploded",
  mjmesh: "major",
  kw: "authorKeywords",
  if: "authorKeywords",
  diskw: "authorKeywords",
  au: "authors",
  pub: "venue",
  pd: "year",
  yr: "year",
  la: "language",
  at: "type",
  dtype: "type",
  "ti.exact": "title",
  "au.exact": "authors",
  "pub.exact": "venue",
  "la.exact": "language",
  "at.exact": "type",
  "dtype.exact": "type",
};

/** `ti,ab(asthma)`, `MESH.EXACT.EXPLODE("Asthma")`, `asthma[*3]`. */
export const PROQUEST: readonly ForeignForm[] = [
  {
    pattern: new RegExp(
      `(?<![\\p{L}\\p{N}.,\\-])(?<at>${alternatives(PROQUEST_FUNCTIONS)})\\s?\\(`,
      "giu",
    ),
    explain: ({ text }) =>
      explainCode(
        "a field of ProQuest",
        ownValue(PROQUEST_FUNCTIONS, text.toLowerCase()) ?? "absent",
      ),
  },
  {
    pattern: /\[\*\d{1,3}\]/gu,
    explain: () => ({
      what: "a limit of ProQuest (letters that a wildcard stands for)",
      hint: "slr's `*` stands for any number of letters, `?` for exactly one.",
    }),
  },
];
