import { pipeline, Readable, type Transform } from "node:stream";

/** What a transform of node:zlib makes of bytes, piece by piece; its errors are thrown to the reader. */
export async function* inflate(
  packed: AsyncIterable<Uint8Array> | readonly Uint8Array[],
  transform: Transform,
): AsyncGenerator<Uint8Array> {
  // The transform passes every error on to who reads it.
  yield* pipeline(Readable.from(packed), transform, () => {});
}
