import type { LintRule } from "../../rule.ts";

export const lowerCaseOperator: LintRule = {
  code: "search/lower-case-operator",
  finds: "an operator in small letters where only capitals are operators",
  why: "The database reads it as a word, so the string asks for less or for more than it seems to (help of PubMed and of the ACM library).",
  severity: "error",
  *find({ tokens, text, dialect }) {
    if (dialect?.hasCapitalOperators !== true) return;
    for (const token of tokens) {
      if (token.kind !== "operator") continue;
      const { start, end } = token;
      const written = text.slice(start, end);
      if (written === written.toUpperCase()) continue;
      yield {
        start,
        end,
        message: `${dialect.title} reads \`${written}\` as a word.`,
        hint: `Write ${written.toUpperCase()}.`,
      };
    }
  },
};
