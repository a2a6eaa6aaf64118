import type { CheckedPaper, CheckedReview } from "../../../core/checks/check.ts";
import { notRecomputed } from "../../../core/checks/not-recomputed.ts";
import { type CheckResult, runChecks } from "../../../core/checks/run-checks.ts";
import { knownNames, reviewData } from "../../../core/claims/review-data.ts";
import { type VerifiedList, verifyList } from "../../../core/claims/verify-list.ts";
import { settleCodes } from "../../../core/overviews/taxonomy/code-studies.ts";
import type { Protocol } from "../../../core/protocol/protocol.ts";
import type { Problem } from "../../../core/records/problem.ts";
import { plural } from "../../../core/records/text/plural.ts";
import { type ScreenedReview, screenWithoutRating } from "../../../core/review/review.ts";
import type { ScreenedRecord } from "../../../core/screening/results.ts";
import { compareLocks } from "../../../core/versions/compare-locks.ts";
import { type Lock, lockOf, renderLock } from "../../../core/versions/lock.ts";
import { type LockedVersion, versionChanges } from "../../../core/versions/version-changes.ts";
import { databaseNamed } from "../../../formats/fields/attribution.ts";
import { readCodings } from "../../folder/code-tables.ts";
import { openCopy } from "../../folder/copy/open-copy.ts";
import type { OpenedCopy } from "../../folder/copy/published-copy.ts";
import { alone } from "../../folder/folder-lock.ts";
import { LOCK, readLock } from "../../folder/locks.ts";
import { staleResults } from "../../folder/results-folder.ts";
import { readRetractionList } from "../../folder/retractions.ts";
import { openReview } from "../../folder/review-folder.ts";
import { EXIT, type ExitCode, UserError } from "../../io/errors.ts";
import type { Io } from "../../io/io.ts";
import { slrVersion } from "../../io/version.ts";
import { notTogether } from "../../usage/option.ts";
import type { CheckFormat } from "./check-formats.ts";

export interface CheckOptions {
  readonly format: CheckFormat;
  readonly locked?: boolean;
  readonly updateLock?: boolean;
  readonly force?: boolean;
  /** Files of the paper whose numbers are compared with the flow. */
  readonly paper?: readonly string[];
  /** Lists with the boxes that they are said to be: `included=included.bib`. */
  readonly claimed?: readonly string[];
}

/** `slr check`: whether everything adds up, nothing is pending and nothing is lost. */
export async function check(options: CheckOptions, io: Io): Promise<ExitCode> {
  if (options.locked && options.updateLock) throw notTogether("--locked", "--update-lock");
  return options.updateLock
    ? alone(io, "slr check --update-lock", () => checkReview(options, io))
    : checkReview(options, io);
}

/** What is checked: the review in this folder, or a published copy of one. */
interface Subject {
  readonly protocol: Protocol;
  readonly review: Pick<ScreenedReview, "identified" | "found" | "results" | "files" | "ballot">;
  readonly versions: readonly LockedVersion[];
  readonly now: Lock;
  readonly tables: CheckedReview["tables"];
  readonly results: CheckedReview["results"];
  /** What slr.lock holds, if it is compared. */
  readonly lock: Lock | undefined;
  readonly isLocked: boolean;
  readonly copy?: OpenedCopy;
}

async function openSubject(options: CheckOptions, io: Io): Promise<Subject> {
  const copy = await openCopy(io);
  if (copy !== undefined) return subjectOfCopy(copy, options);
  const opened = await openReview(io, []);
  const review = await screenWithoutRating(opened.input);
  const inputs = opened.inputs();
  const lock = options.updateLock ? undefined : await readLock(io);
  const isLocked = options.locked === true;
  if (isLocked && lock === undefined) {
    throw new UserError(`There is no ${LOCK} to compare with.`, {
      hint: "slr check --update-lock writes it.",
    });
  }
  return {
    protocol: opened.input.protocol,
    review,
    versions: opened.versions,
    now: lockOf(review, inputs),
    tables: opened.tables,
    results: await staleResults(
      io,
      async () => (await review.rated()).results,
      inputs,
      opened.input.protocol.resultForms,
    ),
    lock,
    isLocked,
  };
}

function subjectOfCopy(copy: OpenedCopy, { updateLock }: CheckOptions): Subject {
  if (updateLock) {
    throw new UserError("A published copy keeps the lock with which it was made.", {
      hint: "Run slr check --update-lock in the folder of the review, then slr publish.",
    });
  }
  const { protocol, review, versions, now, lock } = copy;
  const nothing = { tables: [], results: { inputs: [], stale: [], lineEnds: [] } };
  return { protocol, review, versions, now, lock, isLocked: true, ...nothing, copy };
}

