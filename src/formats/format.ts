import type { BibRecord, SourceKind } from "../core/model.ts";
import type { Problem } from "../core/problem.ts";

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
    }
  | { readonly kind: "unreadable"; readonly line: number; readonly problem: Problem };

/** Entries in file order, with remarks that cost no entry (a bad year, text outside of entries). */
export interface Batch {
  readonly entries: readonly ParsedEntry[];
  readonly problems: readonly Problem[];
}

export interface ReadOptions {
  /** The file's name as problems print it. */
  readonly file: string;
  /** For tables: which column holds which field of `BibRecord`, as slr.yaml says. */
  readonly columns?: Readonly<Record<string, string>>;
}

/** One bibliographic file format. To add one: write a file like `ris.ts` and list it in `index.ts`. */
export interface Format {
  /** Short name, the first part of its problem codes: `ris`. */
  readonly id: string;
  /** As messages print it: `RIS`. */
  readonly name: string;
  /** True only if the text, the first 64 KB of a file without its BOM, is surely in this format. */
  recognizes(head: string, options: ReadOptions): boolean;
  /**
   * Reads decoded text that arrives in chunks of any size, cut anywhere. Memory does not grow with
   * the file. Data never makes it throw: what cannot be read is an unreadable entry.
   */
  read(chunks: AsyncIterable<string>, options: ReadOptions): AsyncIterable<Batch>;
}
