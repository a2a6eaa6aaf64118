import { compareText } from "../records/problem.ts";
import { withoutAbsent } from "../records/without-absent.ts";
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
  { records: assessed }: Pick<AssessedRecords, "records">,
  rating: Pick<ReviewRating, "ratings" | "doubleCheck">,
  counted: Pick<ReviewResults, "ledger" | "flow" | "problems">,
): ReviewResults {
  const order = inKeyOrder(clustered.records);
  const described = (at: number) => {
    const { summary, provenance } = assessed[at]!;
    return { title: summary.title, provenance };
  };
  const sourcesOf = (at: number) => {
    const { members } = clustered.records[at]!;
    const names = new Set(members.map((member) => identified.entries[member]!.source));
    return [...names].sort(compareText);
  };
  const recordsIn = (box: Box) => order.filter((at) => assessed[at]!.box === box);
  return {
    ...counted,
    title: input.protocol.title,
    records: order.map((at): ScreenedRecord => {
      const { summary, box, titleAbstract, fullText, automation } = assessed[at]!;
      const { key, members } = clustered.records[at]!;
      return withoutAbsent<ScreenedRecord>({
        key,
        summary,
        sources: sourcesOf(at),
        entries: members.map((member) => identified.entries[member]!.id),
        box,
        titleAbstract,
        fullText,
        automation: automation || undefined,
        rating: rating.ratings.get(key),
      });
    }),
    duplicates: duplicateRows(identified, clustered, order, described),
    possibleDuplicates: possibleRows(
      clustered,
      described,
      (at) => assessed[at]!.box === "included",
    ),
    linkedVersions: linkedRows(clustered, described, matched.study),
    included: recordsIn("included").map((at): IncludedReport => {
      const study = matched.studyOf(at);
      return withoutAbsent<IncludedReport>({
        key: clustered.records[at]!.key,
        study,
        synthesis: matched.synthesis.get(study),
        record: assessed[at]!.record!,
        imprint: assessed[at]!.imprint,
        sources: sourcesOf(at),
      });
    }),
    excludedFullText: recordsIn("excluded-full-text").map(
      (at): ExcludedReport =>
        withoutAbsent<ExcludedReport>({
          key: clustered.records[at]!.key,
          record: assessed[at]!.record!,
          imprint: assessed[at]!.imprint,
          reasons: assessed[at]!.reasons,
          by: assessed[at]!.by,
          sources: sourcesOf(at),
        }),
    ),
    judgements: order.flatMap((at) =>
      assessed[at]!.judgements.map(
        ({ criterion, verdict, words, places }): JudgementRow => ({
          record: clustered.records[at]!.key,
          criterion,
          verdict,
          words,
          places,
        }),
      ),
    ),
    doubleCheck: rating.doubleCheck,
  };
}
