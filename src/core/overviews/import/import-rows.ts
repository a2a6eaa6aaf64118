import { addAll } from "../../records/add-all.ts";
import type { Decision, Reference, Retrieval, WITHDRAWN } from "../../records/decision.ts";
import type { Place } from "../../records/model.ts";
import type { Problem } from "../../records/problem.ts";
import { canBeSame, isoText } from "../../records/time.ts";
import type { Match } from "../../review/references.ts";
import type { DecisionRow, ImportCount } from "./import-decisions.ts";

/** That a report was not retrieved, or that this is taken back, as a reviewer said elsewhere. */
export interface SaidOfRetrieval {
  readonly place: Place;
  readonly reference: Reference;
  readonly status: "not-retrieved" | typeof WITHDRAWN;
  readonly note: string;
}

/** What the review has already, and how it finds records. */
export interface RowsTarget {
  readonly decisions: readonly Decision[];
  readonly retrievals: readonly Retrieval[];
  readonly resolve: (reference: Reference) => Match;
}

export interface RowsPlan {
  /** The rows to append, in the order in which they were decided. */
  readonly decisions: readonly DecisionRow[];
  readonly retrievals: readonly SaidOfRetrieval[];
  readonly counts: readonly ImportCount[];
  readonly problems: readonly Problem[];
}

/**
 * The rows of a reviewer, kept elsewhere, that the review does not have. They are history as in
 * `decisions/<reviewer>.csv`: each is added as often as it is missing, so that a file can be taken in
 * again and again, also after it has grown, and nothing is there twice.
 */
export function planRows(
  decisions: readonly Decision[],
  retrievals: readonly SaidOfRetrieval[],
  target: RowsTarget,
): RowsPlan {
  const problems: Problem[] = [];
  const present = new Map<string, Decision[]>();
  for (const row of target.decisions) {
    const its = present.get(contentOf(row)) ?? [];
    its.push(row);
    present.set(contentOf(row), its);
  }
  const counts = new Map<string, { -readonly [Name in keyof ImportCount]: ImportCount[Name] }>();
  const added: DecisionRow[] = [];
  for (const decision of decisions) {
    const { reviewer, stage } = decision;
    const name = `${stage} ${reviewer}`;
    const none = { read: 0, added: 0, present: 0, unmatched: 0, contradictory: 0 };
    const count = counts.get(name) ?? { reviewer, stage, ...none };
    counts.set(name, count);
    count.read += 1;
    if (takeSame(present.get(contentOf(decision)) ?? [], decision)) {
      count.present += 1;
      continue;
    }
    count.added += 1;
    const unknown = unknownRecord(decision, target.resolve);
    if (unknown !== undefined) {
      count.unmatched += 1;
      problems.push(unknown);
    }
    const { place: _, ...row } = decision;
    added.push(row);
  }
  const missing = missingRetrievals(retrievals, target.retrievals);
  addAll(problems, missing.problems);
  return { decisions: added, retrievals: missing.rows, counts: [...counts.values()], problems };
}

/** What two rows must share to be one, but for their time. */
function contentOf({ reviewer, reference, stage, verdict, ...row }: Decision): string {
  const { reasons, resolves, note, tags } = row;
  return JSON.stringify([
    reviewer,
    reference.record,
    stage,
    verdict,
    reasons,
    resolves,
    note,
    tags,
  ]);
}

/** Takes the row of the same time out of these; a spreadsheet may have cut its seconds off. */
function takeSame(rows: Decision[], { decidedAt }: Decision): boolean {
  const exact = rows.findIndex((row) => isoText(row.decidedAt) === isoText(decidedAt));
  const at = exact >= 0 ? exact : rows.findIndex((row) => canBeSame(row.decidedAt, decidedAt));
  if (at < 0) return false;
  rows.splice(at, 1);
  return true;
}

function unknownRecord(
  { place, reference }: Decision,
  resolve: RowsTarget["resolve"],
): Problem | undefined {
  const found = resolve(reference);
  if (found.kind === "matched") return undefined;
  const name = (reference.title ?? reference.record).slice(0, 120);
  const several = found.kind === "several";
  return {
    severity: "error",
    code: several ? "import/ambiguous-record" : "import/unknown-record",
    ...place,
    message: `\`${name}\` is ${several ? "not one record" : "no record"} of this review: ${found.why}. The row is kept.`,
  };
}

/**
 * Rows of retrieval.csv have no author and no time. What a file says of a record is there if its rows
 * follow each other among those of the record, whatever stands between or after them.
 */
function missingRetrievals(
  said: readonly SaidOfRetrieval[],
  present: readonly Retrieval[],
): { readonly rows: readonly SaidOfRetrieval[]; readonly problems: readonly Problem[] } {
  const before = new Map<string, Retrieval[]>();
  for (const row of present) {
    const its = before.get(row.reference.record) ?? [];
    its.push(row);
    before.set(row.reference.record, its);
  }
  /** By record, how many of its rows have a counterpart in the file. */
  const reached = new Map<string, number>();
  const last = new Map<string, SaidOfRetrieval>();
  const rows: SaidOfRetrieval[] = [];
  for (const one of said) {
    const { record } = one.reference;
    const its = before.get(record) ?? [];
    const from = reached.get(record) ?? 0;
    const at = its.findIndex(({ status }, place) => place >= from && status === one.status);
    last.set(record, one);
    if (at >= 0) reached.set(record, at + 1);
    else {
      reached.set(record, its.length);
      rows.push(one);
    }
  }
  const isAdded = new Set(rows.map(({ reference }) => reference.record));
  const problems = [...last].flatMap(([record, { place, status }]): Problem[] => {
    const latest = before.get(record)?.at(-1);
    if (isAdded.has(record) || latest === undefined || latest.status === status) return [];
    return [
      {
        severity: "warning",
        code: "import/later-retrieval",
        ...place,
        message: `${record} is ${status} here, but ${latest.status} in a later row of retrieval.csv, which counts.`,
        related: latest.place,
      },
    ];
  });
  return { rows, problems };
}
