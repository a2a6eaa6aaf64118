import { findDoi } from "../../records/identifiers/doi.ts";
import { RECORD_TYPES } from "../../records/model.ts";
import {
  formatAuthor,
  normalizeLanguage,
  normalizeTitle,
  normalizeType,
  stated,
} from "../../records/normalize.ts";
import type { FieldSubject } from "../subject.ts";
import { pageCount } from "./page-count.ts";

/** The value that a comparison compares. */
export type Value = number | string;

/**
 * A field of a record that criteria can look at: a text that is searched, a value that is compared,
 * or both. To add one, write a constant here and a line in `CRITERION_FIELDS`.
 */
export interface CriterionField {
  readonly name: string;
  /** Names that databases give it, which are accepted as well. */
  readonly aliases?: readonly string[];
  /** One sentence for the help and docs/. */
  readonly description: string;
  /** A criterion that uses it. */
  readonly example: string;
  readonly text?: {
    /** Texts that are searched one by one; empty if the record does not have the field. */
    read(subject: FieldSubject): readonly string[];
    /**
     * Texts that may or may not belong to the field, because the export does not say; a find in
     * them is unknown.
     */
    doubtful?(subject: FieldSubject): readonly string[];
    /** What the absence of a text means: that it is not known, or that there is nothing to find. */
    readonly absent: "unknown" | "empty";
  };
  readonly value?: {
    /** The record's value and different values of its duplicates; empty if it is not known. */
    read(subject: FieldSubject): readonly Value[];
    /** Parses a value of a query; `undefined` if it is not valid. */
    parse(literal: string): Value | undefined;
    /** The values that a query can write: "four digits". */
    readonly expected: string;
    /** Whether `<` and `>` make sense. */
    readonly ordered: boolean;
    /** False for a value that may be mistyped. */
    familiar?(value: Value): boolean;
    /** The value in the form that evidence prints. */
    show(value: Value): string;
  };
}

const present = (text: string | undefined): readonly string[] => {
  const value = stated(text);
  return value === undefined ? [] : [value];
};

const distinct = <T>(...values: readonly (T | undefined)[]): T[] => [
  ...new Set(values.filter((value) => value !== undefined)),
];

const parseCount = (literal: string): number | undefined =>
  /^\d{1,9}$/.test(literal) ? Number(literal) : undefined;

export const title: CriterionField = {
  name: "title",
  description: "The title.",
  example: 'title("systematic review")',
  text: { absent: "unknown", read: ({ record }) => present(record.title) },
};

export const abstract: CriterionField = {
  name: "abstract",
  aliases: ["abs"],
  description: "The abstract.",
  example: "abstract(random*)",
  text: { absent: "unknown", read: ({ record }) => present(record.abstract) },
};

export const keywords: CriterionField = {
  name: "keywords",
  aliases: ["key"],
  description:
    "The authors' keywords and the database's index terms, MeSH among them; a record may have none.",
  example: 'keywords("deep learning")',
  text: { absent: "empty", read: ({ record }) => [...record.keywords, ...record.mesh] },
};

export const authorKeywords: CriterionField = {
  name: "author-keywords",
  aliases: ["authkey"],
  description:
    "The authors' keywords. Many exports mix them with index terms; what is found in such a list is unknown.",
  example: 'author-keywords("stable isotope*")',
  text: {
    absent: "empty",
    read: (subject) => subject.keywords.author,
    doubtful: (subject) => subject.keywords.untold,
  },
};

export const indexTerms: CriterionField = {
  name: "index-terms",
  aliases: ["indexterms"],
  description:
    "Words of a thesaurus that the database gave: MeSH, Emtree, Keywords Plus and others. Where an export mixes them with the authors' keywords, what is found is unknown.",
  example: "index-terms ~ /^Asthma/i",
  text: {
    absent: "empty",
    read: (subject) => subject.keywords.index,
    doubtful: (subject) => subject.keywords.untold,
  },
};

