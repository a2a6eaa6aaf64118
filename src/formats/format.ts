import type { Batch } from "../core/records/entry.ts";
import type { MarkFinder, Telltale } from "./marks.ts";
import type { TextFormatId } from "./names.ts";

export type { Attribution, Batch, ParsedEntry } from "../core/records/entry.ts";

export interface ReadOptions {
  /** The file's name as problems print it. */
  readonly file: string;
  /** For tables and JSON: which column holds which field of `BibRecord`, as slr.yaml says. */
  readonly columns?: Readonly<Record<string, string>>;
  /** For workbooks: the sheet that holds the export, as slr.yaml says. */
  readonly sheet?: string;
  /** For JSON: the names on the way to the array of records, as slr.yaml says: `message.items`. */
  readonly rows?: string;
}

/**
 * One bibliographic file format. To add one: write a file like `ris.ts`, name it in `names.ts` and
 * list it in `index.ts`.
 */
export interface Format<Id extends TextFormatId = TextFormatId> {
  /** Short name, the first part of its problem codes: `ris`. */
  readonly id: Id;
  /** True only if the text, the first 64 KB of a file without its BOM, is surely in this format. */
  recognizes(head: string, options: ReadOptions): boolean;
  /** What finds the beginnings of entries by raw text, for the guard that compares them with what `read` gives. */
  readonly marks: () => MarkFinder;
  /** What shows that lines of this format stand in a file that is read as another. */
  readonly telltale: Telltale;
  /**
   * Reads decoded text that arrives in chunks of any size, cut anywhere. Memory does not grow with
   * the file. Data never makes it throw: what cannot be read is an unreadable entry.
   */
  read(chunks: AsyncIterable<string>, options: ReadOptions): AsyncIterable<Batch>;
}
