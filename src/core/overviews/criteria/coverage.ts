import type { Criterion, Protocol } from "../../protocol/protocol.ts";
import type { RecordKey, Stage } from "../../records/model.ts";
import type { ScreenedReview } from "../../review/review.ts";
import { primaryFirst } from "../../screening/primary-reason.ts";
import type { JudgementRow } from "../../screening/results.ts";

/** What a criterion with a query does to the records that reach its stage. */
export interface CriterionCoverage {
  readonly id: string;
  readonly judged: number;
  readonly excluded: readonly RecordKey[];
  readonly unknown: number;
  /** Records that no other criterion excludes. */
  readonly alone: number;
  /** Records of which it is the primary reason among rules. */
  readonly first: number;
  readonly people: PeopleAgreement;
}

/** A rule beside what people decided on the same records at its stage. */
export interface PeopleAgreement {
  /** The rule excludes, and people excluded. */
  readonly bothExclude: number;
  /** The rule lets pass, and people included. */
  readonly bothPass: number;
  /** The rule excludes what people included. */
  readonly onlyRule: readonly RecordKey[];
  /** The rule lets pass what people excluded for this very reason. */
  readonly onlyPeople: readonly RecordKey[];
}

/** Two criteria that exclude the same records. */
export interface CriteriaOverlap {
  readonly ids: readonly [string, string];
  readonly records: number;
}

export interface CriteriaCoverage {
  readonly criteria: readonly CriterionCoverage[];
  /** Pairs with a record in common, in the order of the protocol. */
  readonly overlaps: readonly CriteriaOverlap[];
}

/** How many records each criterion excludes, alone, first and together, and whether people agree. */
export function coverageOf(
  { results, ballot }: Pick<ScreenedReview, "results" | "ballot">,
  protocol: Pick<Protocol, "criteria" | "reasonHierarchy">,
): CriteriaCoverage {
  const { criteria } = protocol;
  const rules = criteria.filter(({ query }) => query !== undefined);
  const rowsOf = new Map<string, JudgementRow[]>(rules.map(({ id }) => [id, []]));
  const violatedBy = new Map<RecordKey, string[]>();
  for (const row of results.judgements) {
    rowsOf.get(row.criterion)?.push(row);
    if (row.verdict !== "violated") continue;
    const ids = violatedBy.get(row.record);
    if (ids === undefined) violatedBy.set(row.record, [row.criterion]);
    else ids.push(row.criterion);
  }
  const order = new Map(rules.map(({ id }, at) => [id, at]));
  for (const ids of violatedBy.values()) ids.sort((a, b) => order.get(a)! - order.get(b)!);
  return {
    criteria: rules.map((criterion): CriterionCoverage => {
      const rows = rowsOf.get(criterion.id) ?? [];
      const excluded = rows.flatMap(({ record, verdict }) =>
        verdict === "violated" ? [record] : [],
      );
      return {
        id: criterion.id,
        judged: rows.length,
        excluded,
        unknown: rows.filter(({ verdict }) => verdict === "unknown").length,
        alone: excluded.filter((record) => violatedBy.get(record)?.length === 1).length,
        first: excluded.filter(
          (record) => primaryFirst(violatedBy.get(record) ?? [], protocol)[0] === criterion.id,
        ).length,
        people: besidePeople(criterion, rows, ballot),
      };
    }),
    overlaps: overlapsOf(rules, violatedBy),
  };
}

/** Before screening people decide nothing; what they say at title/abstract is the nearest. */
function stageOf({ stage }: Criterion): Stage {
  return stage === "full-text" ? "full-text" : "title-abstract";
}

function besidePeople(
  criterion: Criterion,
  rows: readonly JudgementRow[],
  ballot: ScreenedReview["ballot"],
): PeopleAgreement {
  let bothExclude = 0;
  let bothPass = 0;
  const onlyRule: RecordKey[] = [];
  const onlyPeople: RecordKey[] = [];
  for (const { record, verdict } of rows) {
    const { votes, resolution } = ballot(record, stageOf(criterion));
    const counted = resolution === undefined ? votes : [resolution];
    const people = counted.filter(({ kind }) => kind === "person");
    if (people.length === 0 || verdict === "unknown") continue;
    const allExclude = people.every((vote) => vote.verdict === "exclude");
    const allInclude = people.every((vote) => vote.verdict === "include");
    const isTheirReason = people.some(({ reasons }) => reasons.includes(criterion.id));
    if (verdict === "violated" && allExclude) bothExclude += 1;
    else if (verdict === "violated" && allInclude) onlyRule.push(record);
    else if (verdict === "met" && allInclude) bothPass += 1;
    else if (verdict === "met" && allExclude && isTheirReason) onlyPeople.push(record);
  }
  return { bothExclude, bothPass, onlyRule, onlyPeople };
}

function overlapsOf(
  rules: readonly Criterion[],
  violatedBy: ReadonlyMap<RecordKey, readonly string[]>,
): CriteriaOverlap[] {
  const counts = new Map<string, number>();
  const pairOf = (a: string, b: string) => `${a}\n${b}`;
  for (const ids of violatedBy.values())
    for (const [at, a] of ids.entries())
      for (const b of ids.slice(at + 1)) {
        const pair = pairOf(a, b);
        counts.set(pair, (counts.get(pair) ?? 0) + 1);
      }
  return rules.flatMap(({ id: a }, at) =>
    rules.slice(at + 1).flatMap(({ id: b }) => {
      const records = counts.get(pairOf(a, b)) ?? 0;
      return records === 0 ? [] : [{ ids: [a, b] as const, records }];
    }),
  );
}
