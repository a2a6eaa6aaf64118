import type { LintRule } from "../../rule.ts";

export const operatorInQuotes: LintRule = {
  code: "search/operator-in-quotes",
  finds: "AND, OR, NOT or parentheses inside of quotes",
  why: "Inside of quotes an operator is a word of the phrase, which then finds nothing; errors of logic were in 19.0 % of strategies (Sampson and McGowan 2006).",
  severity: "error",
  *find({ tokens }) {
    for (const token of tokens) {
      if (token.kind !== "phrase" || !token.isClosed) continue;
      const found = operatorIn(token.inside);
      if (found === undefined) continue;
      const start = token.start + 1 + found.start;
      yield {
        start,
        end: token.start + 1 + found.end,
        message: "This operator stands inside of quotes, so it is a word of the phrase.",
        hint: 'Close the quotes before it: "a" OR "b".',
      };
    }
  },
};

/** Where a phrase has an operator, or parentheses around one. */
function operatorIn(phrase: string): { readonly start: number; readonly end: number } | undefined {
  const operator = /(?<=^|\s)(?:AND|OR|NOT)(?=\s|$)/u.exec(phrase);
  const open = phrase.indexOf("(");
  const close = phrase.lastIndexOf(")");
  const isGroup =
    open >= 0 && open < close && /\b(?:and|or)\b/u.test(phrase.slice(open + 1, close));
  if (isGroup && (operator === null || open < operator.index))
    return { start: open, end: close + 1 };
  if (operator === null) return undefined;
  return { start: operator.index, end: operator.index + operator[0].length };
}
