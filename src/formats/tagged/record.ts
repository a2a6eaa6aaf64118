import type { BibRecord } from "../../core/records/model.ts";
import { findYear, stated } from "../../core/records/normalize.ts";
import type { Attribution, ParsedEntry } from "../format.ts";
import type { Entry, Field } from "./entry.ts";
import type { Remarks } from "./remarks.ts";
import type { Select } from "./values.ts";

type Lists = "authors" | "issn" | "keywords" | "mesh";

/** What the values of an entry say; `undefined` is what they do not say. */
export type Said = Pick<BibRecord, "authors"> & {
  readonly [Name in Exclude<Lists, "authors">]?: BibRecord[Name];
} & {
  readonly [Name in Exclude<keyof BibRecord, Lists | "original">]?: BibRecord[Name] | undefined;
};

/** What a format made of an entry. */
export interface Reading {
  readonly said: Said;
  readonly attribution: Attribution;
  /** The field in which a year was expected, and none could be read. */
  readonly wrongYear?: Field | undefined;
  /** The tags that hold a title, for a message: `` `TI  - ` ``. */
  readonly titleTags: string;
}

/** The record that an entry is; an entry without any content is unreadable. */
export function parsedEntry(entry: Entry, reading: Reading, remarks: Remarks): ParsedEntry {
  const { line, fields } = entry;
  const { said, attribution, wrongYear, titleTags } = reading;
  const { title, abstract, venue, doi, pmid, pmcid, arxiv, accession } = said;
  const identifying = [title, abstract, venue, doi, pmid, pmcid, arxiv, accession];
  if (said.authors.length === 0 && identifying.every((value) => value === undefined)) {
    const tags = fields.length === 0 ? "no tags" : `tags: ${tagList(fields)}`;
    const message = `Unexpected entry without content (${tags}), expected a title, an abstract, authors, a journal or an identifier.`;
    return {
      kind: "unreadable",
      line,
      problem: remarks.problem(line, "error", "empty-entry", message),
    };
  }
  if (title === undefined) {
    const message = `Unexpected record without a title, expected ${titleTags}.`;
    remarks.add(line, "warning", "no-title", message);
  }
  if (wrongYear !== undefined) {
    const found = JSON.stringify(wrongYear.value.slice(0, 40));
    const message = `Unexpected year ${found}, expected four digits. The record has no year.`;
    remarks.add(wrongYear.line, "warning", "bad-year", message);
  }
  const record: BibRecord = {
    issn: [],
    keywords: [],
    mesh: [],
    ...defined(said),
    authors: said.authors,
    original: fields.map(({ tag, value }) => [tag, value] as const),
  };
  return { kind: "record", line, record, attribution };
}

/** The year that an entry's dates say, the surest tag first; else the field that should have said it. */
export function yearOf(
  fields: readonly Field[],
  all: Select,
  dateTags: readonly string[],
  yearTag: string,
): { readonly year?: number; readonly wrongYear?: Field } {
  for (const date of all(...dateTags)) {
    const year = findYear(date);
    if (year !== undefined) return { year };
  }
  const wrongYear = fields.find(({ tag, value }) => tag === yearTag && stated(value) !== undefined);
  return wrongYear === undefined ? {} : { wrongYear };
}

/** Fields without those that the entry does not state. */
function defined<T extends object>(
  fields: T,
): { readonly [K in keyof T]?: Exclude<T[K], undefined> } {
  const result: Partial<T> = {};
  for (const name in fields) {
    if (fields[name] !== undefined) result[name] = fields[name];
  }
  // What is left holds no undefined.
  return result as { readonly [K in keyof T]?: Exclude<T[K], undefined> };
}

function tagList(fields: readonly Field[]): string {
  const tags = [...new Set(fields.map(({ tag }) => tag))];
  return tags.length > 8 ? `${tags.slice(0, 8).join(", ")} …` : tags.join(", ");
}
