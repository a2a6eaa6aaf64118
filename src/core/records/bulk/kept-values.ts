import type { BytesAside } from "./bytes-aside.ts";

/** A value that JSON writes and reads without loss. */
export type PlainValue = string | number | boolean | null | readonly PlainValue[];

/** The bytes of many values, as later runs find them. */
export type KeptBytes = readonly Uint8Array[];

/** A value lies within one block; one that is larger has a block of its own. */
const BLOCK = 128 * 1024;
/** The length of a value stands before it. */
const HEAD = 4;
/** UTF-8 writes a unit of UTF-16 in at most so many bytes. */
const WIDEST = 3;
const NO_BYTES = Buffer.alloc(0);
/** Most values are not longer: so much is read at once of those that are not in memory. */
const USUAL = 1024;

/**
 * Values that wait in bytes until somebody asks for them. Most of what a review keeps of a record is
 * printed once, at the end: as objects it would take several times the memory, and the garbage
 * collector would go through it over and over. Where there is a place outside of memory, only the
 * last block stays in memory.
 */
export class KeptValues {
  /**
   * The blocks, or where they are outside of memory. A large block is followed by empty ones, so that a
   * position tells its block.
   */
  readonly #blocks: (Buffer | number)[];
  readonly #aside: BytesAside | undefined;
  #last = NO_BYTES;
  #next: number;

  constructor(kept: KeptBytes = [], aside?: BytesAside) {
    this.#aside = aside;
    this.#blocks = kept.map(asBuffer);
    this.#next = this.#blocks.length * BLOCK;
  }

  /** Takes a value and returns where it is, which is never 0. */
  add(value: PlainValue): number {
    const text = JSON.stringify(value);
    const isTight = this.#room < HEAD + WIDEST * text.length;
    const position = this.#placeFor(isTight ? Buffer.byteLength(text) : 0);
    this.#end(position, this.#last.write(text, (position % BLOCK) + HEAD));
    return position;
  }

  /** Takes a value as the bytes of its JSON. */
  addBytes(json: Uint8Array): number {
    const position = this.#placeFor(json.length);
    this.#last.set(json, (position % BLOCK) + HEAD);
    this.#end(position, json.length);
    return position;
  }

  /** The bytes that the last block has left. */
  get #room(): number {
    return this.#blocks.length * BLOCK - this.#next;
  }

  /** The place of the next value, if it has so many bytes. */
  #placeFor(length: number): number {
    if (this.#room < HEAD + length) this.#newBlock(HEAD + length);
    return this.#next;
  }

  /** Writes the length before a value. What follows a large one would not lie where its position says. */
  #end(position: number, length: number): void {
    const isLarge = this.#room > BLOCK;
    this.#last.writeUInt32LE(length, position % BLOCK);
    this.#next = isLarge ? this.#blocks.length * BLOCK : position + HEAD + length;
  }

  at(position: number): PlainValue {
    const block = this.#blocks[Math.floor(position / BLOCK)]!;
    const start = position % BLOCK;
    if (typeof block !== "number") return valueAt(block, start);
    const some = this.#readAside(block + start, Math.min(USUAL, BLOCK - start));
    const length = HEAD + some.readUInt32LE();
    return valueAt(length <= some.length ? some : this.#readAside(block + start, length), 0);
  }

  #readAside(place: number, length: number): Buffer {
    return asBuffer(this.#aside!.at(place, length));
  }

  /** All of them, for a later run: positions stay the same. */
  bytes(): KeptBytes {
    const last = this.#blocks.length - 1;
    return this.#blocks.map((block, at) => {
      if (typeof block === "number") return Uint8Array.from(this.#aside!.at(block, BLOCK));
      return at === last ? block.subarray(0, this.#next - at * BLOCK) : block;
    });
  }

  #newBlock(length: number): void {
    const blocks = Math.ceil((length + 1) / BLOCK);
    this.#putLastAside();
    const first = this.#blocks.length;
    this.#last = Buffer.alloc(blocks * BLOCK);
    this.#blocks.push(this.#last);
    for (let more = 1; more < blocks; more += 1) this.#blocks.push(NO_BYTES);
    // Nothing is at 0.
    this.#next = first * BLOCK + (first === 0 ? 1 : 0);
  }

  /** The place of a block of another size would not be told by positions in it. */
  #putLastAside(): void {
    if (this.#last.length !== BLOCK) return;
    const place = this.#aside?.put(this.#last);
    if (place !== undefined) this.#blocks[this.#blocks.length - 1] = place;
  }
}

/** The same bytes. */
function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
}

function valueAt(block: Buffer, start: number): PlainValue {
  const length = block.readUInt32LE(start);
  return JSON.parse(block.toString("utf8", start + HEAD, start + HEAD + length)) as PlainValue; // from `add`
}
