import type { Protocol } from "../../../core/protocol/protocol.ts";
import type { PublishedCopy, PublishedProblem } from "../../../core/published/published-copy.ts";
import { type RecomputedReview, recomputeReview } from "../../../core/published/recompute.ts";
import { withoutThirdPartyText } from "../../../core/published/withheld.ts";
import type { Problem } from "../../../core/records/problem.ts";
import { type Lock, lockOf } from "../../../core/versions/lock.ts";
import type { LockedVersion } from "../../../core/versions/version-changes.ts";
import {
  CopyFault,
  readPublishedCopy,
  readPublishedProblems,
} from "../../../formats/review-files/published-tables.ts";
import {
  KEY_LISTS,
  publishedTables,
  TABLES_OF_COPY,
} from "../../../outputs/published/published-files.ts";
import { UserError } from "../../io/errors.ts";
import { FileHasher } from "../../io/file-hash.ts";
import type { Io } from "../../io/io.ts";
import { LOCK, lockedVersion, previousReview, readLock } from "../locks.ts";
import { readProtocol } from "../review-folder.ts";

/** The file of a published copy that holds the SHA-256 of all others, as sha256sum reads it. */
export const SUMS = "SHA256SUMS";

/** A published copy, and what follows from it. */
export interface OpenedCopy {
  readonly protocol: Protocol;
  readonly review: RecomputedReview;
  readonly versions: readonly LockedVersion[];
  /** The lock that the copy holds, and the one that follows from its tables. */
  readonly lock: Lock;
  readonly now: Lock;
  /** The files of the copy that are not as they must be. */
  readonly problems: readonly Problem[];
  /** The problems that slr found when the copy was made. */
  readonly published: readonly PublishedProblem[];
}

/** Opens the published copy with this slr.yaml; undefined if it is that of a review. */
export async function openPublished(yaml: string, io: Io): Promise<OpenedCopy | undefined> {
  const problems: Problem[] = [];
  const { protocol } = await readProtocol(yaml, problems);
  if (!protocol.isPublished) return undefined;
  const { copy, published } = await readCopy(io);
  const versions: LockedVersion[] = [];
  for (const version of protocol.previous.versions) {
    const isThere = (await io.kindOf(version.lock)) === "file";
    versions.push(lockedVersion(version, isThere ? await io.readText(version.lock) : undefined));
  }
  const last = versions.at(-1);
  // Whether an export of the previous version has changed since, only the export could show.
  const previous = last && { ...previousReview(last, []), holds: () => undefined };
  const review = recomputeReview(copy, protocol, { problems, ...(previous && { previous }) });
  const lock = await readLock(io);
  if (lock === undefined) throw damaged(`${LOCK} is missing.`);
  return {
    protocol,
    review,
    versions,
    lock,
    now: lockOf(review, new Map(Object.entries(lock.inputs))),
    problems: [
      ...(await changedFiles(io)),
      ...(await tablesThatDiffer(copy, review, io)),
      ...(await listsThatDiffer(review, io)),
    ],
    published,
  };
}

async function readCopy(
  io: Io,
): Promise<{ readonly copy: PublishedCopy; readonly published: readonly PublishedProblem[] }> {
  const texts = new Map<string, string>();
  const problems = "results/problems.csv";
  for (const file of TABLES_OF_COPY)
    if ((await io.kindOf(file)) === "file") texts.set(file, await io.readText(file));
  const textOf = (file: string) => {
    const text = texts.get(file);
    if (text === undefined) throw new CopyFault(`${file} is missing.`);
    return text;
  };
  try {
    return {
      copy: readPublishedCopy(textOf),
      published: readPublishedProblems(textOf(problems), problems),
    };
  } catch (error) {
    if (error instanceof CopyFault) throw damaged(error.message);
    throw error;
  }
}

function damaged(what: string): UserError {
  return new UserError(`This published copy is damaged: ${what}`, {
    hint: "Download the copy again, or make it anew with slr publish in the folder of the review.",
  });
}

/** The files that are not as SHA256SUMS has them. */
async function changedFiles(io: Io): Promise<Problem[]> {
  if ((await io.kindOf(SUMS)) !== "file")
    return [problem("check/copy-file", SUMS, "This file is missing, so no file can be compared.")];
  const problems: Problem[] = [];
  for (const [file, expected] of parseSums(await io.readText(SUMS))) {
    if ((await io.kindOf(file)) !== "file") {
      problems.push(problem("check/copy-file", file, "This file of the copy is missing."));
      continue;
    }
    const hasher = new FileHasher();
    for await (const chunk of io.readBytes(file, { inPassing: true })) hasher.update(chunk);
    const { bytes, text } = hasher.digest();
    if (bytes === expected) continue;
    problems.push(
      // slr writes Unix line ends, so the hash of the text is that of the file as slr wrote it.
      text === expected
        ? {
            ...problem("check/copy-line-ends", file, "This file differs in its line ends only."),
            severity: "warning",
          }
        : problem("check/copy-file", file, "This file is not as slr publish wrote it."),
    );
  }
  return problems;
}

/** The files of SHA256SUMS with their hashes. */
export function parseSums(text: string): Map<string, string> {
  return new Map(
    text.split(/\r?\n/).flatMap((line) => {
      const [, hash, file] = /^([0-9a-f]{64}) [ *](.+)$/.exec(line) ?? [];
      return hash === undefined || file === undefined ? [] : [[file, hash] as const];
    }),
  );
}

/** The tables that say something else than what follows from the copy. */
async function tablesThatDiffer(
  copy: PublishedCopy,
  { results }: RecomputedReview,
  io: Io,
): Promise<Problem[]> {
  const problems: Problem[] = [];
  for (const { path, isRecomputed, render } of publishedTables(
    copy,
    withoutThirdPartyText(results),
  )) {
    if (!isRecomputed) continue;
    const now = [...render()].join("");
    const written = (await io.kindOf(path)) === "file" ? await io.readText(path) : "";
    const line = firstDifference(written, now);
    if (line === undefined) continue;
    const message = "This table is not what follows from the decisions and records of the copy.";
    problems.push({ ...problem("check/copy-table", path, message), line });
  }
  return problems;
}

/** The first line in which two texts differ, whatever their line ends; undefined if none does. */
function firstDifference(a: string, b: string): number | undefined {
  if (a === b) return undefined;
  const [one, other] = [a, b].map((text) => text.split(/\r\n?|\n/));
  const length = Math.max(one!.length, other!.length);
  for (let at = 0; at < length; at += 1) if (one![at] !== other![at]) return at + 1;
  return undefined;
}

/** The lists for reference managers that hold other reports than their box. */
async function listsThatDiffer({ results }: RecomputedReview, io: Io): Promise<Problem[]> {
  const problems: Problem[] = [];
  for (const { file, keysIn, reports } of KEY_LISTS) {
    const path = `results/${file}`;
    if ((await io.kindOf(path)) !== "file") continue; // SHA256SUMS names it
    const listed = keysIn(await io.readText(path));
    const expected = new Set(reports(results).map(({ key }) => key));
    const missing = new Set(expected);
    // A key is taken out once, so one that stands twice is wrong the second time.
    const wrong = [...listed.filter((key) => !missing.delete(key)), ...missing];
    if (wrong.length === 0) continue;
    const message = `This list does not hold the reports of its box, each once: ${wrong.slice(0, 5).join(", ")}.`;
    problems.push(problem("check/copy-table", path, message));
  }
  return problems;
}

function problem(code: string, file: string, message: string): Problem {
  return { severity: "error", code, file, message };
}
