import type { ForeignForm } from "./form.ts";
import { alternatives, type Codes, explainCode, together } from "./meanings.ts";

export const EMBASE_CODES: Codes = {
  ti: "title",
  ab: "abstract",
  kw: "authorKeywords",
  tt: "absent",
  de: "indexTerms",
  lnk: "subheading",
  au: "authors",
  jt: "venue",
  ta: "venueShort",
  so: "venue",
  pt: "type",
  it: "type",
  la: "language",
  py: "year",
  tn: "absent",
  ff: "absent",
  ca: "absent",
};
const CODE = alternatives(EMBASE_CODES);

/** `asthma:ti,ab,kw`, `'asthma'/exp`, `[english]/lim`, and Cochrane's `[mh asthma]`. */
export const EMBASE: readonly ForeignForm[] = [
  {
    pattern: new RegExp(
      `(?<=[\\p{L}\\p{N}*?$)'’"”]\\s?):(?<codes>(?:${CODE})(?:,\\s?(?:${CODE})){0,20})(?![\\p{L}\\p{N}:])`,
      "giu",
    ),
    explain: ({ groups: { codes = "" } }) => {
      const meanings = codes
        .toLowerCase()
        .split(/,\s?/)
        .map((code) => EMBASE_CODES[code] ?? "absent");
      return explainCode("a field code of Embase and Cochrane", together(meanings));
    },
  },
  {
    pattern:
      /(?<=[\p{L}\p{N}'’")”])\/(?<code>exp|de|mj|dm|br|syn)(?:\/(?:exp|mj|de|dm)){0,3}(?=[\s)]|$)/giu,
    explain: ({ text }) => {
      const meaning = /mj/i.test(text) ? "major" : /exp/i.test(text) ? "exploded" : "heading";
      return explainCode("a heading of Embase", meaning);
    },
  },
  {
    pattern: /\[[^[\]\n]{1,60}\]\/[a-z]{2,4}(?![\p{L}\p{N}])/giu,
    explain: ({ text }) =>
      text.endsWith("/py")
        ? explainCode("a limit of Embase", "year")
        : {
            what: "a limit of Embase",
            hint: "Write a comparison: language = en, type = article, year in 2010..2019, has(abstract).",
          },
  },
  {
    pattern: /\[mh\s{1,5}(?<sign>\^?)[^[\]\n]{1,120}\]/giu,
    explain: ({ groups: { sign } }) =>
      explainCode("a heading of Cochrane", sign === "^" ? "heading" : "exploded"),
  },
];
