import { isAlternatives, type LintedString, type Term } from "../../reading/linted-string.ts";
import {
  coverOf,
  isIrregular,
  otherNumber,
  WILDCARD,
  wordsOfTerm,
} from "../../reading/term-patterns.ts";
import type { LintRule } from "../../rule.ts";

/** So many siblings in both forms, or truncated, show that plurals are wanted. */
const SIBLINGS = 2;

export const missingPlural: LintRule = {
  code: "search/missing-plural",
  finds: "a term without its plural among siblings that have theirs",
  why: "A term in one form only, beside others in both, was most likely forgotten; missing forms lower recall in most of 137 strategies (Salvador-Oliván 2019).",
  severity: "warning",
  *find(string) {
    // Scopus finds plurals in quotes, too.
    if (string.dialect?.name === "scopus") return;
    const isCovered = coverOf(string);
    for (const level of string.levels) {
      if (!isAlternatives(level)) continue;
      const terms = level.operands.filter((one): one is Term => one.kind === "term");
      const plain = terms.filter((term) => !WILDCARD.test(term.text) && counts(string, term));
      const complete = plain.filter((term) => formsOf(term).some(isCovered));
      if (complete.length < 2 * SIBLINGS) continue;
      for (const term of plain) {
        const [other] = formsOf(term);
        if (other === undefined || isIrregular(wordsOfTerm(term).at(-1) ?? "")) continue;
        if (formsOf(term).some(isCovered)) continue;
        const { start, end, text } = term;
        yield {
          start,
          end,
          message: `\`${text}\` is here without \`${other.join(" ")}\`, while other terms beside it are there in both forms.`,
          hint: `Add \`${other.join(" ")}\`, or truncate the term.`,
        };
      }
    }
  },
};

/** Whether the database looks for the term as it is written. */
function counts({ dialect }: LintedString, term: Term): boolean {
  return dialect?.findsVariants !== true || term.isQuoted;
}

function formsOf(term: Term): string[][] {
  const words = wordsOfTerm(term);
  return otherNumber(words.at(-1) ?? "").map((form) => words.with(-1, form));
}
