/**
 * What a methods section says and no other place of a review folder holds: the keys of `methods` in
 * slr.yaml, each with the gap that stands in the text while it is absent.
 */
export const STATEMENTS = {
  contacts: "whether authors, experts or manufacturers were contacted, and other ways of searching",
  "earlier-work": "whether search filters or strings of earlier work were used",
  "peer-review": "whether somebody reviewed the search strings, and how",
  duplicates: "how the duplicates in tables kept elsewhere were found",
  grouping: "how studies were grouped for the syntheses",
  reviewers: "who decided the records of tables that name no reviewer, and how many reviewers each",
  people: "which of the reviewers are people and which are programs",
  independence: "whether the reviewers worked independently",
  disagreements: "how disagreements between reviewers were resolved",
  "reading-order": "whether reviewers read the records in the order of a rating",
  "other-automation": "whether any other automation tool or AI system was used",
} as const;

export type StatementName = keyof typeof STATEMENTS;
