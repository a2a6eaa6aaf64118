/** The nouns of a systematic review, as PRISMA 2020 defines them. */

/** Where records were identified; the kinds are the boxes of the PRISMA 2020 flow diagram. */
export const SOURCE_KINDS = [
  "database",
  "register",
  "website",
  "organisation",
  "citation-searching",
] as const;
export type SourceKind = (typeof SOURCE_KINDS)[number];

/** A position in a file that the user can open; lines count from 1. */
export interface Place {
  readonly file: string;
  readonly line: number;
}

/** A person or a group that wrote a report. A group has only a family name. */
export interface Author {
  readonly family: string;
  readonly given?: string;
}

/** A small vocabulary for kinds of documents; the database's own word stays in `original`. */
export const RECORD_TYPES = [
  "article",
  "conference paper",
  "conference abstract",
  "review",
  "editorial",
  "letter",
  "erratum",
  "retraction",
  "book",
  "book chapter",
  "thesis",
  "report",
  "preprint",
  "dataset",
  "registration",
  "other",
] as const;
export type RecordType = (typeof RECORD_TYPES)[number];

/**
 * PRISMA 2020's record: "the title or abstract (or both) of a report indexed in a database or
 * website", with the metadata of its export. An absent field means that the export does not give
 * it. The type is called `BibRecord` because `Record` is TypeScript's own.
 */
export interface BibRecord {
  readonly title?: string;
  readonly abstract?: string;
  readonly authors: readonly Author[];
  readonly year?: number;
  /** Journal, proceedings, book or repository. */
  readonly venue?: string;
  readonly type?: RecordType;
  /** ISO 639-1, such as `en`; the export's value in lower case if the code is not known. */
  readonly language?: string;
  /** Bare and in lower case: `10.1000/abc`. */
  readonly doi?: string;
  /** Digits only. */
  readonly pmid?: string;
  /** `PMC` and digits. */
  readonly pmcid?: string;
  /** Without version: `1909.08053` or `cs/0112017`. */
  readonly arxiv?: string;
  readonly issn: readonly string[];
  readonly volume?: string;
  readonly issue?: string;
  /** As printed, `12-34`; an article number if there are no pages. */
  readonly pages?: string;
  readonly url?: string;
  /** The authors' keywords and the database's index terms. */
  readonly keywords: readonly string[];
  /** Medical Subject Headings. */
  readonly mesh: readonly string[];
  /** The id that the database gave: EID, UT, accession number. */
  readonly accession?: string;
  /** Times cited, if the export gives it. */
  readonly citations?: number;
  /** Every tag or column of the entry as the export wrote it, in its order. */
  readonly original: readonly (readonly [tag: string, value: string])[];
}

/** `Scopus#42` is the 42nd entry of the exports of the source named Scopus. */
export type EntryId = `${string}#${number}`;

/** Eight base32 characters, with a suffix if two records would share them. */
export type RecordKey = string;

export const STAGES = ["title-abstract", "full-text"] as const;
/** Screening of records by title and abstract, then assessment of reports by full text. */
export type Stage = (typeof STAGES)[number];
