import type { Io } from "../io/io.ts";
import type { OpenedExport } from "./exports.ts";

/**
 * Bytes that a run needs for each byte of the exports: for 1.9 GB with a million entries it took 2.1 GB
 * at most, with what the garbage collector had not collected yet.
 */
const HELD_FOR_EACH_BYTE = 1.1;

/** Exports of so many bytes hold some 80,000 entries. */
const LARGE = 150 * 1024 * 1024;

/**
 * Has slr save memory if the exports are large, and tells people if it may need more than Node gives it.
 * Node ends a program at once that needs more, so nothing could be said then.
 */
export async function provideMemory(io: Io, exports: readonly OpenedExport[]): Promise<void> {
  const files = [...new Set(exports.map(({ onDisk }) => onDisk))];
  // A file that cannot be looked at is a problem of its own.
  const sizes = await Promise.all(files.map((file) => io.sizeOf(file).catch(() => undefined)));
  const bytes = sizes.reduce<number>((sum, size) => sum + (size ?? 0), 0);
  if (bytes >= LARGE) io.saveMemory();
  const need = HELD_FOR_EACH_BYTE * bytes;
  const limit = io.memoryLimit();
  if (need <= limit) return;
  io.notify(
    `The exports have ${megabytes(bytes)} MB, for which slr may need ${megabytes(need)} MB of memory, but Node gives it no more than ${megabytes(limit)} MB. If slr ends with \`heap out of memory\`, set NODE_OPTIONS=--max-old-space-size=${megabytes(1.5 * need)} and run it again.`,
  );
}

function megabytes(bytes: number): number {
  return Math.round(bytes / (1 << 20));
}
