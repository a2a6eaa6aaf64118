import type { Codes } from "../../foreign/meanings.ts";
import type { Dialect } from "../dialect.ts";
import { inFields } from "../field-codes.ts";
import { readLine } from "../lines.ts";
import { placeOf } from "../reader.ts";
import { headingOf, thesaurusHeading } from "../values.ts";

const CODES: Codes = {
  ti: "title",
  ab: "abstract",
  kw: "topic",
  au: "authors",
  so: "venue",
  pt: "type",
};
const CODE = Object.keys(CODES).join("|");
const SUFFIX = new RegExp(
  `:(?<codes>(?:${CODE})(?:,\\s?(?:${CODE})){0,9})(?![\\p{L}\\p{N}:])`,
  "iuy",
);
const HEADING =
  /\[mh\s+(?<sign>\^)?["“]?(?<heading>[^[\]"”\n]{1,120}?)["”]?(?<sub>\/[^[\]\n]*)?\]/iuy;

export const cochrane: Dialect = {
  name: "cochrane",
  title: "Cochrane Library",
  sources: /cochrane|\bcentral\b/i,
  order: "unknown",
  sideBySide: "and",
  wildcards: { "*": { is: "any" } },
  wildcardsInQuotes: false,
  findsVariants: false,
  near: [
    {
      pattern: /near(?:\/(?<words>\d{1,3}))?(?=[\s("“])/iuy,
      read: (words) => ({
        why: "a distance of which sources do not say how Cochrane counts it",
        hint: `slr writes NEAR/${words ?? 6} for at most ${words ?? 6} words between.`,
      }),
    },
    {
      pattern: /next(?=[\s("“])/iuy,
      read: () => ({ distance: 0, isOrdered: true, note: "one word after the other" }),
    },
  ],
  word: /[^\s()[\]"“”:]+/uy,
  unscoped: {
    why: "a term without field codes, which Cochrane looks for in all text",
    hint: "Write :ti,ab,kw behind it.",
  },
  remarks: [],
  readOperand: (reader, context) => {
    const found = reader.match(HEADING);
    if (found === undefined)
      return readLine(reader, context, /#(?<number>\d{1,3})(?![\p{L}\p{N}])/uy);
    const { sign, heading = "", sub } = found.groups ?? {};
    const place = placeOf(found);
    if (sign === undefined || sub !== undefined)
      return thesaurusHeading({ name: heading, isExploded: sub === undefined, place }, reader, {
        why: "a heading with all narrower ones or with subheadings, which needs the thesaurus",
        hint: `List those that you mean: index-terms("${heading.toLowerCase()}" OR "…").`,
      });
    reader.note(place, "index-terms ~ /^…/i", "the heading alone, without narrower ones");
    return headingOf(heading, place, reader);
  },
  readSuffix: (reader, operand) => {
    const found = reader.match(SUFFIX);
    if (found === undefined) return undefined;
    const codes = (found.groups?.codes ?? "").toLowerCase().split(/,\s?/);
    const place = placeOf(found);
    if (codes.includes("kw") && !(codes.includes("ti") && codes.includes("ab")))
      return inFields(
        operand,
        {
          meanings: codes.flatMap((code) =>
            code === "kw" ? (["authorKeywords", "indexTerms"] as const) : [CODES[code] ?? "absent"],
          ),
          place,
        },
        reader,
        cochrane,
      );
    const meanings = codes.map((code) => CODES[code] ?? "absent");
    return inFields(operand, { meanings, place }, reader, cochrane);
  },
};
