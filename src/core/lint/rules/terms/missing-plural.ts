import type { LintRule } from "../../rule.ts";
import { isAlternatives, type LintedString, type Term } from "../../search-string/linted-string.ts";
import {
  coverOf,
  isIrregular,
  otherNumber,
  WILDCARD,
  wordsOfTerm,
} from "../../search-string/term-patterns.ts";

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
      const complete = new Set(
        plain.flatMap((term) => (formsOf(term).some(isCovered) ? [headOf(term)] : [])),
      );
      for (const term of plain) {
        const [other] = formsOf(term);
        if (other === undefined || isIrregular(headOf(term)) || !complete.has(headOf(term)))
          continue;
        if (formsOf(term).some(isCovered)) continue;
        const { start, end, text } = term;
        yield {
          start,
          end,
          message: `\`${text}\` is here without \`${other.join(" ")}\`, while other terms with \`${headOf(term)}\` are there in both forms.`,
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

/** The word whose number changes. */
function headOf(term: Term): string {
  return wordsOfTerm(term).at(-1) ?? "";
}

function formsOf(term: Term): string[][] {
  const words = wordsOfTerm(term);
  return otherNumber(headOf(term)).map((form) => words.with(-1, form));
}
