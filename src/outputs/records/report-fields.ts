import type { OtherValue } from "../../core/overviews/other-values.ts";
import type { Imprint } from "../../core/records/imprint.ts";
import type { Author, BibRecord, RecordKey } from "../../core/records/model.ts";
import { formatAuthor } from "../../core/records/normalize.ts";

/** A report with the key by which the review knows it. */
export interface KeyedReport {
  readonly key: RecordKey;
  readonly record: BibRecord;
  /** Values of its entries that differ from `record`, so that an export loses nothing. */
  readonly otherValues?: readonly OtherValue[];
  /** Who edited and published the work, and where. */
  readonly imprint?: Imprint;
}

const NO_IMPRINT: Imprint = { editors: [], isbn: [] };

/** The imprint of a report; empty if it has none. */
export function imprintOf({ imprint = NO_IMPRINT }: KeyedReport): Imprint {
  return imprint;
}

/**
 * The body behind a work: the school of a thesis, the institution of a report, otherwise the
 * publisher.
 */
export function publisherOf({ school, institution, publisher }: Imprint): string | undefined {
  return school ?? institution ?? publisher;
}

/** A publisher that a format cannot hold, because a school or institution takes its place. */
export function publisherNotes(imprint: Imprint): string[] {
  const { publisher, institution } = imprint;
  const shown = publisherOf(imprint);
  return [
    ...(institution === undefined || institution === shown ? [] : [`institution: ${institution}`]),
    ...(publisher === undefined || publisher === shown ? [] : [`publisher: ${publisher}`]),
  ];
}

/** Words for the kind of a thesis. */
export const THESIS = { doctoral: "PhD thesis", master: "Master's thesis" } as const;

/** How the fields of a format differ from those of most formats. */
interface FormatLimits {
  /** Fields that can hold several values. */
  readonly several?: readonly string[];
  /** Fields that the format cannot hold at all. */
  readonly none?: readonly ("accession" | "url")[];
}

/** The values that a format cannot hold, as notes: other values, and notes of the entries. */
export function otherNotes(
  { record, otherValues }: KeyedReport,
  { several = [], none = [] }: FormatLimits = {},
): string[] {
  if (otherValues === undefined) return [];
  return [
    ...none.flatMap((field) => (record[field] === undefined ? [] : [`${field}: ${record[field]}`])),
    ...otherValues
      .filter(({ field }) => !several.includes(field))
      .map(({ field, value, from }) => `${field} in ${from}: ${withoutLineBreaks(value)}`),
  ];
}

/** The other values of one field. */
export function otherValuesOf({ otherValues = [] }: KeyedReport, wanted: string): string[] {
  return otherValues.filter(({ field }) => field === wanted).map(({ value }) => value);
}

/**
 * Puts a value on one line, because a line-based format would read a second line as another field.
 */
export function withoutLineBreaks(text: string): string {
  return (
    text
      // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is removed
      .replace(/[\x00-\x1f\x7f-\x9f\u2028\u2029]+/g, " ")
      .trim()
  );
}

/** First and last page of `12-34`; an article number has no last page. */
export function pageRange(pages: string): readonly [first: string, last: string | undefined] {
  const range = /^([^\s-]+)-([^\s-]+)$/.exec(pages);
  return range === null ? [pages, undefined] : [range[1] ?? pages, range[2]];
}

/**
 * Joins keywords with semicolons; a single keyword that contains a comma ends with a semicolon,
 * because it would be read as two otherwise.
 */
export function keywordList(keywords: readonly string[]): string {
  const distinct = [...new Set(keywords)];
  const list = distinct.map(withoutLineBreaks).join("; ");
  return distinct.length === 1 && list.includes(",") ? `${list};` : list;
}

/**
 * A comma ends the name of a group, as in EndNote; without it the last word would become a family
 * name.
 */
export function authorName(author: Author): string {
  const isGroup = author.given === undefined && author.family.includes(" ");
  return isGroup ? `${author.family},` : formatAuthor(author);
}
