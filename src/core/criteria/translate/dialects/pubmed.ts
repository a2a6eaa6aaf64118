import { ownValue } from "../../../records/own-value.ts";
import { PUBMED_TAGS } from "../../foreign/pubmed.ts";
import type { Dialect } from "../dialect.ts";
import { inFields } from "../field-codes.ts";
import { readLine } from "../lines.ts";
import { placeOf, type Reader } from "../reader.ts";
import type { Leaf, Tree } from "../tree.ts";
import { yearOf } from "../values.ts";

const DATE = "\\d{4}(?:\\/\\d{1,2}){0,2}";
const DATE_TAG = "\\[(?:dp|pdat|publication date|date - publication)\\]";
/** `2015:2020[dp]`, `"2012"[dp] : "3000"[dp]`. */
const DATES = new RegExp(
  `["“]?(?<from>${DATE})["”]?(?:\\s*${DATE_TAG})?\\s*:\\s*["“]?(?<to>${DATE})["”]?\\s*${DATE_TAG}`,
  "iuy",
);
const TAG = /\s?\[(?<tag>[^[\]\n]{1,60})\]/uy;
/** PubMed's own date for "until now". */
const PRESENT = "3000";

export const pubmed: Dialect = {
  name: "pubmed",
  title: "PubMed",
  sources: /pubmed|medline \(?pubmed/i,
  order: "left-to-right",
  sideBySide: "phrase",
  hasCapitalOperators: true,
  wildcards: { "*": { is: "any" } },
  wildcardsInQuotes: true,
  findsVariants: false,
  near: [],
  word: /[^\s()[\]"“”:]+/uy,
  unscoped: {
    why: "a term without a tag, which PubMed maps to MeSH and looks for in all fields",
    hint: "Add a tag such as [tiab], or write title-abs-key(…) in slr's language.",
  },
  remarks: [
    "PubMed looks for a phrase only if its phrase index has it; otherwise it drops the quotes. slr always looks for the phrase.",
  ],
  readOperand: (reader, context) => {
    const dates = reader.match(DATES);
    if (dates !== undefined) {
      const { from = "", to = "" } = dates.groups ?? {};
      const place = placeOf(dates);
      // A range from the first day of a year to the last day of another covers whole years.
      const first = from.replace(/\/0?1(?:\/0?1)?$/, "");
      const last = to.replace(/\/12(?:\/31)?$/, "");
      const years = yearOf(`${first}:${last}`, place, reader);
      reader.note(
        place,
        "year",
        to === PRESENT ? "3000 is PubMed's word for the present" : undefined,
      );
      return years;
    }
    const abstract = reader.match(/hasabstract(?![\p{L}\p{N}[])/iuy);
    if (abstract !== undefined) {
      reader.note(placeOf(abstract), "has(abstract)");
      return { kind: "written", text: "has(abstract)", place: placeOf(abstract) };
    }
    return readLine(reader, context, /#(?<number>\d{1,3})(?![\p{L}\p{N}])/uy);
  },
  readSuffix: (reader, operand) => {
    const found = reader.match(TAG);
    if (found === undefined) return undefined;
    const start = found.index + found[0].indexOf("[");
    const place = { start, end: reader.position };
    if (operand.kind !== "leaf" || operand.scope !== undefined)
      return reader.refuse(
        place,
        "a tag behind what is no single term: PubMed puts no tag on a group",
        "Tag each term.",
      );
    return tagged(operand, (found.groups?.tag ?? "").trim().toLowerCase(), place, reader);
  },
  checkTerm: (term, place, reader) => {
    for (const word of term.split(/\s+/))
      if (word.includes("*") && !/^[^*]{4,}\*$/u.test(word))
        reader.refuse(
          place,
          "a truncation that PubMed does not take: it needs four letters, and stands at the end of a word",
          "Write the word, or a longer stem.",
        );
  },
};

const DISTANCE = /^(?<tag>.+?):~(?<words>\d{1,3})$/u;

function tagged(
  leaf: Leaf,
  tag: string,
  place: { readonly start: number; readonly end: number },
  reader: Reader,
): Tree {
  const near = DISTANCE.exec(tag)?.groups;
  const meaning = ownValue(PUBMED_TAGS, near?.tag ?? tag);
  if (meaning === undefined)
    return reader.refuse(place, "a tag that slr has nothing for", "Leave this part out.");
  const isText = ["title", "abstract", "titleAbstractKeywords", "authorKeywords"].includes(meaning);
  if (isText && !leaf.isQuoted && /\s/.test(leaf.raw))
    reader.refuse(
      leaf.place,
      "words without quotes, a phrase only if PubMed's index has it",
      `Write quotes if it is meant as one: "${leaf.raw}"`,
    );
  if (near === undefined) return inFields(leaf, { meanings: [meaning], place }, reader, pubmed);
  return inFields(
    proximity(leaf, Number(near.words), place, reader),
    { meanings: [meaning], place },
    reader,
    pubmed,
  );
}

/** `"knee pain"[tiab:~2]`: the words in any order, with at most that many words between. */
function proximity(
  leaf: Leaf,
  distance: number,
  place: { readonly start: number; readonly end: number },
  reader: Reader,
): Tree {
  const [left, right, ...more] = leaf.raw.trim().split(/\s+/);
  if (left === undefined || right === undefined || more.length > 0)
    return reader.refuse(
      place,
      "a proximity of other than two words",
      "Write pairs: early NEAR/3 stroke.",
    );
  reader.note(place, `NEAR/${distance}`, "in any order, at most so many words between");
  const part = (raw: string): Leaf => ({ ...leaf, raw, isQuoted: false });
  return {
    kind: "near",
    left: part(left),
    right: part(right),
    distance,
    isOrdered: false,
    place: leaf.place,
  };
}
