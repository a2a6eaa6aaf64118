import { likenessOfEntries } from "../../dedupe/comparisons/venue.ts";
import { sketchSimilarity } from "../../dedupe/fields/abstract.ts";
import { type ComparableName, readNames } from "../../dedupe/fields/names.ts";
import { type DedupeKeys, dedupeKeys } from "../../dedupe/keys.ts";
import type { BibRecord } from "../../records/model.ts";
import { formatAuthor, normalizeTitle } from "../../records/normalize.ts";
import { similarity } from "../../records/text/similarity.ts";

/** A field in which two records are compared, with what each says and what the comparison finds. */
export interface ComparedField {
  readonly field: string;
  readonly a: string;
  readonly b: string;
  /** Whether they agree, as far as both say it: `same`, `same names, written otherwise`, `different`. */
  readonly finding: string;
}

interface Side {
  readonly record: BibRecord;
  readonly keys: DedupeKeys;
}

interface Comparison {
  readonly field: string;
  readonly read: (record: BibRecord) => string;
  /** What is found where both say something, and not to the letter the same. */
  readonly find: (a: Side, b: Side) => string;
}

const SAME = "same";
const DIFFERENT = "different";

const joined = (...parts: readonly (string | number | undefined)[]) =>
  parts.filter((part) => part !== undefined && part !== "").join(", ");

/** The fields in the order of their weight. */
const COMPARISONS: readonly Comparison[] = [
  { field: "title", read: ({ title }) => joined(title), find: compareTitles },
  {
    field: "authors",
    read: ({ authors }) => authors.map(formatAuthor).join("; "),
    find: ({ keys: a }, { keys: b }) => compareNames(readNames(a.names), readNames(b.names)),
  },
  {
    field: "year",
    read: ({ year }) => joined(year),
    find: ({ record: a }, { record: b }) => {
      const apart = Math.abs(a.year! - b.year!);
      return `${DIFFERENT}, ${apart === 1 ? "one year" : `${apart} years`} apart`;
    },
  },
  { field: "venue", read: ({ venue }) => joined(venue), find: compareVenues },
  {
    field: "pages",
    read: ({ volume, issue, pages }) => joined(volume, issue, pages),
    find: comparePlaces,
  },
  { field: "type", read: ({ type }) => joined(type), find: () => DIFFERENT },
  {
    field: "DOI",
    read: ({ doi }) => joined(doi),
    find: ({ keys: a }, { keys: b }) => (a.doi === b.doi ? SAME : DIFFERENT),
  },
  { field: "PMID", read: ({ pmid }) => joined(pmid), find: () => DIFFERENT },
  { field: "arXiv", read: ({ arxiv }) => joined(arxiv), find: () => DIFFERENT },
  { field: "abstract", read: ({ abstract }) => joined(abstract), find: compareAbstracts },
];

/** Two records field by field, as the search for duplicates understands their fields. */
export function compareRecords(a: BibRecord, b: BibRecord): readonly ComparedField[] {
  const sides = [a, b].map((record) => ({ record, keys: dedupeKeys(record) }));
  return COMPARISONS.flatMap(({ field, read, find }) => {
    const [one, other] = [read(a), read(b)];
    if (one === "" && other === "") return [];
    const finding =
      one === "" || other === ""
        ? "one only"
        : one === other
          ? SAME
          : one.toLowerCase() === other.toLowerCase()
            ? "same but for capitals"
            : find(sides[0]!, sides[1]!);
    return [{ field, a: one, b: other, finding }];
  });
}

/** Above this likeness two texts are one with other letters here and there. */
const ALIKE = 0.85;

function compareTitles({ record: a }: Side, { record: b }: Side): string {
  const [one, other] = [normalizeTitle(a.title!), normalizeTitle(b.title!)];
  if (one === other || one.replaceAll(" ", "") === other.replaceAll(" ", ""))
    return "same but for signs";
  if (one.startsWith(`${other} `) || other.startsWith(`${one} `)) return "one goes on";
  return similarity(one, other) >= ALIKE ? "alike, not the same" : DIFFERENT;
}

/** Names of one person: `van der Heide, J. P.` and `Heide, Jan`. */
function sameFamily({ family: a }: ComparableName, { family: b }: ComparableName): boolean {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  return short === long || (short.length >= 4 && long.endsWith(short));
}

function sameInitials({ initials: a }: ComparableName, { initials: b }: ComparableName): boolean {
  return a.startsWith(b) || b.startsWith(a);
}

/** Compares lists of authors name by name, however the names are written. */
function compareNames(a: readonly ComparableName[], b: readonly ComparableName[]): string {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (short.length === 0) return DIFFERENT;
  const left = [...long];
  let [same, otherInitials] = [0, 0];
  for (const name of short) {
    const at = left.findIndex((other) => sameFamily(name, other) && sameInitials(name, other));
    const near = at >= 0 ? at : left.findIndex((other) => sameFamily(name, other));
    if (near < 0) continue;
    left.splice(near, 1);
    if (at >= 0) same += 1;
    else otherInitials += 1;
  }
  if (same === short.length)
    return short.length === long.length
      ? "same names, written otherwise"
      : `same names, ${long.length - short.length} more in one list`;
  if (same + otherInitials === short.length)
    return `same family names, other initials${otherInitials > 1 ? ` of ${otherInitials}` : ""}`;
  return same === 0 ? DIFFERENT : `${DIFFERENT}, ${same} of ${short.length} the same`;
}

function compareVenues({ keys: a }: Side, { keys: b }: Side): string {
  if (a.venue === undefined || b.venue === undefined) return DIFFERENT;
  return likenessOfEntries(a, b) >= 0.9 ? "same, written otherwise" : DIFFERENT;
}

/** Volume, issue and first page; what one of them does not say contradicts nothing. */
function comparePlaces({ keys: a }: Side, { keys: b }: Side): string {
  const parts = (["volume", "issue", "page"] as const).filter(
    (part) => a[part] !== undefined && b[part] !== undefined,
  );
  const differ = parts.filter((part) => a[part] !== b[part]);
  if (differ.length > 0)
    return differ.length === parts.length ? DIFFERENT : `other ${differ.join(" and ")}`;
  return parts.length === 0 ? "not comparable" : "same as far as both say it";
}

function compareAbstracts({ record, keys: a }: Side, { record: other, keys: b }: Side): string {
  const [one, two] = [normalizeTitle(record.abstract!), normalizeTitle(other.abstract!)];
  if (one === two) return "same but for signs";
  if (one.startsWith(two) || two.startsWith(one)) return "same, one goes on";
  if (a.abstract === undefined || b.abstract === undefined) return DIFFERENT;
  return sketchSimilarity(a.abstract, b.abstract) >= 0.5 ? "alike, not the same" : DIFFERENT;
}
