import type { LintRule } from "../../rule.ts";
import type { LintedString, Term } from "../../search-string/linted-string.ts";
import { coverOf, patternOf, wordsOfTerm } from "../../search-string/term-patterns.ts";

/** Strings with fewer terms in common are not the same search in two languages. */
const SHARED = { share: 0.5, terms: 2 } as const;

export const missingElsewhere: LintRule = {
  code: "search/missing-elsewhere",
  finds: "a term that the string of another source has",
  why: "A strategy that is not carried over whole from one database to the next misses what the term finds; 20.6 % of 63 strategies were not adapted (Sampson and McGowan 2006).",
  severity: "warning",
  *find(string, { others }) {
    for (const { name, string: other } of others) {
      const missing = missingFrom(string, other);
      const [first] = string.terms;
      if (missing.length === 0 || first === undefined) continue;
      const listed = missing.slice(0, 5).map(({ text }) => `\`${text}\``);
      const rest = missing.length - listed.length;
      yield {
        start: first.start,
        end: first.end,
        message: `Not here, but in the string of ${name}: ${listed.join(", ")}${rest > 0 ? ` and ${rest} more` : ""}.`,
        hint: "Add what was left out by mistake; what a database does not need is no mistake.",
      };
    }
  },
};

/** The terms of another string that this one lacks, if both are the same search for the most part. */
function missingFrom(string: LintedString, other: LintedString): Term[] {
  const isHere = coverOf(string);
  const isFound = (term: Term) => {
    const words = wordsOfTerm(term);
    if (isHere(words)) return true;
    // A truncated term is here, too, where a form of it is.
    const pattern = patternOf(words.join(" "));
    return string.terms.some((own) => pattern.test(wordsOfTerm(own).join(" ")));
  };
  const distinct = [
    ...new Map(other.terms.map((term) => [wordsOfTerm(term).join(" "), term])).values(),
  ];
  const missing = distinct.filter((term) => !isFound(term));
  const shared = distinct.length - missing.length;
  return shared < SHARED.terms || shared / distinct.length < SHARED.share ? [] : missing;
}
