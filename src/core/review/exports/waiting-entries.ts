import { type BytesAside, FEW_ENTRIES } from "../../records/bulk/bytes-aside.ts";
import { textOf } from "../../records/bulk/text-bytes.ts";
import { recordFrom, type WrittenRecord, writtenRecord } from "../../records/bulk/written-entry.ts";
import type { BibRecord } from "../../records/model.ts";

/** An entry of a unique record, as its export gives it. */
export interface MemberEntry {
  readonly fingerprint: string;
  readonly record: BibRecord;
  /** Index into `Identified.entries`. */
  readonly entry: number;
}

/** A review, as far as its entries wait. */
interface Waiting {
  /** How many entries and records it has. */
  readonly entries: number;
  readonly records: number;
  /** Opens a place outside of memory; undefined if there is none. */
  readonly openAside?: (() => Promise<BytesAside | undefined>) | undefined;
  readonly fewEntries?: number;
}

/**
 * Entries of records whose other entries have not been read again yet. In a large review they wait in
 * bytes, outside of memory where possible: every field of an entry is a part of the text of its file,
 * so a few entries that wait would keep whole files in memory.
 */
export class WaitingEntries {
  /** How many entries of each record wait. */
  readonly #waiting: Uint32Array;
  readonly #kept = new Map<number, MemberEntry | Buffer>();
  readonly #aside: BytesAside | undefined;
  readonly #inBytes: boolean;
  /** Where each entry is that waits outside of memory. */
  readonly #positions: Float64Array;
  readonly #lengths: Uint32Array;

  private constructor({ entries, records }: Waiting, inBytes: boolean, aside?: BytesAside) {
    this.#waiting = new Uint32Array(records);
    this.#inBytes = inBytes;
    this.#aside = aside;
    this.#positions = new Float64Array(aside === undefined ? 0 : entries);
    this.#lengths = new Uint32Array(aside === undefined ? 0 : entries);
  }

  static async of(review: Waiting): Promise<WaitingEntries> {
    const { entries, openAside, fewEntries = FEW_ENTRIES } = review;
    const inBytes = entries > fewEntries;
    return new WaitingEntries(review, inBytes, inBytes ? await openAside?.() : undefined);
  }

  /**
   * Takes an entry of a record. Once the last one has come it returns all of them, in the order of
   * `members`.
   */
  add(
    record: number,
    entry: MemberEntry,
    members: readonly number[],
  ): readonly MemberEntry[] | undefined {
    if (this.#waiting[record]! + 1 === members.length)
      return members.map((member) => (member === entry.entry ? entry : this.#take(member)));
    this.#waiting[record]! += 1;
    this.#keep(entry);
    return undefined;
  }

  /** Ends it: entries that still wait are gone. */
  close(): void {
    this.#aside?.close();
  }

  #keep(member: MemberEntry): void {
    const { entry } = member;
    const written = this.#inBytes ? writtenEntry(member) : undefined;
    const position = written && this.#aside?.put(written);
    if (written === undefined || position === undefined) {
      this.#kept.set(entry, written ?? member);
      return;
    }
    this.#positions[entry] = position;
    this.#lengths[entry] = written.length;
  }

  #take(entry: number): MemberEntry {
    const kept = this.#kept.get(entry);
    this.#kept.delete(entry);
    if (kept === undefined)
      return readEntry(this.#aside!.at(this.#positions[entry]!, this.#lengths[entry]!), entry);
    return Buffer.isBuffer(kept) ? readEntry(kept, entry) : kept;
  }
}

/** undefined where JSON cannot say what an entry holds. */
function writtenEntry({ fingerprint, record }: MemberEntry): Buffer | undefined {
  const written = writtenRecord(record);
  return written && Buffer.from(JSON.stringify([fingerprint, written]));
}

function readEntry(bytes: Uint8Array, entry: number): MemberEntry {
  const [fingerprint, written] = JSON.parse(textOf(bytes)) as [string, WrittenRecord]; // `writtenEntry`
  return { fingerprint, entry, record: recordFrom(written) };
}
