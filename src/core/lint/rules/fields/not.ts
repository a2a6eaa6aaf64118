import type { Found, LintRule } from "../../rule.ts";
import { isLimit, type Level, type Operand } from "../../search-string/linted-string.ts";

export const notOperator: LintRule = {
  code: "search/not",
  finds: "NOT with a term or a heading",
  why: "NOT drops reports that are about both; PRESS 2015 asks whether NOT is used with care, and for animals the double form, animals NOT humans, is safe.",
  severity: "warning",
  *find({ levels, text }) {
    for (const level of levels) yield* droppedIn(level, text);
  },
};

function* droppedIn({ items }: Level, text: string): Iterable<Found> {
  for (const [at, item] of items.entries()) {
    if (item.kind !== "operator" || item.operator !== "not") continue;
    const dropped = items[at + 1];
    if (dropped === undefined || dropped.kind === "operator" || dropped.kind === "near") continue;
    if (isLimit(dropped) || isDouble(dropped) || dropped.kind === "reference") continue;
    // Inside of a double NOT the inner one keeps reports.
    const [before] = items;
    const written = text.slice(dropped.start, dropped.end);
    if (before !== undefined && /\bhumans?\b/i.test(written)) continue;
    yield {
      start: item.start,
      end: dropped.end,
      message: "NOT drops every report that is about this as well as about the subject.",
      hint: "Leave it to screening, or write the double form: NOT (animals NOT humans).",
    };
  }
}

/** `(animals NOT humans)`. */
function isDouble(operand: Operand): boolean {
  return (
    operand.kind === "level" &&
    operand.operators.some((one) => one.kind === "operator" && one.operator === "not")
  );
}
