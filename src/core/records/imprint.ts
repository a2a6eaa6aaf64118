import type { Author } from "./model.ts";

/**
 * What a citation needs beyond the fields of a record: who edited and published the work, and
 * where. slr decides nothing by it, so it is not part of a record; exports add it.
 */
export interface Imprint {
  readonly editors: readonly Author[];
  readonly publisher?: string;
  readonly place?: string;
  /** The school at which a thesis was written. */
  readonly school?: string;
  /** The institution that published a report. */
  readonly institution?: string;
  /** As written: `978-3-16-148410-0`. */
  readonly isbn: readonly string[];
  readonly edition?: string;
  /** The kind of thesis, if the export gives it. */
  readonly degree?: "doctoral" | "master";
}
