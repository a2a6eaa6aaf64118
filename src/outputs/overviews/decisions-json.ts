import type { StageProgress } from "../../core/overviews/progress.ts";
import type { ScreenedRecord } from "../../core/screening/results.ts";

/**
 * Who has decided what, as JSON; it has verdicts on single records only if conflicts are asked for.
 */
export function decisionsJson(
  stages: readonly StageProgress[],
  shown: {
    readonly adjudicators: readonly string[];
    readonly conflicts: boolean;
    readonly pilot: boolean;
    readonly next?: number;
  },
): string {
  return JSON.stringify(
    {
      adjudicators: shown.adjudicators,
      stages: stages.map(({ stage, plan, records, reviewers, pilot, conflicts }) => ({
        stage,
        per_record: plan.perRecord,
        records,
        pilot: pilot.length,
        conflicts: conflicts.length,
        reviewers: reviewers.map(({ left, pilotDecided, ...progress }) => ({
          ...progress,
          pilot_decided: pilotDecided,
          left: left.length,
          ...(shown.next !== undefined && { next: left.slice(0, shown.next).map(recordJson) }),
        })),
        ...(shown.pilot && {
          pilot_records: pilot.map(({ record, by }) => ({ ...recordJson(record), decided_by: by })),
        }),
        ...(shown.conflicts && {
          conflict_records: conflicts.map(({ record, votes }) => ({
            ...recordJson(record),
            votes: votes.map(({ reviewer, kind, verdict, reasons }) => ({
              reviewer,
              kind,
              verdict,
              reasons,
            })),
          })),
        }),
      })),
    },
    null,
    2,
  );
}

function recordJson({ key, summary }: ScreenedRecord) {
  return { record: key, title: summary.title };
}
