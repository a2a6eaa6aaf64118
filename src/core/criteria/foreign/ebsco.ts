import { ownValue } from "../../records/own-value.ts";
import { type ForeignForm, isBeforeTerm } from "./form.ts";
import { alternatives, type Codes, explainCode } from "./meanings.ts";

export const EBSCO_CODES: Codes = {
  ti: "title",
  ab: "abstract",
  kw: "authorKeywords",
  su: "indexTerms",
  de: "heading",
  mh: "heading",
  mm: "major",
  mj: "major",
  tx: "everywhere",
  xb: "everywhere",
  au: "authors",
  so: "venue",
  jn: "venue",
  pt: "type",
  la: "language",
  py: "year",
  yr: "year",
};

/** `TI asthma`, `AB (asthma OR wheez*)`, `MH "Asthma+"`. */
export const EBSCO: readonly ForeignForm[] = [
  {
    pattern: new RegExp(
      `(?<![^\\s(])(?<at>(?<code>${alternatives(EBSCO_CODES).toUpperCase()}))\\s{1,9}(?=[\\p{L}\\p{N}*"“('])`,
      "gu",
    ),
    explain: (found) => {
      if (!isBeforeTerm(found)) return undefined;
      const { code = "" } = found.groups;
      const meaning = ownValue(EBSCO_CODES, code.toLowerCase()) ?? "absent";
      return explainCode("a field code of EBSCOhost", meaning);
    },
  },
];
