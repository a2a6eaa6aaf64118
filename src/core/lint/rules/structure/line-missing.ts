import type { LintRule } from "../../rule.ts";

export const lineMissing: LintRule = {
  code: "search/line-missing",
  finds: "a reference to a line that is not there, or to itself",
  why: "Wrong line numbers combine the wrong concepts; PRESS 2015 asks for each line number to be checked.",
  severity: "error",
  *find({ lines, tokens }) {
    const numbers = new Set(lines.flatMap(({ number }) => number ?? []));
    for (const token of tokens) {
      if (token.kind !== "reference") continue;
      const { start, end } = token;
      const own = lines.find((line) => line.start <= start && end <= line.end)?.number;
      const missing = token.lines.find((line) => !numbers.has(line));
      if (numbers.size === 0) {
        yield {
          start,
          end,
          message: "The lines of the search history are not in this string.",
          hint: "Paste all numbered lines of the search.",
        };
        return;
      }
      if (missing !== undefined)
        yield {
          start,
          end,
          message: `There is no line ${missing}.`,
          hint: "Correct the number, or write the query of that line.",
        };
      else if (own !== undefined && token.lines.some((line) => line >= own))
        yield {
          start,
          end,
          message: `Line ${own} refers to itself or to a later line.`,
          hint: "Correct the number.",
        };
    }
  },
};
