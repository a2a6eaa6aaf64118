import { OVID_CODES, OVID_SUBHEADINGS } from "../../foreign/ovid.ts";
import type { Dialect } from "../dialect.ts";
import { inFields } from "../field-codes.ts";
import { lineAt, readLine } from "../lines.ts";
import { placeOf, type Reader } from "../reader.ts";
import { joined, type Tree } from "../tree.ts";
import { comparisonOf, headingOf, thesaurusHeading, yearOf } from "../values.ts";

const CODE = Object.keys(OVID_CODES).join("|");
const CODES = `(?:${CODE})(?:,\\s?(?:${CODE})){0,20}`;
const SUFFIX = new RegExp(`\\s?\\.(?<codes>${CODES})(?:\\.(?![\\p{L}\\p{N}])|(?=[\\s)]|$))`, "iuy");
const HEADING = new RegExp(
  `(?<explode>exp\\s+)?(?<major>\\*)?["“']?(?<heading>(?:(?!\\s(?:and|or|not|adj\\d*)\\s)[^()/\\n"“”:=.]){1,120})["”']?(?<slash>/)(?<sub>(?:${OVID_SUBHEADINGS})(?:,\\s?(?:${OVID_SUBHEADINGS}))*)?(?=[\\s)]|$)`,
  "iuy",
);

/** `limit 3 to (english language and yr="2010 -Current")`. */
const LIMIT = /limit\s+(?<number>\d{1,3})\s+to\s+/iuy;
const LIMITS = {
  language: /(?<value>\p{L}+)\s+language/iuy,
  year: /yr\s*=\s*["“]?(?<value>\d{4}\s*(?:-\s*(?:\d{4}|current))?)["”]?/iuy,
};

export const ovid: Dialect = {
  name: "ovid",
  title: "Ovid",
  sources: /ovid|\bpsycinfo\b/i,
  order: "unknown",
  sideBySide: "phrase",
  wildcards: {
    "*": { is: "any" },
    "*n": { is: "any" },
    $: { is: "any" },
    $n: { is: "any" },
    ":": { is: "any" },
    "#": { is: "one" },
    "?": { is: "none-or-one" },
  },
  wildcardsInQuotes: true,
  findsVariants: false,
  near: [
    {
      pattern: /adj(?<words>\d{1,2})?(?=[\s("“])/iuy,
      read: (words) => {
        if (words === undefined)
          return { distance: 0, isOrdered: true, note: "one word after the other" };
        if (words === 0)
          return { why: "a distance that Ovid does not have", hint: "Write ADJ1 or more." };
        return {
          distance: words - 1,
          isOrdered: false,
          note: `Ovid counts one more: at most ${words - 1} words between, in any order`,
        };
      },
    },
    {
      pattern: /freq\s*=\s*\d+/iuy,
      read: () => ({
        why: "how often a term occurs, which slr does not count",
        hint: "Leave it out.",
      }),
    },
  ],
  word: new RegExp(
    `(?:(?!\\.(?:${CODES})(?:\\.(?![\\p{L}\\p{N}])|(?=[\\s)]|$)))[^\\s()"“”])+`,
    "iuy",
  ),
  unscoped: {
    why: "a term without a field code, which Ovid looks for in fields that differ by database (.mp.)",
    hint: "Add .ti,ab. behind it, or write title-abs-key(…) in slr's language.",
  },
  remarks: ["`.tw.` is the title and the abstract in MEDLINE; Embase adds trade names of drugs."],
  readOperand: (reader, context) => {
    const limit = reader.match(LIMIT);
    if (limit !== undefined) {
      const number = Number(limit.groups?.number);
      const of = lineAt(reader, context, number, placeOf(limit));
      return joined("and", [of, ...readLimits(reader)]);
    }
    return (
      readHeading(reader) ??
      readLine(reader, context, /(?<number>\d{1,3})(?=\s+(?:and|or|not)\s|\s*\)|\s*$)/iuy)
    );
  },
  readSuffix: (reader, operand) => {
    const frequency = reader.peek(/\s*\/freq\s*=\s*\d+/iuy);
    if (frequency !== undefined) {
      const start = frequency.index + frequency[0].indexOf("/");
      return reader.refuse(
        { start, end: frequency.index + frequency[0].length },
        "how often a term occurs, which slr does not count",
        "Leave it out.",
      );
    }
    const found = reader.match(SUFFIX);
    if (found === undefined) return undefined;
    const place = { start: found.index + found[0].indexOf("."), end: reader.position };
    const meanings = (found.groups?.codes ?? "")
      .toLowerCase()
      .split(/,\s?/)
      .map((code) => OVID_CODES[code] ?? "absent");
    return inFields(operand, { meanings, place }, reader, ovid);
  },
};

function readHeading(reader: Reader): Tree | undefined {
  const found = reader.match(HEADING);
  if (found === undefined) return undefined;
  const { explode, major, heading = "", sub } = found.groups ?? {};
  const place = placeOf(found);
  const quote = (text: string) => text.trim().toLowerCase().replace(/,/g, "");
  const isExploded = explode !== undefined && major === undefined && sub === undefined;
  const inPart = { name: heading, isExploded, place };
  if (explode !== undefined)
    return thesaurusHeading(inPart, reader, {
      why: "a heading with all narrower ones, which needs the thesaurus",
      hint: `List those that you mean: index-terms("${quote(heading)}" OR "…").`,
    });
  if (major !== undefined)
    return thesaurusHeading(inPart, reader, {
      why: "a main heading: exports do not keep which headings are main ones",
      hint: `index-terms("${quote(heading)}") looks in all of them.`,
    });
  if (sub !== undefined) {
    const start = found.index + found[0].lastIndexOf("/");
    return thesaurusHeading(inPart, reader, {
      place: { start, end: reader.position },
      why: "a subheading, of which slr does not know what belongs to it",
      hint: `index-terms("${quote(heading)}") finds the heading with all subheadings.`,
    });
  }
  reader.note(place, "index-terms ~ /^…/i", "the heading alone, without narrower ones");
  return headingOf(heading, place, reader);
}

/** The comparison for a limit: languages and years; slr has no field for other limits. */
function readLimits(reader: Reader): Tree[] {
  const isGroup = reader.match(/\(\s*/uy) !== undefined;
  const limits: Tree[] = [];
  do {
    const language = reader.match(LIMITS.language);
    const year = language === undefined ? reader.match(LIMITS.year) : undefined;
    const found = language ?? year;
    if (found === undefined) {
      const rest = reader.match(/[^()\s]+(?:\s+(?!and\s)[^()\s]+)*/iuy);
      return reader.refuse(
        rest === undefined ? { start: reader.position, end: reader.position + 1 } : placeOf(rest),
        "a limit that slr has no field for",
        "Leave it out, or leave this criterion to reviewers.",
      );
    }
    const value = found.groups?.value ?? "";
    const place = placeOf(found);
    reader.note(place, language === undefined ? "year" : "language");
    limits.push(
      language === undefined
        ? yearOf(value.replace(/\s+/g, ""), place, reader)
        : comparisonOf(value, "language", place, reader),
    );
  } while (isGroup && reader.match(/\s+and\s+/iuy) !== undefined);
  if (isGroup && reader.match(/\s*\)/uy) === undefined)
    reader.refuse(
      { start: reader.position, end: reader.position + 1 },
      "where a limit must end",
      "slr reads limits that are joined by and.",
    );
  return limits;
}
