import { createHash, type Hash } from "node:crypto";
import type { HowToRead } from "./io.ts";

/** The SHA-256 of a file: of its bytes, and of its text with all line ends made equal. */
export interface FileHash {
  readonly bytes: string;
  /** Absent for a binary file. */
  readonly text?: string;
}

/**
 * The first bytes, in which git looks for a byte 0, which no text has, before it converts line
 * ends.
 */
const GIT_LOOKS = 8000;

const CR = 0x0d;
const LF = 0x0a;

/** Hashes a file piece by piece. */
export class FileHasher {
  readonly #bytes = createHash("sha256");
  /** The same as that of the bytes until the first CR. */
  #text: Hash | undefined;
  #seen = 0;
  #isText = true;
  #afterCr = false;

  update(chunk: Uint8Array): void {
    if (this.#text === undefined && this.#isText && chunk.includes(CR))
      this.#text = this.#bytes.copy();
    this.#bytes.update(chunk);
    if (this.#seen < GIT_LOOKS && chunk.subarray(0, GIT_LOOKS - this.#seen).includes(0))
      this.#isText = false;
    this.#seen += chunk.length;
    if (this.#isText) this.#text?.update(this.#withEqualEnds(chunk));
  }

  digest(): FileHash {
    const bytes = this.#bytes.digest("hex");
    return this.#isText ? { bytes, text: this.#text?.digest("hex") ?? bytes } : { bytes };
  }

  /**
   * A line end counts as one LF, whether it was LF, CR or both, and even if it spans two pieces.
   */
  #withEqualEnds(chunk: Uint8Array): Uint8Array {
    if (!this.#afterCr && !chunk.includes(CR)) return chunk;
    const out = new Uint8Array(chunk.length);
    let length = 0;
    for (const byte of chunk) {
      if (!(byte === LF && this.#afterCr)) out[length++] = byte === CR ? LF : byte;
      this.#afterCr = byte === CR;
    }
    return out.subarray(0, length);
  }
}

/** Reads a file for its hash alone; false if it cannot be read to its end. */
export async function readToEnd({ bytes }: Hashed): Promise<boolean> {
  try {
    for await (const _ of bytes({ inPassing: true }));
    return true;
  } catch {
    return false; // Whoever reads its entries says why.
  }
}

/** A file that is hashed whenever it is read. */
export interface Hashed {
  readonly bytes: (how?: HowToRead) => AsyncIterable<Uint8Array>;
  /** SHA-256 of the bytes, once they have been read to their end. */
  readonly sha256: () => string;
  /** The same, and the hash of their text. */
  readonly hash: () => FileHash;
  readonly hasSize: boolean;
  /** How many of the bytes have been read this time, and of how many. */
  readonly extent: () => { readonly read: number; readonly size: number };
}

export function hashed(
  bytes: (how?: HowToRead) => AsyncIterable<Uint8Array>,
  size?: number,
): Hashed {
  let hash: FileHash = { bytes: "" };
  let read = 0;
  return {
    sha256: () => hash.bytes,
    hash: () => hash,
    hasSize: size !== undefined,
    // A file may grow while it is read.
    extent: () => ({ read, size: Math.max(read, size ?? 0) }),
    async *bytes(how) {
      const hasher = new FileHasher();
      read = 0;
      try {
        for await (const chunk of bytes(how)) {
          hasher.update(chunk);
          read += chunk.length;
          yield chunk;
        }
      } finally {
        hash = hasher.digest();
      }
    },
  };
}
