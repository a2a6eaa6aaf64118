import type { LintRule } from "../../rule.ts";
import type { LintedString } from "../../search-string/linted-string.ts";

export const lineUnused: LintRule = {
  code: "search/line-unused",
  finds: "a line of a search history that no later line uses",
  why: "Wrong line numbers drop a concept in silence; PRESS 2015 asks whether every line is combined.",
  severity: "warning",
  *find({ lines, tokens, text }) {
    if (lines.length < 2) return;
    const used = usedLines({ tokens, text });
    const last = lines.at(-1);
    for (const { number, start, end } of lines) {
      if (number === undefined || number === last?.number || used.has(number)) continue;
      yield {
        start,
        end,
        message: `No line uses line ${number}.`,
        hint: "Combine it, or take it out.",
      };
    }
  },
};

/** Lines that some line refers to, `limit 3 to …` among them. */
function usedLines({ tokens, text }: Pick<LintedString, "tokens" | "text">): ReadonlySet<number> {
  const limits = [...text.matchAll(/\blimit\s+(\d{1,3})\s+to\b/giu)].map(([, line]) =>
    Number(line),
  );
  const references = tokens.flatMap((token) => (token.kind === "reference" ? token.lines : []));
  return new Set([...references, ...limits]);
}
