import {
  type AgreementTable,
  tabulate,
  type VerdictPair,
} from "../../agreement/agreement-table.ts";
import { cohensKappa, type Kappa } from "../../agreement/kappa.ts";
import { type Alpha, krippendorffAlpha } from "../../agreement/krippendorff-alpha.ts";
import {
  biasIndex,
  observedAgreement,
  pabak,
  prevalenceIndex,
  specificAgreement,
} from "../../agreement/two-reviewers.ts";
import type { ReviewerKind, Verdict } from "../../records/decision.ts";
import { STAGES, type Stage } from "../../records/model.ts";
import { compareText } from "../../records/problem.ts";
import type { ScreenedReview } from "../../review/review.ts";
import { recordsAt } from "../../screening/results.ts";
import { type Ballot, effective, type Vote } from "../../votes/ballot.ts";

/**
 * How maybe is treated: `never-said` if nobody said it, so that all ways are the same;
 * `as-include`, as the review counts it at title/abstract; `apart`, as a verdict of its own;
 * `left-out`, without the records on which it was said.
 */
export type MaybeHandling = "never-said" | "as-include" | "apart" | "left-out";

const TWO = ["include", "exclude"] as const satisfies readonly Verdict[];
const THREE = ["include", "maybe", "exclude"] as const satisfies readonly Verdict[];

/**
 * Agreement of two reviewers under one treatment of maybe; figures that are undefined for these
 * votes are absent.
 */
export interface AgreementFigures {
  readonly maybe: MaybeHandling;
  readonly categories: readonly Verdict[];
  readonly table: AgreementTable;
  readonly records: number;
  readonly observed?: number;
  readonly kappa?: Kappa;
  readonly pabak?: number;
  readonly prevalenceIndex?: number;
  readonly biasIndex?: number;
  /** On include. */
  readonly positive?: number;
  /** On exclude. */
  readonly negative?: number;
}

export interface PairAgreement {
  readonly first: string;
  readonly second: string;
  /** Records that both decided. */
  readonly records: number;
  /** Votes among them that replaced another verdict of the same reviewer. */
  readonly revised: number;
  readonly figures: readonly AgreementFigures[];
}

export interface GroupAlpha extends Alpha {
  readonly maybe: MaybeHandling;
}

/** Agreement among all reviewers of a stage, whichever records each decided. */
export interface GroupAgreement {
  /** People, or people and programs if there are both. */
  readonly among: "people" | "programs" | "people and programs";
  readonly reviewers: readonly string[];
  readonly alphas: readonly GroupAlpha[];
}

export interface StageAgreement {
  readonly stage: Stage;
  readonly reviewers: readonly {
    readonly reviewer: string;
    readonly kind: ReviewerKind;
    readonly votes: number;
  }[];
  readonly pairs: readonly PairAgreement[];
  readonly groups: readonly GroupAgreement[];
  /**
   * Votes left out because rows of one reviewer on one record contradict each other, and it is
   * unknown which is the last.
   */
  readonly contradicting: number;
}

/** A vote with a verdict that can be compared. */
type ClearVote = Vote & { readonly verdict: Verdict };

/**
 * Measures how well reviewers agree at a stage. Only independent votes are compared, so rows that
 * settle conflicts are left out. A program is a reviewer of its own.
 */
export function stageAgreement(stage: Stage, ballots: readonly Ballot[]): StageAgreement {
  const votesOf = ballots.map(({ votes }) => votes.filter(isClear));
  const kinds = new Map(votesOf.flat().map(({ reviewer, kind }) => [reviewer, kind]));
  const reviewers = [...kinds]
    .sort(([a], [b]) => compareText(a, b))
    .map(([reviewer, kind]) => ({
      reviewer,
      kind,
      votes: votesOf.filter((votes) => verdictBy(votes, reviewer) !== undefined).length,
    }));
  const names = reviewers.map(({ reviewer }) => reviewer);
  const pairs = names.flatMap((first, at) =>
    names.slice(at + 1).flatMap((second) => pairAgreement(stage, ballots, first, second)),
  );
  const people = names.filter((name) => kinds.get(name) === "person");
  const groups: GroupAgreement[] = [];
  const addGroup = (among: GroupAgreement["among"], members: readonly string[]) => {
    if (members.length < 2) return;
    const votes = votesOf.map((cast) =>
      cast.filter(({ reviewer }) => members.includes(reviewer)).map(({ verdict }) => verdict),
    );
    if (votes.some(({ length }) => length >= 2))
      groups.push({ among, reviewers: members, alphas: alphasOf(stage, votes) });
  };
  addGroup("people", people);
  if (people.length < names.length)
    addGroup(people.length === 0 ? "programs" : "people and programs", names);
  const contradicting = ballots.flatMap(({ votes }) => votes.filter((vote) => !isClear(vote)));
  return { stage, reviewers, pairs, groups, contradicting: contradicting.length };
}

