import { WEB_OF_SCIENCE_CODES } from "../../foreign/web-of-science.ts";
import type { Dialect } from "../dialect.ts";
import { readOperand } from "../expression.ts";
import { inFields, isValueCode } from "../field-codes.ts";
import { readLine } from "../lines.ts";
import { placeOf } from "../reader.ts";
import { yearOf } from "../values.ts";

const CODE = new RegExp(`(?<code>${Object.keys(WEB_OF_SCIENCE_CODES).join("|")})\\s?=\\s*`, "iuy");
const YEARS = /(?<from>\d{4})\s?-\s?(?<to>\d{4})(?!\d)/uy;
const TYPES: Readonly<Record<string, string>> = {
  "proceedings paper": "conference paper",
  "meeting abstract": "conference abstract",
  "editorial material": "editorial",
  correction: "erratum",
  "retracted publication": "retraction",
};

export const webOfScience: Dialect = {
  name: "web-of-science",
  title: "Web of Science",
  sources: /web of (?:science|knowledge)|\bwos\b/i,
  order: "and-first",
  sideBySide: "and",
  wildcards: { "*": { is: "any" }, "?": { is: "one" }, $: { is: "none-or-one" } },
  wildcardsInQuotes: true,
  findsVariants: true,
  near: [
    {
      pattern: /near(?:\/(?<words>\d{1,3}))?(?=[\s("“])/iuy,
      read: (words) =>
        words === undefined
          ? { distance: 15, isOrdered: false, note: "NEAR alone is NEAR/15 in Web of Science" }
          : {
              distance: words,
              isOrdered: false,
              note: "an old help page says that it may reach across fields; in slr it does not",
            },
    },
    {
      pattern: /same(?=[\s("“])/iuy,
      read: () => ({
        why: "which asks for one sentence, and slr does not know sentences",
        hint: "Choose a distance: NEAR/15 is at most 15 words between.",
      }),
    },
  ],
  word: /[^\s()"“”=,]+/uy,
  unscoped: {
    why: "a term without a field tag",
    hint: "Write TS=(…) around it, which is the topic.",
  },
  remarks: [
    "Of words without quotes, Web of Science finds all forms (lemmas); slr finds plurals and British or American spellings: for more write stem*.",
    "TS= looks in Keywords Plus as well; slr finds them if the export has them.",
  ],
  readOperand: (reader, context) => {
    const years = context.isValue === true ? reader.match(YEARS) : undefined;
    if (years !== undefined)
      return yearOf(`${years.groups?.from}-${years.groups?.to}`, placeOf(years), reader);
    const found = reader.match(CODE);
    if (found === undefined)
      return readLine(reader, context, /#(?<number>\d{1,3})(?![\p{L}\p{N}])/uy);
    const code = (found.groups?.code ?? "").toLowerCase();
    const meaning = WEB_OF_SCIENCE_CODES[code] ?? "absent";
    const place = placeOf(found);
    const isValue = isValueCode(meaning);
    const isGroup = reader.text[reader.position] === "(";
    const operand =
      isValue && !isGroup && meaning !== "year"
        ? readOperand(reader, { ...context, isValue: false })
        : readOperand(reader, { ...context, isValue });
    return inFields(operand, { meanings: [meaning], place, types: TYPES }, reader, webOfScience);
  },
};
