import type { Found, LintRule } from "../../rule.ts";
import type { Level } from "../../search-string/linted-string.ts";

export const danglingOperator: LintRule = {
  code: "search/dangling-operator",
  finds: "an operator with nothing to join, or empty parentheses",
  why: "Databases refuse it or drop the operator in silence; errors of logic were in 19.0 % of strategies (Sampson and McGowan 2006).",
  severity: "error",
  *find({ levels }) {
    for (const level of levels) yield* faultsOf(level);
  },
};

function* faultsOf({ items, start, end }: Level): Iterable<Found> {
  if (items.length === 0 && end > start)
    yield {
      start,
      end,
      message: "There is nothing here to look for.",
      hint: "Write a term, or take it out.",
    };
  for (const [at, item] of items.entries()) {
    if (item.kind !== "operator" && item.kind !== "near") continue;
    const before = items[at - 1];
    const after = items[at + 1];
    const isNot = item.kind === "operator" && item.operator === "not";
    const joins = (one: typeof before) =>
      one !== undefined && one.kind !== "operator" && one.kind !== "near";
    const followsOperator = before?.kind === "operator" && isNot;
    if (joins(after) && (joins(before) || isNot)) continue;
    // The first of two operators in a row is told, unless a NOT follows it.
    if (joins(before) && after?.kind === "operator" && after.operator === "not") continue;
    if (followsOperator && joins(after)) continue;
    yield {
      start: item.start,
      end: item.end,
      message: "This operator joins nothing.",
      hint: "Write what it is to join, or take it out.",
    };
  }
}
