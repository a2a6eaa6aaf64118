import type { EarlierFields } from "./identifiers/earlier-fields.ts";
import type { BibRecord, SourceKind } from "./model.ts";
import type { Problem } from "./problem.ts";

/** What an entry says about its origin. */
export interface Attribution {
  /** The database or register in which the record was identified, as a flow diagram prints it. */
  readonly database?: string;
  readonly kind?: SourceKind;
  /**
   * The program or website that wrote the export; a reference manager is a producer, never a
   * database.
   */
  readonly producer?: string;
}

/** An entry of an export. An entry is either a record or unreadable, never neither. */
export type ParsedEntry =
  | {
      readonly kind: "record";
      /** Line on which the entry begins, counted from 1. */
      readonly line: number;
      readonly record: BibRecord;
      readonly attribution: Attribution;
      /** Fields that version 0.1.0 read differently, for the keys that it gave. */
      readonly earlier?: EarlierFields;
    }
  | { readonly kind: "unreadable"; readonly line: number; readonly problem: Problem };

/** Entries in file order, with problems that cost no entry (a bad year, text outside entries). */
export interface Batch {
  readonly entries: readonly ParsedEntry[];
  readonly problems: readonly Problem[];
  /** The entries as `writeEntry` makes bytes of them, where somebody has done so; undefined for others. */
  readonly written?: readonly (Uint8Array | undefined)[];
  /**
   * Lines on which something begins that looks like an entry and is not one; `problems` reports it.
   */
  readonly asides?: readonly number[];
  /** Whether the export holds more than could be read: nobody knows how many entries. */
  readonly isCut?: boolean;
}
