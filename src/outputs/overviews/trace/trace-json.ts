import type {
  ExplainedCriterion,
  RecordTrace,
  UnreadableEntry,
} from "../../../core/overviews/trace/trace-record.ts";

/** A traced record for programs. */
export function traceJson(trace: RecordTrace, through: string | undefined): string {
  const { criteria, summary, study, studyRow, retrieval, ...rest } = trace;
  return JSON.stringify(
    {
      ...headJson(trace),
      through: through ?? null,
      study: study ?? null,
      study_row: studyRow ?? null,
      retrieval: retrieval ?? null,
      stages: rest.stages.map(({ decisions, ...stage }) => ({
        ...stage,
        decisions: decisions.map(({ decidedAt, ...decision }) => ({
          ...decision,
          decided_at: decidedAt || null,
        })),
      })),
      criteria: criteria.map(criterionJson),
      entries: rest.entries,
      related: rest.related,
    },
    null,
    2,
  );
}

/** The criteria of a record for programs. */
export function explainJson(trace: RecordTrace): string {
  return JSON.stringify(
    { ...headJson(trace), criteria: trace.criteria.map(criterionJson) },
    null,
    2,
  );
}

function headJson({ record, summary, box, reasons, by }: RecordTrace) {
  return { record, ...summary, year: summary.year ?? null, box, reasons, by };
}

function criterionJson(criterion: ExplainedCriterion) {
  const { id, text, stage, effect, verdict, reason, counts, found } = criterion;
  return {
    id,
    text,
    stage,
    effect: effect ?? null,
    verdict: verdict ?? null,
    reason: reason ?? null,
    counts,
    fields: criterion.fields,
    missing: criterion.missing,
    disagreements: criterion.disagreements,
    found: found.map(({ words, field, sentence }) => ({
      words,
      field,
      sentence: sentence?.text ?? null,
      start: sentence?.start ?? null,
      end: sentence?.end ?? null,
    })),
  };
}

export function unreadableJson(entry: UnreadableEntry, through: string): string {
  return JSON.stringify({ record: null, through, reasons: ["unreadable"], ...entry }, null, 2);
}
