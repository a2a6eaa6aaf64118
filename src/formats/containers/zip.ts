import { crc32, createInflateRaw } from "node:zlib";
import { howToRaise, type Limits, raised } from "../../core/records/limits.ts";
import type { Problem } from "../../core/records/problem.ts";
import {
  type ArchiveMember,
  type Budget,
  type Container,
  ContainerError,
  collectBytes,
  inMegabytes,
  isBomb,
} from "./container.ts";
import { inflate } from "./inflate.ts";

/** A file in a zip archive, as the archive's directory describes it. */
export interface ZipEntry {
  readonly name: string;
  readonly size: number;
  readonly packedSize: number;
  readonly method: number;
  readonly encrypted: boolean;
  readonly crc: number;
  /** Where its local header begins. */
  readonly offset: number;
}

const END = 0x06054b50;
const END_64 = 0x06064b50;
const LOCATOR_64 = 0x07064b50;
const DIRECTORY = 0x02014b50;
const LOCAL = 0x04034b50;
const STORED = 0;
const DEFLATED = 8;
/** Numbers that mean that a larger one is written elsewhere. */
const FULL_16 = 0xffff;
const FULL_32 = 0xffffffff;

/** Reads the directory of an archive without inflating anything (APPNOTE.TXT 4.3, with ZIP64). */
export function readZipDirectory(bytes: Uint8Array): readonly ZipEntry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const uint64 = (at: number) => Number(view.getBigUint64(at, true));
  try {
    const end = endOf(view);
    let count = view.getUint16(end + 10, true);
    let at = view.getUint32(end + 16, true);
    if (count === FULL_16 || at === FULL_32 || view.getUint32(end + 12, true) === FULL_32) {
      if (view.getUint32(end - 20, true) !== LOCATOR_64)
        throw damaged("its directory cannot be found");
      const end64 = uint64(end - 20 + 8);
      if (view.getUint32(end64, true) !== END_64) throw damaged("its directory cannot be found");
      count = uint64(end64 + 32);
      at = uint64(end64 + 48);
    }
    const entries: ZipEntry[] = [];
    let packed = 0;
    for (; entries.length < count; ) {
      if (view.getUint32(at, true) !== DIRECTORY) throw damaged("its directory is broken");
      const flags = view.getUint16(at + 8, true);
      const nameLength = view.getUint16(at + 28, true);
      const extraLength = view.getUint16(at + 30, true);
      const commentLength = view.getUint16(at + 32, true);
      const name = bytes.subarray(at + 46, at + 46 + nameLength);
      const extra = extra64(view, at + 46 + nameLength, extraLength);
      const wide = (value: number) => (value === FULL_32 ? (extra.shift() ?? value) : value);
      const size = wide(view.getUint32(at + 24, true));
      const packedSize = wide(view.getUint32(at + 20, true));
      const offset = wide(view.getUint32(at + 42, true));
      const method = view.getUint16(at + 10, true);
      // An empty file has two bytes when deflated; a larger one hides how large it really is.
      if (method === DEFLATED && (size === 0 ? packedSize > 2 : packedSize === 0))
        throw damaged("its directory does not say how large its files are");
      packed += packedSize;
      const crc = view.getUint32(at + 16, true);
      const encrypted = (flags & 1) !== 0;
      entries.push({ name: decodeName(name), size, packedSize, method, encrypted, crc, offset });
      at += 46 + nameLength + extraLength + commentLength;
    }
    if (packed > bytes.length) throw damaged("its files overlap");
    return entries;
  } catch (error) {
    if (error instanceof RangeError) throw damaged("it is cut off", error);
    throw error;
  }
}

/** Refuses, before anything is inflated, an archive that would unpack to more than its budget. */
export function refuseBomb(entries: readonly ZipEntry[], own: number, limits?: Limits): void {
  const most = raised(own, "unpacked", limits);
  const unpacked = entries.reduce((sum, { size }) => sum + size, 0);
  const packed = entries.reduce((sum, { packedSize }) => sum + packedSize, 0);
  if (unpacked > most || isBomb(packed, unpacked, limits)) {
    throw new ContainerError(
      "too-large",
      `it would unpack from ${inMegabytes(packed)} to ${inMegabytes(unpacked)}, and slr unpacks at most ${inMegabytes(most)}, and from 64 MB on 200 times the size; export it as text (RIS, BibTeX, CSV), or if that is right, ${howToRaise("unpacked")}`,
    );
  }
}

