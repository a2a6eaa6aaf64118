import type { LintRule } from "../../rule.ts";

/** Letters before a truncation; with fewer it finds everything that begins so. */
const FEWEST = 3;
/** PubMed truncates from four letters on. */
const FEWEST_BY: Readonly<Record<string, number>> = { pubmed: 4 };

export const shortStem: LintRule = {
  code: "search/short-stem",
  finds: "a truncation after too few letters",
  why: "A stem of one or two letters finds everything that begins with them, and PubMed takes no truncation before the fourth letter (help of PubMed), Web of Science none before the third.",
  severity: "warning",
  *find({ terms, dialect }) {
    const fewest = FEWEST_BY[dialect?.name ?? ""] ?? FEWEST;
    for (const { text, start, end } of terms) {
      const short = text
        .split(/\s+/)
        .find((word) => /^[\p{L}\p{N}]+\*$/u.test(word) && [...word].length - 1 < fewest);
      if (short === undefined) continue;
      yield {
        start,
        end,
        message: `\`${short}\` is truncated after ${[...short].length - 1} letters${dialect?.name === "pubmed" ? "; PubMed takes four or more" : ""}.`,
        hint: "Write a longer stem, or the words that you mean.",
      };
    }
  },
};
