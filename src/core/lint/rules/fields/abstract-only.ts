import type { LintRule } from "../../rule.ts";

/** Words of Cochrane's filter for trials, which looks for them in abstracts on purpose. */
const FILTER = /^(?:randomi[?sz]ed|randomi\w*\*?|placebo|randomly|trial|groups)$/i;

export const abstractOnly: LintRule = {
  code: "search/abstract-only",
  finds: "a term that is looked for in abstracts only, or a limit to records with an abstract",
  why: "Records without an abstract are never found, and databases have many, among them the oldest and the newest; PRESS 2015 asks whether limits of fields are right.",
  severity: "warning",
  *find({ terms, levels }) {
    const elsewhere = new Set(
      terms.flatMap(({ text, meanings }) =>
        meanings.every((one) => one === "abstract") ? [] : [text.toLowerCase()],
      ),
    );
    for (const { text, start, end, meanings } of terms) {
      const isOnly = meanings.length > 0 && meanings.every((one) => one === "abstract");
      if (!isOnly || elsewhere.has(text.toLowerCase()) || FILTER.test(text)) continue;
      yield {
        start,
        end,
        message: `\`${text}\` is looked for in abstracts only, so records without one are not found.`,
        hint: "Look in the title, too.",
      };
      return;
    }
    for (const { operands } of levels)
      for (const operand of operands)
        if (operand.kind === "whole" && operand.meanings.includes("abstract"))
          yield {
            start: operand.start,
            end: operand.end,
            message: "This drops every record without an abstract.",
            hint: "Take the limit out.",
          };
  },
};
