import { TextsInBytes, textOf } from "../../core/records/bulk/text-bytes.ts";
import { entryFrom, writeEntry } from "../../core/records/bulk/written-entry.ts";
import type { Batch, ParsedEntry } from "../../core/records/entry.ts";

/**
 * A batch on its way between threads. Its entries are bytes, which take less time than copies of
 * objects, and which can be kept as they are.
 */
export interface SentBatch {
  /** The batch without these entries: what is undefined is in `bytes`. */
  readonly rest: Omit<Batch, "entries"> & {
    readonly entries: readonly (ParsedEntry | undefined)[];
  };
  readonly bytes: Uint8Array;
  /** Where each of them ends there. */
  readonly ends: Uint32Array;
}

const texts = new TextsInBytes();

export function sentBatch({ entries, ...others }: Batch): SentBatch {
  const ends: number[] = [];
  const rest = entries.map((entry) => {
    const text = entry.kind === "record" ? writeEntry(entry) : undefined;
    if (text === undefined) return entry;
    ends.push(texts.add(text));
    return undefined;
  });
  // A copy: the memory of the texts is used again.
  const bytes = Uint8Array.from(texts.take());
  return { rest: { ...others, entries: rest }, bytes, ends: Uint32Array.from(ends) };
}

export function receivedBatch({ rest, bytes, ends }: SentBatch): Batch {
  const written: (Uint8Array | undefined)[] = [];
  let start = 0;
  let at = 0;
  const entries = rest.entries.map((entry) => {
    if (entry !== undefined) {
      written.push(undefined);
      return entry;
    }
    const end = ends[at++]!;
    const its = bytes.subarray(start, end);
    start = end;
    written.push(its);
    return entryFrom(textOf(its));
  });
  return { ...rest, entries, written };
}
