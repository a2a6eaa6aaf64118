import {
  type Decision,
  type Reference,
  type Retrieval,
  type ReviewerKind,
  type StudyMember,
  type Synthesis,
  WITHDRAWN,
} from "../records/decision.ts";
import { type Place, type RecordKey, STAGES, type Stage } from "../records/model.ts";
import { isProgramName } from "../records/names/program-names.ts";
import { compareText, type Problem } from "../records/problem.ts";
import { unnamedReviewers } from "../votes/assignment.ts";
import { type Ballot, countBallot, EMPTY_BALLOT, type MatchedDecision } from "../votes/ballot.ts";
import type { Clustered } from "./cluster-records.ts";
import type { ReviewRecords } from "./find-records.ts";
import type { Match } from "./references.ts";

/** People's decisions and notes, by the index of the record. */
export interface MatchedDecisions {
  ballot(record: number, stage: Stage): Ballot;
  /** Whether nobody has decided about a record at any stage, or sought its report. */
  isUntouched(record: number): boolean;
  /** The last retrieval row of a record. */
  readonly retrieval: ReadonlyMap<number, Retrieval>;
  /** The study of each record that studies.csv lists. */
  readonly study: ReadonlyMap<number, string>;
  /** The study of any record; a report that is not listed is its own study. */
  studyOf(record: number): string;
  /** The synthesis that a study enters, from studies.csv. */
  readonly synthesis: ReadonlyMap<string, Synthesis>;
  readonly problems: readonly Problem[];
}

/**
 * Finds the record of every row that people wrote: decisions, retrievals and studies. A row that
 * names no record or several becomes a problem and is not applied, but it is never lost.
 */
export function matchDecisions({
  input: { protocol, decisions, retrievals, studies },
  clustered,
}: Pick<ReviewRecords, "input" | "clustered">): MatchedDecisions {
  const problems: Problem[] = [
    ...unnamedReviewers(decisions, protocol.screening),
    ...programsAsPeople(decisions, protocol.reviewers),
  ];
  const find = recordFinder(clustered, problems);
  const decided = groupByRecord(decisions, find, clustered, problems);
  const ballotsAt = (stage: Stage) =>
    new Map(
      [...decided[stage]].map(([record, matched]) => {
        const counted = countBallot(stage, matched, protocol.reviewers, protocol.adjudicators);
        problems.push(...counted.problems);
        return [record, counted.ballot];
      }),
    );
  const ballots: Readonly<Record<Stage, ReadonlyMap<number, Ballot>>> = {
    "title-abstract": ballotsAt("title-abstract"),
    "full-text": ballotsAt("full-text"),
  };
  const retrieval = new Map<number, Retrieval>();
  for (const row of inFileOrder(retrievals)) {
    const found = find(row.reference, row.place, "retrieval");
    if (found === undefined) continue;
    if (row.status === WITHDRAWN) retrieval.delete(found.target);
    else retrieval.set(found.target, row);
  }
  const study = matchStudies(studies, find, clustered, problems);
  return {
    ballot: (record, stage) => ballots[stage].get(record) ?? EMPTY_BALLOT,
    isUntouched: (record) =>
      STAGES.every((stage) => !ballots[stage].has(record)) && !retrieval.has(record),
    retrieval,
    study,
    studyOf: (record) => study.get(record) ?? clustered.records[record]!.key,
    synthesis: synthesisOfStudies(studies),
    problems,
  };
}

/**
 * Warns of reviewers with the name of a program whose kind slr.yaml does not give: they count as
 * people.
 */
function programsAsPeople(
  decisions: readonly Decision[],
  listed: ReadonlyMap<string, ReviewerKind>,
): Problem[] {
  const first = new Map<string, Decision>();
  for (const decision of decisions) {
    const { reviewer, automation } = decision;
    if (automation || first.has(reviewer) || listed.has(reviewer) || !isProgramName(reviewer))
      continue;
    first.set(reviewer, decision);
  }
  return [...first.values()].map(
    ({ reviewer, place }): Problem => ({
      severity: "warning",
      code: "decisions/program-as-person",
      ...place,
      message: `${reviewer} is a program by its name, and its votes count as a person's. List it in slr.yaml under reviewers with kind: automation, or with kind: person if it is one.`,
    }),
  );
}

