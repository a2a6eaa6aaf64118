import type { WordsInPlace } from "../../criteria/index.ts";
import { IndexedSubject } from "../../criteria/index.ts";
import type { Criterion, CriterionStage, Protocol } from "../../protocol/protocol.ts";
import type { Place, RecordKey, SourceKind, Stage } from "../../records/model.ts";
import { STAGES } from "../../records/model.ts";
import { compareText } from "../../records/problem.ts";
import { isoText } from "../../records/time.ts";
import { withoutAbsent } from "../../records/without-absent.ts";
import type { WholeRecord } from "../../review/read-records.ts";
import type { ScreenedReview } from "../../review/review.ts";
import type { Judgement } from "../../screening/conclude.ts";
import { explainCriterion } from "../../screening/judge-criteria.ts";
import { judgementText } from "../../screening/judgement-text.ts";
import {
  type Box,
  type RecordSummary,
  resultAt,
  type ScreenedRecord,
  type StageResult,
} from "../../screening/results.ts";

/** A criterion beside a record. */
export interface ExplainedCriterion {
  readonly id: string;
  readonly text: string;
  readonly stage: CriterionStage;
  readonly effect?: Criterion["effect"];
  /** Absent for a criterion without a query, which people judge. */
  readonly verdict?: Judgement["verdict"];
  /** `E2 does not apply`, `I1 fulfilled`. */
  readonly says: string;
  /** Whether it is the reason that the record is excluded for; `other`: one of the further reasons. */
  readonly reason?: "primary" | "other";
  /** Whether the record has come to its stage, so that the judgement counts. */
  readonly counts: boolean;
  readonly found: readonly WordsInPlace[];
  /** The fields that its query looks at. */
  readonly fields: readonly string[];
  /** Fields that the record lacks, so that nobody knows. */
  readonly missing: readonly string[];
  readonly disagreements: readonly string[];
}

/** A row of a reviewer about a record. */
export interface TracedDecision extends Place {
  readonly reviewer: string;
  readonly kind: "person" | "automation";
  readonly verdict: string;
  readonly reasons: readonly string[];
  /** Empty where the row has no time. */
  readonly decidedAt: string;
  readonly note: string;
  readonly resolves: boolean;
}

export interface TracedStage extends Omit<StageResult, "outcome"> {
  readonly stage: Stage;
  /** Null where the record did not come so far, and what was decided has no effect. */
  readonly outcome: StageResult["outcome"] | null;
  readonly decisions: readonly TracedDecision[];
}

/** An entry of an export, to the line where it stands. */
export interface TracedEntry extends Place {
  readonly entry: string;
  readonly source: string;
  readonly kind: SourceKind;
  readonly format: string;
  /** Of the file on the disk. */
  readonly sha256: string;
  readonly kept: boolean;
  /** What brought it into the record; empty for the kept one. */
  readonly rule: string;
  readonly similarity?: number;
  /** The rows of people and of ledgers by which it is in this record. */
  readonly said: readonly Place[];
}

/** Another record that may be the same, or is a version of the same study. */
export interface RelatedRecord {
  readonly record: RecordKey;
  readonly title: string;
  readonly box: Box;
  readonly relation: string;
}

/** A record on its whole way: from its box back to every raw line. */
export interface RecordTrace {
  readonly record: RecordKey;
  readonly summary: RecordSummary;
  readonly box: Box;
  readonly reasons: readonly string[];
  readonly by: readonly string[];
  /** The study of an included report. */
  readonly study?: string;
  readonly studyRow?: Place;
  readonly retrieval?: Place & { readonly status: string };
  readonly stages: readonly TracedStage[];
  readonly criteria: readonly ExplainedCriterion[];
  readonly entries: readonly TracedEntry[];
  readonly related: readonly RelatedRecord[];
}

/** An entry that no record was read from, with what is wrong with it. */
export interface UnreadableEntry extends Place {
  readonly entry: string;
  readonly source: string;
  readonly box: "removed-other";
  readonly problems: readonly string[];
}

export function unreadableEntry(
  entry: number,
  { identified, results }: ScreenedReview,
): UnreadableEntry {
  const { id, file: at, line, source } = identified.entries[entry]!;
  const file = identified.files[at]!.path;
  const problems = results.problems
    .filter((problem) => problem.file === file && problem.line === line)
    .map(({ message }) => message);
  return { entry: id, source, file, line, box: "removed-other", problems };
}

/** Traces a record. `sha256Of` gives the hash of the file in which an export lies. */
export function traceRecord(
  whole: WholeRecord,
  review: ScreenedReview,
  protocol: Protocol,
  sha256Of: (path: string) => string,
): RecordTrace {
  const { at, key } = whole;
  const { results, found, matched } = review;
  const screened = results.records.find((record) => record.key === key)!;
  const row = results.ledger.find(({ record, box }) => record === key && box !== "duplicate")!;
  const split = (cell: string) => (cell === "" ? [] : cell.split(";"));
  const reasons = split(row.reason);
  const retrieval = matched.retrieval.get(at);
  const study = matched.study.get(at);
  const isRow = ({ reference }: (typeof found.input.studies)[number]) => {
    const named = found.clustered.resolve(reference);
    return named.kind === "matched" && named.target === at;
  };
  return withoutAbsent<RecordTrace>({
    record: key,
    summary: screened.summary,
    box: screened.box,
    reasons,
    by: split(row.by),
    study: screened.box === "included" ? matched.studyOf(at) : undefined,
    studyRow: study === undefined ? undefined : found.input.studies.find(isRow)?.place,
    retrieval: retrieval && { status: retrieval.status, ...retrieval.place },
    stages: tracedStages(screened, review, protocol),
    criteria: explainCriteria(whole, screened, reasons, protocol),
    entries: tracedEntries(at, review, sha256Of),
    related: relatedRecords(key, review),
  });
}

