import type { EarlierReading } from "./identifiers/earlier-reading.ts";
import type { BibRecord, SourceKind } from "./model.ts";
import type { Problem } from "./problem.ts";

/** What an entry says about where it comes from. */
export interface Attribution {
  /** The database or register that the record was identified in, as a flow diagram prints it. */
  readonly database?: string;
  readonly kind?: SourceKind;
  /** The program or website that wrote the export; a reference manager is a producer, never a database. */
  readonly producer?: string;
}

/** One entry of an export. An entry is a record or unreadable, never neither. */
export type ParsedEntry =
  | {
      readonly kind: "record";
      /** Line on which the entry begins, counted from 1. */
      readonly line: number;
      readonly record: BibRecord;
      readonly attribution: Attribution;
      /** What version 0.1.0 read otherwise, for the keys that it gave. */
      readonly earlier?: EarlierReading;
    }
  | { readonly kind: "unreadable"; readonly line: number; readonly problem: Problem };

/** Entries in file order, with remarks that cost no entry (a bad year, text outside of entries). */
export interface Batch {
  readonly entries: readonly ParsedEntry[];
  readonly problems: readonly Problem[];
  /** Lines on which something begins that looks like an entry and is none; `problems` says so. */
  readonly asides?: readonly number[];
}
