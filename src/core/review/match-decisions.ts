import type { Protocol } from "../protocol/protocol.ts";
import type {
  Decision,
  Reference,
  Retrieval,
  RetrievalStatus,
  StudyMember,
} from "../records/decision.ts";
import { STAGES, type Stage } from "../records/model.ts";
import { compareText, type Problem } from "../records/problem.ts";
import { unnamedReviewers } from "../votes/assignment.ts";
import { type Ballot, countBallot, EMPTY_BALLOT, type MatchedDecision } from "../votes/ballot.ts";
import type { Clustered } from "./cluster-records.ts";

/** Everything people said, by record. */
export interface MatchedDecisions {
  ballot(record: number, stage: Stage): Ballot;
  /** The last retrieval row of a record. */
  readonly retrieval: ReadonlyMap<
    number,
    { readonly status: RetrievalStatus; readonly row: Retrieval }
  >;
  readonly study: ReadonlyMap<number, string>;
  readonly problems: readonly Problem[];
}

/** Finds the record of every row that people wrote. A row that names none or several is a problem, never lost. */
export function matchDecisions(
  rows: {
    readonly decisions: readonly Decision[];
    readonly retrievals: readonly Retrieval[];
    readonly studies: readonly StudyMember[];
  },
  protocol: Protocol,
  clustered: Clustered,
): MatchedDecisions {
  const problems: Problem[] = unnamedReviewers(rows.decisions, protocol.screening);
  const find = (reference: Reference, place: { file: string; line: number }, what: string) => {
    const found = clustered.resolve(reference);
    if (found.kind !== "matched") {
      const named = reference.record || reference.title || reference.doi || "";
      problems.push({
        severity: "error",
        code: found.kind === "none" ? `${what}/unknown-record` : `${what}/ambiguous-record`,
        ...place,
        message: `Unexpected record \`${named}\`, expected one of this review: ${found.why}. The row is not applied.`,
      });
      return undefined;
    }
    if (found.warning !== undefined) {
      problems.push({
        severity: "warning",
        code: `${what}/attached-otherwise`,
        ...place,
        message: `Unexpected reference to ${clustered.records[found.target]!.key}: ${found.warning}.`,
      });
    }
    return found;
  };

  const byRecord = new Map<string, MatchedDecision[]>();
  for (const decision of rows.decisions) {
    const found = find(decision.reference, decision.place, "decisions");
    if (found === undefined) continue;
    for (const other of found.also) {
      problems.push({
        severity: "error",
        code: "decisions/split",
        ...decision.place,
        message: `Unexpected second record ${clustered.records[other]!.key} that this row names, too: what was one record is two now. The row counts for ${clustered.records[found.target]!.key} only.`,
      });
    }
    const slot = `${found.target} ${decision.stage}`;
    const matched = byRecord.get(slot) ?? [];
    matched.push({ decision, named: found.named });
    byRecord.set(slot, matched);
  }
  const ballots = new Map<string, Ballot>();
  for (const stage of STAGES) {
    for (const [slot, matched] of byRecord) {
      if (!slot.endsWith(` ${stage}`)) continue;
      const counted = countBallot(stage, matched, protocol.reviewers, protocol.adjudicators);
      problems.push(...counted.problems);
      ballots.set(slot, counted.ballot);
    }
  }

  const retrieval = new Map<number, { status: RetrievalStatus; row: Retrieval }>();
  for (const row of inFileOrder(rows.retrievals)) {
    const found = find(row.reference, row.place, "retrieval");
    if (found !== undefined) retrieval.set(found.target, { status: row.status, row });
  }
  const study = new Map<number, string>();
  for (const row of inFileOrder(rows.studies)) {
    const found = find(row.reference, row.place, "studies");
    if (found === undefined) continue;
    const before = study.get(found.target);
    if (before !== undefined && before !== row.study) {
      problems.push({
        severity: "error",
        code: "studies/two-studies",
        ...row.place,
        message: `Unexpected second study \`${row.study}\` of ${clustered.records[found.target]!.key}, expected \`${before}\` only.`,
      });
    } else study.set(found.target, row.study);
  }
  return {
    ballot: (record, stage) => ballots.get(`${record} ${stage}`) ?? EMPTY_BALLOT,
    retrieval,
    study,
    problems,
  };
}

function inFileOrder<
  Row extends { readonly place: { readonly file: string; readonly line: number } },
>(rows: readonly Row[]): Row[] {
  return [...rows].sort(
    (a, b) => compareText(a.place.file, b.place.file) || a.place.line - b.place.line,
  );
}
