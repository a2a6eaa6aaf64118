import type { Protocol } from "../protocol/protocol.ts";
import { STAGES, type Stage } from "../records/model.ts";
import type { ScreenedReview } from "../review/review.ts";
import {
  BOXES,
  type Box,
  type LedgerRow,
  type ReviewResults,
  recordsAt,
  resultAt,
} from "../screening/results.ts";
import type { StageOutcomes } from "../screening/stage-outcomes.ts";
import { countByBox, type VersionChanges } from "../versions/version-changes.ts";
import { type NextStep, nextSteps } from "./next-steps.ts";
import { stageProgress } from "./progress.ts";
import { type ReviewOfReports, reportsToFetch } from "./reports/reports-to-fetch.ts";

/** The number of records that wait for a reviewer, stage by stage. */
export interface ReviewerStatus {
  readonly reviewer: string;
  readonly left: Readonly<Record<Stage, number>>;
}

/** A step, and the people who can do it; empty if anybody can. */
export interface StepForPeople extends NextStep {
  readonly who: readonly string[];
}

/** What is new in a review since a version that a lock holds. */
export interface NewSince {
  /** The version: `Version 2`, or `slr.lock`. */
  readonly version: string;
  readonly lock: string;
  /** Exports that the version did not have, and the number of their entries. */
  readonly exports: readonly string[];
  readonly entries: number;
  /** The records that came with them, and where they are now. */
  readonly records: number;
  readonly boxes: readonly { readonly box: string; readonly n: number }[];
  /** Earlier records that are in another box now, or count otherwise. */
  readonly moved: number;
}

/** The state of a review. */
export interface ReviewStatus {
  readonly title: string;
  readonly entries: number;
  readonly sources: number;
  readonly duplicates: number;
  readonly records: number;
  readonly stages: readonly StageOutcomes[];
  /** The reports that nobody has yet, as `slr retrieval` lists them. */
  readonly toRetrieve: number;
  readonly notRetrieved: number;
  readonly reports: number;
  readonly studies: number;
  readonly reviewers: readonly ReviewerStatus[];
  /** What is new since a lock; absent if there is none. */
  readonly since?: NewSince;
  /** Everything that can be done now, the most valuable first. */
  readonly next: readonly StepForPeople[];
}

/**
 * Describes the state of the review: what waits for whom, and what to do next.
 *
 * @param changes what changed since the version that a lock holds
 */
export function reviewStatus(
  review: ReviewOfReports,
  protocol: Protocol,
  changes?: VersionChanges,
): ReviewStatus {
  const { results } = review;
  const inBox = (box: Box) => results.records.filter((record) => record.box === box).length;
  const progress = STAGES.map((stage) => stageProgress(review, protocol, stage));
  const leftOf = (reviewer: string, stage: Stage) =>
    progress.find((one) => one.stage === stage)?.reviewers.find((one) => one.reviewer === reviewer)
      ?.left.length ?? 0;
  const people = progress.flatMap(({ reviewers }) =>
    reviewers.filter(({ kind }) => kind === "person").map(({ reviewer }) => reviewer),
  );
  const reviewers = [...new Set(people)].sort().map((reviewer) => ({
    reviewer,
    left: {
      "title-abstract": leftOf(reviewer, "title-abstract"),
      "full-text": leftOf(reviewer, "full-text"),
    },
  }));
  const whoFor = ({ id }: NextStep): readonly string[] => {
    if (id === "conflicts") return protocol.adjudicators;
    if (id !== "title-abstract" && id !== "full-text") return [];
    return reviewers.filter(({ left }) => left[id] > 0).map(({ reviewer }) => reviewer);
  };
  const toRetrieve = reportsToFetch(review).length;
  return {
    title: results.title,
    entries: results.ledger.length,
    sources: new Set(results.ledger.map(({ source }) => source)).size,
    duplicates: results.ledger.filter(({ box }) => box === "duplicate").length,
    records: results.records.length,
    stages: STAGES.map((stage) => stageStatus(review, stage)),
    toRetrieve,
    notRetrieved: inBox("not-retrieved"),
    reports: results.included.length,
    studies: new Set(results.included.map(({ study }) => study)).size,
    reviewers,
    ...(changes && { since: newSince(changes, results) }),
    next: nextSteps(results, protocol, toRetrieve).map((step) => ({
      ...step,
      who: whoFor(step),
    })),
  };
}

function newSince(
  { from, lock, inputs, added, moved }: VersionChanges,
  { ledger }: Pick<ReviewResults, "ledger">,
): NewSince {
  const fresh = inputs.filter(({ change }) => change === "new").map(({ file }) => file);
  const isFrom = (export_: string) => (row: LedgerRow) =>
    // A file of an archive is named behind it: `searches/all.zip/a.ris`.
    row.file === export_ || row.file.startsWith(`${export_}/`);
  const counts = fresh.map((file) => ({ file, entries: ledger.filter(isFrom(file)).length }));
  const exports = counts.filter(({ entries }) => entries > 0);
  return {
    version: from,
    lock,
    exports: exports.map(({ file }) => file),
    entries: exports.reduce((sum, { entries }) => sum + entries, 0),
    records: added.length,
    boxes: countByBox(added, BOXES),
    moved: moved.length,
  };
}

function stageStatus({ results }: Pick<ScreenedReview, "results">, stage: Stage): StageOutcomes {
  const came = recordsAt(results, stage);
  const read = came.filter(({ box }) => box !== "unread");
  const count = (outcome: "include" | "exclude" | "pending" | "conflict") =>
    read.filter((record) => resultAt(record, stage)?.outcome === outcome).length;
  return {
    stage,
    records: came.length,
    include: count("include"),
    exclude: count("exclude"),
    pending: count("pending"),
    conflict: count("conflict"),
    unread: came.length - read.length,
  };
}
