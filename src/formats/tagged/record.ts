import type { BibRecord } from "../../core/records/model.ts";
import { findYear, stated } from "../../core/records/normalize.ts";
import { finishEntry, type StatedFields } from "../fields/finish.ts";
import type { Attribution, ParsedEntry } from "../format.ts";
import type { TaggedEntry, TaggedField } from "./entry.ts";
import type { FileProblems } from "./file-problems.ts";
import type { Select } from "./values.ts";

/** The values of an entry; `undefined` for those that it does not give. */
export type TaggedFields = Pick<BibRecord, "authors"> & Partial<Omit<StatedFields, "original">>;

/** All fields of a record, named one by one: objects of one shape are far faster to read later. */
function allFields(fields: TaggedFields, lines: readonly TaggedField[]): StatedFields {
  return {
    authors: fields.authors,
    title: fields.title,
    abstract: fields.abstract,
    year: fields.year,
    venue: fields.venue,
    type: fields.type,
    language: fields.language,
    doi: fields.doi,
    pmid: fields.pmid,
    pmcid: fields.pmcid,
    arxiv: fields.arxiv,
    volume: fields.volume,
    issue: fields.issue,
    pages: fields.pages,
    url: fields.url,
    accession: fields.accession,
    citations: fields.citations,
    issn: fields.issn ?? NONE,
    keywords: fields.keywords ?? NONE,
    mesh: fields.mesh ?? NONE,
    original: lines.map(({ tag, value }) => [tag, value] as const),
  };
}

const NONE: readonly string[] = [];

/** What a format has read of an entry. */
export interface TaggedContent {
  readonly fields: TaggedFields;
  readonly attribution: Attribution;
  /** The field that should contain the year but has none. */
  readonly wrongYear?: TaggedField | undefined;
  /** The tags that hold a title, for a message: `` `TI  - ` ``. */
  readonly titleIn: string;
}

/** The record of an entry; an entry without any content is unreadable. */
export function finishTagged(
  entry: TaggedEntry,
  content: TaggedContent,
  problems: FileProblems,
): ParsedEntry {
  const { line, fields: lines } = entry;
  const { fields, attribution, wrongYear, titleIn } = content;
  const finished = finishEntry(
    { fields: allFields(fields, lines), attribution, badYear: wrongYear?.value },
    {
      id: problems.context.id,
      file: problems.context.file,
      line,
      called: () => `entry (${tagList(lines)})`,
      titleIn,
      yearLine: wrongYear?.line,
      wantsTitle: true,
    },
  );
  for (const problem of finished.problems) problems.keep(problem);
  return finished.entry;
}

/**
 * The year in an entry's dates, the most reliable tag first; otherwise the field that should have
 * given it.
 */
export function yearOf(
  fields: readonly TaggedField[],
  all: Select,
  dateTags: readonly string[],
  yearTag: string,
): { readonly year?: number; readonly wrongYear?: TaggedField } {
  for (const date of all(...dateTags)) {
    const year = findYear(date);
    if (year !== undefined) return { year };
  }
  const wrongYear = fields.find(({ tag, value }) => tag === yearTag && stated(value) !== undefined);
  return wrongYear === undefined ? {} : { wrongYear };
}

/** `tags: AN, UR`, for a message. */
function tagList(fields: readonly TaggedField[]): string {
  const tags = [...new Set(fields.map(({ tag }) => tag))];
  if (tags.length === 0) return "no tags";
  return `tags: ${tags.slice(0, 8).join(", ")}${tags.length > 8 ? " …" : ""}`;
}
