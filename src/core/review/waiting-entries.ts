import type { BibRecord } from "../records/model.ts";

/** An entry of a unique record, as its export gives it. */
export interface MemberEntry {
  readonly fingerprint: string;
  readonly record: BibRecord;
  /** Index into `Identified.entries`. */
  readonly entry: number;
}

/** In a review of fewer entries, those that wait stay as they were read, which takes less time. */
const FEW_ENTRIES = 150_000;

/**
 * Entries of records whose other entries have not been read again yet, by record. In a large review
 * they wait in bytes of their own: every field of an entry is a part of the text of its file, so a few
 * entries that wait would keep whole files in memory.
 */
export class WaitingEntries {
  readonly #inBytes: boolean;
  readonly #waiting = new Map<number, (() => MemberEntry)[]>();

  /** @param entries how many the review has */
  constructor(entries: number, fewEntries: number = FEW_ENTRIES) {
    this.#inBytes = entries > fewEntries;
  }

  /** Takes an entry of a record; returns all `expected` entries once the last has come. */
  add(record: number, entry: MemberEntry, expected: number): MemberEntry[] | undefined {
    const others = this.#waiting.get(record) ?? [];
    if (others.length + 1 === expected) {
      this.#waiting.delete(record);
      return [...others.map((other) => other()), entry];
    }
    others.push(this.#inBytes ? inBytes(entry) : () => entry);
    this.#waiting.set(record, others);
    return undefined;
  }
}

/** A line of the entry; without its value where this is the abstract, the longest text of most entries. */
type WrittenLine = readonly [tag: string, value?: string];

function inBytes(member: MemberEntry): () => MemberEntry {
  const { fingerprint, entry, record } = member;
  const { original, ...fields } = record;
  // JSON has no word for the number that is more than all others.
  if (![fields.year, fields.citations].every((n) => n === undefined || Number.isFinite(n)))
    return () => member;
  const lines = original.map(
    ([tag, value]): WrittenLine => (value === fields.abstract ? [tag] : [tag, value]),
  );
  const written = JSON.stringify([fields, lines]);
  // Not from the pool, of which a part would keep the whole.
  const bytes = Buffer.allocUnsafeSlow(Buffer.byteLength(written));
  bytes.write(written);
  return () => {
    const [known, read] = JSON.parse(bytes.toString()) as [
      Omit<BibRecord, "original">,
      WrittenLine[],
    ]; // as above
    const { abstract = "" } = known;
    const restored = read.map(([tag, value = abstract]) => [tag, value] as const);
    return { fingerprint, entry, record: { ...known, original: restored } };
  };
}
