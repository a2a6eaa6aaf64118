import type { Dialect } from "../../../criteria/index.ts";
import type { LintRule } from "../../rule.ts";
import { isLimit, type Level, type Operator } from "../../search-string/linted-string.ts";

export const mixedOperators: LintRule = {
  code: "search/mixed-operators",
  finds: "AND beside OR, or OR beside NOT, without parentheses",
  why: "Databases join mixed operators in different orders; errors of logic were in 19.0 % of strategies (Sampson and McGowan 2006), and PRESS 2015 asks for parentheses.",
  severity: "warning",
  *find({ levels, dialect }) {
    for (const level of levels) {
      const second = mixedAt(level, dialect);
      if (second === undefined) continue;
      yield {
        start: second.start,
        end: second.end,
        message: `Operators are mixed without parentheses here; ${orderOf(dialect)}.`,
        hint: "Put parentheses around what belongs together.",
      };
    }
  },
};

/** The first operator that another order would join otherwise. */
function mixedAt({ items, operators }: Level, dialect: Dialect | undefined): Operator | undefined {
  const kinds = operators.map((one) => (one.kind === "near" ? "near" : one.operator));
  const [first] = kinds;
  // `a AND b NOT c` is the same in every order; in Scopus AND NOT takes all that follows with it.
  const isOr = kinds.includes("or");
  const afterNot = kinds.slice(kinds.indexOf("not") + 1);
  const takesRest =
    dialect?.order === "or-first" && kinds.includes("not") && afterNot.includes("and");
  if (!isOr && !takesRest) return undefined;
  if (takesRest && !isOr) {
    const at = kinds.indexOf("not");
    const rest = items.slice(items.indexOf(operators[at]!) + 2);
    const isLimited = rest.every(
      (item) => item.kind === "operator" || item.kind === "near" || isLimit(item),
    );
    return isLimited ? undefined : operators[at];
  }
  const other = kinds.findIndex((kind) => kind !== first);
  return other < 0 ? undefined : operators[other];
}

const ORDERS: Readonly<Record<Dialect["order"], string>> = {
  "left-to-right": "joins them from left to right",
  "and-first": "joins NEAR first, then NOT, AND and OR",
  "or-first": "joins OR first, then AND, then AND NOT with all that follows",
  unknown: "is said to join them in different orders",
};

function orderOf(dialect: Dialect | undefined): string {
  return dialect === undefined
    ? "databases join them in different orders"
    : `${dialect.title} ${ORDERS[dialect.order]}`;
}
