import type { Batch } from "../core/records/entry.ts";
import type { Limits } from "../core/records/limits.ts";
import type { MarkFinder, Telltale } from "./marks.ts";
import type { TextFormatId } from "./names.ts";

export type { Attribution, Batch, ParsedEntry } from "../core/records/entry.ts";

export interface ReadOptions {
  /** The file's name as problems print it. */
  readonly file: string;
  /** For tables and JSON: which column contains which field of `BibRecord`, from slr.yaml. */
  readonly columns?: Readonly<Record<string, string>>;
  /** For workbooks: the sheet that contains the export, from slr.yaml. */
  readonly sheet?: string;
  /** Limits that slr.yaml raises. */
  readonly limits?: Limits;
  /** For JSON: the path to the array of records, from slr.yaml: `message.items`. */
  readonly rows?: string;
}

/**
 * A bibliographic file format. To add one, write a file like `ris.ts`, name it in `names.ts` and
 * list it in `index.ts`.
 */
export interface Format<Id extends TextFormatId = TextFormatId> {
  /** Short name, the first part of its problem codes: `ris`. */
  readonly id: Id;
  /**
   * True only if the text, the first 64 KB of a file without its BOM, is certainly in this format.
   */
  recognizes(head: string, options: ReadOptions): boolean;
  /**
   * Finds the beginnings of entries in the raw text, for the guard that compares them with what
   * `read` returns.
   */
  readonly marks: () => MarkFinder;
  /** What shows that lines of this format stand in a file that is read as another. */
  readonly telltale: Telltale;
  /**
   * Reads decoded text that arrives in chunks of any size, cut anywhere. Memory does not grow with
   * the file. Data never makes it throw: an entry that cannot be read is an unreadable entry.
   */
  read(chunks: AsyncIterable<string>, options: ReadOptions): AsyncIterable<Batch>;
}
