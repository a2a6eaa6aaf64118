import { EMBASE_CODES } from "../../foreign/embase.ts";
import type { Dialect } from "../dialect.ts";
import { inFields } from "../field-codes.ts";
import { readLine } from "../lines.ts";
import { placeOf } from "../reader.ts";
import { comparisonOf } from "../values.ts";

const CODE = Object.keys(EMBASE_CODES).join("|");
const SUFFIX = new RegExp(
  `:(?<codes>(?:${CODE})(?:,\\s?(?:${CODE})){0,20})(?![\\p{L}\\p{N}:])`,
  "iuy",
);
const HEADING = /\/(?<code>exp\/mj|mj|exp|de|dm|br|syn)(?![\p{L}\p{N}])/iuy;
const LIMIT = /\[(?<value>[^[\]\n]{1,60})\]\/(?<kind>lim|py)/iuy;
const UNCONFIRMED = "as other tools write it; no help page of Embase was seen that says so";

/** A distance of Embase, which counts one more than slr. */
function oneLess(words: number | undefined, isOrdered: boolean) {
  if (words === undefined || words === 0)
    return {
      why: "a proximity without a distance, which sources do not explain",
      hint: "Write the distance, such as NEAR/3.",
    };
  return {
    distance: words - 1,
    isOrdered,
    note: `Embase counts one more: at most ${words - 1} words between`,
  };
}

export const embase: Dialect = {
  name: "embase",
  title: "Embase",
  sources: /embase/i,
  order: "left-to-right",
  sideBySide: "and",
  hasSingleQuotes: true,
  wildcards: {
    "*": { is: "any" },
    "?": { is: "one", note: UNCONFIRMED },
    $: { is: "none-or-one", note: UNCONFIRMED },
  },
  wildcardsInQuotes: true,
  findsVariants: false,
  near: [
    {
      pattern: /near(?:\/(?<words>\d{1,3}))?(?=[\s("“'‘])/iuy,
      read: (words) => oneLess(words, false),
    },
    {
      pattern: /next(?:\/(?<words>\d{1,3}))?(?=[\s("“'‘])/iuy,
      read: (words) => oneLess(words, true),
    },
  ],
  word: /[^\s()[\]"“”:/]+/uy,
  unscoped: {
    why: "a term without field codes, which Embase looks for in all fields",
    hint: "Write :ti,ab,kw behind it.",
  },
  remarks: [],
  readOperand: (reader, context) => {
    const limit = reader.match(LIMIT);
    if (limit === undefined)
      return readLine(reader, context, /#(?<number>\d{1,3})(?![\p{L}\p{N}])/uy);
    const { value = "", kind = "" } = limit.groups ?? {};
    const place = placeOf(limit);
    if (kind.toLowerCase() === "py") {
      reader.note(place, "year");
      return comparisonOf(value, "year", place, reader);
    }
    if (/^abstracts?$/i.test(value)) {
      reader.note(place, "has(abstract)");
      return { kind: "written", text: "has(abstract)", place };
    }
    const isType =
      /^(?:article|review|editorial|letter|erratum|conference (?:abstract|paper|review))$/i.test(
        value,
      );
    const isOther =
      /^(?:humans?|animals?|embase|medline|female|male|adult|child|aged|infant|adolescent|priority journals?|cochrane review|meta analysis|systematic review|randomi[sz]ed controlled trial)/i;
    if (!isType && isOther.test(value))
      return reader.refuse(
        place,
        "a limit that slr has no field for",
        "Leave it out, or leave this criterion to reviewers.",
      );
    reader.note(place, isType ? "type" : "language");
    return comparisonOf(value, isType ? "type" : "language", place, reader);
  },
  readSuffix: (reader, operand) => {
    const heading = reader.match(HEADING);
    if (heading !== undefined) {
      const code = (heading.groups?.code ?? "").toLowerCase();
      const meaning = code.includes("mj")
        ? "major"
        : code === "exp"
          ? "exploded"
          : code === "de"
            ? "heading"
            : "absent";
      return inFields(operand, { meanings: [meaning], place: placeOf(heading) }, reader, embase);
    }
    const found = reader.match(SUFFIX);
    if (found === undefined) return undefined;
    const meanings = (found.groups?.codes ?? "")
      .toLowerCase()
      .split(/,\s?/)
      .map((code) => EMBASE_CODES[code] ?? "absent");
    return inFields(operand, { meanings, place: placeOf(found) }, reader, embase);
  },
};
