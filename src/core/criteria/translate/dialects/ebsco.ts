import { EBSCO_CODES } from "../../foreign/ebsco.ts";
import type { Dialect } from "../dialect.ts";
import { readOperand } from "../expression.ts";
import { inFields, isValueCode } from "../field-codes.ts";
import { readLine } from "../lines.ts";
import { placeOf } from "../reader.ts";
import { headingOf, thesaurusHeading } from "../values.ts";

const CODE = new RegExp(
  `(?<code>${Object.keys(EBSCO_CODES).join("|").toUpperCase()})(?:\\s+|(?=[("“]))`,
  "uy",
);
const HEADING =
  /(?<code>MH|MM|DE)\s+["“(]{1,2}(?<heading>[^"”()+\n]{1,120})(?<plus>\+)?["”)]{1,2}/uy;

export const ebsco: Dialect = {
  name: "ebsco",
  title: "EBSCOhost",
  sources: /ebsco|cinahl|\bpsyc(?:articles|books)\b|business source|academic search/i,
  order: "unknown",
  sideBySide: "refused",
  wildcards: {
    "*": {
      is: "any",
      note: "between words of a phrase, EBSCOhost's `*` is one whole word, as here",
    },
    "?": { is: "one" },
    "#": { is: "none-or-one" },
  },
  wildcardsInQuotes: true,
  findsVariants: true,
  near: [
    {
      pattern: /n(?<words>\d{1,3})(?=[\s("“])/iuy,
      read: (words = 0) => ({ distance: words, isOrdered: false }),
    },
    {
      pattern: /w(?<words>\d{1,3})(?=[\s("“])/iuy,
      read: (words = 0) => ({ distance: words, isOrdered: true }),
    },
  ],
  word: /[^\s()[\]"“”,]+/uy,
  unscoped: {
    why: "a term without a field code, which EBSCOhost looks for in fields that differ by database",
    hint: "Write TI or AB before it, or title-abs-key(…) in slr's language.",
  },
  remarks: [],
  readOperand: (reader, context) => {
    const heading = reader.match(HEADING);
    if (heading !== undefined) {
      const { code = "", heading: name = "", plus } = heading.groups ?? {};
      const place = placeOf(heading);
      if (plus !== undefined || code === "MM")
        return thesaurusHeading({ name, isExploded: code !== "MM", place }, reader, {
          why:
            code === "MM"
              ? "a main heading: exports do not keep which headings are main ones"
              : "a heading with all narrower ones, which needs the thesaurus",
          hint: `List those that you mean: index-terms("${name.toLowerCase()}" OR "…").`,
        });
      reader.note(place, "index-terms ~ /^…/i", "the heading alone, without narrower ones");
      return headingOf(name, place, reader);
    }
    const found = reader.match(CODE);
    if (found === undefined)
      return readLine(reader, context, /S(?<number>\d{1,3})(?![\p{L}\p{N}])/uy);
    const meaning = EBSCO_CODES[(found.groups?.code ?? "").toLowerCase()] ?? "absent";
    const place = placeOf(found);
    const operand = readOperand(reader, { ...context, isValue: isValueCode(meaning) });
    return inFields(operand, { meanings: [meaning], place }, reader, ebsco);
  },
  checkTerm: (term, place, reader) => {
    if (/(?:^|\s)[*?#]|\?(?:\s|$)/u.test(term))
      reader.refuse(
        place,
        "a wildcard where EBSCOhost drops it: at the beginning of a word, or `?` at its end",
        "Write the word as it is meant.",
      );
  },
};
