import type { LintRule } from "../../rule.ts";

const LEFTOVERS: readonly (readonly [pattern: RegExp, message: string, hint: string])[] = [
  [
    /(?:^|\n)[^\S\n]*(?:filters?|sort(?:ed)? by|limits?|results?|hits?)(?: (?:applied|activated))?\s?:[^\n]*/giu,
    "This is what a database prints beside a search, not part of the string.",
    "Take it out; write limits into `limits`.",
  ],
  [
    /&(?:quot|amp|lt|gt|apos|#\d{1,5});|%(?:20|22|28|29)/giu,
    "This is a sign as web pages and addresses write it.",
    "Write the sign itself.",
  ],
  [
    /[“”„«»]/gu,
    "This is a curly quote, which some databases do not take for a quote.",
    'Write straight quotes: "…".',
  ],
];

export const pasted: LintRule = {
  code: "search/pasted",
  finds: "what copying left in the string: curly quotes, signs of web pages, filters",
  why: "Databases read it as terms; only 22 % of strategies could be reproduced as they were reported (Koffel and Rethlefsen 2016).",
  severity: "warning",
  *find({ text }) {
    for (const [pattern, message, hint] of LEFTOVERS) {
      // Each kind is told once: a string has many quotes.
      const [found] = text.matchAll(pattern);
      if (found === undefined) continue;
      const start = found.index + /^\s*/.exec(found[0])![0].length;
      yield { start, end: found.index + found[0].length, message, hint };
    }
  },
};
