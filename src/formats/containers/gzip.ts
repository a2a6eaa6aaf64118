import { createGunzip } from "node:zlib";
import { howToRaise, type Limits } from "../../core/records/limits.ts";
import { type Container, ContainerError, inMegabytes, isBomb } from "./container.ts";
import { inflate } from "./inflate.ts";

/** One export packed by gzip. It is unpacked while it is read, so it may be of any size. */
export const gzip: Container = {
  id: "gzip",
  name: "gzip archive",
  recognizes: (head) => head[0] === 0x1f && head[1] === 0x8b && head[2] === 8,
  open: async (file, { limits }) => ({
    members: [{ name: "", bytes: () => unpack(file(), limits) }],
    problems: [],
  }),
};

async function* unpack(
  packed: AsyncIterable<Uint8Array>,
  limits: Limits | undefined,
): AsyncGenerator<Uint8Array> {
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
      if (isBomb(read, unpacked, limits))
        throw new ContainerError(
          "too-large",
          `it unpacks from ${inMegabytes(read)} to ${inMegabytes(unpacked)} and more, and from 64 MB on slr unpacks at most 200 times the size; if that is right, ${howToRaise("unpacked")}`,
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
