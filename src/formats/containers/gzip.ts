import { createGunzip } from "node:zlib";
import { type Container, ContainerError, inMegabytes, isBomb } from "./container.ts";
import { inflate } from "./inflate.ts";

/** One export packed by gzip. It is unpacked while it is read, so it may be of any size. */
export const gzip: Container = {
  id: "gzip",
  name: "gzip archive",
  recognizes: (head) => head[0] === 0x1f && head[1] === 0x8b && head[2] === 8,
  open: async (file) => ({
    members: [{ name: "", bytes: () => unpack(file()) }],
    problems: [],
  }),
};

async function* unpack(packed: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let read = 0;
  let unpacked = 0;
  const counted = async function* () {
    for await (const part of packed) {
      read += part.length;
      yield part;
    }
  };
  try {
    for await (const part of inflate(counted(), createGunzip())) {
      unpacked += part.length;
      if (isBomb(read, unpacked))
        throw new ContainerError(
          "too-large",
          `it unpacks from ${inMegabytes(read)} to ${inMegabytes(unpacked)} and more, which slr refuses`,
        );
      yield part;
    }
  } catch (error) {
    if (error instanceof ContainerError || !isZlibError(error)) throw error;
    throw new ContainerError(
      "damaged",
      "the archive is damaged or cut off; download it again, or pack it again",
      { cause: error },
    );
  }
}

function isZlibError(error: unknown): boolean {
  return error instanceof Error && "code" in error && /^Z_|^ERR_PADDING/.test(String(error.code));
}
