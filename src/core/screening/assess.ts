import type { CriterionStage, Protocol } from "../protocol/protocol.ts";
import type { Retrieval } from "../records/decision.ts";
import type { Place, RecordKey, Stage } from "../records/model.ts";
import type { Problem } from "../records/problem.ts";
import { type Ballot, firstReading } from "../votes/ballot.ts";
import { conclude, type Outcome, violated } from "./conclude.ts";
import type { CriterionJudgement } from "./judge-criteria.ts";
import { primaryFirst } from "./primary-reason.ts";
import type { Box } from "./results.ts";

/** The box in which a record ended, and the way there. */
export interface Assessment {
  readonly box: Box;
  readonly reasons: readonly string[];
  readonly by: readonly string[];
  readonly automation: boolean;
  readonly titleAbstract?: Outcome;
  readonly fullText?: Outcome;
}

/** A record with everything that decides its way through the review. */
export interface AssessableRecord {
  readonly key: RecordKey;
  /** What the criteria of a stage say of it, in the order of the protocol. */
  judge(stage: CriterionStage): readonly CriterionJudgement[];
  /** People's decisions at each stage. */
  readonly ballots: Readonly<Record<Stage, Ballot>>;
  /** The last row about retrieving its full text. */
  readonly retrieval?: Retrieval;
  /** Whether a stopping rule leaves it unread unless somebody votes on it. */
  readonly isUnread: boolean;
}

/**
 * Takes one record through the stages of the review: criteria before screening, title/abstract,
 * retrieval, full text. Returns the box in which it ends, and the problems on the way.
 */
export function assess(
  record: AssessableRecord,
  protocol: Pick<Protocol, "criteria" | "screening" | "reasonHierarchy">,
): { readonly assessment: Assessment; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const before = record.judge("before-screening");
  noteDisagreements(record.key, before, problems);
  const removedBy = primaryFirst(violated(before), protocol);
  if (removedBy.length > 0) {
    const why = `it was removed before screening (${removedBy.join(";")})`;
    noteSkipped(record, "title-abstract", why, problems);
    noteSkipped(record, "full-text", why, problems);
    const assessment: Assessment = {
      box: "removed-automation",
      reasons: removedBy,
      by: ["rules"],
      automation: true,
    };
    return { assessment, problems };
  }
  const screened = concludeStage("title-abstract", record, protocol, problems);
  const assessment =
    screened.outcome === "include"
      ? assessReport(record, screened, protocol, problems)
      : endAtTitleAbstract(record, screened, protocol, problems);
  return { assessment, problems };
}

/** Judges a record by the criteria of a stage and combines the judgements with people's votes. */
function concludeStage(
  stage: Stage,
  { key, judge, ballots }: AssessableRecord,
  protocol: Pick<Protocol, "criteria" | "screening" | "reasonHierarchy">,
  problems: Problem[],
): Outcome {
  const judgements = judge(stage);
  noteDisagreements(key, judgements, problems);
  const ballot = ballots[stage];
  const order = protocol.criteria.map(({ id }) => id);
  const concluded = conclude(stage, protocol.screening[stage], ballot, judgements, order);
  const outcome = { ...concluded, reasons: primaryFirst(concluded.reasons, protocol) };
  noteOutcome(key, stage, outcome, ballot.rows.at(-1)?.place, problems);
  return outcome;
}

/** The final box of a record, with the outcome of its last stage. */
function endIn(
  box: Box,
  { reasons, by, outcome, decidedBy }: Outcome,
  titleAbstract: Outcome,
): Assessment {
  return {
    box,
    reasons,
    by,
    automation: outcome === "exclude" && decidedBy === "automation",
    titleAbstract,
  };
}

