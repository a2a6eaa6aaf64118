import { CRITERION_STAGES, type CriterionStage, type Protocol } from "../protocol/protocol.ts";
import { type BytesAside, FEW_ENTRIES } from "../records/bulk/bytes-aside.ts";
import { sharedValues } from "../records/bulk/shared-values.ts";
import type { Problem } from "../records/problem.ts";
import { withoutAbsent } from "../records/without-absent.ts";
import { type AssessableRecord, type Assessment, assess } from "../screening/assess.ts";
import type { Judgements } from "../screening/judgements.ts";
import type { JudgementsInBytes } from "../screening/written-judgements.ts";
import {
  identityOfJudged,
  type JudgedRecords,
  judgedBefore,
  judgedRecords,
  judgeOf,
  keepJudged,
  listedReport,
  looksAtFullTexts,
} from "./earlier/judged-records.ts";
import type { ReviewRecords } from "./find-records.ts";
import { type JudgingAside, judgedAside } from "./judging/judged-aside.ts";
import type { MatchedDecisions } from "./match-decisions.ts";
import type { RateableTexts } from "./rated/rateable-texts.ts";
import { inReadingOrder, type WholeRecord } from "./read-records.ts";
import { leftUnread } from "./stopping.ts";

/** The results for all records of a review. */
export interface AssessedRecords extends JudgedRecords {
  /** The box of each record, by index, as `Clustered.records`; most share theirs with others. */
  readonly records: readonly Assessment[];
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
  /** Takes the words of the records, if they are rated. */
  readonly texts?: RateableTexts | undefined;
}

/**
 * Takes every record, as it is read, through the stages of the review. It keeps only what the rest
 * of the pipeline needs (verdicts, a line about each, the listed reports in full), so memory does not grow with
 * abstracts. If an earlier run has judged the same records by the same criteria, they are not judged
 * again, and only those are read that somebody needs whole.
 */
export async function assessRecords(
  found: ReviewRecords,
  matched: MatchedDecisions,
  reading: ReadingAgain,
): Promise<AssessedRecords> {
  const { input, identified, clustered } = found;
  const { protocol, imprintOf } = input;
  const isUnread = leftUnread(protocol, identified, clustered);
  const knownRelevant = new Set(
    protocol.knownRelevant.flatMap(({ reference }) => clustered.recordNamed(reference) ?? []),
  );
  const identity = identityOfJudged(found);
  const before = await judgedBefore(found, identity);
  const judged = before ?? judgedRecords(found, undefined, await asideFor(found));
  const { judgements, described, listed } = judged;
  const problems: Problem[] = [];
  const records: Assessment[] = new Array(clustered.records.length);
  const shared = sharedValues<Assessment>();
  const assessOne = (at: number, judge: Judge) => {
    const one = { at, key: clustered.records[at]!.key, judge, isUnread: isUnread(at) };
    const { assessment, problems: met } = assessMatched(one, matched, protocol);
    problems.push(...met);
    records[at] = shared(assessment);
    return assessment;
  };
  const judgedOne =
    (at: number): Judge =>
    (stage) =>
      judgements.of(at, stage);

  const listedBefore = listed.size;
  const alike = new Map<string, Assessment>();
  if (before !== undefined && reading.texts === undefined) {
    for (const at of inReadingOrder(clustered)) {
      // Of most records nobody has said anything, and the criteria say one of few things.
      const isUntouched = matched.isUntouched(at) && !isUnread(at);
      const verdicts = isUntouched ? judgements.verdictsOf(at) : undefined;
      const known = verdicts === undefined ? undefined : alike.get(verdicts);
      if (known !== undefined) {
        records[at] = known;
        continue;
      }
      const met = problems.length;
      const assessment = assessOne(at, judgedOne(at));
      // A problem names its record.
      if (verdicts !== undefined && problems.length === met) alike.set(verdicts, assessment);
    }
  } else {
    const aside = before === undefined ? judgingAsideFor(found) : undefined;
    for await (const { whole, judged: said } of withJudgements(reading.all(), protocol, aside)) {
      const { at, merged } = whole;
      if (before === undefined) described.takeWhole(whole);
      if (said !== undefined) judgements.takeWritten(at, said);
      const isJudged = before !== undefined || said !== undefined;
      const judge = isJudged ? judgedOne(at) : judgeNow(whole, protocol, judgements);
      // Later runs may need the stages to which the record does not come in this one.
      if (!isJudged && identity !== undefined) CRITERION_STAGES.forEach(judge);
      const assessment = assessOne(at, judge);
      if (isRateable(assessment)) reading.texts?.add(at, merged.record);
      if (isListed(assessment) && !listed.has(at)) listed.set(at, listedReport(whole, imprintOf));
    }
  }
  const unread = new Set(
    [...records.keys()].filter((at) => isListed(records[at]!) && !listed.has(at)),
  );
  for await (const whole of reading.some(unread))
    listed.set(whole.at, listedReport(whole, imprintOf));
  if (before === undefined || listed.size > listedBefore) await keepJudged(found, identity, judged);
  return { ...judged, records, knownRelevant, problems };
}

/** Another thread that judges the records, if that is worth its while. */
function judgingAsideFor({
  input: { protocol, openJudging },
  clustered,
}: Pick<ReviewRecords, "input" | "clustered">): JudgingAside | undefined {
  if (looksAtFullTexts(protocol)) return undefined; // They are files of their own.
  return openJudging?.(protocol.criteria, clustered.records.length);
}

/** The records, with what the criteria say of them if another thread judges. */
async function* withJudgements(
  records: AsyncIterable<WholeRecord>,
  protocol: Protocol,
  aside: JudgingAside | undefined,
): AsyncGenerator<{ readonly whole: WholeRecord; readonly judged?: JudgementsInBytes }> {
  if (aside !== undefined) yield* judgedAside(records, protocol, aside);
  else for await (const whole of records) yield { whole };
}

/** A place outside of memory for what a large review keeps of its records. */
async function asideFor({
  input,
  clustered,
}: Pick<ReviewRecords, "input" | "clustered">): Promise<BytesAside | undefined> {
  return clustered.records.length > FEW_ENTRIES ? input.openAside?.() : undefined;
}

type Judge = AssessableRecord["judge"];

/** Judges a record when a stage first asks for it, and keeps what its criteria say. */
function judgeNow(whole: WholeRecord, protocol: Protocol, judgements: Judgements): Judge {
  const judge = judgeOf(whole, protocol);
  const known = new Map<CriterionStage, ReturnType<typeof judge>>();
  return (stage) => {
    const before = known.get(stage);
    if (before !== undefined) return before;
    const now = judge(stage);
    judgements.take(whole.at, stage, now);
    known.set(stage, now);
    return now;
  };
}

/** Reports in these boxes are listed in full. */
export function isListed({ box }: Pick<Assessment, "box">): boolean {
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