async function checkReview(options: CheckOptions, io: Io): Promise<ExitCode> {
  const subject = await openSubject(options, io);
  const { protocol, review, versions, now, tables, results, lock, isLocked, copy } = subject;
  const lockDifferences = lock && compareLocks(lock, now);
  const { retractions, problems } = await readRetractionList(io);
  const paper = options.paper && (await readPaper(options.paper, review, protocol, io));
  const claims = options.claimed && (await readLists(options.claimed, review, protocol, io));
  const changes = versionChanges(versions, now);
  const codes = await readCodings(io);
  const found = [
    ...review.results.problems,
    ...problems,
    ...codes.problems,
    ...settleCodes(review, protocol, codes.codings).problems,
    ...(claims?.problems ?? []),
  ];
  const checked: CheckedReview = {
    ...(paper && { paper }),
    ...(claims && { claimed: claims.lists }),
    review: { ...review, results: { ...review.results, problems: found } },
    ...{ protocol, results, changes, isLocked, retractions },
    tables: [...tables, ...codes.tables],
    ...(lockDifferences && { lockDifferences }),
    ...(copy && { copy }),
  };
  io.status({ doing: "Checking" });
  const checks = runChecks(checked);
  const titleOf = titlesIn(review.results);
  await options.format(
    {
      checks,
      changes,
      titleOf,
      version: slrVersion(),
      ...(paper && { paper }),
      ...(copy && { notRecomputed: notRecomputed(copy.published, checked) }),
    },
    io,
  );
  if (options.updateLock) await updateLock(now, checks, options.force === true, io);
  return checks.some(({ status }) => status === "failed") ? EXIT.foundProblems : EXIT.ok;
}

/** Finds titles of records; few reports print one. */
function titlesIn({ records }: Subject["review"]["results"]): (record: string) => string {
  let known: ReadonlyMap<string, ScreenedRecord> | undefined;
  return (record) => {
    known ??= new Map(records.map((one) => [one.key, one]));
    return known.get(record)?.summary.title ?? "";
  };
}

/** The lists that the command line claims, beside their boxes. */
async function readLists(
  given: readonly string[],
  review: Subject["review"],
  { criteria }: Protocol,
  io: Io,
): Promise<{ readonly lists: readonly VerifiedList[]; readonly problems: readonly Problem[] }> {
  const { openClaims } = await import("../verify/open-claims.ts");
  const { lists, counts, unread, problems } = await openClaims(
    given,
    { known: knownNames(review) },
    io,
  );
  const [other] = [...counts, ...unread];
  if (other !== undefined) {
    throw new UserError(`\`${other.name}\` is claimed as a number, where slr check takes lists.`, {
      hint: "slr verify compares numbers; slr check --claimed included=included.bib compares a list.",
    });
  }
  const data = reviewData(review, criteria, (name) => databaseNamed(name)?.database);
  return { lists: lists.map((list) => verifyList(list, data, review.found)), problems };
}

async function readPaper(
  files: readonly string[],
  review: Subject["review"],
  { criteria }: Protocol,
  io: Io,
): Promise<CheckedPaper> {
  const data = reviewData(review, criteria, (name) => databaseNamed(name)?.database);
  const { flowMacros } = await import("../../../outputs/flow/forms/flow-latex.ts");
  const { checkPapers } = await import("./open-paper.ts");
  const macros = Object.fromEntries(
    Object.entries(flowMacros(review.results.flow)).map(([name, n]) => [`slr${name}`, n]),
  );
  return checkPapers(files, data, macros, io);
}

/** Writes slr.lock, unless errors stand: a lock would keep them as they are. */
async function updateLock(
  now: Lock,
  checks: readonly CheckResult[],
  force: boolean,
  io: Io,
): Promise<void> {
  const errors = checks.filter(({ status, isWork }) => status === "failed" && !isWork);
  if (errors.length > 0 && !force) {
    const ids = errors.map(({ id }) => id).join(", ");
    io.notify(
      `${LOCK} is not written, because there are errors (${ids}).\n  hint: Correct them first, or add --force.`,
    );
    return;
  }
  await io.writeFile(LOCK, renderLock(now));
  const files = plural(Object.keys(now.inputs).length, "file");
  io.notify(
    `${LOCK} holds ${files}, the flow and ${plural(now.records?.keys.length ?? 0, "record")}.`,
  );
}
