import { likenessOfEntries } from "../comparisons/venue.ts";
import type { DedupeKeys } from "../keys.ts";

/**
 * A relation between two reports of one study that are not one report. PRISMA 2020 calls only
 * records of the same report duplicates. To add a relation, write a file and list it in `index.ts`;
 * slr.yaml then knows it under `versions`.
 */
export interface Relation<Name extends string = string> {
  readonly name: Name;
  /** The default of a review: keep the reports apart, or merge them as duplicates. */
  readonly byDefault: Treatment;
  /** A description of the switch for the JSON Schema. */
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

/** Whether both entries give the same place: one DOI, one PMID, or one page of one volume. */
export function inOnePlace(a: DedupeKeys, b: DedupeKeys): boolean {
  if (agree(a.doi, b.doi) || agree(a.pmid, b.pmid)) return true;
  // Journals that print each issue in two languages use the same numbers for both.
  const twoJournals = differ(a.doi, b.doi) && differ(a.venue, b.venue);
  return agree(a.volume, b.volume) && agree(a.page, b.page) && !twoJournals;
}

/** Whether DOIs, pages or venues show that they were published in two places. */
export function inTwoPlaces(a: DedupeKeys, b: DedupeKeys): boolean {
  return (
    !inOnePlace(a, b) &&
    (differ(a.doi, b.doi) || differ(a.page, b.page) || differ(a.venue, b.venue))
  );
}

/** Venues less similar than this are different venues. */
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
