import { IEEE_FIELDS } from "../../foreign/engines.ts";
import type { Dialect } from "../dialect.ts";
import { readOperand } from "../expression.ts";
import { inFields, isValueCode } from "../field-codes.ts";
import { placeOf } from "../reader.ts";

const FIELD = /["“](?<name>[^"“”\n]{1,60})["”]\s?:\s*/uy;
const UNCONFIRMED = {
  why: "a distance of which no source says how IEEE Xplore counts it",
  hint: "slr writes NEAR/n in any order and PRE/n in this order, for at most n words between.",
};

export const ieee: Dialect = {
  name: "ieee",
  title: "IEEE Xplore",
  sources: /ieee|xplore/i,
  order: "unknown",
  sideBySide: "refused",
  wildcards: { "*": { is: "any" } },
  wildcardsInQuotes: true,
  findsVariants: false,
  near: [{ pattern: /o?near(?:\/(?<words>\d{1,3}))?(?=[\s("“])/iuy, read: () => UNCONFIRMED }],
  word: /[^\s()[\]"“”:]+/uy,
  unscoped: {
    why: "a term without a field, which IEEE Xplore looks for in all metadata",
    hint: 'Write "Document Title": or "Abstract": before it.',
  },
  remarks: [
    "IEEE Xplore may find other forms of words; no source says which, so terms are translated as they are written.",
  ],
  readOperand: (reader, context) => {
    const found = reader.match(FIELD);
    if (found === undefined) return undefined;
    const meaning = IEEE_FIELDS[(found.groups?.name ?? "").trim().toLowerCase()] ?? "absent";
    const place = placeOf(found);
    const operand = readOperand(reader, { ...context, isValue: isValueCode(meaning) });
    return inFields(operand, { meanings: [meaning], place }, reader, ieee);
  },
};