/** How well reviewers agree at each of these stages that has votes. */
export function reviewAgreement(
  review: Pick<ScreenedReview, "results" | "ballot">,
  stages: readonly Stage[] = STAGES,
): StageAgreement[] {
  return stages.map((stage) =>
    stageAgreement(
      stage,
      recordsAt(review.results, stage).map(({ key }) => review.ballot(key, stage)),
    ),
  );
}

/** Figures for two or three verdicts, of which include is the first and exclude the last. */
export function agreementFigures(
  maybe: MaybeHandling,
  pairs: readonly VerdictPair[],
): AgreementFigures {
  const categories = maybe === "apart" ? THREE : TWO;
  const table = tabulate(pairs, categories);
  const figures = {
    observed: observedAgreement(table),
    kappa: cohensKappa(table),
    pabak: pabak(table),
    prevalenceIndex: prevalenceIndex(table),
    biasIndex: biasIndex(table),
    positive: specificAgreement(table, 0),
    negative: specificAgreement(table, categories.length - 1),
  };
  const defined = Object.entries(figures).filter(([, figure]) => figure !== undefined);
  // Only undefined figures were removed.
  const known = Object.fromEntries(defined) as Partial<AgreementFigures>;
  return { maybe, categories, table, records: pairs.length, ...known };
}

function pairAgreement(
  stage: Stage,
  ballots: readonly Ballot[],
  first: string,
  second: string,
): PairAgreement[] {
  const pairs: VerdictPair[] = [];
  let revised = 0;
  for (const { votes, rows } of ballots) {
    const clear = votes.filter(isClear);
    const pair = [verdictBy(clear, first), verdictBy(clear, second)] as const;
    if (pair[0] === undefined || pair[1] === undefined) continue;
    pairs.push([pair[0], pair[1]]);
    const changed = ({ reviewer, verdict }: ClearVote) =>
      [first, second].includes(reviewer) &&
      rows.some((row) => row.reviewer === reviewer && !row.resolves && row.verdict !== verdict);
    revised += clear.filter(changed).length;
  }
  if (pairs.length === 0) return [];
  const figures = handlings(stage, pairs).map((maybe) =>
    agreementFigures(
      maybe,
      handle(maybe, pairs).filter((pair): pair is [Verdict, Verdict] => pair.length === 2),
    ),
  );
  return [{ first, second, records: pairs.length, revised, figures }];
}

function alphasOf(stage: Stage, records: readonly (readonly Verdict[])[]): GroupAlpha[] {
  return handlings(stage, records).map((maybe) => ({
    maybe,
    ...krippendorffAlpha(handle(maybe, records)),
  }));
}

/** The treatments of maybe that make a difference, the one that the review itself uses first. */
function handlings(stage: Stage, records: readonly (readonly Verdict[])[]): MaybeHandling[] {
  if (!records.some((verdicts) => verdicts.includes("maybe"))) return ["never-said"];
  return effective(stage, "maybe") === "include"
    ? ["as-include", "apart", "left-out"]
    : ["apart", "left-out"];
}

/** The verdicts on each record under a treatment of maybe. */
function handle(
  maybe: MaybeHandling,
  records: readonly (readonly Verdict[])[],
): (readonly Verdict[])[] {
  return records.map((verdicts) => {
    if (maybe === "left-out") return verdicts.filter((verdict) => verdict !== "maybe");
    if (maybe !== "as-include") return verdicts;
    return verdicts.map((verdict) => (verdict === "maybe" ? "include" : verdict));
  });
}

function isClear(vote: Vote): vote is ClearVote {
  return vote.verdict !== "both" && vote.verdict !== "unclear";
}

function verdictBy(votes: readonly ClearVote[], reviewer: string): Verdict | undefined {
  return votes.find((vote) => vote.reviewer === reviewer)?.verdict;
}
