import { FIELD_FUNCTIONS, titleAbsKey } from "./functions/field-functions.ts";
import type { Query, QueryNode } from "./query.ts";
import type { Finder, WordTest } from "./words/finder.ts";
import { variantsOf } from "./words/variants.ts";

/**
 * The query as slr reads it: without comments, with sub-queries inserted and parentheses wherever
 * operators mix. Parsed again, it is the same query.
 */
export function printQuery({ root }: Pick<Query, "root">): string {
  return printNode(root);
}

function printNode(node: QueryNode): string {
  switch (node.kind) {
    case "and":
    case "or":
      return node.parts.map(printPart).join(node.kind === "and" ? " AND " : " OR ");
    case "not":
      return `NOT ${printPart(node.part)}`;
    case "search": {
      const terms = printFinder(node.finder);
      const name = nameOf(node.fields);
      return name === titleAbsKey.name ? terms : `${name}(${terms})`;
    }
    case "regex":
      return `${nameOf(node.fields)} ~ ${node.written}`;
    case "compare":
      return `${node.field.name} ${node.written}`;
    case "test":
      return `${node.test.name}(${node.argument})`;
    case "unknown":
      return "unknown";
  }
}

/** A node inside another one. */
function printPart(node: QueryNode): string {
  const text = printNode(node);
  const isNear = node.kind === "search" && node.finder.kind === "near";
  return isNear || ["and", "or", "not"].includes(node.kind) ? `(${text})` : text;
}

/** The function or field that looks in just these fields. */
function nameOf(fields: readonly { readonly name: string }[]): string {
  const [first] = fields;
  const functionOf = FIELD_FUNCTIONS.find(
    (candidate) =>
      candidate.fields.length === fields.length &&
      candidate.fields.every((field, at) => field === fields[at]),
  );
  return functionOf?.name ?? first?.name ?? titleAbsKey.name;
}

function printFinder(finder: Finder): string {
  if (finder.kind === "term") return printTerm(finder.words);
  if (finder.kind === "either") return finder.parts.map(printSide).join(" OR ");
  const operator = `${finder.ordered ? "PRE" : "NEAR"}/${finder.distance}`;
  return `${printSide(finder.left)} ${operator} ${printSide(finder.right)}`;
}

function printSide(finder: Finder): string {
  return finder.kind === "term" ? printFinder(finder) : `(${printFinder(finder)})`;
}

/** A term without quotes also matches other forms of its last word; one in quotes does not. */
function printTerm(words: readonly WordTest[]): string {
  const texts = words.map(spelled);
  const last = words.at(-1);
  if (last?.variants === undefined) return `"${texts.join(" ")}"`;
  // An abbreviation has other forms than a word of the same letters.
  const isWord = variantsOf(last.text, last.text).join() === last.variants.join();
  return [...texts.slice(0, -1), isWord ? last.text : last.text.toUpperCase()].join("-");
}

function spelled({ kind, text }: WordTest): string {
  if (kind === "prefix") return `${text}*`;
  return kind === "suffix" ? `*${text}` : text;
}
