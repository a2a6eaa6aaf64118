import type { Author, BibRecord, RecordType } from "../model.ts";
import { compareText } from "../problem.ts";

/** One entry of a cluster, as its export gave it. */
export interface Member {
  /** Breaks ties between equal entries: the same for the same content. */
  readonly fingerprint: string;
  readonly record: BibRecord;
}

/** Values of a cluster's other entries where they differ from the merged record's. */
export interface Alternatives {
  readonly year?: readonly number[];
  readonly language?: readonly string[];
  readonly type?: readonly RecordType[];
}

export interface MergedRecord {
  readonly record: BibRecord;
  /** For each field, the index of the member that gave it. */
  readonly provenance: ReadonlyMap<keyof BibRecord, number>;
  readonly alternatives: Alternatives;
}

/** Higher is better; a field that a member lacks is never chosen. */
const PREFERENCE: {
  readonly [Field in keyof BibRecord]?: (
    value: NonNullable<BibRecord[Field]>,
    record: BibRecord,
  ) => number;
} = {
  // A title in capitals has lost its names; a longer one has its subtitle.
  title: (title) => (/\p{Ll}/u.test(title) ? 10_000 : 0) + Math.min(title.length, 1_000),
  abstract: (abstract) => abstract.length,
  authors: (authors) =>
    authors.length * 10 + authors.reduce((sum, author) => sum + fullness(author), 0) / 1e4,
  // The year of the issue (with a volume or pages) is the one that people cite.
  year: (_, record) => (record.volume !== undefined ? 2 : 0) + (record.pages !== undefined ? 1 : 0),
  venue: (venue) => Math.min(venue.length, 200),
  // `other` is a database that did not know.
  type: (type) => (type === "other" ? 0 : type === "preprint" ? 1 : 2),
  pages: (pages) => (/\d[-–]\w*\d/.test(pages) ? 2 : 1),
  url: (url) => (/doi\.org/.test(url) ? 2 : /^https?:/.test(url) ? 1 : 0),
  citations: (citations) => citations,
};

function fullness(author: Author): number {
  return Math.min(author.given?.length ?? 0, 40);
}

const SINGLE = [
  "title",
  "abstract",
  "year",
  "venue",
  "type",
  "language",
  "doi",
  "pmid",
  "pmcid",
  "arxiv",
  "volume",
  "issue",
  "pages",
  "url",
  "accession",
  "citations",
] as const satisfies readonly (keyof BibRecord)[];
const UNITED = ["issn", "keywords", "mesh"] as const satisfies readonly (keyof BibRecord)[];

/**
 * The best field from each member by stated preference; nothing is invented. The members' order
 * does not matter. `original` is the concatenation of all members' own tags.
 */
export function mergeMembers(members: readonly Member[]): MergedRecord {
  const order = members
    .map((member, index) => ({ ...member, index }))
    .sort((a, b) => compareText(a.fingerprint, b.fingerprint) || a.index - b.index);
  const provenance = new Map<keyof BibRecord, number>();
  const record: Record<string, unknown> = {};
  const choose = (field: keyof BibRecord) => {
    const prefer = PREFERENCE[field] as ((value: unknown, record: BibRecord) => number) | undefined;
    let best:
      | { readonly value: unknown; readonly index: number; readonly score: number }
      | undefined;
    for (const member of order) {
      const value = member.record[field];
      if (value === undefined || (Array.isArray(value) && value.length === 0)) continue;
      const score = prefer?.(value, member.record) ?? 0;
      if (best === undefined || score > best.score) best = { value, index: member.index, score };
    }
    if (best === undefined) return;
    record[field] = best.value;
    provenance.set(field, best.index);
  };
  for (const field of SINGLE) choose(field);
  choose("authors");
  for (const field of UNITED) {
    const seen = new Map<string, string>();
    for (const member of order) {
      for (const value of member.record[field]) {
        if (!seen.has(value.toLowerCase())) seen.set(value.toLowerCase(), value);
      }
    }
    record[field] = [...seen.values()];
  }
  record.original = order.flatMap((member) => member.record.original);
  record.authors ??= [];
  const merged = record as unknown as BibRecord; // every field was filled from a BibRecord above
  const others = <Field extends "year" | "language" | "type">(field: Field) =>
    [
      ...new Set(
        order
          .map((member) => member.record[field])
          .filter((value) => value !== undefined && value !== merged[field]),
      ),
    ].sort((a, b) => compareText(String(a), String(b)));
  const year = others("year") as number[];
  const language = others("language") as string[];
  const type = others("type") as RecordType[];
  return {
    record: merged,
    provenance,
    alternatives: {
      ...(year.length > 0 && { year }),
      ...(language.length > 0 && { language }),
      ...(type.length > 0 && { type }),
    },
  };
}
