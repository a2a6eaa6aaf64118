import type { PublishedCopy } from "../../core/published/published-copy.ts";
import type { RecordKey } from "../../core/records/model.ts";
import type { ReviewResults } from "../../core/screening/results.ts";
import { OUTPUTS } from "../results/index.ts";
import { exportsCsv, identitiesJsonl } from "./identified-tables.ts";
import { decisionsCsv, pairsCsv, retrievalCsv, studiesCsv } from "./people-tables.ts";

/** A file of a published copy. */
export interface PublishedFile {
  readonly path: string;
  /** What it holds, in a sentence without its stop. */
  readonly about: string;
  /** Its text in pieces; each call gives the same. */
  render(): Iterable<string>;
}

/** A table of a copy. */
interface PublishedTable extends PublishedFile {
  /** Whether it follows from other tables of the copy, so that `slr check` compares it with them. */
  readonly isRecomputed: boolean;
}

/** The tables of a copy that are no results. To add one, write its renderer and list it here. */
const TABLES: readonly {
  readonly path: string;
  readonly about: string;
  render(copy: PublishedCopy): Iterable<string>;
}[] = [
  {
    path: "decisions.csv",
    about: "every decision of every reviewer, with the file and line of the review",
    render: decisionsCsv,
  },
  { path: "duplicates.csv", about: "what people decided about pairs of records", render: pairsCsv },
  {
    path: "retrieval.csv",
    about: "which reports were sought, retrieved or not retrieved",
    render: retrievalCsv,
  },
  { path: "studies.csv", about: "which reports belong to one study", render: studiesCsv },
  {
    path: "exports.csv",
    about: "the exports of the databases, which are not in the copy: entries and SHA-256",
    render: exportsCsv,
  },
  {
    path: "identities.jsonl",
    about: "each entry of the exports: its record and its identifiers",
    render: identitiesJsonl,
  },
];

/** What the files of results/ hold, by their names. */
const RESULTS: Readonly<Record<string, string>> = {
  "prisma.json": "the numbers of the PRISMA flow",
  "prisma.md": "the flow as Markdown",
  "prisma.svg": "the flow as a diagram",
  "ledger.csv": "each entry of the exports and the box of the flow in which it ended",
  "records.csv": "each unique record, with its outcome at each stage",
  "duplicates.csv": "the entries of records that have several",
  "possible-duplicates.csv": "pairs of records that wait for a person",
  "linked-versions.csv": "pairs of records that are versions of one study",
  "included.csv": "the included reports",
  "included.ris": "the included reports, RIS",
  "included.bib": "the included reports, BibTeX",
  "included.json": "the included reports, CSL-JSON",
  "excluded-full-text.csv": "reports excluded at full text, with their reasons",
  "excluded-full-text.bib": "reports excluded at full text, BibTeX",
  "judgements.csv": "what each criterion said of each record",
  "double-check.csv": "records whose rating contradicts their decision",
  "problems.csv": "the problems that slr found, without their messages",
};

/** The paths of the tables that slr reads back from a copy. */
export const TABLES_OF_COPY: readonly string[] = [
  ...TABLES.map(({ path }) => path),
  ...OUTPUTS.map(({ file }) => `results/${file}`).filter((path) => path.endsWith(".csv")),
];

/** A list of reports in a form from which slr takes only their keys again. */
interface KeyList {
  readonly file: string;
  keysIn(text: string): RecordKey[];
  reports(results: ReviewResults): readonly { readonly key: RecordKey }[];
}

const matches = (pattern: RegExp) => (text: string) =>
  [...text.matchAll(pattern)].map(([, key = ""]) => key.trim());
const BIBTEX_KEYS = matches(/^ {2}slr-record = \{(.*?)\}/gm);
const included: KeyList["reports"] = (results) => results.included;

/** The lists of results/ that a copy keeps for reference managers. */
export const KEY_LISTS: readonly KeyList[] = [
  { file: "included.ris", keysIn: matches(/^ID {2}- (.*)$/gm), reports: included },
  { file: "included.bib", keysIn: BIBTEX_KEYS, reports: included },
  { file: "included.json", keysIn: matches(/^ {2}"id": "(.*?)",?$/gm), reports: included },
  {
    file: "excluded-full-text.bib",
    keysIn: BIBTEX_KEYS,
    reports: ({ excludedFullText }) => excludedFullText,
  },
];

/** Results that do not follow from a copy, or from which slr takes keys only. */
const GIVEN: ReadonlySet<string> = new Set(["problems.csv", ...KEY_LISTS.map(({ file }) => file)]);

/** The tables of a copy, and its results. */
export function publishedTables(copy: PublishedCopy, results: ReviewResults): PublishedTable[] {
  return [
    ...TABLES.map(({ path, about, render }) => ({
      ...{ path, about },
      isRecomputed: false,
      render: () => render(copy),
    })),
    ...OUTPUTS.map((output) => ({
      path: `results/${output.file}`,
      about: RESULTS[output.file] ?? output.file,
      isRecomputed: !GIVEN.has(output.file),
      render: () => output.render(results),
    })),
  ];
}
