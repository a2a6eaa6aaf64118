import type { FlowCounts, Pending } from "../../src/core/screening/flow.ts";

const NOTHING: Pending = {
  title_abstract: 0,
  title_abstract_conflict: 0,
  retrieval: 0,
  full_text: 0,
  full_text_conflict: 0,
  unread: 0,
};

/** A finished review of two databases. */
export const small: FlowCounts = {
  previous_studies: 0,
  previous_reports: 0,
  database_results: 1204,
  database_specific_results: [
    { name: "Scopus", n: 704 },
    { name: "PubMed", n: 500 },
  ],
  register_results: 12,
  register_specific_results: [{ name: "ClinicalTrials.gov", n: 12 }],
  website_results: 0,
  organisation_results: 0,
  citations_results: 0,
  duplicates: 200,
  excluded_automatic: 0,
  excluded_other: 1,
  records_screened: 1015,
  records_excluded: 899,
  records_excluded_by: { human: 899, automation: 0 },
  dbr_sought_reports: 116,
  dbr_notretrieved_reports: 4,
  dbr_assessed: 112,
  dbr_excluded: [
    { name: "E1", n: 30, text: "Wrong population" },
    { name: "E2", n: 10, text: "p < 0.05 & no effect size, or none reported" },
  ],
  pending: NOTHING,
  other_duplicates: 0,
  other_removed: 0,
  other_records_excluded: 0,
  other_sought_reports: 0,
  other_notretrieved_reports: 0,
  other_assessed: 0,
  other_excluded: [],
  other_pending: NOTHING,
  new_studies: 70,
  new_reports: 72,
  total_studies: 70,
  total_reports: 72,
  other_methods: "separate",
};

/** The same review with citation searching and websites in PRISMA's second column. */
export const withOtherMethods: FlowCounts = {
  ...small,
  website_results: 9,
  citations_results: 31,
  other_duplicates: 21,
  other_records_excluded: 5,
  other_sought_reports: 14,
  other_notretrieved_reports: 1,
  other_assessed: 13,
  other_excluded: [{ name: "Wrong design", n: 6 }],
  new_studies: 76,
  new_reports: 79,
  total_studies: 76,
  total_reports: 79,
};

/** An update of a review that had 40 studies; one new report belongs to one of them. */
export const updated: FlowCounts = {
  ...withOtherMethods,
  previous_studies: 40,
  previous_reports: 44,
  total_studies: 115,
  total_reports: 123,
};

/** Half done, with rules, a stopping rule, and conflicts at both stages. */
export const unfinished: FlowCounts = {
  ...small,
  excluded_automatic: 15,
  records_screened: 1000,
  records_excluded: 600,
  records_excluded_by: { human: 250, automation: 350 },
  dbr_sought_reports: 40,
  dbr_notretrieved_reports: 1,
  dbr_assessed: 30,
  dbr_excluded: [{ name: "E1", n: 8, text: "Wrong population" }],
  pending: {
    title_abstract: 300,
    title_abstract_conflict: 10,
    retrieval: 9,
    full_text: 12,
    full_text_conflict: 3,
    unread: 50,
  },
  new_studies: 7,
  new_reports: 7,
  total_studies: 7,
  total_reports: 7,
};

/** Twelve databases and fifteen long reasons, with wide characters, markup and accents. */
export const large: FlowCounts = {
  ...small,
  database_results: 120_000,
  database_specific_results: [
    "Scopus",
    "Web of Science Core Collection (SCI-EXPANDED, SSCI, ESCI)",
    "MEDLINE via Ovid",
    "Embase",
    "中国知网数据库 (CNKI)",
    "LILACS",
    "IEEE Xplore",
    "ACM Digital Library",
    "PsycInfo",
    "Cochrane CENTRAL",
    "Bibliothèque nationale; catalogue général",
    "AnExtremelyLongDatabaseNameWithoutAnyBlankThatMustBeCutSomewhereToFit",
  ].map((name) => ({ name, n: 10_000 })),
  register_results: 0,
  register_specific_results: [],
  duplicates: 60_000,
  excluded_other: 0,
  records_screened: 60_000,
  records_excluded: 59_000,
  records_excluded_by: { human: 59_000, automation: 0 },
  dbr_sought_reports: 1000,
  dbr_notretrieved_reports: 0,
  dbr_assessed: 1000,
  dbr_excluded: Array.from({ length: 15 }, (_, index) => ({
    name: `E${index + 1}`,
    n: 60,
    text:
      index % 3 === 0
        ? "Wrong population, for example animals, cell cultures or simulated patients only"
        : index % 3 === 1
          ? "Not a <primary> study | editorial & comment"
          : "対象外の研究デザインであり、対照群が設定されていないため除外した",
  })),
  new_studies: 90,
  new_reports: 100,
  total_studies: 90,
  total_reports: 100,
};

/** Fifty reasons, some with the signs that tables and markup split at. */
export const fiftyReasons: FlowCounts = {
  ...small,
  dbr_excluded: Array.from({ length: 50 }, (_, index) => ({
    name: `F${index + 1}`,
    n: index < 40 ? 1 : 0,
    text: [
      "Wrong population",
      "Fewer than 1,000 patients; children, animals",
      'No "control" group, or none that was described',
      "Outcome measured after < 4 weeks & not reported as mean (SD); authors did not answer",
      "Ongoing",
    ][index % 5] as string,
  })),
};

/** Names in scripts of every width and direction. */
export const manyScripts: FlowCounts = {
  ...unfinished,
  database_specific_results: [
    { name: "PubMed/MEDLINE", n: 204 },
    { name: "万方数据知识服务平台", n: 300 },
    { name: "قاعدة بيانات المنظومة", n: 200 },
    { name: "מאגר מידע (עברית)", n: 200 },
    { name: "Научная электронная библиотека eLIBRARY", n: 100 },
    { name: "Εθνικό Αρχείο Διδακτορικών Διατριβών", n: 100 },
    { name: "Łódź “Biblioteka” & <Ünïcode>", n: 100 },
  ],
  dbr_excluded: [
    { name: "E1", n: 4, text: "対象外の研究デザインであり、対照群が設定されていないため除外した" },
    { name: "E2", n: 4, text: "אוכלוסייה שגויה: מבוגרים בלבד (מעל גיל 65)" },
  ],
};

/** Every example under its name, for tests that must hold for each. */
export const EXAMPLE_FLOWS = {
  small,
  withOtherMethods,
  updated,
  unfinished,
  large,
  fiftyReasons,
  manyScripts,
};
