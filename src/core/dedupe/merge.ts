import type { Author, BibRecord, RecordType } from "../records/model.ts";
import { fold, formatAuthor, normalizeTitle } from "../records/normalize.ts";
import { compareText } from "../records/problem.ts";

/** One entry of a cluster, as its export gave it. */
export interface Member {
  /** Breaks ties between equal entries; the same for the same content. */
  readonly fingerprint: string;
  readonly record: BibRecord;
}

/** Values of a cluster's other entries that differ from the merged record's. */
export interface Alternatives {
  readonly year?: readonly number[];
  readonly language?: readonly string[];
  readonly type?: readonly RecordType[];
}

/** A value of a member that differs from the merged record's. */
export interface OtherValue {
  readonly field: SingleField;
  readonly value: string;
  /** Index of the member. */
  readonly member: number;
}

export interface MergedRecord {
  readonly record: BibRecord;
  /** For each field, the indices of the members that gave it; a list may come from several. */
  readonly provenance: ReadonlyMap<keyof BibRecord, readonly number[]>;
  /**
   * These values make sure that nothing of a member is lost; each value of a field once. They are
   * found when somebody first asks: most records of a review are never looked at that closely.
   */
  readonly others: readonly OtherValue[];
  readonly alternatives: Alternatives;
}

