import { IndexedSubject } from "../criteria/index.ts";
import type { MergedRecord } from "../dedupe/merge.ts";
import type { CriterionStage } from "../protocol/protocol.ts";
import type { Imprint } from "../records/imprint.ts";
import type { BibRecord } from "../records/model.ts";
import type { Problem } from "../records/problem.ts";
import { detachAll } from "../records/text/detach.ts";
import { withoutAbsent } from "../records/without-absent.ts";
import { type AssessableRecord, type Assessment, assess } from "../screening/assess.ts";
import { judgeCriteria } from "../screening/judge-criteria.ts";
import { type RecordSummary, summaryOf } from "../screening/results.ts";
import type { ReviewRecords } from "./find-records.ts";
import type { MatchedDecisions } from "./match-decisions.ts";
import type { RateableTexts } from "./rateable-texts.ts";
import type { WholeRecord } from "./read-records.ts";
import { leftUnread } from "./stopping.ts";

/** A record with its final box, and the parts of it that stay in memory. */
export interface AssessedRecord extends Assessment {
  readonly summary: RecordSummary;
  /** The whole record, kept only for reports that are listed in full. */
  readonly record?: BibRecord;
  /** Who edited and published the report, kept with `record`. */
  readonly imprint?: Imprint;
  readonly provenance: MergedRecord["provenance"];
}

/** The results for all records of a review. */
export interface AssessedRecords {
  /** By index, as `Clustered.records`. */
  readonly records: readonly AssessedRecord[];
  /** Indices of the records that the protocol names as known to be relevant. */
  readonly knownRelevant: ReadonlySet<number>;
  readonly problems: readonly Problem[];
}

/**
 * Takes every record, as it is read, through the stages of the review. It keeps only what the rest
 * of the pipeline needs (a summary, the listed reports in full), so memory does not grow with
 * abstracts.
 *
 * @param texts takes the words of the records, if they are rated
 */
export async function assessRecords(
  read: AsyncIterable<WholeRecord>,
  { input: { protocol, imprintOf }, identified, clustered }: ReviewRecords,
  matched: MatchedDecisions,
  texts?: RateableTexts,
): Promise<AssessedRecords> {
  const isUnread = leftUnread(protocol, identified, clustered);
  const knownRelevant = new Set(
    protocol.knownRelevant.flatMap(({ reference }) => clustered.recordNamed(reference) ?? []),
  );
  const problems: Problem[] = [];
  const records: AssessedRecord[] = new Array(clustered.records.length);
  for await (const { at, key, members, merged, subject } of read) {
    const indexed = new IndexedSubject(subject);
    const judge = (stage: CriterionStage) => judgeCriteria(protocol, stage, indexed);
    const one = { at, key, judge, isUnread: isUnread(at) };
    const { assessment, problems: found } = assessMatched(one, matched, protocol);
    problems.push(...found);
    const { box } = assessment;
    if (isRateable(assessment)) texts?.add(at, merged.record);
    const isListed = box === "included" || box === "excluded-full-text";
    records[at] = withoutAbsent<AssessedRecord>({
      titleAbstract: undefined,
      fullText: undefined,
      ...assessment,
      summary: detachAll(summaryOf(merged.record)),
      provenance: merged.provenance,
      record: isListed ? detachAll(merged.record) : undefined,
      imprint:
        isListed && imprintOf !== undefined
          ? detachAll(
              imprintOf(
                members.map(({ record }) => record),
                merged.record,
              ),
            )
          : undefined,
    });
  }
  return { records, knownRelevant, problems };
}

/** Whether a record came to screening, so that a model can rate it. */
export function isRateable({ box }: Pick<Assessment, "box">): boolean {
  return box !== "removed-automation";
}

/**
 * Takes one record, by its index, through the stages, with the votes and the retrieval that were
 * matched to it.
 */
export function assessMatched(
  {
    at,
    key,
    judge,
    isUnread,
  }: Pick<AssessableRecord, "key" | "judge" | "isUnread"> & { readonly at: number },
  matched: Pick<MatchedDecisions, "ballot" | "retrieval">,
  protocol: Parameters<typeof assess>[1],
): ReturnType<typeof assess> {
  const ballots = {
    "title-abstract": matched.ballot(at, "title-abstract"),
    "full-text": matched.ballot(at, "full-text"),
  };
  const retrieval = matched.retrieval.get(at);
  return assess(withoutAbsent({ key, judge, ballots, retrieval, isUnread }), protocol);
}
