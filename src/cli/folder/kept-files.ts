import type { Encoding } from "../../core/protocol/protocol.ts";
import type { Problem } from "../../core/records/problem.ts";
import { decodeBytes } from "../../formats/text/decode.ts";
import { decodingProblems } from "../../formats/text/decoding-problem.ts";
import { UserError } from "../io/errors.ts";
import { type FileHash, FileHasher } from "../io/file-hash.ts";
import type { Disk } from "../io/io.ts";

/**
 * Files that people keep in a review folder: the protocol and tables, in whatever encoding a
 * spreadsheet writes.
 */

export interface KeptFile {
  readonly text: string;
  readonly encoding: Encoding;
  /** A warning if the encoding was guessed or bytes are invalid in it. */
  readonly problems: readonly Problem[];
}

/** Tells whether there is a file of this name; throws if it is a folder. */
export async function holdsFile(disk: Pick<Disk, "kindOf">, file: string): Promise<boolean> {
  const kind = await disk.kindOf(file);
  if (kind === "folder") throw new UserError(`${file} is a folder, where slr needs a file.`);
  return kind === "file";
}

/** All bytes of a file, and its hash. */
export async function readKeptBytes(
  disk: Pick<Disk, "readWhole">,
  file: string,
): Promise<{ readonly bytes: Uint8Array; readonly hash: FileHash }> {
  const bytes = await disk.readWhole(file);
  const hasher = new FileHasher();
  hasher.update(bytes);
  return { bytes, hash: hasher.digest() };
}

/** The text of such a file, decoded like an export. */
export async function decodeKept(bytes: Uint8Array, file: string): Promise<KeptFile> {
  // The characters stay as people wrote them; otherwise adding a row would change other rows.
  const { text, decoding } = await decodeBytes(bytes, undefined, "keep");
  const problems = decodingProblems(decoding, file, (encoding) =>
    encoding === "utf-8-twice" ? "correct it in the file" : "save the file as UTF-8",
  );
  return { text, encoding: decoding.encoding, problems };
}

/**
 * The text of a table that rows will be added to, or an empty text if there is no such file. slr
 * adds rows in UTF-8. They can be mixed with windows-1252, which slr decodes line by line, but
 * would destroy a table in UTF-16.
 */
export async function readTableToExtend(
  disk: Pick<Disk, "kindOf" | "readWhole">,
  file: string,
): Promise<string> {
  if (!(await holdsFile(disk, file))) return "";
  const { bytes } = await readKeptBytes(disk, file);
  const { text, encoding } = await decodeKept(bytes, file);
  if (encoding !== "utf-8" && encoding !== "windows-1252") {
    throw new UserError(`${file} is in ${encoding.toUpperCase()}; slr adds rows in UTF-8.`, {
      hint: `Save ${file} as "CSV UTF-8", then run the command again.`,
    });
  }
  return text;
}
