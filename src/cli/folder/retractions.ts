import { readRetractions } from "../../formats/review-files/retractions.ts";
import type { Io } from "../io/io.ts";
import { decodeKept, holdsFile, readKeptBytes } from "./kept-files.ts";

const RETRACTIONS = "retractions.csv";

/** What retractions.csv says. It changes no result of the review, so it is none of its inputs. */
export async function readRetractionList(io: Io): Promise<ReturnType<typeof readRetractions>> {
  if (!(await holdsFile(io, RETRACTIONS))) return { retractions: [], problems: [] };
  const { bytes } = await readKeptBytes(io, RETRACTIONS);
  const { text, problems } = await decodeKept(bytes, RETRACTIONS);
  const read = readRetractions(text, RETRACTIONS);
  return { ...read, problems: [...problems, ...read.problems] };
}
