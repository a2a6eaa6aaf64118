/** UTF-8 writes a unit of UTF-16 in at most so many bytes. */
const WIDEST = 3;

/** Writes texts one after another, in memory that is used again. */
export class TextsInBytes {
  #bytes = Buffer.allocUnsafeSlow(1 << 16);
  #end = 0;

  /** Adds a text and returns where it ends. */
  add(text: string): number {
    const most = this.#end + WIDEST * text.length;
    if (most > this.#bytes.length) {
      const larger = Buffer.allocUnsafeSlow(Math.max(most, 2 * this.#bytes.length));
      this.#bytes.copy(larger, 0, 0, this.#end);
      this.#bytes = larger;
    }
    this.#end += this.#bytes.write(text, this.#end);
    return this.#end;
  }

  /** All texts since the last time; the next one takes their place. */
  take(): Uint8Array {
    const texts = this.#bytes.subarray(0, this.#end);
    this.#end = 0;
    return texts;
  }
}

/** The text that these bytes are. */
export function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString();
}
