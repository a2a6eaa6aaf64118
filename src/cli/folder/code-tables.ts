import { addAll } from "../../core/records/add-all.ts";
import type { Coding } from "../../core/records/coding.ts";
import type { Problem } from "../../core/records/problem.ts";
import type { TableLines } from "../../core/records/table-lines.ts";
import { readCodes } from "../../formats/review-files/codes.ts";
import type { Io } from "../io/io.ts";
import { codeFiles } from "./decision-files.ts";
import { type Findings, readPart } from "./people-files.ts";

/** Reads the tables of codes/, one for each coder. They change no result, so they are none of the review's inputs. */
export async function readCodings(io: Io): Promise<{
  readonly codings: readonly Coding[];
  readonly problems: readonly Problem[];
  readonly tables: readonly TableLines[];
}> {
  const { files, problems } = await codeFiles(io);
  const found: Findings = { hashes: new Map(), problems: [...problems], tables: [] };
  const codings: Coding[] = [];
  for (const { file, reviewer } of files) {
    const read = readCodes((await readPart(io, file, found)) ?? "", file, reviewer);
    codings.push(...read.rows);
    addAll(found.problems, read.problems);
    found.tables.push(read.lines);
  }
  return { codings, problems: found.problems, tables: found.tables };
}
