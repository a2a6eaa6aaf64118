import type { Protocol } from "../../core/protocol/protocol.ts";
import { addAll } from "../../core/records/add-all.ts";
import type { Decision } from "../../core/records/decision.ts";
import type { Problem } from "../../core/records/problem.ts";
import type { TableLines } from "../../core/records/table-lines.ts";
import type { ReviewInput } from "../../core/review/review-input.ts";
import {
  type ReadRows,
  readDecisions,
  readPairs,
  readRetrievals,
  readStudies,
} from "../../formats/review-files/review-tables.ts";
import type { FileHash } from "../io/file-hash.ts";
import type { Io } from "../io/io.ts";
import { decisionFiles } from "./decision-files.ts";
import { FullTexts } from "./full-texts.ts";
import { decodeKept, holdsFile, readKeptBytes } from "./kept-files.ts";

/** What reading a review folder collects on the way. */
export interface Findings {
  /** The hash of every file that went in, by path. */
  readonly hashes: Map<string, FileHash>;
  readonly problems: Problem[];
  readonly tables: TableLines[];
}

/** The text of a file that people keep, with its hash and problems noted; undefined if there is none. */
export async function readPart(io: Io, path: string, found: Findings): Promise<string | undefined> {
  if (!(await holdsFile(io, path))) return undefined;
  const { bytes, hash } = await readKeptBytes(io, path);
  found.hashes.set(path, hash);
  const { text, problems } = await decodeKept(bytes, path);
  addAll(found.problems, problems);
  return text;
}

type PeoplesFiles = Pick<
  ReviewInput,
  | "decisions"
  | "pairs"
  | "retrievals"
  | "studies"
  | "fullTextNames"
  | "fullText"
  | "fullTextProblems"
>;

/** Exports named on the command line belong to no folder in which people keep files. */
export const NO_PEOPLE: PeoplesFiles = {
  decisions: [],
  pairs: [],
  retrievals: [],
  studies: [],
  fullTextNames: [],
  fullText: async () => undefined,
  fullTextProblems: () => [],
};

/** Reads the tables and the full texts that people keep in the review folder. */
export async function readPeople(
  io: Io,
  protocol: Protocol,
  found: Findings,
): Promise<PeoplesFiles> {
  const decisions = await readDecisionFiles(io, protocol, found);
  const table = async <Row>(file: string, read: (text: string, file: string) => ReadRows<Row>) => {
    const text = await readPart(io, file, found);
    if (text === undefined) return [];
    const { rows, problems, lines } = read(text, file);
    addAll(found.problems, problems);
    found.tables.push(lines);
    return rows;
  };
  const pairs = await table("duplicates.csv", readPairs);
  const retrievals = await table("retrieval.csv", readRetrievals);
  const studies = await table("studies.csv", readStudies);
  const fullTexts = await FullTexts.open(io, found.hashes);
  return {
    decisions,
    pairs,
    retrievals,
    studies,
    fullTextNames: fullTexts.names,
    fullText: (name) => fullTexts.textOf(name),
    fullTextProblems: () => fullTexts.problems,
  };
}

/** Reads the tables in decisions/, except those that slr.yaml maps. */
async function readDecisionFiles(
  io: Io,
  { decisionTables, ledgers }: Protocol,
  found: Findings,
): Promise<Decision[]> {
  const { files, problems } = await decisionFiles(io);
  // Tables that slr.yaml maps are read as it says there, in whatever folder and under any name.
  const mapped = new Set(
    [...decisionTables, ...ledgers].map(({ file }) =>
      typeof file === "string" ? file : file.file,
    ),
  );
  addAll(
    found.problems,
    problems.filter(({ file }) => file === undefined || !mapped.has(file)),
  );
  const decisions: Decision[] = [];
  for (const { file, reviewer } of files) {
    if (mapped.has(file)) continue;
    const read = readDecisions((await readPart(io, file, found)) ?? "", file, reviewer);
    if (
      !file.endsWith(".csv") &&
      read.problems.some(({ code }) => code === "decisions/no-column")
    ) {
      found.problems.push({
        severity: "warning",
        code: "decisions/not-read",
        file,
        message:
          "This table has no columns record, stage and verdict, so slr reads no decisions in it. If it contains decisions, map its columns under `decisions` in slr.yaml.",
      });
      continue;
    }
    decisions.push(...read.rows);
    addAll(found.problems, read.problems);
    found.tables.push(read.lines);
  }
  return decisions;
}
