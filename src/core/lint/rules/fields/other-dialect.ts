import type { LintRule } from "../../rule.ts";

/** Signs that only some databases have; the pattern is global. */
const TELL_TALES: readonly { readonly of: readonly string[]; readonly pattern: RegExp }[] = [
  {
    of: ["pubmed"],
    pattern:
      /\[(?:tiab|ti|title|title\/abstract|tw|mesh|mh|majr|ot|pt|la|dp|mesh terms|all fields)(?::[^\]\n]{1,20})?\]/giu,
  },
  {
    of: ["scopus"],
    pattern: /\bTITLE-ABS(?:-KEY)?(?:-AUTH)?\s*\(|\bPUBYEAR\b|\bLIMIT-TO\s*\(|\bW\/\d{1,3}\b/giu,
  },
  { of: ["scopus", "proquest"], pattern: /\bPRE\/\d{1,3}\b/giu },
  { of: ["web-of-science"], pattern: /\b(?:TS|TI|AB|AK|SO|PY|DT|LA|WC)\s?=\s?(?=[("“\p{L}])/gu },
  {
    of: ["ovid"],
    pattern:
      /\.(?:ti|ab|tw|mp|kf|hw|af)(?:,(?:ti|ab|tw|kf|kw|hw)){0,6}\.(?![\p{L}\p{N}])|\badj\d{1,2}\b/giu,
  },
  {
    of: ["embase", "cochrane"],
    pattern: /(?<=[\p{L}\p{N}*")'”]):(?:ti|ab|kw)(?:,(?:ti|ab|kw)){0,3}(?![\p{L}\p{N}])/giu,
  },
  {
    of: ["embase"],
    pattern: /(?<=['"’”\p{L}])\/(?:exp|de|mj)(?![\p{L}])|\[[^[\]\n]{1,40}\]\/(?:lim|py)\b/giu,
  },
  { of: ["cochrane"], pattern: /\[mh\s/giu },
  { of: ["ebsco"], pattern: /\b(?:MH|MM)\s+["“]/gu },
  {
    of: ["ieee"],
    pattern: /["“](?:Document Title|All Metadata|Abstract|Author Keywords)["”]\s?:/giu,
  },
  {
    of: ["web-of-science", "embase", "cochrane", "proquest", "ieee"],
    pattern: /\bNEAR\/\d{1,3}\b/giu,
  },
];

export const otherDialect: LintRule = {
  code: "search/other-dialect",
  finds: "a field code or operator of another database",
  why: "The database looks for it as a word or refuses it; 20.6 % of strategies were not adapted to their database (Sampson and McGowan 2006).",
  severity: "error",
  *find({ text, dialect, tokens }) {
    if (dialect === undefined) return;
    for (const { of, pattern } of TELL_TALES) {
      if (of.includes(dialect.name)) continue;
      for (const match of text.matchAll(pattern)) {
        const start = match.index;
        const end = start + match[0].trimEnd().length;
        const isQuoted = tokens.some(
          (token) => token.kind === "phrase" && token.start < start && end < token.end,
        );
        if (isQuoted) continue;
        yield {
          start,
          end,
          message: `\`${match[0].trim()}\` is not in the search language of ${dialect.title}.`,
          hint: `Write it as ${dialect.title} does, or say another database with \`dialect\`.`,
        };
      }
    }
  },
};
