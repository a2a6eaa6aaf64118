import type { Protocol } from "../protocol/protocol.ts";
import { STAGES, type Stage } from "../records/model.ts";
import type { ScreenedReview } from "../review/review.ts";
import { type Box, recordsAt, resultAt } from "../screening/results.ts";
import { type NextStep, nextSteps } from "./next-steps.ts";
import { stageProgress } from "./progress.ts";
import { type ReviewOfReports, reportsToFetch } from "./reports-to-fetch.ts";

/** How many records of a stage have which outcome. */
export interface StageStatus {
  readonly stage: Stage;
  /** Records that reached the stage. */
  readonly records: number;
  readonly include: number;
  readonly exclude: number;
  readonly pending: number;
  readonly conflict: number;
  /** Left unread by a stopping rule; counted under no other outcome. */
  readonly unread: number;
}

/** The number of records that wait for a reviewer, stage by stage. */
export interface ReviewerStatus {
  readonly reviewer: string;
  readonly left: Readonly<Record<Stage, number>>;
}

/** A step, and the people who can do it; empty if anybody can. */
export interface StepForPeople extends NextStep {
  readonly who: readonly string[];
}

/** The state of a review. */
export interface ReviewStatus {
  readonly title: string;
  readonly entries: number;
  readonly sources: number;
  readonly duplicates: number;
  readonly records: number;
  readonly stages: readonly StageStatus[];
  readonly toRetrieve: number;
  readonly notRetrieved: number;
  readonly reports: number;
  readonly studies: number;
  readonly reviewers: readonly ReviewerStatus[];
  /** Everything that can be done now, the most valuable first. */
  readonly next: readonly StepForPeople[];
}

/** Describes the state of the review: what waits for whom, and what to do next. */
export function reviewStatus(review: ReviewOfReports, protocol: Protocol): ReviewStatus {
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
  return {
    title: results.title,
    entries: results.ledger.length,
    sources: new Set(results.ledger.map(({ source }) => source)).size,
    duplicates: results.ledger.filter(({ box }) => box === "duplicate").length,
    records: results.records.length,
    stages: STAGES.map((stage) => stageStatus(review, stage)),
    toRetrieve: inBox("pending-retrieval"),
    notRetrieved: inBox("not-retrieved"),
    reports: results.included.length,
    studies: new Set(results.included.map(({ study }) => study)).size,
    reviewers,
    next: nextSteps(results, protocol, reportsToFetch(review).length).map((step) => ({
      ...step,
      who: whoFor(step),
    })),
  };
}

function stageStatus({ results }: Pick<ScreenedReview, "results">, stage: Stage): StageStatus {
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
