import { ownValue } from "../../../records/own-value.ts";
import type { MeaningName } from "../../foreign/meanings.ts";
import { SCOPUS_FUNCTIONS, SCOPUS_NAMES } from "../../foreign/scopus.ts";
import type { Dialect } from "../dialect.ts";
import { type Context, readParenthesis } from "../expression.ts";
import { inAllFields, inFields, isValueCode } from "../field-codes.ts";
import { readLine } from "../lines.ts";
import { placeOf, type Reader } from "../reader.ts";
import { scoped } from "../scope.ts";
import type { Span } from "../translation.ts";
import { mapUnscoped, type Tree } from "../tree.ts";
import { comparisonOf, yearOf } from "../values.ts";

const TYPES: Readonly<Record<string, string>> = {
  ar: "article",
  re: "review",
  cp: "conference paper",
  bk: "book",
  ch: "book chapter",
  ed: "editorial",
  le: "letter",
  er: "erratum",
  tb: "retraction",
};

const FUNCTION = /(?<name>\p{L}+(?:-\p{L}+)*)\s*(?=\()/uy;
const PUBYEAR = /pubyear\s*(?<operator>=|<|>|\baft\b|\bbef\b|\bis\b)\s*(?<year>\d+)/iuy;
const LIMIT =
  /(?<name>limit-to|exclude)\s*\(\s*(?<field>[\p{L}-]+)\s*,(?:\s*["“](?<quoted>[^"“”()]*)["”]\s*|(?<value>[^"“”()]*))\)/iuy;
const BRACES = /\{(?<text>[^{}\n]{1,200})\}/uy;

