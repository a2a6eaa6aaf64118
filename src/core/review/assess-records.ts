import type { MergedRecord } from "../dedupe/merge.ts";
import type { Imprint } from "../records/imprint.ts";
import type { BibRecord } from "../records/model.ts";
import type { Problem } from "../records/problem.ts";
import { withoutAbsent } from "../records/without-absent.ts";
import { type AssessableRecord, type Assessment, assess } from "../screening/assess.ts";
import type { RecordSummary } from "../screening/results.ts";
import {
  type DescribedRecord,
  describedRecord,
  identityOfJudged,
  type JudgedRecord,
  judgedBefore,
  judgedRecord,
  judgeOf,
  keepJudged,
  listedReport,
} from "./earlier/judged-records.ts";
import type { ReviewRecords } from "./find-records.ts";
import type { MatchedDecisions } from "./match-decisions.ts";
import type { RateableTexts } from "./rated/rateable-texts.ts";
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

/** The ways to the whole records of a review. */
export interface ReadingAgain {
  /** All records. */
  all(): AsyncIterable<WholeRecord>;
  /** The records at these indices. */
  some(wanted: ReadonlySet<number>): AsyncIterable<WholeRecord>;
  /** Whether somebody else needs the whole records, so that all are read in any case. */
  readonly isNeeded: boolean;
  /** Takes the words of the records, if they are rated. */
  readonly texts?: RateableTexts | undefined;
}

/**
 * Takes every record, as it is read, through the stages of the review. It keeps only what the rest
 * of the pipeline needs (a summary, the listed reports in full), so memory does not grow with
 * abstracts. If an earlier run has judged the same records by the same criteria, they are not judged
 * again, and only those are read that somebody needs whole.
 */
export async function assessRecords(
  found: ReviewRecords,
  matched: MatchedDecisions,
  reading: ReadingAgain,
): Promise<AssessedRecords> {
  const { input, identified, clustered } = found;
  const { protocol, imprintOf, earlier } = input;
  const isUnread = leftUnread(protocol, identified, clustered);
  const knownRelevant = new Set(
    protocol.knownRelevant.flatMap(({ reference }) => clustered.recordNamed(reference) ?? []),
  );
  const identity = identityOfJudged(found);
  const before = await judgedBefore(identity, earlier);
  const problems: Problem[] = [];
  const records: AssessedRecord[] = new Array(clustered.records.length);
  const assessOne = ({ at, summary, provenance }: DescribedRecord, judge: Judge) => {
    const one = { at, key: clustered.records[at]!.key, judge, isUnread: isUnread(at) };
    const { assessment, problems: met } = assessMatched(one, matched, protocol);
    problems.push(...met);
    records[at] = withoutAbsent<AssessedRecord>({
      titleAbstract: undefined,
      fullText: undefined,
      ...assessment,
      summary,
      provenance,
      record: undefined,
      imprint: undefined,
    });
    return assessment;
  };

  const judged: JudgedRecord[] = [];
  const listed = new Map(before?.listed);
  if (before !== undefined && !reading.isNeeded && reading.texts === undefined) {
    for (const one of before.records) assessOne(one, (stage) => one.judgements[stage]);
  } else {
    const known = new Map(before?.records.map((one) => [one.at, one]));
    for await (const whole of reading.all()) {
      const { at, merged } = whole;
      const one =
        known.get(at) ?? (identity === undefined ? undefined : judgedRecord(whole, protocol));
      const assessment =
        one === undefined
          ? assessOne(describedRecord(whole), judgeOf(whole, protocol))
          : assessOne(one, (stage) => one.judgements[stage]);
      if (one !== undefined && before === undefined) judged.push(one);
      if (isRateable(assessment)) reading.texts?.add(at, merged.record);
      if (isListed(assessment) && !listed.has(at)) listed.set(at, listedReport(whole, imprintOf));
    }
  }
  const unread = new Set(
    [...records.keys()].filter((at) => isListed(records[at]!) && !listed.has(at)),
  );
  for await (const whole of reading.some(unread))
    listed.set(whole.at, listedReport(whole, imprintOf));
  for (const [at, assessed] of records.entries())
    if (isListed(assessed)) records[at] = { ...assessed, ...listed.get(at) };
  if (before === undefined || listed.size > before.listed.size)
    await keepJudged(identity, { records: before?.records ?? judged, listed }, earlier);
  return { records, knownRelevant, problems };
}

type Judge = AssessableRecord["judge"];

/** Reports in these boxes are listed in full. */
function isListed({ box }: Pick<Assessment, "box">): boolean {
  return box === "included" || box === "excluded-full-text";
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