export const venue: CriterionField = {
  name: "venue",
  aliases: ["srctitle"],
  description: "The journal, proceedings, book or repository: searched, or compared as a whole.",
  example: 'venue = "The Lancet"',
  text: { absent: "unknown", read: ({ record }) => present(record.venue) },
  value: {
    expected: "the name of a journal, proceedings, book or repository",
    ordered: false,
    read: ({ record }) => present(record.venue).map(normalizeTitle),
    parse: (literal) => normalizeTitle(literal) || undefined,
    show: String,
  },
};

export const authors: CriterionField = {
  name: "authors",
  aliases: ["auth"],
  description: "The names of the authors, as `Family, Given` and as `Given Family`.",
  example: 'authors("Cochrane A*")',
  text: {
    absent: "unknown",
    read: ({ record }) =>
      record.authors.flatMap((author) =>
        author.given === undefined
          ? [author.family]
          : [formatAuthor(author), `${author.given} ${author.family}`],
      ),
  },
};

export const fullText: CriterionField = {
  name: "full-text",
  aliases: ["fulltext"],
  description: "The text of the report, if fulltext/ has it.",
  example: 'full-text("informed consent")',
  text: { absent: "unknown", read: (subject) => present(subject.fullText) },
};

const year: CriterionField = {
  name: "year",
  aliases: ["pubyear"],
  description: "The year of publication.",
  example: "year in 2017..2023",
  value: {
    expected: "four digits",
    ordered: true,
    read: ({ record, alternatives }) => distinct(record.year, ...(alternatives?.year ?? [])),
    parse: (literal) => (/^\d{4}$/.test(literal) ? Number(literal) : undefined),
    show: String,
  },
};

const language: CriterionField = {
  name: "language",
  description: "The language, by its English name or its ISO 639 code.",
  example: "language in (en, de)",
  value: {
    expected: "a language such as en or English",
    ordered: false,
    read: ({ record, alternatives }) =>
      distinct(record.language, ...(alternatives?.language ?? [])),
    parse: normalizeLanguage,
    familiar: (value) => /^[a-z]{2}$/.test(String(value)),
    show: String,
  },
};

const type: CriterionField = {
  name: "type",
  description: `The kind of document: ${RECORD_TYPES.join(", ")}.`,
  example: 'type in (article, "conference paper")',
  value: {
    expected: `one of ${RECORD_TYPES.join(", ")}`,
    ordered: false,
    read: ({ record, alternatives }) => distinct(record.type, ...(alternatives?.type ?? [])),
    parse: normalizeType,
    show: String,
  },
};

const pages: CriterionField = {
  name: "pages",
  description:
    "The number of pages, as the export says or as its page range gives; unknown for an article number.",
  example: "pages >= 4",
  value: {
    expected: "a number of pages",
    ordered: true,
    read: ({ record }) => distinct(pageCount(record)),
    parse: parseCount,
    show: (value) => (value === 1 ? "1 page" : `${value} pages`),
  },
};

const citations: CriterionField = {
  name: "citations",
  description: "How often the report was cited, where the export says so.",
  example: "citations >= 10",
  value: {
    expected: "a number of citations",
    ordered: true,
    read: ({ record }) => distinct(record.citations),
    parse: parseCount,
    show: (value) => (value === 1 ? "1 citation" : `${value} citations`),
  },
};

const doi: CriterionField = {
  name: "doi",
  description: "The DOI, bare or as a link.",
  example: "doi = 10.1136/bmj.n71",
  value: {
    expected: "a DOI such as 10.1136/bmj.n71",
    ordered: false,
    read: ({ record }) => distinct(record.doi),
    parse: findDoi,
    show: String,
  },
};

/** Every field that criteria can look at, in the order in which evidence lists what was found. */
export const CRITERION_FIELDS: readonly CriterionField[] = [
  title,
  abstract,
  keywords,
  authorKeywords,
  indexTerms,
  venue,
  authors,
  fullText,
  year,
  language,
  type,
  pages,
  citations,
  doi,
];

/** The field of that name or alias, in any case. */
export function fieldNamed(name: string): CriterionField | undefined {
  const lower = name.toLowerCase();
  return CRITERION_FIELDS.find(
    (field) => field.name === lower || field.aliases?.includes(lower) === true,
  );
}
