import type { DedupeKeys } from "../dedupe/keys.ts";
import type { Reference } from "../records/decision.ts";
import type { Place } from "../records/model.ts";

/** What somebody published about a review: numbers of its flow, and lists of its records. */

/** A number that somebody claims: `screened: 770`. */
export interface ClaimedCount {
  /** As it was written: `ta_excluded`, `databases.Scopus`. */
  readonly name: string;
  readonly n: number;
  /** The source or the reason that it is the number of, where the claim names one under a heading. */
  readonly item?: string;
  /** Whether all sources or reasons of the heading are claimed together, so that one that is missing is none. */
  readonly whole?: true;
  /** Absent where it was given on the command line. */
  readonly place?: Place;
}

/** A list of records that somebody claims to be in a box: `included=included.bib`. */
export interface ClaimedList {
  /** As it was written. */
  readonly name: string;
  readonly file: string;
  readonly entries: readonly ClaimedEntry[];
}

/** An entry of a claimed list. */
export interface ClaimedEntry {
  readonly place: Place;
  /** What a person recognises it by: its title, else an identifier. */
  readonly title: string;
  readonly reference: Reference;
  /** To compare it as an entry of an export; absent where it cannot be read. */
  readonly keys?: DedupeKeys;
}
