import type { Protocol } from "../../core/protocol/protocol.ts";
import { addAll } from "../../core/records/add-all.ts";
import type { ReviewInput } from "../../core/review/review-input.ts";
import { readVectors } from "../../formats/vectors/index.ts";
import { UserError } from "../io/errors.ts";
import type { Io } from "../io/io.ts";
import { holdsFile, readKeptBytes } from "./kept-files.ts";
import { type Findings, readPart } from "./people-files.ts";

/** Reads the vectors that slr.yaml names under `rating`, and the keys of an array of numpy. */
export async function readOwnVectors(
  io: Io,
  { ratingVectors: file }: Pick<Protocol, "ratingVectors">,
  found: Findings,
): Promise<Pick<ReviewInput, "vectors">> {
  if (file === undefined) return {};
  if (!(await holdsFile(io, file)))
    throw new UserError(`slr.yaml names the vectors ${file}, but there is no such file.`, {
      hint: "Make it as docs/rating-and-stopping.md shows, or take `vectors` out of `rating`.",
    });
  const { bytes, hash } = await readKeptBytes(io, file);
  found.hashes.set(file, hash);
  const keys = /\.npy$/i.test(file)
    ? await readPart(io, file.replace(/\.npy$/i, ".txt"), found)
    : undefined;
  const { rows, problems } = await readVectors({ file, bytes, keys });
  addAll(found.problems, problems);
  return rows.length === 0 ? {} : { vectors: rows };
}
