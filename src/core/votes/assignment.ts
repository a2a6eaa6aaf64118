import { createHash } from "node:crypto";
import type { Protocol, StagePolicy } from "../protocol/protocol.ts";
import type { Decision } from "../records/decision.ts";
import { type RecordKey, STAGES } from "../records/model.ts";
import { compareText, type Problem } from "../records/problem.ts";
import type { Ballot } from "./ballot.ts";

/** How the records of a stage are dealt among its reviewers, as slr.yaml says. */
export type DealPlan = Pick<StagePolicy, "perRecord" | "reviewers" | "pilot">;

/**
 * The reviewers to whom a record is dealt, in alphabetical order: as many as must decide it. Each
 * record draws its reviewers independently (rendezvous hashing), so the order of records and
 * reviewers does not matter, new records change nothing, and if a reviewer joins or leaves, only
 * that reviewer's records move. Empty if the plan names nobody: then every record is for everybody.
 */
export function assignedReviewers(record: RecordKey, plan: DealPlan): string[] {
  return plan.reviewers
    .map((reviewer) => ({ reviewer, lot: lotOf(`${bareKey(record)} ${reviewer}`) }))
    .sort((a, b) => compareText(a.lot, b.lot) || compareText(a.reviewer, b.reviewer))
    .slice(0, plan.perRecord)
    .map(({ reviewer }) => reviewer)
    .sort(compareText);
}

/** The records of the pilot, which everybody decides, in the order in which they were drawn. */
export function pilotRecords(records: Iterable<RecordKey>, size: number): RecordKey[] {
  return size === 0 ? [] : inOrderOfLots(records, "pilot").slice(0, size);
}

/**
 * Shuffles records for a purpose, but each record draws its own number, which stays the same on
 * every machine and when records are added, so the first ones are a random sample.
 */
export function inOrderOfLots(records: Iterable<RecordKey>, purpose: string): RecordKey[] {
  return [...records]
    .map((record) => ({ record, lot: lotOf(`${purpose} ${bareKey(record)}`) }))
    .sort((a, b) => compareText(a.lot, b.lot) || compareText(a.record, b.record))
    .map(({ record }) => record);
}

/** A stage's records as they are dealt. */
export interface Deal {
  readonly plan: DealPlan;
  /** The records that people decide at this stage. */
  readonly records: ReadonlySet<RecordKey>;
  /** The records among them that everybody decides. */
  readonly pilot: ReadonlySet<RecordKey>;
  /**
   * The reviewers to whom a record was dealt, in alphabetical order; empty if it is for everybody.
   */
  reviewersOf(record: RecordKey): readonly string[];
}

/** Deals the records that people decide at a stage. */
export function dealRecords(records: Iterable<RecordKey>, plan: DealPlan): Deal {
  const dealt = new Set(records);
  const pilot = new Set(pilotRecords(dealt, plan.pilot));
  const everybody = [...plan.reviewers].sort(compareText);
  const known = new Map<RecordKey, readonly string[]>();
  return {
    plan,
    records: dealt,
    pilot,
    reviewersOf(record) {
      const before = known.get(record);
      if (before !== undefined) return before;
      const reviewers = pilot.has(record) ? everybody : assignedReviewers(record, plan);
      known.set(record, reviewers);
      return reviewers;
    },
  };
}

/** Whether a record was dealt to a reviewer. */
export function isAssigned(reviewer: string, record: RecordKey, deal: Deal): boolean {
  if (!deal.records.has(record)) return false;
  return deal.plan.reviewers.length === 0 || deal.reviewersOf(record).includes(reviewer);
}

/**
 * Tells whether a record still waits for the first vote of a reviewer: it was dealt to the
 * reviewer, who has not voted. In the pilot everybody votes, even if a record is settled; elsewhere
 * a record that is settled or has as many votes as it needs is in no queue.
 */
export function waitsForVote(
  reviewer: string,
  record: RecordKey,
  { votes, resolution }: Ballot,
  deal: Deal,
): boolean {
  if (votes.some((vote) => vote.reviewer === reviewer)) return false;
  if (!isAssigned(reviewer, record, deal)) return false;
  if (deal.pilot.has(record)) return true;
  return resolution === undefined && votes.length < deal.plan.perRecord;
}

/**
 * Reports votes by somebody whom the protocol does not name among a stage's reviewers: they count,
 * but somebody may have mistyped a name.
 */
export function unnamedReviewers(
  decisions: readonly Decision[],
  screening: Protocol["screening"],
): Problem[] {
  return STAGES.flatMap((stage) => {
    const { reviewers } = screening[stage];
    if (reviewers.length === 0) return [];
    const first = new Map<string, Decision>();
    for (const decision of decisions) {
      if (decision.stage !== stage || decision.resolves) continue;
      if (!reviewers.includes(decision.reviewer) && !first.has(decision.reviewer))
        first.set(decision.reviewer, decision);
    }
    return [...first.values()].map(
      ({ reviewer, place }): Problem => ({
        severity: "warning",
        code: "decisions/unnamed-reviewer",
        ...place,
        message: `${reviewer} has ${stage} decisions, but slr.yaml names other reviewers (screening: ${reviewers.join(", ")}). The decisions count; if the name is mistyped, correct it.`,
      }),
    );
  });
}

/** A key without its suffix, which it has only if another record shares the key. */
function bareKey(record: RecordKey): string {
  return record.split("-", 1)[0]!;
}

function lotOf(text: string): string {
  return createHash("sha256").update(text, "utf8").digest("hex");
}