/** A record that does not pass title/abstract: excluded, pending, in conflict, or left unread. */
function endAtTitleAbstract(
  record: AssessableRecord,
  outcome: Outcome,
  { screening }: Pick<Protocol, "screening">,
  problems: Problem[],
): Assessment {
  const { box, is } = {
    include: { box: "pending-title-abstract", is: "included" },
    exclude: { box: "excluded-title-abstract", is: "excluded" },
    pending: { box: "pending-title-abstract", is: "pending" },
    conflict: { box: "conflict-title-abstract", is: "in conflict" },
  }[outcome.outcome] as { box: Box; is: string };
  noteSkipped(record, "full-text", `it is ${is} at title/abstract`, problems);
  const { rule } = screening["title-abstract"].stop ?? {};
  const isRead = firstReading(record.ballots["title-abstract"]) !== undefined;
  if (record.isUnread && box === "pending-title-abstract" && !isRead) {
    return endIn("unread", { ...outcome, reasons: [rule?.name ?? ""] }, outcome);
  }
  return endIn(box, outcome, outcome);
}

const FULL_TEXT_BOXES = {
  include: "included",
  exclude: "excluded-full-text",
  pending: "pending-full-text",
  conflict: "conflict-full-text",
} as const satisfies Record<Outcome["outcome"], Box>;

/** A report that passed title/abstract: its retrieval, and the outcome of full text. */
function assessReport(
  record: AssessableRecord,
  titleAbstract: Outcome,
  protocol: Pick<Protocol, "criteria" | "screening" | "reasonHierarchy">,
  problems: Problem[],
): Assessment {
  const { key, retrieval, ballots } = record;
  const fullText = concludeStage("full-text", record, protocol, problems);
  const isDecided = ballots["full-text"].rows.length > 0;
  if (retrieval !== undefined && !isDecided) {
    const open = { ...titleAbstract, reasons: [], by: [] };
    if (retrieval.status === "not-retrieved") return endIn("not-retrieved", open, titleAbstract);
    if (retrieval.status === "sought") return endIn("pending-retrieval", open, titleAbstract);
  } else if (retrieval !== undefined && retrieval.status !== "retrieved") {
    problems.push({
      severity: "error",
      code: "retrieval/decided",
      ...retrieval.place,
      message: `${key} has a full-text decision, but the report is \`${retrieval.status}\` here. The decision counts. If the report was read, write \`retrieved\`.`,
    });
  }
  const box = FULL_TEXT_BOXES[fullText.outcome];
  return { ...endIn(box, fullText, titleAbstract), fullText };
}

/** Reports people's decisions at a stage that the record did not reach. */
function noteSkipped(
  { key, ballots }: AssessableRecord,
  stage: Stage,
  why: string,
  problems: Problem[],
): void {
  for (const { place } of ballots[stage].rows) {
    problems.push({
      severity: "error",
      code: "decisions/stage-skipped",
      ...place,
      message: `This ${stage} decision on ${key} has no effect: ${why}.`,
    });
  }
}

/**
 * Reports fields on which the entries of a record disagree, so that a criterion cannot be judged.
 */
function noteDisagreements(
  key: string,
  judgements: readonly CriterionJudgement[],
  problems: Problem[],
): void {
  for (const { criterion, disagreements } of judgements) {
    if (disagreements.length === 0) continue;
    problems.push({
      severity: "warning",
      code: "criteria/disagreement",
      message: `The entries of ${key} disagree on its ${disagreements.join(" and ")}, so ${criterion} is unknown for it.`,
    });
  }
}

/** Reports what reviewers should check again in an outcome. */
function noteOutcome(
  key: string,
  stage: Stage,
  { outcome, overridden, reasons, reasonsDiffer }: Outcome,
  place: Place | undefined,
  problems: Problem[],
): void {
  if (overridden.length > 0) {
    problems.push({
      severity: "warning",
      code: "screening/override",
      ...place,
      message: `People overrule ${overridden.join(";")} for ${key} at ${stage}.`,
    });
  }
  // PRISMA counts reasons at full text only.
  if (reasonsDiffer && stage === "full-text") {
    problems.push({
      severity: "warning",
      code: "decisions/reasons-differ",
      ...place,
      message: `Reviewers exclude ${key} at ${stage} for different reasons; ${reasons[0]} counts.`,
    });
  }
  if (stage === "full-text" && outcome === "exclude" && reasons.length === 0) {
    problems.push({
      severity: "error",
      code: "decisions/no-reason",
      ...place,
      message: `${key} is excluded at full text without a reason, but PRISMA requires one for every excluded report. Add a reason to the row.`,
    });
  }
}