export const scopus: Dialect = {
  name: "scopus",
  title: "Scopus",
  sources: /scopus/i,
  order: "or-first",
  sideBySide: "and",
  wildcards: { "*": { is: "any" }, "?": { is: "one" } },
  wildcardsInQuotes: true,
  findsVariants: true,
  near: [
    {
      pattern: /w\/(?<words>\d{1,3})(?=[\s("“{])/iuy,
      read: (words = 0) => ({ distance: words, isOrdered: false }),
    },
    {
      pattern: /pre\/(?<words>\d{1,3})(?=[\s("“{])/iuy,
      read: (words = 0) => ({ distance: words, isOrdered: true }),
    },
  ],
  word: /[^\s(){}"“”,]+/uy,
  unscoped: {
    why: "a term outside of a function, which Scopus looks for in all fields, references among them",
    hint: "Put TITLE-ABS-KEY(…) around it.",
  },
  remarks: [
    "Scopus finds plurals and other spellings inside of quotes, too; slr takes a phrase as it is written: write stem* or optimi?ation.",
  ],
  readOperand: (reader, context) =>
    readYear(reader) ??
    readLimit(reader) ??
    readBraces(reader) ??
    readFunction(reader, context) ??
    readLine(reader, context, /#(?<number>\d{1,3})(?![\p{L}\p{N}])/uy),
};

function readYear(reader: Reader): Tree | undefined {
  const found = reader.match(PUBYEAR);
  if (found === undefined) return undefined;
  const { operator = "=", year = "" } = found.groups ?? {};
  const place = placeOf(found);
  const sign = ({ aft: ">", bef: "<", is: "=" } as const)[operator.toLowerCase()] ?? operator;
  reader.note(place, `year ${sign} ${year}`);
  const tree = yearOf(year, place, reader);
  return tree.kind === "compared" ? { ...tree, operator: sign as "=" | "<" | ">" } : tree;
}

const LIMITS: Readonly<Record<string, "year" | "language" | "type" | "venue" | "heading">> = {
  pubyear: "year",
  language: "language",
  doctype: "type",
  exactsrctitle: "venue",
};

function readLimit(reader: Reader): Tree | undefined {
  const found = reader.match(LIMIT);
  if (found === undefined) return undefined;
  const { name = "", field = "", quoted, value = "" } = found.groups ?? {};
  const place = placeOf(found);
  const compared = ownValue(LIMITS, field.toLowerCase());
  if (compared === undefined)
    return reader.refuse(
      place,
      `a limit to what records do not have (${field.toUpperCase()})`,
      "Leave it out, or leave this criterion to reviewers.",
    );
  const tree = comparisonOf(quoted ?? value.trim(), compared, place, reader, TYPES);
  const isExcluding = name.toLowerCase() === "exclude";
  reader.note(place, isExcluding ? `${compared} != …` : `${compared} = …`);
  if (!isExcluding || tree.kind !== "compared") return tree;
  return { ...tree, operator: "!=" };
}

/** `{red-tide}`: an exact phrase with its signs, which only a regular expression can find. */
function readBraces(reader: Reader): Tree | undefined {
  const found = reader.match(BRACES);
  if (found === undefined) return undefined;
  const place = placeOf(found);
  reader.note(place, "~ /…/i", "signs count in braces, so it is a regular expression");
  return { kind: "leaf", raw: found[0], isQuoted: false, place, origin: place.start };
}

function readFunction(reader: Reader, context: Context): Tree | undefined {
  const found = reader.match(FUNCTION);
  if (found === undefined) return undefined;
  const name = (found.groups?.name ?? "").toLowerCase();
  const place = placeOf(found);
  if (["and", "or", "not"].includes(name)) {
    reader.position = found.index;
    return undefined;
  }
  if (name === "doi") {
    const value = reader.match(/\(\s*["“]?(?<doi>[^\s"”]+?)["”]?\s*\)(?=[\s)]|$)/uy);
    if (value !== undefined) {
      reader.note(place, "doi = …");
      return comparisonOf(value.groups?.doi ?? "", "doi", placeOf(value), reader);
    }
  }
  if (name === "title-abs-key-auth") {
    const tree = readParenthesis(reader, context);
    return scoped(tree, ["title-abs-key", "authors"], place, reader, scopus);
  }
  if (name === "key" || name === "srctitle") {
    const tree = readParenthesis(reader, { ...context, isValue: name === "srctitle" });
    return scoped(tree, [name === "key" ? "keywords" : "venue"], place, reader, scopus);
  }
  const meaning = ownValue(SCOPUS_NAMES, name) ?? ownValue(SCOPUS_FUNCTIONS, name) ?? "absent";
  if (meaning === "everywhere" && reader.beyond !== undefined)
    return inAllFields(readParenthesis(reader, context), name.toUpperCase(), place, reader, scopus);
  if (meaning === "absent" || meaning === "everywhere")
    return reader.refuse(
      place,
      meaning === "everywhere"
        ? "all fields, references and affiliations among them"
        : "a field that slr does not search",
      meaning === "everywhere"
        ? "Write title-abs-key(…) or full-text(…)."
        : "Leave it out, or leave this criterion to reviewers.",
    );
  const tree = readParenthesis(reader, { ...context, isValue: isValueCode(meaning) });
  const plain = exactPhrases(tree, meaning, place, reader);
  return inFields(plain, { meanings: [meaning], place, types: TYPES }, reader, scopus);
}

const REGEX_FIELDS: Partial<Record<MeaningName, string>> = {
  title: "title",
  abstract: "abstract",
  titleAbstract: "title-abs",
  topic: "title-abs-key",
  authorKeywords: "author-keywords",
  indexTerms: "index-terms",
};

/** Exact phrases as regular expressions on the fields of the function around them. */
function exactPhrases(tree: Tree, meaning: MeaningName, code: Span, reader: Reader): Tree {
  return mapUnscoped(tree, (part) => {
    if (part.kind === "near" && JSON.stringify(part).includes('"raw":"{'))
      return reader.refuse(
        part.place,
        "an exact phrase in a proximity",
        "Write a phrase in quotes, in which signs count as blanks.",
      );
    const text = part.kind === "leaf" ? /^\{(.*)\}$/u.exec(part.raw)?.[1] : undefined;
    if (text === undefined) return part;
    const field = REGEX_FIELDS[meaning];
    if (field === undefined)
      return reader.refuse(code, "a field around an exact phrase", "Write quotes for braces.");
    const escaped = text.trim().replace(/[\\/.*+?^${}()|[\]]/g, "\\$&");
    return {
      kind: "written",
      text: `${field} ~ /\\b${escaped}\\b/i`,
      place: part.place,
    };
  });
}
