import { closeSync, openSync, readSync, rmSync, writeSync } from "node:fs";
import type { BytesAside } from "../../core/records/bulk/bytes-aside.ts";
import { clearUnfinished } from "./leftovers.ts";

/** So many bytes are written at a time. */
const PIECE = 1 << 20;

/**
 * A file for bytes that a run needs again later. Its name is removed as soon as it is open, so nothing
 * is left of it however slr ends. undefined where no such file can be made.
 *
 * @param place the name that it has for a moment has the number of this process behind this one
 */
export async function asideFile(place: string): Promise<BytesAside | undefined> {
  const name = `${place}.${process.pid}.tmp`;
  await clearUnfinished(place);
  try {
    const file = openSync(name, "wx+", 0o600);
    rmSync(name);
    return new AsideFile(file);
  } catch {
    return undefined;
  }
}

/** Files whose places nobody can ask any more. */
const forgotten = new FinalizationRegistry<number>((file) => closeSync(file));

class AsideFile implements BytesAside {
  readonly #file: number;
  /** What is not written yet. */
  readonly #last = Buffer.allocUnsafeSlow(PIECE);
  #inLast = 0;
  #written = 0;
  #isFull = false;
  #read = Buffer.allocUnsafeSlow(4096);

  constructor(file: number) {
    this.#file = file;
    forgotten.register(this, file, this);
  }

  put(bytes: Uint8Array): number | undefined {
    if (bytes.length > PIECE - this.#inLast) this.#writeLast();
    if (this.#isFull || bytes.length > PIECE) return undefined;
    this.#last.set(bytes, this.#inLast);
    const position = this.#written + this.#inLast;
    this.#inLast += bytes.length;
    return position;
  }

  /** On a full disk, what could not be written stays here. */
  #writeLast(): void {
    if (this.#isFull) return;
    try {
      for (let at = 0; at < this.#inLast; )
        at += writeSync(this.#file, this.#last, at, this.#inLast - at, this.#written + at);
      this.#written += this.#inLast;
      this.#inLast = 0;
    } catch {
      this.#isFull = true;
    }
  }

  at(position: number, length: number): Buffer {
    const start = position - this.#written;
    if (start >= 0) return this.#last.subarray(start, start + length);
    if (length > this.#read.length) this.#read = Buffer.allocUnsafeSlow(2 * length);
    for (let at = 0; at < length; ) {
      const more = readSync(this.#file, this.#read, at, length - at, position + at);
      if (more === 0) throw new Error("A temporary file has lost its end.");
      at += more;
    }
    return this.#read.subarray(0, length);
  }

  close(): void {
    forgotten.unregister(this);
    closeSync(this.#file);
  }
}
