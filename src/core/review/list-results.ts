import { RowsInTurn } from "../records/bulk/rows.ts";
import type { RecordKey } from "../records/model.ts";
import { compareText } from "../records/problem.ts";
import { withoutAbsent } from "../records/without-absent.ts";
import type { CriterionJudgement } from "../screening/judge-criteria.ts";
import { stagesReached } from "../screening/judgements.ts";
import type {
  Box,
  ExcludedReport,
  IncludedReport,
  JudgementRow,
  ReviewResults,
  ScreenedRecord,
} from "../screening/results.ts";
import type { AssessedRecords } from "./assess-records.ts";
import { inKeyOrder } from "./cluster-records.ts";
import { duplicateRows, linkedRows, possibleRows } from "./duplicate-rows.ts";
import type { ReviewRecords } from "./find-records.ts";
import type { MatchedDecisions } from "./match-decisions.ts";
import type { ReviewRating } from "./rated/rate-review.ts";

/** Lists every table that `slr screen` writes; records are in the order of their keys. */
export function listResults(
  { input, identified, clustered }: ReviewRecords,
  matched: MatchedDecisions,
  { records: assessed, judgements, described, listed }: Omit<AssessedRecords, "knownRelevant">,
  rating: Pick<ReviewRating, "ratings" | "doubleCheck">,
  counted: Pick<ReviewResults, "ledger" | "flow" | "problems">,
): ReviewResults {
  const order = inKeyOrder(clustered.records);
  const titleOf = (at: number) => described.summary(at).title;
  const sourcesOf = (at: number) => {
    const { members } = clustered.records[at]!;
    const names = new Set(members.map((member) => identified.entries[member]!.source));
    return [...names].sort(compareText);
  };
  const judgementRows = (records: readonly number[]) =>
    new RowsInTurn(
      records.reduce((sum, at) => sum + judgements.numberAt(stagesReached(assessed[at]!)), 0),
      function* (): Generator<JudgementRow> {
        for (const at of records)
          for (const stage of stagesReached(assessed[at]!))
            for (const judgement of judgements.of(at, stage))
              yield judgementRow(clustered.records[at]!.key, judgement);
      },
    );
  const recordsIn = (box: Box) => order.filter((at) => assessed[at]!.box === box);
  return {
    ...counted,
    title: input.protocol.title,
    records: rowsOf(order, (at): ScreenedRecord => {
      const { box, titleAbstract, fullText, automation } = assessed[at]!;
      const { key, members } = clustered.records[at]!;
      const ratingOf = rating.ratings.get(key);
      return {
        key,
        get summary() {
          return described.summary(at);
        },
        get sources() {
          return sourcesOf(at);
        },
        get entries() {
          return members.map((member) => identified.entries[member]!.id);
        },
        box,
        ...(titleAbstract && { titleAbstract }),
        ...(fullText && { fullText }),
        ...(automation && { automation }),
        ...(ratingOf && { rating: ratingOf }),
      };
    }),
    duplicates: duplicateRows(identified, clustered, order, described),
    possibleDuplicates: possibleRows(clustered, titleOf, (at) => assessed[at]!.box === "included"),
    linkedVersions: linkedRows(clustered, titleOf, matched.study),
    included: recordsIn("included").map((at): IncludedReport => {
      const study = matched.studyOf(at);
      return withoutAbsent<IncludedReport>({
        key: clustered.records[at]!.key,
        study,
        synthesis: matched.synthesis.get(study),
        record: listed.get(at)!.record,
        imprint: listed.get(at)!.imprint,
        sources: sourcesOf(at),
      });
    }),
    excludedFullText: recordsIn("excluded-full-text").map(
      (at): ExcludedReport =>
        withoutAbsent<ExcludedReport>({
          key: clustered.records[at]!.key,
          record: listed.get(at)!.record,
          imprint: listed.get(at)!.imprint,
          reasons: assessed[at]!.reasons,
          by: assessed[at]!.by,
          sources: sourcesOf(at),
        }),
    ),
    judgements: judgementRows(order),
    doubleCheck: rating.doubleCheck,
  };
}

/** The rows of a review with so many records are held once they are made: commands go through them often. */
const MOST_HELD = 20_000;

/** A row for each of these records. */
function rowsOf<Row>(order: readonly number[], rowOf: (at: number) => Row): RowsInTurn<Row> {
  let held: readonly Row[] | undefined;
  return new RowsInTurn(order.length, () => {
    if (order.length > MOST_HELD) return made();
    held ??= Array.from(made());
    return held.values();
  });
  function* made(): Generator<Row> {
    for (const at of order) yield rowOf(at);
  }
}

/** Most tables need no words of a judgement, which take longest to find. */
function judgementRow(record: RecordKey, judgement: CriterionJudgement): JudgementRow {
  return {
    record,
    criterion: judgement.criterion,
    verdict: judgement.verdict,
    get words() {
      return judgement.words;
    },
    get places() {
      return judgement.places;
    },
  };
}
