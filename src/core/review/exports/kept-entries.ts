import type { BytesAside } from "../../records/bulk/bytes-aside.ts";
import { TextsInBytes, textOf } from "../../records/bulk/text-bytes.ts";
import { recordOf, writeEntry } from "../../records/bulk/written-entry.ts";
import type { Batch, ParsedEntry } from "../../records/entry.ts";
import type { BibRecord } from "../../records/model.ts";

/**
 * How many characters the entries of a review may have to stay in memory: those of some thirty
 * thousand records with abstracts.
 */
const MOST_CHARACTERS = 48 * 1024 * 1024;

/**
 * Of a character of an entry, its export has some bytes, rarely more than so many. Files that are larger
 * together are not small, and their entries need not be held until that is certain.
 */
const BYTES_OF_A_CHARACTER = 3;

/** A review, as far as its entries are kept. */
interface Keeping {
  /** The bytes of all exports, as far as they are known. */
  readonly bytes: number;
  /** Opens a place outside of memory; undefined if there is none. */
  readonly openAside?: (() => Promise<BytesAside | undefined>) | undefined;
  readonly mostCharacters?: number;
}

/**
 * The entries of a review after the first reading, in their order, so that nobody reads the exports
 * again. Those of a small review stay in memory, others wait in bytes outside of it, where possible.
 */
export class KeptEntries {
  readonly #openAside: Keeping["openAside"];
  /** All entries of a small review; of a large one those that have no bytes. */
  readonly #inMemory = new Map<number, ParsedEntry>();
  /** How many characters more may stay in memory. */
  #left: number;
  #aside: BytesAside | undefined;
  /** Where each entry is that waits outside of memory. */
  #positions = new Float64Array(1024);
  #lengths = new Uint32Array(1024);
  readonly #texts = new TextsInBytes();
  #entries = 0;
  #isLost = false;

  constructor({ bytes, openAside, mostCharacters = MOST_CHARACTERS }: Keeping) {
    this.#openAside = openAside;
    this.#left = bytes > BYTES_OF_A_CHARACTER * mostCharacters ? -1 : mostCharacters;
  }

  /** Passes the entries of the next export on, and keeps them. */
  async *passing(batches: AsyncIterable<Batch>): AsyncGenerator<Batch> {
    for await (const batch of batches) {
      if (!this.#isLost) await this.#keep(batch);
      yield batch;
    }
  }

  /** Whether it holds all entries of a review that has so many. */
  areAll(entries: number): boolean {
    return !this.#isLost && this.#entries === entries;
  }

  /** The record of an entry; undefined if it could not be read. */
  recordAt(entry: number): BibRecord | undefined {
    const kept = this.#inMemory.get(entry);
    if (kept !== undefined) return kept.kind === "record" ? kept.record : undefined;
    return recordOf(textOf(this.#aside!.at(this.#positions[entry]!, this.#lengths[entry]!)));
  }

  /** Ends it, so that their place is free: who needs entries again reads the exports. */
  end(): void {
    if (this.#isLost) return;
    this.#isLost = true;
    this.#aside?.close();
    this.#aside = undefined;
    this.#inMemory.clear();
  }

  async #keep({ entries, written }: Batch): Promise<void> {
    const first = this.#entries;
    this.#entries += entries.length;
    if (this.#left < 0) {
      await this.#putAside(first, entries, written);
      return;
    }
    for (const [at, entry] of entries.entries()) {
      this.#inMemory.set(first + at, entry);
      this.#left -= charactersOf(entry);
    }
    if (this.#left >= 0) return;
    const all = [...this.#inMemory.values()];
    this.#inMemory.clear();
    await this.#putAside(0, all);
  }

  async #putAside(first: number, entries: Batch["entries"], written?: Batch["written"]) {
    this.#aside ??= await this.#openAside?.();
    for (const [at, entry] of entries.entries())
      if (!this.#put(first + at, entry, written?.[at])) {
        this.end();
        return;
      }
  }

  /** Takes an entry, and returns false where there is no room for it. */
  #put(number: number, entry: ParsedEntry, written?: Uint8Array): boolean {
    const bytes = written ?? this.#bytesOf(entry);
    if (bytes === undefined) {
      this.#inMemory.set(number, entry);
      return true;
    }
    const position = this.#aside?.put(bytes);
    if (position === undefined) return false;
    if (number >= this.#positions.length) {
      this.#positions = enlarged(this.#positions, new Float64Array(2 * number));
      this.#lengths = enlarged(this.#lengths, new Uint32Array(2 * number));
    }
    this.#positions[number] = position;
    this.#lengths[number] = bytes.length;
    return true;
  }

  /** undefined for what could not be read, and for what bytes cannot say. */
  #bytesOf(entry: ParsedEntry): Uint8Array | undefined {
    const text = entry.kind === "record" ? writeEntry(entry) : undefined;
    if (text === undefined) return undefined;
    this.#texts.add(text);
    return this.#texts.take();
  }
}

/** The characters of an entry as its export has it; its fields are parts of them. */
function charactersOf(entry: ParsedEntry): number {
  if (entry.kind === "unreadable") return 0;
  let characters = 0;
  for (const [tag, value] of entry.record.original) characters += tag.length + value.length;
  return characters;
}

function enlarged<Numbers extends Float64Array | Uint32Array>(
  numbers: Numbers,
  larger: Numbers,
): Numbers {
  larger.set(numbers);
  return larger;
}
