import type { Dialect } from "./dialect.ts";
import type { Reader } from "./reader.ts";
import { spell } from "./spell.ts";
import type { Span } from "./translation.ts";
import { joined, type Leaf, mapUnscoped, type Near, type Tree } from "./tree.ts";

/** The parts of a record that field codes combine. */
export type Part = "title" | "abstract" | "authorKeywords" | "indexTerms" | "authors" | "venue";

/** Functions of criteria for several parts together. */
const TOGETHER: readonly (readonly [name: string, parts: readonly Part[]])[] = [
  ["title-abs-key", ["title", "abstract", "authorKeywords", "indexTerms"]],
  ["title-abs-authkey", ["title", "abstract", "authorKeywords"]],
  ["title-abs", ["title", "abstract"]],
  ["keywords", ["authorKeywords", "indexTerms"]],
  ["title", ["title"]],
  ["abstract", ["abstract"]],
  ["author-keywords", ["authorKeywords"]],
  ["index-terms", ["indexTerms"]],
  ["authors", ["authors"]],
  ["venue", ["venue"]],
];

/** The functions that search exactly these parts; usually one. */
export function functionsOf(parts: Iterable<Part>): readonly string[] {
  const left = new Set(parts);
  const names: string[] = [];
  for (const [name, together] of TOGETHER) {
    if (!together.every((part) => left.has(part))) continue;
    names.push(name);
    for (const part of together) left.delete(part);
  }
  return names;
}

/** Puts functions around all terms without one, and spells the terms as criteria do. */
export function scoped(
  tree: Tree,
  functions: readonly string[],
  code: Span,
  reader: Reader,
  dialect: Dialect,
): Tree {
  reader.note(code, functions.map((name) => `${name}(…)`).join(" OR "));
  return mapUnscoped(tree, (part) =>
    joined(
      "or",
      functions.map((name) => within(part, name, reader, dialect)),
    ),
  );
}

function within(part: Leaf | Near, scope: string, reader: Reader, dialect: Dialect): Tree {
  if (part.kind === "leaf") {
    const terms = spell(part, reader, dialect);
    // A wildcard turns off other forms of a word, in slr as in the databases.
    const isExact = part.isQuoted || !dialect.findsVariants || terms.length > 1;
    return { ...part, scope, terms, isExact };
  }
  const side = (tree: Tree): Tree =>
    mapUnscoped(tree, (inner) => within(inner, scope, reader, dialect));
  return { ...part, left: side(part.left), right: side(part.right) };
}
