import type { LintRule } from "../../rule.ts";

export const operatorInQuotes: LintRule = {
  code: "search/operator-in-quotes",
  finds: "AND, OR, NOT or parentheses inside of quotes",
  why: "Inside of quotes an operator is a word of the phrase, which then finds nothing; errors of logic were in 19.0 % of strategies (Sampson and McGowan 2006).",
  severity: "error",
  *find({ tokens }) {
    for (const token of tokens) {
      if (token.kind !== "phrase" || !token.isClosed) continue;
      const found = /(?:^|\s)(?:AND|OR|NOT)(?=\s|$)|\(.*\b(?:and|or)\b.*\)/u.exec(token.inside);
      if (found === null) continue;
      const start = token.start + 1 + found.index + (/^\s/.test(found[0]) ? 1 : 0);
      yield {
        start,
        end: start + found[0].trim().length,
        message: "This operator stands inside of quotes, so it is a word of the phrase.",
        hint: 'Close the quotes before it: "a" OR "b".',
      };
    }
  },
};
