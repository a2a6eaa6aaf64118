import type { LintRule } from "../../rule.ts";
import { isAlternatives, meaningsOf, type Operand } from "../../search-string/linted-string.ts";

export const limitInBranch: LintRule = {
  code: "search/limit-in-branch",
  finds: "a limit that applies to one alternative only",
  why: "Half of the string is limited and the other is not, which is seldom meant; errors of logic were in 19.0 % of strategies (Sampson and McGowan 2006).",
  severity: "warning",
  *find({ levels }) {
    for (const level of levels) {
      if (!isAlternatives(level) || level.operands.every(isLimit)) continue;
      for (const operand of level.operands) {
        const limit = limitOf(operand);
        if (limit === undefined) continue;
        yield {
          start: limit.start,
          end: limit.end,
          message: "This limit applies to one alternative of an OR, not to the whole.",
          hint: "Put it behind the parentheses of the whole OR.",
        };
      }
    }
  },
};

/** A date or a language; types of documents are alternatives of search filters. */
function isLimit(operand: Operand): boolean {
  const meanings = meaningsOf(operand);
  return meanings.length > 0 && meanings.every((one) => one === "year" || one === "language");
}

/** The limit that an alternative is joined with, or is itself. */
function limitOf(operand: Operand): Operand | undefined {
  if (isLimit(operand)) return operand;
  if (operand.kind !== "level") return undefined;
  const isAnd = operand.operators.every((one) => one.kind === "operator" && one.operator !== "or");
  return isAnd ? operand.operands.find(isLimit) : undefined;
}