/** The judgement of every criterion on a record, with the words in their sentences. */
export function explainCriteria(
  { subject }: Pick<WholeRecord, "subject">,
  record: { readonly box: Box; readonly fullText?: StageResult },
  reasons: readonly string[],
  { criteria }: Pick<Protocol, "criteria">,
): ExplainedCriterion[] {
  const indexed = new IndexedSubject(subject);
  return criteria.map((criterion): ExplainedCriterion => {
    const { id, text, stage, effect, query } = criterion;
    const at = reasons.indexOf(id);
    const common = withoutAbsent({
      id,
      text,
      stage,
      effect,
      reason: at < 0 ? undefined : at === 0 ? ("primary" as const) : ("other" as const),
      counts: hasReached(stage, record),
    });
    if (query === undefined) {
      const nothing = { found: [], fields: [], missing: [], disagreements: [] };
      return { ...common, ...nothing, says: `${id} is judged by people` };
    }
    const { verdict, words, found, disagreements } = explainCriterion(criterion, indexed);
    return {
      ...common,
      verdict,
      says: judgementText({ criterion: id, verdict, words: [] }, effect),
      found: words.length === 0 ? [] : found,
      fields: query.fields,
      missing: verdict === "unknown" ? missingFields(query.fields, subject) : [],
      disagreements,
    };
  });
}

function hasReached(
  stage: CriterionStage,
  { box, fullText }: { readonly box: Box; readonly fullText?: StageResult },
): boolean {
  if (stage === "before-screening") return true;
  if (stage === "title-abstract") return box !== "removed-automation";
  return fullText !== undefined;
}

/** The fields that a query looks at and that the record does not have. */
function missingFields(
  fields: readonly string[],
  { record, fullText }: WholeRecord["subject"],
): string[] {
  const held: Readonly<Record<string, unknown>> = { ...record, "full-text": fullText };
  const isAbsent = (value: unknown) =>
    value === undefined || value === "" || (Array.isArray(value) && value.length === 0);
  return fields.filter((field) => isAbsent(held[field]));
}

function tracedStages(
  record: ScreenedRecord,
  { ballot }: ScreenedReview,
  { reviewers }: Protocol,
): TracedStage[] {
  return STAGES.flatMap((stage) => {
    const result = resultAt(record, stage);
    const { rows } = ballot(record.key, stage);
    if (result === undefined && rows.length === 0) return [];
    const { outcome, reasons, by } = result ?? { outcome: null, reasons: [], by: [] };
    return [
      {
        stage,
        outcome,
        reasons,
        by,
        decisions: rows.map(
          (row): TracedDecision => ({
            reviewer: row.reviewer,
            kind: row.automation ? "automation" : (reviewers.get(row.reviewer) ?? "person"),
            verdict: row.verdict,
            reasons: row.reasons,
            decidedAt: isoText(row.decidedAt),
            note: row.note,
            resolves: row.resolves,
            ...row.place,
          }),
        ),
      },
    ];
  });
}

function tracedEntries(
  at: number,
  { identified, found }: ScreenedReview,
  sha256Of: (path: string) => string,
): TracedEntry[] {
  const { members, links } = found.clustered.records[at]!;
  return members.map((member, index): TracedEntry => {
    const { id, file, line, source, kind } = identified.entries[member]!;
    const { path, format } = identified.files[file]!;
    const link = index === 0 ? undefined : links[index];
    return {
      entry: id,
      source,
      kind,
      format,
      file: path,
      line,
      sha256: sha256Of(path),
      kept: index === 0,
      rule: link?.rule ?? "",
      ...(link && { similarity: link.similarity }),
      said: [...rowsOfPeople(member, members, found), ...(ledgerRow(member, found) ?? [])],
    };
  });
}

/** The rows of duplicates.csv that call an entry the same as another one of its record. */
function rowsOfPeople(
  member: number,
  members: readonly number[],
  { input, clustered }: ScreenedReview["found"],
): Place[] {
  return input.pairs.flatMap(({ a, b, verdict, place }) => {
    if (verdict !== "same") return [];
    const [one, other] = [clustered.entriesNamed(a), clustered.entriesNamed(b)];
    if (typeof one === "string" || typeof other === "string") return [];
    const isOther = (at: number) => at !== member && members.includes(at);
    const isSaid =
      (one.includes(member) && other.some(isOther)) ||
      (other.includes(member) && one.some(isOther));
    return isSaid ? [place] : [];
  });
}

function ledgerRow(member: number, { ledger }: ScreenedReview["found"]): Place[] | undefined {
  const row = ledger.rowOf.get(member);
  return row === undefined ? undefined : [row];
}

function relatedRecords(key: RecordKey, { results }: ScreenedReview): RelatedRecord[] {
  const boxes = new Map(results.records.map((record) => [record.key, record]));
  const relatives = [
    ...results.possibleDuplicates.map((pair) => ({
      ...pair,
      relation: `possible duplicate: ${pair.rule}`,
    })),
    ...results.linkedVersions.map((pair) => ({
      ...pair,
      relation: `version of one study: ${pair.rule}`,
    })),
  ];
  return relatives
    .flatMap(({ recordA, recordB, relation }) => {
      const other = recordA === key ? recordB : recordB === key ? recordA : undefined;
      if (other === undefined) return [];
      const { summary, box } = boxes.get(other)!;
      return [{ record: other, title: summary.title, box, relation }];
    })
    .sort((a, b) => compareText(a.record, b.record));
}
