import { type Limits, raised } from "../../core/records/limits.ts";
import type { Problem } from "../../core/records/problem.ts";
import type { Batch, ReadOptions } from "../format.ts";
import type { BinaryFormatId } from "../names.ts";

/** The bytes of a file from its beginning, as often as they are needed. */
export type FileBytes = () => AsyncIterable<Uint8Array>;

/** An export inside another file. */
export interface ArchiveMember {
  /** Its name in the container; empty if the container holds one file without a name. */
  readonly name: string;
  /** How many bytes it unpacks to, where the container says so. */
  readonly size?: number;
  /** Throws a ContainerError if the container is damaged, after the bytes that could be saved. */
  readonly bytes: FileBytes;
}

/**
 * A file that contains exports. To add one, write a file like `gzip.ts` and list it in `index.ts`.
 */
export interface Container {
  /** Short name, the first part of its problem codes: `zip`. */
  readonly id: string;
  /** As messages print it: `zip archive`. */
  readonly name: string;
  /** True only if the first bytes of a file are certainly those of this container. */
  recognizes(head: Uint8Array): boolean;
  /** Throws a ContainerError if nothing in it can be read. */
  open(
    file: FileBytes,
    options: ReadOptions,
  ): Promise<{ readonly members: readonly ArchiveMember[]; readonly problems: readonly Problem[] }>;
}

/**
 * A bibliographic format that is not text. To add one, write a file like `xlsx.ts`, name it in
 * `names.ts` and list it in `index.ts`.
 */
export interface BinaryFormat<Id extends BinaryFormatId = BinaryFormatId> {
  readonly id: Id;
  recognizes(head: Uint8Array): boolean;
  /** Reads the whole file, within a budget. Throws a ContainerError if it cannot be read. */
  open(
    file: FileBytes,
    options: ReadOptions,
  ): Promise<{ readonly problems: readonly Problem[]; read(): AsyncIterable<Batch> }>;
}

/** The reason why a file cannot be unpacked; every message can follow "Cannot read data.xlsx: ". */
export class ContainerError extends Error {
  override readonly name = "ContainerError";
  readonly code: "encrypted" | "too-large" | "damaged" | "not-supported" | "no-sheet";

  constructor(code: ContainerError["code"], message: string, options: { cause?: unknown } = {}) {
    super(message, options);
    this.code = code;
  }
}

/** How large the contents of an archive may be. */
export interface Budget {
  /** Bytes of the file itself. */
  readonly packed: number;
  /** Bytes that it may unpack to. */
  readonly unpacked: number;
}

/**
 * Text and XML shrink to a twentieth, rarely to a hundredth; a file that shrinks more is a zip
 * bomb.
 */
const HIGHEST_RATIO = 200;
/** With fewer bytes than this nothing is a zip bomb. */
const HARMLESS = 64 * 1024 * 1024;

/** Tells whether this many bytes are more than may come out of that few. */
export function isBomb(packed: number, unpacked: number, limits?: Limits): boolean {
  return unpacked > raised(HARMLESS, "unpacked", limits) && unpacked > packed * HIGHEST_RATIO;
}

/** `512 MB`, for messages. */
export function inMegabytes(bytes: number): string {
  return `${Math.ceil(bytes / 1024 / 1024)} MB`;
}

/** All bytes of a file, if they are within its budget. */
export async function collectBytes(
  bytes: AsyncIterable<Uint8Array>,
  most: number,
): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of bytes) {
    parts.push(part);
    size += part.length;
    if (size > most) {
      throw new ContainerError(
        "too-large",
        `it is larger than ${inMegabytes(most)}, which slr does not unpack; unpack it, or export it as text (RIS, BibTeX, CSV)`,
      );
    }
  }
  const whole = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
