import { IndexedSubject } from "../../criteria/index.ts";
import type { MergedRecord } from "../../dedupe/merge.ts";
import type { CriterionStage, Protocol } from "../../protocol/protocol.ts";
import type { Imprint } from "../../records/imprint.ts";
import type { BibRecord } from "../../records/model.ts";
import { detachAll } from "../../records/text/detach.ts";
import { type CriterionJudgement, judgeCriteria } from "../../screening/judge-criteria.ts";
import { type RecordSummary, summaryOf } from "../../screening/results.ts";
import type { ReviewRecords } from "../find-records.ts";
import type { WholeRecord } from "../read-records.ts";
import { type EarlierRuns, hashOf } from "./earlier-runs.ts";

/** The parts of a record that stay in memory. */
export type DescribedRecord = Omit<JudgedRecord, "judgements">;

/** A record as the criteria judge it at every stage, whether it comes to that stage or not. */
export interface JudgedRecord {
  /** Index into `Clustered.records`. */
  readonly at: number;
  readonly summary: RecordSummary;
  readonly provenance: MergedRecord["provenance"];
  readonly judgements: Readonly<Record<CriterionStage, readonly CriterionJudgement[]>>;
}

/** A report that is listed in full. */
export interface ListedReport {
  readonly record: BibRecord;
  /** Who edited and published it. */
  readonly imprint?: Imprint;
}

/**
 * What the second reading of the exports finds. It depends on the exports, on what belongs together
 * and on the criteria; on no decision about a record.
 */
export interface JudgedRecords {
  /** In the order of reading. */
  readonly records: readonly JudgedRecord[];
  /** Reports that were listed in full when they were read, by index. */
  readonly listed: ReadonlyMap<number, ListedReport>;
}

const JUDGED = "judged";

/** A review of more records keeps no judgements: writing them would take a second time their memory. */
const MOST_KEPT = 200_000;

export async function judgedBefore(
  identity: string | undefined,
  earlier: EarlierRuns | undefined,
): Promise<JudgedRecords | undefined> {
  if (identity === undefined) return undefined;
  return (await earlier?.recall(JUDGED, identity)) as JudgedRecords | undefined; // `keepJudged`
}

export async function keepJudged(
  identity: string | undefined,
  judged: JudgedRecords,
  earlier: EarlierRuns | undefined,
): Promise<void> {
  if (identity === undefined || judged.records.length > MOST_KEPT) return;
  await earlier?.keep(JUDGED, identity, judged);
}

/** Everything that `JudgedRecords` depends on; undefined if nobody can say. */
export function identityOfJudged({
  input: { protocol, earlier },
  clustered,
}: ReviewRecords): string | undefined {
  const { criteria } = earlier ?? {};
  // A command may try other criteria than those of slr.yaml.
  if (criteria === undefined || criteria.are !== protocol.criteria) return undefined;
  if (looksAtFullTexts(protocol)) return undefined; // They are files of their own.
  return clustered.identity && hashOf(clustered.identity, criteria.from);
}

/** Whether a criterion looks at full texts. */
export function looksAtFullTexts({ criteria }: Pick<Protocol, "criteria">): boolean {
  return criteria.some(({ query }) => query?.fields.includes("full-text"));
}

/** Judges a record at all stages at once. */
export function judgedRecord(whole: WholeRecord, protocol: Protocol): JudgedRecord {
  const judge = judgeOf(whole, protocol);
  return {
    ...describedRecord(whole),
    judgements: {
      "before-screening": judge("before-screening"),
      "title-abstract": judge("title-abstract"),
      "full-text": judge("full-text"),
    },
  };
}

export function describedRecord({ at, merged, members }: WholeRecord): DescribedRecord {
  return {
    at,
    summary: detachAll(summaryOf(merged.record)),
    provenance: members.length > 1 ? merged.provenance : OF_ONE,
  };
}

/** Of a record with one entry nobody asks which entry gave a field. */
const OF_ONE: MergedRecord["provenance"] = new Map();

/** What the criteria of a stage say of a record. */
export function judgeOf(
  { subject }: WholeRecord,
  protocol: Protocol,
): (stage: CriterionStage) => CriterionJudgement[] {
  const indexed = new IndexedSubject(subject);
  return (stage) => judgeCriteria(protocol, stage, indexed);
}

/** A report that is listed in full, in memory of its own. */
export function listedReport(
  { members, merged }: WholeRecord,
  imprintOf: ReviewRecords["input"]["imprintOf"],
): ListedReport {
  const record = detachAll(merged.record);
  if (imprintOf === undefined) return { record };
  const entries = members.map((member) => member.record);
  return { record, imprint: detachAll(imprintOf(entries, merged.record)) };
}
