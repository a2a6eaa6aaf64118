import { ownValue } from "../../records/own-value.ts";
import type { ForeignForm } from "./form.ts";
import { alternatives, type Codes, explainCode } from "./meanings.ts";

export const WEB_OF_SCIENCE_CODES: Codes = {
  ts: "topic",
  ti: "title",
  ab: "abstract",
  ak: "authorKeywords",
  kp: "addedKeywords",
  all: "everywhere",
  au: "authors",
  so: "venue",
  py: "year",
  fpy: "year",
  la: "language",
  dt: "type",
  do: "doi",
  wc: "absent",
  su: "absent",
  og: "absent",
  oo: "absent",
  ad: "absent",
  sg: "absent",
  ci: "absent",
  cu: "absent",
  fo: "absent",
  ft: "absent",
  fg: "absent",
  ai: "absent",
  ut: "absent",
  is: "absent",
  cf: "absent",
  pmid: "absent",
};

/** `TS=(asthma AND wheez*)`. */
export const WEB_OF_SCIENCE: readonly ForeignForm[] = [
  {
    pattern: new RegExp(
      `(?<![\\p{L}\\p{N}.\\-])(?<code>${alternatives(WEB_OF_SCIENCE_CODES)})\\s?=(?![=~])`,
      "giu",
    ),
    explain: ({ groups: { code = "" } }) =>
      explainCode(
        "a field of Web of Science",
        ownValue(WEB_OF_SCIENCE_CODES, code.toLowerCase()) ?? "absent",
      ),
  },
];
