import type { Author } from "./model.ts";

/**
 * What a citation needs beside the fields of a record: who edited and published the work, and where.
 * slr decides nothing by it, so it is not part of a record; exports carry it along.
 */
export interface Imprint {
  readonly editors: readonly Author[];
  readonly publisher?: string;
  readonly place?: string;
  /** Where a thesis was written. */
  readonly school?: string;
  /** Who published a report. */
  readonly institution?: string;
  /** As written: `978-3-16-148410-0`. */
  readonly isbn: readonly string[];
  readonly edition?: string;
  /** Which kind of thesis, where the export says so. */
  readonly degree?: "doctoral" | "master";
}
