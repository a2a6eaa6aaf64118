import type { LintRule } from "../../rule.ts";

export const unbalanced: LintRule = {
  code: "search/unbalanced",
  finds: "a parenthesis or a quote without its partner",
  why: "Databases close a parenthesis where they like or refuse the string; errors of logic were in 19.0 % of strategies (Sampson and McGowan 2006).",
  severity: "error",
  *find({ lines, text }) {
    for (const { unbalanced: places } of lines)
      for (const { start, end } of places) {
        const sign = text.slice(start, end);
        const isBracket = /[[\]{}]/.test(sign);
        const isQuote = !isBracket && !/[()]/.test(sign);
        yield {
          start,
          end,
          message: isBracket
            ? "This bracket has no partner."
            : isQuote
              ? "This quote is not closed."
              : sign === "("
                ? "This parenthesis is not closed."
                : "This parenthesis closes nothing.",
          hint: isQuote ? "Close it, or take it out." : "Put in its partner, or take it out.",
        };
      }
  },
};