/** The bytes of a file in an archive, never more than its directory says. */
export async function* unzip(bytes: Uint8Array, entry: ZipEntry): AsyncGenerator<Uint8Array> {
  const { offset, packedSize, size, method } = entry;
  if (method !== STORED && method !== DEFLATED)
    throw new ContainerError(
      "not-supported",
      `it is packed by a method that slr does not know (${method}); unpack the archive`,
    );
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (offset + 30 > bytes.length || view.getUint32(offset, true) !== LOCAL)
    throw damaged("its directory is broken");
  const begin = offset + 30 + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true);
  const packed = bytes.subarray(begin, begin + packedSize);
  let crc = 0;
  let unpacked = 0;
  const parts = method === STORED ? [packed] : inflate([packed], createInflateRaw());
  try {
    for await (const part of parts) {
      unpacked += part.length;
      if (unpacked > size) throw damaged("it unpacks to more than its directory says");
      crc = crc32(part, crc);
      yield part;
    }
  } catch (error) {
    throw error instanceof ContainerError ? error : damaged("it cannot be unpacked", error);
  }
  if (unpacked !== size || crc !== entry.crc) throw damaged("its checksum is wrong");
}

/** No archive of exports is larger; a search with a million hits packs to 500 MB. */
const BUDGET: Budget = { packed: 1024 ** 3, unpacked: 16 * 1024 ** 3 };

/** Files that are not exports: hidden files of operating systems, and Rayyan's log of decisions. */
const NO_EXPORT = /(?:^|\/)(?:__MACOSX\/|\.|Thumbs\.db$|desktop\.ini$|customizations_log\.csv$)/i;

/** Zip archives of exports, such as Rayyan's. */
export const zip: Container = {
  id: "zip",
  name: "zip archive",
  recognizes: (head) => head[0] === 0x50 && head[1] === 0x4b && head[2] === 3 && head[3] === 4,
  async open(file, { file: path, limits }) {
    const bytes = await collectBytes(file(), BUDGET.packed);
    const entries = readZipDirectory(bytes).filter(({ name }) => !name.endsWith("/"));
    refuseBomb(entries, BUDGET.unpacked, limits);
    if (entries.some(({ encrypted }) => encrypted))
      throw new ContainerError("encrypted", "it needs a password; unpack it");
    const aside = entries.filter(({ name }) => NO_EXPORT.test(name)).map(({ name }) => name);
    const members = entries
      .filter(({ name }) => !NO_EXPORT.test(name))
      .map(
        (entry): ArchiveMember => ({
          name: entry.name,
          size: entry.size,
          bytes: () => unzip(bytes, entry),
        }),
      );
    return { members, problems: aside.length === 0 ? [] : [leftOut(aside, path)] };
  },
};

function leftOut(names: readonly string[], file: string): Problem {
  const shown = names.slice(0, 3).join(", ") + (names.length > 3 ? ", …" : "");
  return {
    severity: "warning",
    code: "zip/not-an-export",
    file,
    message: `${names.length === 1 ? "A file of the archive is no export and was" : `${names.length} files of the archive are no exports and were`} not read: ${shown}.`,
  };
}

function damaged(what: string, cause?: unknown): ContainerError {
  return new ContainerError("damaged", `the archive is damaged: ${what}; download it again`, {
    cause,
  });
}

/** Where the record at the end of the directory begins; a comment of up to 64 KB may follow it. */
function endOf(view: DataView): number {
  for (let at = view.byteLength - 22; at >= Math.max(0, view.byteLength - 65_557); at -= 1) {
    if (view.getUint32(at, true) === END) return at;
  }
  throw damaged("it has no directory, so its end is missing");
}

/** The 64-bit numbers of an entry, in the order of those that did not fit into 32 bits. */
function extra64(view: DataView, from: number, length: number): number[] {
  for (let at = from; at + 4 <= from + length; ) {
    const size = view.getUint16(at + 2, true);
    if (view.getUint16(at, true) === 1)
      return Array.from({ length: size >> 3 }, (_, n) =>
        Number(view.getBigUint64(at + 4 + 8 * n, true)),
      );
    at += 4 + size;
  }
  return [];
}

/**
 * Names are read as UTF-8, whatever the flag says; an older name in another encoding is shown as it
 * is.
 */
function decodeName(bytes: Uint8Array): string {
  return new TextDecoder("utf-8").decode(bytes).replaceAll("\\", "/");
}
