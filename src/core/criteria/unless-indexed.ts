import { indexTerms } from "./fields/index.ts";
import type { Query, QueryNode } from "./query.ts";

/**
 * The query in which a subject heading that a record does not carry is unknown. Exports of most
 * databases leave out the headings of others, so its absence says nothing.
 */
export function unlessIndexed(query: Query): Query {
  return { ...query, root: softened(query.root) };
}

function softened(node: QueryNode): QueryNode {
  switch (node.kind) {
    case "and":
    case "or":
      return { ...node, parts: node.parts.map(softened) };
    case "not":
      return { ...node, part: softened(node.part) };
    case "search":
    case "regex":
      return node.fields.length === 1 && node.fields[0] === indexTerms
        ? { kind: "or", parts: [node, { kind: "unknown" }] }
        : node;
    default:
      return node;
  }
}