/** Higher is better; a field that a member lacks is never chosen. */
const PREFERENCE: {
  readonly [Field in keyof BibRecord]?: (
    value: NonNullable<BibRecord[Field]>,
    record: BibRecord,
  ) => number;
} = {
  // A title in capitals has lost its names, and one in brackets is a translation; a longer one has
  // its subtitle.
  title: (title) =>
    (/\p{Ll}/u.test(title) ? 10_000 : 0) +
    (/^\s*\[/.test(title) ? 0 : 5_000) +
    Math.min(title.length, 1_000),
  abstract: (abstract) => abstract.length,
  authors: (authors) =>
    authors.length * 10 + authors.reduce((sum, author) => sum + fullness(author), 0) / 1e4,
  doi: (_, record) => published(record),
  venue: (venue, record) => published(record) * 1_000 + Math.min(venue.length, 200),
  // `other` comes from a database that did not know the type.
  type: (type) => (type === "other" ? 0 : type === "preprint" ? 1 : 2),
  url: (url) => (/doi\.org/.test(url) ? 2 : /^https?:/.test(url) ? 1 : 0),
  citations: (citations) => citations,
};

/** Among merged versions, the publisher's is cited before the preprint. */
function published({ type }: BibRecord): number {
  return type === "preprint" || type === "registration" || type === "thesis" ? 0 : 1;
}

function fullness(author: Author): number {
  return Math.min(author.given?.length ?? 0, 40);
}

const CHOSEN = [
  "title",
  "abstract",
  "venue",
  "type",
  "language",
  "doi",
  "pmid",
  "pmcid",
  "arxiv",
  "url",
  "accession",
  "citations",
  "authors",
] as const satisfies readonly (keyof BibRecord)[];
/** The fields of the place of publication, which belong together. */
const PLACE = ["year", "volume", "issue", "pages"] as const satisfies readonly (keyof BibRecord)[];
const UNITED = ["issn", "keywords", "mesh"] as const satisfies readonly (keyof BibRecord)[];

/** A field of which the merged record has one value. */
export type SingleField = (typeof CHOSEN)[number] | (typeof PLACE)[number];

interface Ordered extends Member {
  readonly index: number;
}

/**
 * Takes the best value of each field from the members, by stated preferences; nothing is invented.
 * The order of members does not matter. `original` joins all members' own tags.
 */
export function mergeMembers(members: readonly Member[]): MergedRecord {
  const [only, second] = members;
  if (only !== undefined && second === undefined) return mergeOne(only.record);
  const order: readonly Ordered[] = members
    .map((member, index) => ({ ...member, index }))
    .sort((a, b) => compareText(a.fingerprint, b.fingerprint) || a.index - b.index);
  const provenance = new Map<keyof BibRecord, readonly number[]>();
  const record: Record<string, unknown> = {};
  const take = (field: keyof BibRecord, from: Ordered | undefined) => {
    if (from === undefined) return;
    record[field] = from.record[field];
    provenance.set(field, [from.index]);
  };
  for (const [field, from] of placeOf(order)) take(field, from);
  for (const field of CHOSEN) take(field, bestFor(field, order));
  for (const field of UNITED) {
    const seen = new Map<string, string>();
    const from = new Set<number>();
    for (const { record: one, index } of order) {
      for (const value of one[field]) {
        if (seen.has(value.toLowerCase())) continue;
        seen.set(value.toLowerCase(), value);
        from.add(index);
      }
    }
    record[field] = [...seen.values()];
    if (from.size > 0)
      provenance.set(
        field,
        [...from].sort((a, b) => a - b),
      );
  }
  record.original = order.flatMap((member) => member.record.original);
  record.authors ??= [];
  const merged = record as unknown as BibRecord; // every field was filled from a BibRecord above
  let others: readonly OtherValue[] | undefined;
  return {
    record: merged,
    provenance,
    get others() {
      others ??= [...PLACE, ...CHOSEN].flatMap((field) => otherValues(field, merged, order));
      return others;
    },
    alternatives: alternativesOf(order, merged),
  };
}

/**
 * The merge of a record with one entry, as most records have: every field is its own, and there is
 * nothing to choose. A test holds it to what the general merge makes of an entry and its copy.
 */
function mergeOne(one: BibRecord): MergedRecord {
  const provenance = new Map<keyof BibRecord, readonly number[]>();
  const record: Record<string, unknown> = {};
  for (const field of [...PLACE, ...CHOSEN]) {
    const value = one[field];
    if (isEmpty(value)) continue;
    record[field] = value;
    provenance.set(field, ITSELF);
  }
  for (const field of UNITED) {
    record[field] = withoutRepeats(one[field]);
    if (one[field].length > 0) provenance.set(field, ITSELF);
  }
  record.original = one.original;
  record.authors ??= [];
  const merged = record as unknown as BibRecord; // every field was filled from a BibRecord above
  return { record: merged, provenance, others: [], alternatives: {} };
}

const ITSELF: readonly number[] = [0];

/** Each value once, whatever its case. */
function withoutRepeats(values: readonly string[]): readonly string[] {
  if (values.length < 2) return values;
  const seen = new Map<string, string>();
  for (const value of values) {
    const known = value.toLowerCase();
    if (!seen.has(known)) seen.set(known, value);
  }
  return [...seen.values()];
}

/** The member with the best value of a field; undefined if none has one. */
function bestFor(field: (typeof CHOSEN)[number], order: readonly Ordered[]): Ordered | undefined {
  const prefer = PREFERENCE[field] as ((value: unknown, record: BibRecord) => number) | undefined;
  let best: { readonly member: Ordered; readonly score: number } | undefined;
  for (const member of order) {
    const value = member.record[field];
    if (isEmpty(value)) continue;
    const score = prefer?.(value, member.record) ?? 0;
    if (best === undefined || score > best.score) best = { member, score };
  }
  return best?.member;
}

/**
 * Year, volume, issue and pages of the member that gives most of them, because the volume of the
 * issue with the pages of the online version would be a place that does not exist. Missing parts
 * come from members that contradict none of those already taken.
 */
function placeOf(order: readonly Ordered[]): Map<(typeof PLACE)[number], Ordered> {
  const isRange = ({ record }: Ordered) => /\d[-–]\w*\d/.test(record.pages ?? "");
  const score = ({ record }: Ordered) =>
    published(record) * 100 +
    // People cite the year of the issue.
    (record.volume === undefined ? 0 : 8) +
    (record.pages === undefined ? 0 : 4) +
    (record.issue === undefined ? 0 : 2) +
    (record.year === undefined ? 0 : 1);
  const taken = new Map<(typeof PLACE)[number], Ordered>();
  for (const member of [...order].sort((a, b) => score(b) - score(a))) {
    const says = PLACE.filter((field) => member.record[field] !== undefined);
    const shared = says.filter((field) => taken.has(field));
    const differs = shared.filter(
      (field) => !samePlace(field, member.record, taken.get(field)!.record),
    );
    // A different year does not matter if the volume or the pages agree.
    const yearOnly = differs.join() === "year" && shared.length > 1;
    if (differs.length > 0 && !yearOnly) continue;
    for (const field of says) {
      const before = taken.get(field);
      // First and last page say more than the first alone.
      const fuller =
        field === "pages" && before !== undefined && !isRange(before) && isRange(member);
      if (before === undefined || fuller) taken.set(field, member);
    }
  }
  return taken;
}

/** Tells whether two members agree in a field of the place: `123-9` begins like `123-129`. */
function samePlace(field: (typeof PLACE)[number], a: BibRecord, b: BibRecord): boolean {
  const [one, other] = [a[field], b[field]].map((value) => String(value).toLowerCase().trim());
  if (field !== "pages") return one === other;
  const [first, second] = [one!, other!].map((pages) => pages.split(/[-–]/)[0]!.trim());
  return first === second;
}

/** The values of a field that differ from the merged record's and from each other. */
function otherValues(
  field: SingleField,
  merged: BibRecord,
  order: readonly Ordered[],
): OtherValue[] {
  // Most values equal the merged record's and take long to compare.
  const others = order.filter(
    ({ record }) => record[field] !== merged[field] && !isEmpty(record[field]),
  );
  if (others.length === 0) return [];
  const seen = new Set<string>();
  if (!isEmpty(merged[field])) seen.add(comparable(field, merged));
  return others.flatMap(({ record, index }): OtherValue[] => {
    const said = comparable(field, record);
    if (seen.has(said)) return [];
    seen.add(said);
    return [{ field, value: textOf(field, record), member: index }];
  });
}

/**
 * What makes two values of a field one: texts by their letters and digits, authors by their family
 * names and first initials, all else to the letter.
 */
function comparable(field: SingleField, record: BibRecord): string {
  if (field === "authors") {
    const names = record.authors.map(({ family, given = "" }) => `${family} ${given.slice(0, 1)}`);
    return names.map(fold).join(";");
  }
  const text = textOf(field, record);
  const isText = field === "title" || field === "abstract" || field === "venue";
  return isText ? normalizeTitle(text) || text : text;
}

function textOf(field: SingleField, record: BibRecord): string {
  return field === "authors" ? record.authors.map(formatAuthor).join("; ") : String(record[field]);
}

function isEmpty(value: BibRecord[keyof BibRecord]): boolean {
  return value === undefined || (Array.isArray(value) && value.length === 0);
}

/** The other values of the fields that criteria compare. */
function alternativesOf(order: readonly Ordered[], merged: BibRecord): Alternatives {
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
    ...(year.length > 0 && { year }),
    ...(language.length > 0 && { language }),
    ...(type.length > 0 && { type }),
  };
}
