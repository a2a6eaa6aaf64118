import { pipeline, Readable, type Transform } from "node:stream";

/** The output of a transform of node:zlib, piece by piece; its errors are thrown to the reader. */
export async function* inflate(
  packed: AsyncIterable<Uint8Array> | readonly Uint8Array[],
  transform: Transform,
): AsyncGenerator<Uint8Array> {
  // The transform passes every error on to its reader.
  yield* pipeline(Readable.from(packed), transform, () => {});
}
