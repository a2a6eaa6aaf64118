import type { BibRecord } from "../../src/core/records/model.ts";
import type { ReviewResults } from "../../src/core/screening/results.ts";
import { small, withOtherMethods } from "./example-flows.ts";

export const emptyResults: ReviewResults = {
  title: "",
  flow: small,
  ledger: [],
  records: [],
  duplicates: [],
  possibleDuplicates: [],
  linkedVersions: [],
  included: [],
  excludedFullText: [],
  judgements: [],
  doubleCheck: [],
  problems: [],
};

const LISTS = { authors: [], issn: [], keywords: [], mesh: [], original: [] };

/** A record with every field. */
export const fullRecord: BibRecord = {
  ...LISTS,
  title: "The BERT_{base} of 50% & more: {deep} learning -- a survey",
  abstract: "Background.\nWe spent $5 ~ 6 on C:\\temp #1.",
  authors: [
    { family: "van der Łukasz", given: "Anna B." },
    { family: "Smith", given: "John, Jr" },
    { family: "World Health Organization" },
  ],
  year: 2020,
  venue: "Journal of Sleep & Exercise",
  type: "review",
  language: "en",
  doi: "10.1000/abc_(1)",
  pmid: "12345678",
  pmcid: "PMC7654321",
  arxiv: "2001.01234",
  issn: ["1234-567X"],
  volume: "12",
  issue: "3",
  pages: "45-67",
  url: "https://example.org/a_b?x={1}",
  keywords: ["sleep", "Models, Theoretical"],
  mesh: ["Humans"],
  accession: "2-s2.0-85000000001",
};

/** One row of each table at least, with cells that a table could break on. */
export const results: ReviewResults = {
  title: "Exercise & sleep",
  flow: withOtherMethods,
  ledger: [
    {
      entry: "Scopus#1",
      record: "abcd2345",
      source: "Scopus",
      file: "searches/scopus, 1.ris",
      line: 1,
      box: "included",
      reason: "",
      by: "anna;ben",
    },
    {
      entry: "PubMed#7",
      record: "",
      source: "PubMed",
      file: "searches/pubmed.csv",
      line: 88,
      box: "removed-other",
      reason: "unreadable",
      by: "",
    },
  ],
  records: [
    {
      key: "abcd2345",
      summary: {
        title: '=HYPERLINK("http://evil.example")',
        authors: "Smith, John; Łukasz, Anna",
        year: 2020,
        venue: "",
        doi: "10.1000/abc",
        pmid: "",
      },
      sources: ["PubMed", "Scopus"],
      entries: ["Scopus#1", "PubMed#2", "PubMed#3"],
      box: "included",
      titleAbstract: { outcome: "include", reasons: [], by: ["anna", "ben"] },
      fullText: { outcome: "include", reasons: [], by: ["anna"] },
    },
    {
      key: "efgh6723",
      summary: { title: "Excluded", authors: "", venue: "V", doi: "", pmid: "" },
      sources: ["Scopus"],
      entries: ["Scopus#2"],
      box: "excluded-title-abstract",
      titleAbstract: { outcome: "exclude", reasons: ["E1", "E2"], by: ["rules"] },
    },
    {
      key: "ijkl4567",
      summary: { title: "Waiting", authors: "", year: 2021, venue: "", doi: "", pmid: "" },
      sources: ["Scopus"],
      entries: ["Scopus#3"],
      box: "pending-title-abstract",
      titleAbstract: { outcome: "pending", reasons: [], by: [] },
      rating: { level: 4, score: 0.61 },
    },
  ],
  duplicates: [
    { record: "abcd2345", entry: "Scopus#1", kept: true, rule: "", gave: ["title", "abstract"] },
    {
      record: "abcd2345",
      entry: "PubMed#2",
      kept: false,
      rule: "doi",
      similarity: 1 / 3,
      gave: [],
    },
  ],
  possibleDuplicates: [
    {
      recordA: "efgh6723",
      recordB: "ijkl4567",
      rule: "title",
      similarity: 0.875,
      titleA: "A title\rwith a lone return",
      titleB: "B",
    },
  ],
  linkedVersions: [
    {
      recordA: "abcd2345",
      recordB: "mnop2345",
      relation: "preprint",
      rule: "same title and authors, a preprint and a published version",
      similarity: 1,
      titleA: "=A title, and a formula",
      titleB: "Bare",
      studyA: "Smith 2020",
      studyB: "",
    },
  ],
  included: [
    { key: "abcd2345", study: "abcd2345", record: fullRecord, sources: ["PubMed", "Scopus"] },
    { key: "mnop2345", study: "abcd2345", record: { ...LISTS, title: "Bare" }, sources: ["Web"] },
  ],
  excludedFullText: [
    {
      key: "qrst2345",
      record: { ...LISTS, title: "Animals only", year: 2019, authors: [{ family: "Doe" }] },
      reasons: ["E1", "not in English"],
      by: ["anna", "ben"],
      sources: ["Scopus"],
    },
  ],
  judgements: [
    {
      record: "abcd2345",
      criterion: "I1",
      verdict: "met",
      words: ["language model", "LLM"],
      places: [
        { field: "title", sentence: "A language model" },
        { field: "abstract", sentence: "We call it an LLM, see Table 1." },
      ],
    },
    { record: "abcd2345", criterion: "E1", verdict: "unknown", words: [], places: [] },
  ],
  doubleCheck: [
    {
      record: "efgh6723",
      title: "Excluded",
      outcome: "exclude",
      rating: { level: 5, score: 0.9 },
      reason: "E1",
    },
  ],
  problems: [
    {
      severity: "error",
      code: "csv/unreadable",
      file: "searches/pubmed.csv",
      line: 88,
      message: 'Unexpected "x", expected a row.',
      related: { file: "searches/pubmed.csv", line: 1 },
    },
    { severity: "warning", code: "review/nothing", message: "No file." },
  ],
};
