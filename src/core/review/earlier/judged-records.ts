import { IndexedSubject } from "../../criteria/index.ts";
import type { CriterionStage, Protocol } from "../../protocol/protocol.ts";
import type { BytesAside } from "../../records/bulk/bytes-aside.ts";
import type { Imprint } from "../../records/imprint.ts";
import type { BibRecord } from "../../records/model.ts";
import { detachAll } from "../../records/text/detach.ts";
import { type CriterionJudgement, judgeCriteria } from "../../screening/judge-criteria.ts";
import { Judgements, type KeptJudgements } from "../../screening/judgements.ts";
import type { ReviewRecords } from "../find-records.ts";
import type { WholeRecord } from "../read-records.ts";
import { DescribedRecords, type KeptDescriptions } from "./described-records.ts";
import { hashOf } from "./earlier-runs.ts";

/** A report that is listed in full. */
export interface ListedReport {
  readonly record: BibRecord;
  /** Who edited and published it. */
  readonly imprint?: Imprint;
}

/**
 * What the second look at the entries finds. It depends on the exports, on what belongs together
 * and on the criteria; on no decision about a record.
 */
export interface JudgedRecords {
  readonly judgements: Judgements;
  readonly described: DescribedRecords;
  /** Reports that were listed in full when they were read, by index. */
  readonly listed: Map<number, ListedReport>;
}

/** The same as a later run finds it. */
interface KeptRecords {
  readonly judgements: KeptJudgements;
  readonly described: KeptDescriptions;
  readonly listed: ReadonlyMap<number, ListedReport>;
}

const JUDGED = "judged";

/** A review of more records keeps no judgements: writing them would take a second time their memory. */
const MOST_KEPT = 400_000;

/**
 * Those of records that nobody has judged yet, or that an earlier run kept.
 *
 * @param aside a place outside of memory for what is printed at the end
 */
export function judgedRecords(
  { input: { protocol }, clustered }: ReviewRecords,
  kept?: KeptRecords,
  aside?: BytesAside,
): JudgedRecords {
  const { length } = clustered.records;
  return {
    judgements: new Judgements(protocol.criteria, length, kept?.judgements, aside),
    described: new DescribedRecords(length, kept?.described, aside),
    listed: new Map(kept?.listed),
  };
}

export async function judgedBefore(
  found: ReviewRecords,
  identity: string | undefined,
): Promise<JudgedRecords | undefined> {
  if (identity === undefined) return undefined;
  const kept = await found.input.earlier?.recall(JUDGED, identity);
  return kept === undefined ? undefined : judgedRecords(found, kept as KeptRecords); // `keepJudged`
}

export async function keepJudged(
  { input: { earlier }, clustered }: ReviewRecords,
  identity: string | undefined,
  { judgements, described, listed }: JudgedRecords,
): Promise<void> {
  if (identity === undefined || clustered.records.length > MOST_KEPT) return;
  const kept: KeptRecords = { judgements: judgements.kept(), described: described.kept(), listed };
  await earlier?.keep(JUDGED, identity, kept);
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
