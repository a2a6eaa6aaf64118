import type { Query, QueryNode } from "../query.ts";
import { findPlaces } from "./finder.ts";
import { TextIndex } from "./text-index.ts";

/** A place in a text, in UTF-16 units; `end` is after its last character. */
export interface Mark {
  readonly start: number;
  readonly end: number;
}

/** How many finds of a regular expression are marked; each may have to read the text to its end. */
const MAX_REGEX_FINDS = 50;

/**
 * Where the words that a query looks for occur in a text of a field, whether or not they decide:
 * marks that guide a reader. In order, without overlaps.
 */
export function findMarks(query: Query, field: string, text: string): Mark[] {
  const index = new TextIndex([text]);
  const marks: Mark[] = [];
  const walk = (node: QueryNode): void => {
    if (node.kind === "and" || node.kind === "or") node.parts.forEach(walk);
    else if (node.kind === "not") walk(node.part);
    else if (node.kind === "search" && looksAt(node.fields, field)) {
      for (const { first, last } of findPlaces(node.finder, index))
        marks.push({ start: index.starts[first]!, end: index.ends[last]! });
    } else if (node.kind === "regex" && looksAt(node.fields, field)) {
      const matcher = node.regex.matcher(text);
      for (let n = 0; n < MAX_REGEX_FINDS && matcher.find(); n += 1)
        if (matcher.end() > matcher.start())
          marks.push({ start: matcher.start(), end: matcher.end() });
    }
  };
  walk(query.root);
  return united(marks);
}

function looksAt(fields: readonly { readonly name: string }[], field: string): boolean {
  return fields.some(({ name }) => name === field);
}

/** Joins overlapping marks. */
function united(marks: readonly Mark[]): Mark[] {
  const result: Mark[] = [];
  for (const mark of [...marks].sort((a, b) => a.start - b.start || b.end - a.end)) {
    const before = result.at(-1);
    if (before === undefined || mark.start >= before.end) result.push(mark);
    else if (mark.end > before.end)
      result[result.length - 1] = { start: before.start, end: mark.end };
  }
  return result;
}
