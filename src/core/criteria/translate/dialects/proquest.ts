import { ownValue } from "../../../records/own-value.ts";
import { PROQUEST_FUNCTIONS } from "../../foreign/proquest.ts";
import type { Dialect } from "../dialect.ts";
import { readParenthesis } from "../expression.ts";
import { inFields, isValueCode } from "../field-codes.ts";
import { placeOf } from "../reader.ts";

const FUNCTION = /(?<name>[\p{L}]+(?:[.,][\p{L}]+)*)(?=\()/uy;
const UNCONFIRMED = {
  why: "a distance of which no source says how ProQuest counts it",
  hint: "slr writes NEAR/n in any order and PRE/n in this order, for at most n words between.",
};

export const proquest: Dialect = {
  name: "proquest",
  title: "ProQuest",
  sources: /proquest|\beric\b|\bassia\b|sociological abstracts/i,
  order: "unknown",
  sideBySide: "and",
  wildcards: {
    "*": { is: "any", note: "ProQuest's `*` stands for at most five letters" },
    "?": { is: "one" },
  },
  wildcardsInQuotes: true,
  findsVariants: true,
  near: [
    { pattern: /(?:near|n|pre|p)(?:\/(?<words>\d{1,3}))(?=[\s("“])/iuy, read: () => UNCONFIRMED },
    { pattern: /near(?=[\s("“])/iuy, read: () => UNCONFIRMED },
  ],
  word: /[^\s()[\]{}"“”,]+/uy,
  unscoped: {
    why: "a term without a field, which ProQuest looks for anywhere in a document",
    hint: "Write ti,ab(…) around it.",
  },
  remarks: [
    "Of words without quotes, ProQuest finds variants; slr finds plurals and British or American spellings: for more write stem*.",
  ],
  readOperand: (reader, context) => {
    const found = reader.match(FUNCTION);
    if (found === undefined) return undefined;
    const name = (found.groups?.name ?? "").toLowerCase();
    if (["and", "or", "not"].includes(name)) {
      reader.position = found.index;
      return undefined;
    }
    const place = placeOf(found);
    const meaning = ownValue(PROQUEST_FUNCTIONS, name) ?? "absent";
    const tree = readParenthesis(reader, { ...context, isValue: isValueCode(meaning) });
    return inFields(tree, { meanings: [meaning], place }, reader, proquest);
  },
};
