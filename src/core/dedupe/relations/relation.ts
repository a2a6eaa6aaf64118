import { likenessOfEntries } from "../comparisons/venue.ts";
import type { DedupeKeys } from "../keys.ts";

/**
 * How two reports of one study may be related though they are not one report. PRISMA 2020 calls
 * only records of the same report duplicates. To add a relation: write a file and list it in
 * `index.ts`; slr.yaml then knows it under `versions`.
 */
export interface Relation<Name extends string = string> {
  readonly name: Name;
  /** What a review does that says nothing: keep the reports apart, or take them for duplicates. */
  readonly byDefault: Treatment;
  /** What the switch is about, for the JSON Schema. */
  readonly about: string;
  /**
   * Whether it is told by where the reports stand, which databases print in many ways: it does not
   * hold of entries that are records of one report as far as all of their fields tell.
   */
  readonly byPlace: boolean;
  /**
   * Why two entries with the same authors and what else makes them alike are related so, in words;
   * undefined where they are not, or where nobody can tell. Symmetric.
   */
  holds(a: DedupeKeys, b: DedupeKeys): string | undefined;
}

export const TREATMENTS = ["separate", "merge"] as const;
/** `separate`: two records, linked as one study; `merge`: duplicates. */
export type Treatment = (typeof TREATMENTS)[number];

/** Whether both entries say that they stand in the same place: one DOI, one PMID, or one page of one volume. */
export function inOnePlace(a: DedupeKeys, b: DedupeKeys): boolean {
  if (agree(a.doi, b.doi) || agree(a.pmid, b.pmid)) return true;
  // Journals that print each issue in two languages number both alike.
  const twoJournals = differ(a.doi, b.doi) && differ(a.venue, b.venue);
  return agree(a.volume, b.volume) && agree(a.page, b.page) && !twoJournals;
}

/** Whether something says that they stand in two places: other DOIs, other pages, or another venue. */
export function inTwoPlaces(a: DedupeKeys, b: DedupeKeys): boolean {
  return (
    !inOnePlace(a, b) &&
    (differ(a.doi, b.doi) || differ(a.page, b.page) || differ(a.venue, b.venue))
  );
}

/** Venues that are less alike than this are two. */
const SAME_VENUE = 0.75;

/** Whether both entries name their venue, and one is no abbreviation of the other. */
export function inTwoVenues(a: DedupeKeys, b: DedupeKeys): boolean {
  return a.venue !== undefined && b.venue !== undefined && likenessOfEntries(a, b) < SAME_VENUE;
}

export function agree<Value>(a: Value | undefined, b: Value | undefined): boolean {
  return a !== undefined && a === b;
}

export function differ<Value>(a: Value | undefined, b: Value | undefined): boolean {
  return a !== undefined && b !== undefined && a !== b;
}
