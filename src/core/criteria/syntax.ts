/**
 * How terms are written and joined, for the help and docs/, from the tightest binding to the
 * loosest.
 */
export const CRITERION_SYNTAX: readonly {
  readonly name: string;
  readonly description: string;
  readonly example: string;
}[] = [
  {
    name: "word",
    description:
      "A word in any case, with or without accents, with its plural or singular and its British or American spelling. Hyphens, other signs and blanks are alike.",
    example: "meta-analysis",
  },
  {
    name: '"phrase"',
    description:
      "Words one after the other, in the same text, just as they are written; one word in quotes is that form alone.",
    example: '"large language model"',
  },
  {
    name: "*",
    description:
      "Any letters or digits of a word, or none; between words of a phrase, any one word.",
    example: '"language model*"',
  },
  { name: "?", description: "Exactly one letter or digit.", example: "optimi?ation" },
  {
    name: "NEAR/n, W/n",
    description:
      "Both terms, with at most n words between them, in any order; either side can be an OR in parentheses.",
    example: "(drug OR medication) NEAR/3 adherence",
  },
  {
    name: "PRE/n",
    description: "As NEAR/n, in this order.",
    example: "randomi?ed PRE/2 trial*",
  },
  { name: "NOT", description: "The opposite of what follows.", example: "NOT has(abstract)" },
  {
    name: "AND",
    description: "Both; `a NOT b` is `a AND NOT b`.",
    example: "llm* AND NOT survey",
  },
  { name: "OR", description: "At least one.", example: "survey OR review" },
  {
    name: "= != < <= > >=",
    description: "Compares the value of a field.",
    example: "year >= 2017",
  },
  {
    name: "in",
    description: "Compares with a list or a range.",
    example: "year in (2017, 2019..2021)",
  },
  {
    name: "~",
    description: "Searches a field for a regular expression of RE2, with the flags i, m and s.",
    example: "title ~ /\\bGPT-?[234]\\b/i",
  },
  {
    name: "@name",
    description: "A sub-query that `terms` in slr.yaml names, as if it stood here in parentheses.",
    example: "@llm AND surve*",
  },
  {
    name: "# comment",
    description: "Ends with the line; a blank stands on both sides of the sign.",
    example: "llm* # and not surveys",
  },
];
