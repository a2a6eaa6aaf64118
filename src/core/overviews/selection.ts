import type { ReviewerKind } from "../records/decision.ts";
import type { RecordKey, Stage } from "../records/model.ts";
import { compareText } from "../records/problem.ts";
import { nameOfTable } from "../review/kept-tables/decision-tables.ts";
import type { ScreenedReview } from "../review/review.ts";
import { recordsAt, resultAt } from "../screening/results.ts";
import { type Ballot, effective, type Vote } from "../votes/ballot.ts";

/** How many reviewers and programs decided a record, and whether only rules did. */
export interface SelectionWay {
  /** Without those who stand for a table. */
  readonly people: number;
  readonly programs: number;
  /** Tables of decisions that name no reviewer, so that nobody knows how many decided. */
  readonly tables: number;
  readonly rules: boolean;
  readonly records: number;
}

/** How the records of a stage were selected: by whom, in which way, and how conflicts ended. */
export interface StageSelection {
  readonly stage: Stage;
  /** Records that reached the stage. */
  readonly records: number;
  readonly include: number;
  readonly exclude: number;
  /** Records without an outcome, those in conflict included; records left unread are not. */
  readonly open: number;
  readonly unread: number;
  /** The ways in which decided and open records were looked at, most reviewers first. */
  readonly ways: readonly SelectionWay[];
  readonly reviewers: readonly {
    readonly reviewer: string;
    readonly kind: ReviewerKind;
    readonly records: number;
  }[];
  readonly conflicts: {
    /** Records on which the votes differ and that a later row settled. */
    readonly settled: number;
    readonly settledBy: readonly string[];
    readonly open: number;
  };
}

/**
 * How the records of a stage were selected. Like the flow of an update, it leaves out records that the
 * previous version of the review counted.
 */
export function stageSelection(
  review: Pick<ScreenedReview, "results" | "ballot" | "found">,
  stage: Stage,
): StageSelection {
  const { results, ballot } = review;
  const nameless = namelessReviewers(review);
  const previous = countedBefore(review);
  const came = recordsAt(results, stage).filter(({ key }) => !previous.has(key));
  const read = came.filter(({ box }) => box !== "unread");
  const outcome = (wanted: string) =>
    read.filter((record) => resultAt(record, stage)?.outcome === wanted).length;
  const ballots = new Map<RecordKey, Ballot>(came.map(({ key }) => [key, ballot(key, stage)]));
  const ways = new Map<string, SelectionWay>();
  for (const record of read) {
    const votes = votersOf(ballots.get(record.key)!);
    const tables = votes.filter(({ reviewer }) => nameless.has(reviewer)).length;
    const programs = votes.filter(({ kind }) => kind === "automation").length;
    const people = votes.length - tables - programs;
    const rules = resultAt(record, stage)?.by.includes("rules") === true;
    const slot = `${people} ${programs} ${tables} ${rules}`;
    const records = (ways.get(slot)?.records ?? 0) + 1;
    ways.set(slot, { people, programs, tables, rules, records });
  }
  const reviewers = new Map<string, { reviewer: string; kind: ReviewerKind; records: number }>();
  for (const one of ballots.values())
    for (const { reviewer, kind } of votersOf(one)) {
      const { records } = reviewers.get(reviewer) ?? { records: 0 };
      reviewers.set(reviewer, { reviewer, kind, records: records + 1 });
    }
  const settled = [...ballots.values()].filter(
    ({ votes, resolution }) =>
      resolution !== undefined &&
      new Set(votes.map(({ verdict }) => effective(stage, verdict))).size > 1,
  );
  return {
    stage,
    records: came.length,
    include: outcome("include"),
    exclude: outcome("exclude"),
    open: outcome("pending") + outcome("conflict"),
    unread: came.length - read.length,
    ways: [...ways.values()].sort(
      (a, b) =>
        b.people - a.people ||
        b.programs - a.programs ||
        b.tables - a.tables ||
        Number(a.rules) - Number(b.rules),
    ),
    reviewers: [...reviewers.values()].sort((a, b) => compareText(a.reviewer, b.reviewer)),
    conflicts: {
      settled: settled.length,
      settledBy: [...new Set(settled.map(({ resolution }) => resolution!.reviewer))].sort(
        compareText,
      ),
      open: outcome("conflict"),
    },
  };
}

/** The records that the previous version of the review counted; none unless it is an update. */
export function countedBefore({
  results,
}: Pick<ScreenedReview, "results">): ReadonlySet<RecordKey> {
  return new Set(
    results.ledger.flatMap(({ record, box, isPrevious }) =>
      isPrevious && box !== "duplicate" ? [record] : [],
    ),
  );
}

/**
 * Names that stand for a table of decisions which names no reviewer: not for one person, but for
 * whoever kept it.
 */
export function namelessReviewers({ found }: Pick<ScreenedReview, "found">): ReadonlySet<string> {
  const { decisions, decisionTables = [] } = found.input;
  const nameless = new Set(
    decisionTables.flatMap(({ map, table }) =>
      map.reviewer?.column === nameOfTable(table) ? [] : [nameOfTable(table)],
    ),
  );
  const files = new Set(decisionTables.map(({ table }) => table.file));
  for (const { reviewer, place } of decisions)
    if (!files.has(place.file)) nameless.delete(reviewer);
  return nameless;
}

/** The votes on a record; a decision that settles what nobody had voted on is a vote like others. */
function votersOf({ votes, resolution }: Ballot): readonly Vote[] {
  return votes.length === 0 && resolution !== undefined ? [resolution] : votes;
}
