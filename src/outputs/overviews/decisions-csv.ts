import type { ReviewerProgress, StageProgress } from "../../core/overviews/progress.ts";
import type { Stage } from "../../core/records/model.ts";
import type { ScreenedRecord } from "../../core/screening/results.ts";
import type { Vote } from "../../core/votes/ballot.ts";
import { type Column, csvTable } from "../text/csv-table.ts";

interface ReviewerRow extends ReviewerProgress {
  readonly stage: Stage;
  readonly pilotSize: number;
}

const REVIEWER_COLUMNS: readonly Column<ReviewerRow>[] = [
  ["stage", ({ stage }) => stage],
  ["reviewer", ({ reviewer }) => reviewer],
  ["kind", ({ kind }) => kind],
  ["assigned", ({ assigned }) => assigned],
  ["decided", ({ decided }) => decided],
  ["include", ({ include }) => include],
  ["exclude", ({ exclude }) => exclude],
  ["maybe", ({ maybe }) => maybe],
  ["left", ({ left }) => left.length],
  ["pilot", ({ pilotSize }) => pilotSize],
  ["pilot_decided", ({ pilotDecided }) => pilotDecided],
];

/** A row for each stage and reviewer. */
export function progressCsv(stages: readonly StageProgress[]): Iterable<string> {
  return csvTable(
    REVIEWER_COLUMNS,
    stages.flatMap(({ stage, reviewers, pilot }) =>
      reviewers.map((reviewer) => ({ ...reviewer, stage, pilotSize: pilot.length })),
    ),
  );
}

interface RecordRow {
  readonly stage: Stage;
  readonly record: ScreenedRecord;
}

const RECORD_COLUMNS: readonly Column<RecordRow>[] = [
  ["stage", ({ stage }) => stage],
  ["record", ({ record }) => record.key],
  ["title", ({ record }) => record.summary.title],
  ["year", ({ record }) => record.summary.year],
  ["doi", ({ record }) => record.summary.doi],
];

/** A row for each record that comes next for the listed reviewers. */
export function nextCsv(stages: readonly StageProgress[], count: number): Iterable<string> {
  return csvTable(
    [
      ["reviewer", ({ reviewer }) => reviewer] satisfies Column<RecordRow & { reviewer: string }>,
      ...RECORD_COLUMNS,
    ],
    stages.flatMap(({ stage, reviewers }) =>
      reviewers.flatMap(({ reviewer, left }) =>
        left.slice(0, count).map((record) => ({ reviewer, stage, record })),
      ),
    ),
  );
}

/** A row for each record of the pilot, with the reviewers who have decided it. */
export function pilotCsv(stages: readonly StageProgress[]): Iterable<string> {
  return csvTable(
    [
      ...RECORD_COLUMNS,
      ["decided_by", ({ by }) => by.join(";")] satisfies Column<{ by: readonly string[] }>,
    ],
    stages.flatMap(({ stage, pilot }) => pilot.map(({ record, by }) => ({ stage, record, by }))),
  );
}

/** A row for each vote on a record in conflict. */
export function conflictsCsv(stages: readonly StageProgress[]): Iterable<string> {
  return csvTable(
    [
      ...RECORD_COLUMNS,
      ["reviewer", ({ vote }) => vote.reviewer],
      ["verdict", ({ vote }) => vote.verdict],
      ["reason", ({ vote }) => vote.reasons.join(";")],
    ] satisfies Column<RecordRow & { vote: Vote }>[],
    stages.flatMap(({ stage, conflicts }) =>
      conflicts.flatMap(({ record, votes }) => votes.map((vote) => ({ stage, record, vote }))),
    ),
  );
}
