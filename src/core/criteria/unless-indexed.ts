import { type CriterionField, fullText, indexTerms } from "./fields/index.ts";
import type { Query, QueryNode } from "./query.ts";

/**
 * The query in which what a record does not carry is unknown: a subject heading, because exports of
 * most databases leave out the headings of others, and whatever the full text stands for.
 */
export function unlessIndexed(query: Query): Query {
  return { ...query, root: softened(query.root) };
}

/** Fields whose absence in a record says nothing. */
const BEYOND: ReadonlySet<CriterionField> = new Set([indexTerms, fullText]);

function softened(node: QueryNode): QueryNode {
  switch (node.kind) {
    case "and":
    case "or":
      return { ...node, parts: node.parts.map(softened) };
    case "not":
      return { ...node, part: softened(node.part) };
    case "search":
    case "regex":
      return node.fields.length === 1 && BEYOND.has(node.fields[0]!)
        ? { kind: "or", parts: [node, { kind: "unknown" }] }
        : node;
    default:
      return node;
  }
}
