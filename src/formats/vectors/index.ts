import { csvVectors } from "./csv.ts";
import { jsonlVectors } from "./jsonl.ts";
import { npyVectors } from "./npy.ts";
import { parquetVectors } from "./parquet.ts";
import { unreadable, type VectorFile } from "./vector-rows.ts";

/** A file of vectors as it lies on disk. */
export interface VectorBytes {
  readonly file: string;
  readonly bytes: Uint8Array;
  /** The lines of the file of keys beside it, which an array of numpy needs. */
  readonly keys?: string | undefined;
}

/** By file extension, how vectors are read. */
const READERS: Readonly<Record<string, (given: VectorBytes) => VectorFile | Promise<VectorFile>>> =
  { ".jsonl": jsonlVectors, ".npy": npyVectors, ".csv": csvVectors, ".parquet": parquetVectors };

/** The vectors of a file from any encoder: `.jsonl`, `.npy`, `.csv` or `.parquet`. */
export async function readVectors(given: VectorBytes): Promise<VectorFile> {
  const extension = /\.[^./]+$/.exec(given.file)?.[0].toLowerCase() ?? "";
  const read = READERS[extension];
  return read === undefined
    ? unreadable(
        given.file,
        `slr reads vectors from ${Object.keys(READERS).join(", ")}, not from \`${extension || given.file}\`.`,
      )
    : read(given);
}