/**
 * The record that a row of a file (`decisions`, `retrieval`, `studies`) names, if it is exactly
 * one.
 */
type FindRecord = (
  reference: Reference,
  place: Place,
  file: "decisions" | "retrieval" | "studies",
) => Extract<Match, { kind: "matched" }> | undefined;

/** Finds records for rows, and reports rows that name none or several, or one only indirectly. */
function recordFinder(clustered: Clustered, problems: Problem[]): FindRecord {
  return (reference, place, file) => {
    const found = clustered.resolve(reference);
    if (found.kind !== "matched") {
      const named = reference.record || reference.title || reference.doi || "";
      problems.push({
        severity: "error",
        code: found.kind === "none" ? `${file}/unknown-record` : `${file}/ambiguous-record`,
        ...place,
        message: `\`${named}\` is ${found.kind === "several" ? "not one record" : "no record"} of this review: ${found.why}. The row is not applied.`,
      });
      return undefined;
    }
    if (found.warning !== undefined) {
      problems.push({
        severity: "warning",
        code: `${file}/attached-otherwise`,
        ...place,
        message: `This row counts for ${keyAt(found.target, clustered)}: it was ${found.warning}.`,
      });
    }
    return found;
  };
}

/** The decisions on each record, stage by stage. */
function groupByRecord(
  decisions: readonly Decision[],
  find: FindRecord,
  clustered: Clustered,
  problems: Problem[],
): Readonly<Record<Stage, ReadonlyMap<number, readonly MatchedDecision[]>>> {
  const grouped: Record<Stage, Map<number, MatchedDecision[]>> = {
    "title-abstract": new Map(),
    "full-text": new Map(),
  };
  for (const decision of decisions) {
    const found = find(decision.reference, decision.place, "decisions");
    if (found === undefined) continue;
    for (const other of found.also) {
      problems.push({
        severity: "error",
        code: "decisions/split",
        ...decision.place,
        message: `This row names two records, ${keyAt(found.target, clustered)} and ${keyAt(other, clustered)}: the record has become two. The row counts for ${keyAt(found.target, clustered)} only.`,
      });
    }
    const byRecord = grouped[decision.stage];
    const matched = byRecord.get(found.target) ?? [];
    matched.push({ decision, named: found.named });
    byRecord.set(found.target, matched);
  }
  return grouped;
}

/** The study of each listed record; a record in two studies stays in the first. */
function matchStudies(
  studies: readonly StudyMember[],
  find: FindRecord,
  clustered: Clustered,
  problems: Problem[],
): Map<number, string> {
  const study = new Map<number, string>();
  for (const row of inFileOrder(studies)) {
    const found = find(row.reference, row.place, "studies");
    if (found === undefined) continue;
    const before = study.get(found.target);
    if (before !== undefined && before !== row.study) {
      problems.push({
        severity: "error",
        code: "studies/two-studies",
        ...row.place,
        message: `${keyAt(found.target, clustered)} is listed under two studies, \`${before}\` and \`${row.study}\`. It counts for \`${before}\`; remove one of the rows.`,
      });
    } else study.set(found.target, row.study);
  }
  return study;
}

/** One row is enough for a study; of two syntheses the quantitative one includes the other. */
function synthesisOfStudies(studies: readonly StudyMember[]): Map<string, Synthesis> {
  const synthesis = new Map<string, Synthesis>();
  for (const { study, synthesis: said } of studies) {
    if (said !== undefined && synthesis.get(study) !== "quantitative") synthesis.set(study, said);
  }
  return synthesis;
}

function keyAt(record: number, { records }: Clustered): RecordKey {
  return records[record]!.key;
}

function inFileOrder<
  Row extends { readonly place: { readonly file: string; readonly line: number } },
>(rows: readonly Row[]): Row[] {
  return [...rows].sort(
    (a, b) => compareText(a.place.file, b.place.file) || a.place.line - b.place.line,
  );
}
