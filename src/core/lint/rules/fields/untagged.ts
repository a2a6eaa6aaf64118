import type { LintRule } from "../../rule.ts";

export const untagged: LintRule = {
  code: "search/untagged",
  finds: "a term without a field beside terms with one",
  why: "The database looks for it in all fields, and PubMed maps it to other words; a forgotten field code is a slip that changes what is found (PRESS 2015).",
  severity: "warning",
  *find({ terms, dialect }) {
    if (dialect === undefined || dialect.name === "scopus") return;
    const hasTagged = terms.some(({ meanings }) => meanings.length > 0);
    if (!hasTagged) return;
    for (const { text, start, end, meanings } of terms) {
      if (meanings.length > 0) continue;
      yield {
        start,
        end,
        message: `\`${text}\` has no field, while other terms have one.`,
        hint: `Add its field, or none anywhere; without one ${dialect.title} looks in other fields.`,
      };
    }
  },
};
