import type { Protocol } from "../protocol/protocol.ts";
import type { ReviewerKind } from "../records/decision.ts";
import { STAGES, type Stage } from "../records/model.ts";
import { compareText } from "../records/problem.ts";
import type { ScreenedReview } from "../review/review.ts";
import { conclude } from "../screening/conclude.ts";
import { recordsAt, resultAt, type ScreenedRecord } from "../screening/results.ts";
import {
  type Deal,
  type DealPlan,
  dealRecords,
  isAssigned,
  waitsForVote,
} from "../votes/assignment.ts";
import { type Ballot, EMPTY_BALLOT, type Vote } from "../votes/ballot.ts";

/** What one reviewer has decided at a stage, and what waits for the reviewer. */
export interface ReviewerProgress {
  readonly reviewer: string;
  readonly kind: ReviewerKind;
  /** Whether the protocol names the reviewer for this stage. */
  readonly named: boolean;
  /** Records that were dealt to the reviewer. */
  readonly assigned: number;
  readonly decided: number;
  readonly include: number;
  readonly exclude: number;
  readonly maybe: number;
  /**
   * Votes whose rows contradict each other, because two records turned out to be one, or because
   * times do not show which row is the last.
   */
  readonly both: number;
  /**
   * The records that wait for the reviewer: the pilot first, then by rating, the most likely to be
   * included first.
   */
  readonly left: readonly ScreenedRecord[];
  readonly pilotDecided: number;
}

export interface StageProgress {
  readonly stage: Stage;
  readonly plan: DealPlan;
  /**
   * The records that people decide at this stage: those that reached it and that no rule settles.
   */
  readonly records: number;
  /**
   * Records of the pilot in the order in which they were drawn, with the reviewers who have decided
   * them.
   */
  readonly pilot: readonly { readonly record: ScreenedRecord; readonly by: readonly string[] }[];
  readonly reviewers: readonly ReviewerProgress[];
  readonly conflicts: readonly {
    readonly record: ScreenedRecord;
    readonly votes: readonly Vote[];
  }[];
}

/** Options that go beyond the plan of the protocol. */
export interface ProgressOptions {
  /** A size of the pilot other than the protocol's. */
  readonly pilot?: number;
  /** Reviewers to list, even if neither the protocol nor a decision names them. */
  readonly reviewers?: readonly string[];
}

/** Lists who has decided what at a stage and who is next. */
export function stageProgress(
  review: Pick<ScreenedReview, "results" | "ballot" | "judgementsOf">,
  protocol: Protocol,
  stage: Stage,
  options: ProgressOptions = {},
): StageProgress {
  const own = protocol.screening[stage];
  const plan = { ...own, pilot: options.pilot ?? own.pilot };
  const deal = dealStage(review, protocol, stage, plan);
  const came = recordsAt(review.results, stage).map((record) => ({
    record,
    ballot: review.ballot(record.key, stage),
  }));
  const voted = came.filter(({ ballot }) => ballot !== EMPTY_BALLOT);
  const pilot = new Map(
    came.flatMap((one) => (deal.pilot.has(one.record.key) ? [[one.record.key, one]] : [])),
  );
  const inPilot = [...deal.pilot].map((key) => pilot.get(key)!);
  const reviewers = new Set([
    ...plan.reviewers,
    ...voted.flatMap(({ ballot }) => names(ballot)),
    ...(plan.reviewers.length === 0 ? everybody(review, protocol) : []),
    ...(options.reviewers ?? []),
  ]);

  const progressOf = (reviewer: string): ReviewerProgress => {
    const own = voted.flatMap(({ ballot }) =>
      ballot.votes.filter((vote) => vote.reviewer === reviewer),
    );
    const said = (verdict: Vote["verdict"]) =>
      own.filter((vote) => vote.verdict === verdict).length;
    return {
      reviewer,
      kind: protocol.reviewers.get(reviewer) ?? "person",
      named: plan.reviewers.includes(reviewer),
      assigned: [...deal.records].filter((key) => isAssigned(reviewer, key, deal)).length,
      decided: own.length,
      include: said("include"),
      exclude: said("exclude"),
      maybe: said("maybe"),
      both: said("both") + said("unclear"),
      left: inOrder(
        came
          .filter(({ record, ballot }) => isLeft(reviewer, stage, record, ballot, deal))
          .map(({ record }) => record),
        deal,
      ),
      pilotDecided: inPilot.filter(({ ballot }) => names(ballot).includes(reviewer)).length,
    };
  };
  return {
    stage,
    plan,
    records: deal.records.size,
    pilot: inPilot.map(({ record, ballot }) => ({ record, by: names(ballot) })),
    reviewers: [...reviewers].sort(compareText).map(progressOf),
    conflicts: voted
      .filter(({ record }) => resultAt(record, stage)?.outcome === "conflict")
      .map(({ record, ballot }) => ({ record, votes: ballot.votes })),
  };
}

/** Deals the records of a stage: those that reached it and that rules alone leave to people. */
export function dealStage(
  review: Pick<ScreenedReview, "results" | "ballot" | "judgementsOf">,
  protocol: Protocol,
  stage: Stage,
  plan: DealPlan = protocol.screening[stage],
): Deal {
  const policy = protocol.screening[stage];
  // Dealt without looking at votes, so that no vote moves a record into the pilot or out of it.
  const isForPeople = (record: ScreenedRecord) => {
    const { key } = record;
    // Where nobody has voted, the outcome is that of the rules.
    if (review.ballot(key, stage) === EMPTY_BALLOT)
      return resultAt(record, stage)?.outcome === "pending";
    const judgements = review.judgementsOf(key, stage);
    return conclude(stage, policy, EMPTY_BALLOT, judgements, []).outcome === "pending";
  };
  return dealRecords(
    recordsAt(review.results, stage)
      .filter(isForPeople)
      .map(({ key }) => key),
    plan,
  );
}

/** Everybody who is known to review, from the protocol or from a decision at any stage. */
function everybody(
  review: Pick<ScreenedReview, "results" | "ballot">,
  protocol: Protocol,
): string[] {
  return [
    ...protocol.reviewers.keys(),
    ...STAGES.flatMap((stage) =>
      recordsAt(review.results, stage).flatMap(({ key }) => names(review.ballot(key, stage))),
    ),
  ];
}

/**
 * Tells whether a record waits for the reviewer's vote, or for a decision instead of the maybe by
 * which the reviewer keeps it pending.
 */
function isLeft(
  reviewer: string,
  stage: Stage,
  { key, box }: ScreenedRecord,
  ballot: Ballot,
  deal: Deal,
): boolean {
  if (box === "unread") return false;
  if (waitsForVote(reviewer, key, ballot, deal)) return true;
  const own = ballot.votes.find((vote) => vote.reviewer === reviewer);
  return stage === "full-text" && own?.verdict === "maybe" && box === "pending-full-text";
}

function inOrder(records: readonly ScreenedRecord[], { pilot }: Deal): ScreenedRecord[] {
  const place = new Map([...pilot].map((key, at) => [key, at]));
  const placeOf = ({ key }: ScreenedRecord) => place.get(key) ?? pilot.size;
  // Records without a rating come after those with one, because nothing is known about them.
  const score = ({ rating }: ScreenedRecord) => rating?.score ?? -1;
  return [...records].sort(
    (a, b) => placeOf(a) - placeOf(b) || score(b) - score(a) || compareText(a.key, b.key),
  );
}

function names({ votes }: Ballot): string[] {
  return votes.map(({ reviewer }) => reviewer);
}
