import { RowsInTurn } from "../records/bulk/rows.ts";
import type { RecordKey } from "../records/model.ts";
import { compareText } from "../records/problem.ts";
import { withoutAbsent } from "../records/without-absent.ts";
import type { Assessment } from "../screening/assess.ts";
import type { CriterionJudgement } from "../screening/judge-criteria.ts";
import { stagesReached } from "../screening/judgements.ts";
import type {
  Box,
  ExcludedReport,
  IncludedReport,
  JudgementRow,
  Rating,
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
              yield new JudgementInTurn(clustered.records[at]!.key, judgement);
      },
    );
  const recordsIn = (box: Box) => order.filter((at) => assessed[at]!.box === box);
  const told: TellsOfRecords = {
    summary: described.summary.bind(described),
    sources: sourcesOf,
    entries: (at) => clustered.records[at]!.members.map((one) => identified.entries[one]!.id),
  };
  return {
    ...counted,
    title: input.protocol.title,
    records: rowsOf(order, (at): ScreenedRecord => {
      const { key } = clustered.records[at]!;
      return new RecordInTurn({ at, key, told }, assessed[at]!, rating.ratings.get(key));
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
const MOST_HELD = 200_000;

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

/** What is found of a record when somebody asks for it. */
type TellsOfRecords = {
  readonly [Part in "summary" | "sources" | "entries"]: (at: number) => ScreenedRecord[Part];
};

/**
 * A row of a record that finds what takes long when it is asked for. It is of a class, because an object
 * with getters of its own takes ten times the memory and time.
 */
class RecordInTurn implements ScreenedRecord {
  readonly key: RecordKey;
  readonly box: Box;
  readonly titleAbstract?: NonNullable<ScreenedRecord["titleAbstract"]>;
  readonly fullText?: NonNullable<ScreenedRecord["fullText"]>;
  readonly automation?: true;
  readonly rating?: Rating;
  readonly #at: number;
  readonly #told: TellsOfRecords;

  constructor(
    of: { readonly at: number; readonly key: RecordKey; readonly told: TellsOfRecords },
    { box, titleAbstract, fullText, automation }: Assessment,
    rating: Rating | undefined,
  ) {
    this.#at = of.at;
    this.#told = of.told;
    this.key = of.key;
    this.box = box;
    if (titleAbstract !== undefined) this.titleAbstract = titleAbstract;
    if (fullText !== undefined) this.fullText = fullText;
    if (automation) this.automation = automation;
    if (rating !== undefined) this.rating = rating;
  }

  get summary(): ScreenedRecord["summary"] {
    return this.#told.summary(this.#at);
  }

  get sources(): ScreenedRecord["sources"] {
    return this.#told.sources(this.#at);
  }

  get entries(): ScreenedRecord["entries"] {
    return this.#told.entries(this.#at);
  }

  /** JSON leaves getters of a class out. */
  toJSON(): ScreenedRecord {
    const { key, summary, sources, entries, box, titleAbstract, fullText, automation, rating } =
      this;
    return withoutAbsent<ScreenedRecord>({
      ...{ key, summary, sources, entries, box, titleAbstract, fullText, automation, rating },
    });
  }
}

/** Most tables need no words of a judgement, which take longest to find. */
class JudgementInTurn implements JudgementRow {
  readonly record: RecordKey;
  readonly criterion: string;
  readonly verdict: JudgementRow["verdict"];
  readonly #judgement: CriterionJudgement;

  constructor(record: RecordKey, judgement: CriterionJudgement) {
    this.record = record;
    this.criterion = judgement.criterion;
    this.verdict = judgement.verdict;
    this.#judgement = judgement;
  }

  get words(): JudgementRow["words"] {
    return this.#judgement.words;
  }

  get places(): JudgementRow["places"] {
    return this.#judgement.places;
  }

  /** JSON leaves getters of a class out. */
  toJSON(): JudgementRow {
    const { record, criterion, verdict, words, places } = this;
    return { record, criterion, verdict, words, places };
  }
}
