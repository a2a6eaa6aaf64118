import type { LintRule } from "../../rule.ts";

export const lineRepeated: LintRule = {
  code: "search/line-repeated",
  finds: "a line that is the same as another",
  why: "It adds nothing, and it is often a slip for another concept; PRESS 2015 asks for each line to be checked.",
  severity: "warning",
  *find({ lines, text }) {
    const known = new Map<string, number>();
    for (const { number, start, end } of lines) {
      if (number === undefined) continue;
      const written = text.slice(start, end).toLowerCase().replace(/\s+/g, " ").trim();
      const same = known.get(written);
      if (same === undefined) known.set(written, number);
      else
        yield {
          start,
          end,
          message: `Line ${number} is the same as line ${same}.`,
          hint: "Take it out, or write what was meant.",
        };
    }
  },
};
