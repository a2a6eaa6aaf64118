import type { DedupeKeys } from "../dedupe/keys.ts";
import type { Reference } from "../records/decision.ts";
import type { Place } from "../records/model.ts";

/** Published statements about a review: numbers of its flow and lists of its records. */

/** A number that somebody claims: `screened: 770`. */
export interface ClaimedCount {
  /** Its name as the file of claims writes it: `ta_excluded`, `databases.Scopus`. */
  readonly name: string;
  readonly n: number;
  /**
   * The source or the reason to which the number belongs, where the claim names one under a
   * heading.
   */
  readonly item?: string;
  /**
   * Whether the claim lists all sources or reasons of the heading, so that a missing one is claimed
   * to be 0.
   */
  readonly whole?: true;
  /** Absent for a claim on the command line. */
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
  /** Its title, or an identifier where it has none, by which a person recognises it. */
  readonly title: string;
  readonly reference: Reference;
  /** The record that is compared like one of an export; absent where it cannot be read. */
  readonly keys?: DedupeKeys;
}
