import { ACM_FIELDS } from "../../foreign/engines.ts";
import type { Dialect } from "../dialect.ts";
import { readLevel, readOperand } from "../expression.ts";
import { inFields } from "../field-codes.ts";
import { placeOf } from "../reader.ts";

const FIELD = /(?<name>\p{L}+(?: \p{L}+)?)\s?:\s*/uy;

export const acm: Dialect = {
  name: "acm",
  title: "ACM Digital Library",
  sources: /\bacm\b/i,
  order: "unknown",
  sideBySide: "or",
  hasCapitalOperators: true,
  wildcards: { "*": { is: "any" }, "?": { is: "one" } },
  wildcardsInQuotes: true,
  findsVariants: true,
  near: [],
  word: /[^\s()[\]"“”:]+/uy,
  unscoped: {
    why: "a term without a field, which ACM looks for in all fields",
    hint: "Write Title:(…) or Abstract:(…) around it.",
  },
  remarks: [
    "ACM finds all words of a stem; slr finds plurals and British or American spellings: for more write stem*.",
  ],
  readOperand: (reader, context) => {
    // As the library displays a search: [[Title: "a"] OR [Abstract: "a"]] AND …
    if (reader.text[reader.position] === "[") {
      const start = reader.position;
      reader.position += 1;
      const inner = readLevel(reader, { ...context, depth: context.depth + 1, closing: "]" });
      if (reader.text[reader.position] !== "]")
        return reader.refuse(
          { start, end: start + 1 },
          "a bracket that is not closed",
          "Close it.",
        );
      reader.position += 1;
      return { ...inner, place: { start, end: reader.position } };
    }
    const found = reader.match(FIELD);
    if (found === undefined) return undefined;
    const meaning = ACM_FIELDS[(found.groups?.name ?? "").toLowerCase()] ?? "absent";
    const operand = readOperand(reader, context);
    return inFields(operand, { meanings: [meaning], place: placeOf(found) }, reader, acm);
  },
  readSuffix: (reader) => {
    const distance = reader.peek(/\s?~\s?\d{1,3}/uy);
    return distance === undefined
      ? undefined
      : reader.refuse(
          { start: distance.index, end: distance.index + distance[0].length },
          "a distance of which no source says how ACM counts it",
          "slr writes NEAR/n for at most n words between two terms.",
        );
  },
};
