import { createHash } from "node:crypto";

/** A vector for each of many words, so that words of one meaning lie close to each other. */
export interface WordTable {
  /** How many numbers a vector has. */
  readonly dimensions: number;
  /** The row of a folded word, or -1. */
  find(word: string): number;
  /** The vectors one after another, each to be multiplied by its scale. */
  readonly numbers: Int8Array;
  /** By row. */
  readonly scales: Float32Array;
  /** The same for two tables of the same vectors. */
  fingerprint(): string;
}

/** The files of a table, as models/ has them. */
export interface WordTableFiles {
  /** A word a line. */
  readonly words: string;
  /** As many bytes for each word as a vector has numbers. */
  readonly numbers: Uint8Array;
  /** A little-endian float32 for each word. */
  readonly scales: Uint8Array;
}

/** The table that these files hold. Files that do not fit each other are an error of the package. */
export function readWordTable({ words, numbers, scales }: WordTableFiles): WordTable {
  const rowOf = new Map<string, number>();
  for (const word of words.split("\n")) if (word !== "") rowOf.set(word, rowOf.size);
  const dimensions = numbers.length / rowOf.size;
  if (!Number.isInteger(dimensions) || scales.length !== 4 * rowOf.size)
    throw new Error("The word table in models/ is damaged; install slr again.");
  const floats = new DataView(scales.buffer, scales.byteOffset, scales.byteLength);
  return {
    dimensions,
    find: (word) => rowOf.get(word) ?? -1,
    numbers: new Int8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength),
    scales: Float32Array.from({ length: rowOf.size }, (_, row) => floats.getFloat32(4 * row, true)),
    fingerprint: () =>
      createHash("sha256").update(scales).update(numbers).update(words).digest("hex"),
  };
}
