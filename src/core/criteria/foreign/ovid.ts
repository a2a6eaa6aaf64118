import { type ForeignForm, isBeforeTerm } from "./form.ts";
import { alternatives, type Codes, explainCode, together } from "./meanings.ts";

export const OVID_CODES: Codes = {
  ti: "title",
  ab: "abstract",
  tw: "titleAbstract",
  kf: "authorKeywords",
  kw: "authorKeywords",
  mp: "everywhere",
  af: "everywhere",
  tx: "everywhere",
  hw: "indexTerms",
  sh: "heading",
  fs: "subheading",
  fx: "subheading",
  au: "authors",
  jn: "venue",
  jw: "venue",
  jx: "venue",
  so: "venue",
  pt: "type",
  dt: "type",
  lg: "language",
  la: "language",
  yr: "year",
  dp: "year",
  do: "doi",
  ot: "absent",
  in: "absent",
  rn: "absent",
  nm: "absent",
  rs: "absent",
  tn: "absent",
  dv: "absent",
  ui: "absent",
  cp: "absent",
  ed: "absent",
  an: "absent",
};
const CODE = alternatives(OVID_CODES);

/** Subheadings of MeSH as Ovid abbreviates them. */
export const OVID_SUBHEADINGS =
  "ab|ad|ae|ag|ai|an|ah|ao|bi|bl|cf|ch|ci|cl|cn|co|ct|cy|de|df|dg|dh|di|dt|du|ec|ed|eh|em|en|ep|es|et|ge|gd|hi|im|in|ip|ir|is|lj|ma|me|mi|mo|mt|nu|og|pa|pc|pd|pe|ph|pk|po|pp|ps|px|py|ra|re|rh|ri|rt|sc|sd|se|si|sn|st|su|sy|td|te|th|tm|to|tr|tu|ul|ur|us|ut|ve|vi|xs";
/** Up to 60 characters of a heading; operators and line breaks end it. */
const HEADING = '(?:(?!\\s(?:and|or|not|adj\\d*)\\s)[^()\\/\\n"“”:=.])';

/** `asthma.tw.`, `exp Asthma/`, `*Asthma/`, `Asthma/dt`, `asthma.ab. /freq=2`. */
export const OVID: readonly ForeignForm[] = [
  {
    pattern: new RegExp(
      `\\.(?<codes>(?:${CODE})(?:,\\s?(?:${CODE})){0,20})(?:\\.(?![\\p{L}\\p{N}])|(?=\\s{0,5}\\[))`,
      "giu",
    ),
    explain: ({ groups: { codes = "" } }) => explainOvid(codes),
  },
  {
    // Without the last dot: only codes in which no ordinary word ends.
    pattern:
      /(?<=[\p{L}\p{N}*$)"”])\.(?<codes>(?:ti|ab|tw|kf|kw|mp|hw|af)(?:,(?:ti|ab|tw|kf|kw|hw)){0,9})(?=[\s)]|$)/giu,
    explain: ({ groups: { codes = "" } }) => explainOvid(codes),
  },
  {
    pattern: new RegExp(
      `(?<![\\p{L}\\p{N}])exp\\s{1,9}(?=[\\p{L}*"“'])(?:\\*?["“']?${HEADING}{1,60}["”']?\\/(?:${OVID_SUBHEADINGS})?)?`,
      "giu",
    ),
    explain: (found) =>
      found.text.trim().length > 3 || isBeforeTerm(found)
        ? explainCode("a heading of Ovid", "exploded")
        : undefined,
  },
  {
    pattern: new RegExp(
      `(?<=^|[(\\n]|\\s)(?<at>\\*${HEADING}{1,60}\\/(?:${OVID_SUBHEADINGS})?)(?=[\\s)]|$)`,
      "giu",
    ),
    explain: () => explainCode("a heading of Ovid", "major"),
  },
  {
    pattern: new RegExp(
      `(?<=[\\p{L}\\p{N})"”])(?<at>\\/(?:${OVID_SUBHEADINGS})(?:,\\s?(?:${OVID_SUBHEADINGS})){0,20})(?=[\\s)]|$)`,
      "gu",
    ),
    explain: () => explainCode("a subheading of Ovid", "subheading"),
  },
  {
    pattern: /(?<=[\p{L}\p{N})"”])\/(?=[\s)]|$)/gu,
    // `NEAR/` is an operator of criteria that lacks its number.
    explain: ({ before }) =>
      /^(?:near|w|pre)$/.test(before)
        ? undefined
        : explainCode("the sign of a heading in Ovid", "heading"),
  },
  {
    pattern: /\/freq\s{0,3}=\s{0,3}\d{1,4}/giu,
    explain: () => ({
      what: "a limit of Ovid (how often a term occurs)",
      hint: "slr does not count how often a term occurs. Leave it out.",
    }),
  },
];

function explainOvid(codes: string) {
  const meanings = codes
    .toLowerCase()
    .split(/,\s?/)
    .map((code) => OVID_CODES[code] ?? "absent");
  return explainCode("a field code of Ovid", together(meanings));
}
