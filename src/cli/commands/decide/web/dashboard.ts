import type {
  AgreementView,
  Dashboard,
  OtherProgress,
  Outcomes,
  WorkName,
  WorkOffer,
} from "../../../../core/decide/page-data.ts";
import { ownDecisions } from "../../../../core/decide/queue.ts";
import { reviewAgreement } from "../../../../core/overviews/agreement/review-agreement.ts";
import { stoppingStates } from "../../../../core/overviews/rating/stopping-overview.ts";
import { reviewStatus } from "../../../../core/overviews/review-status.ts";
import { WITHDRAWN } from "../../../../core/records/decision.ts";
import { STAGES, type Stage } from "../../../../core/records/model.ts";
import { compareText } from "../../../../core/records/problem.ts";
import { plainText } from "../../../../core/records/text/plain-text.ts";
import { describeFlow } from "../../../../outputs/flow/diagram/describe-flow.ts";
import { boxesInOrder } from "../../../../outputs/flow/diagram/flow-diagram.ts";
import type { Snapshot, Snapshots } from "./snapshots.ts";
import type { Works } from "./works.ts";

/** What the server has of a review. */
interface Served {
  readonly works: Works;
  readonly snapshots: Snapshots;
  readonly reviewers: ReadonlyMap<string, unknown>;
}

/**
 * The page at `/` for one reviewer. What would let a reviewer infer the votes of others before the
 * own ones are given is only for who is through the own share, or is named to settle conflicts.
 */
export async function dashboardOf(
  reviewer: string,
  { works, snapshots, reviewers }: Served,
): Promise<Dashboard> {
  const mayBeThrough = () => works.isAdjudicator(reviewer) || works.isThrough(reviewer);
  // Whoever sees no outcome of the review needs no new reading of it.
  if (mayBeThrough()) await snapshots.renewed();
  const { current } = snapshots;
  const isAdjudicator = works.isAdjudicator(reviewer);
  const isEntitled = isAdjudicator || works.isThrough(reviewer);
  return {
    title: titleOf(current),
    reviewer,
    work: offersOf(reviewer, works, current),
    others: othersOf(reviewer, [...reviewers.keys()], works),
    ...(isEntitled && { outcomes: outcomesOf(current) }),
    outcomesBecause: isAdjudicator
      ? "You see outcomes, because slr.yaml names you as one who settles conflicts."
      : isEntitled
        ? "You see outcomes, because nothing waits for you."
        : "Outcomes, conflicts, agreement and the flow show here once nothing waits for you: before, they would tell you how others voted.",
  };
}

/** Whether a reviewer may see the flow. */
export function maySeeOutcomes(reviewer: string, works: Works): boolean {
  return works.isAdjudicator(reviewer) || works.isThrough(reviewer);
}

/** The title of the review, or what stands for one. */
export function titleOf({ review }: Snapshot): string {
  const title = plainText(review.input.protocol.title);
  return title === "" ? "Systematic review" : title;
}

const WHERE: Readonly<Record<WorkName, string>> = {
  "screen/title-abstract": "title/abstract",
  "screen/full-text": "full text",
  "resolve/title-abstract": "conflicts at title/abstract",
  "resolve/full-text": "conflicts at full text",
  pairs: "possible duplicates",
  audit: "audit of what was excluded",
};

/** The reviewer's works in which something waits or was decided. */
function offersOf(reviewer: string, works: Works, snapshot: Snapshot): WorkOffer[] {
  return works
    .offered(reviewer)
    .map((work): WorkOffer => {
      const live = works.opened(reviewer, work)?.progress;
      const { decided, left, verdicts } = live ?? beforeOpening(reviewer, work, works, snapshot);
      const counts = Object.fromEntries(verdicts);
      return { work, where: WHERE[work], decided, left, verdicts: counts };
    })
    .filter(({ decided, left }) => decided + left > 0);
}

interface Counts {
  readonly decided: number;
  readonly left: number;
  readonly verdicts: ReadonlyMap<string, number>;
}

/** The counts of a work that nobody has opened since the server began. */
function beforeOpening(
  reviewer: string,
  work: WorkName,
  works: Works,
  { screened }: Snapshot,
): Counts {
  const { records, possibleDuplicates } = screened.results;
  const inBox = (box: string) => records.filter((record) => record.box === box).length;
  const waiting = (left: number): Counts => ({ decided: 0, left, verdicts: new Map() });
  switch (work) {
    case "resolve/title-abstract":
      return waiting(inBox("conflict-title-abstract"));
    case "resolve/full-text":
      return waiting(inBox("conflict-full-text"));
    case "pairs":
      return waiting(possibleDuplicates.length);
    case "audit":
      return waiting(works.auditLeft(reviewer));
    default: {
      const stage: Stage = work === "screen/full-text" ? "full-text" : "title-abstract";
      const { left } = works.standing(reviewer, stage);
      const waits = new Set(
        works
          .progress()
          .find((one) => one.stage === stage)
          ?.reviewers.find((one) => one.reviewer === reviewer)
          ?.left.map(({ key }) => key),
      );
      const own = ownDecisions(screened, reviewer, stage).filter(
        ({ key, row }) => row.verdict !== WITHDRAWN && !waits.has(key),
      );
      const verdicts = new Map<string, number>();
      for (const { row } of own) verdicts.set(row.verdict, (verdicts.get(row.verdict) ?? 0) + 1);
      return { decided: own.length, left, verdicts };
    }
  }
}

/** Numbers only: how far others are, and not what they said. */
function othersOf(reviewer: string, served: readonly string[], works: Works): OtherProgress[] {
  const kinds = new Map<string, OtherProgress["kind"]>([
    ...served.map((name) => [name, "person"] as const),
    ...works
      .progress()
      .flatMap(({ reviewers }) => reviewers.map((one) => [one.reviewer, one.kind] as const)),
  ]);
  return [...kinds]
    .filter(([name]) => name !== reviewer)
    .sort(([a], [b]) => compareText(a, b))
    .map(([name, kind]) => ({
      reviewer: plainText(name),
      kind,
      stages: STAGES.map((stage) => ({ stage, ...works.standing(name, stage) }))
        .map(({ stage, decided, left }) => ({ stage, decided, left }))
        .filter(({ decided, left }) => decided + left > 0),
    }));
}

/** As many points are enough for a curve. */
const MOST_POINTS = 400;

function outcomesOf({ screened, review }: Snapshot): Outcomes {
  const { protocol } = review.input;
  const { stages, next } = reviewStatus(screened, protocol);
  const conflictsAt = (stage: Stage) => stages.find((one) => one.stage === stage)?.conflict ?? 0;
  const { progress } = screened;
  const found = Array.from(progress.ranks, (read, at) => ({ read, found: at + 1 }));
  const step = Math.ceil(found.length / MOST_POINTS) || 1;
  return {
    stages,
    conflicts: {
      "title-abstract": conflictsAt("title-abstract"),
      "full-text": conflictsAt("full-text"),
    },
    agreement: agreementOf(screened),
    flow: boxesInOrder(describeFlow(screened.results.flow)).flatMap(({ box }) =>
      box.lines.flatMap(({ label, n }) =>
        n === undefined ? [] : [{ box: label.replaceAll("\u00a0", " "), n }],
      ),
    ),
    recall: [
      ...found.filter((_, at) => at % step === 0 || at === found.length - 1),
      { read: progress.read, found: found.length },
    ],
    records: progress.records,
    stopping: stoppingStates(progress, protocol.screening["title-abstract"].stop),
    next: next.map(({ command, does }) => `${command} ${does}`),
  };
}

/** How well two reviewers agree; a maybe counts as the stage counts it. */
function agreementOf(screened: Snapshot["screened"]): AgreementView[] {
  return reviewAgreement(screened).flatMap(({ stage, pairs }) =>
    pairs.map(({ first, second, records, figures }) => {
      const [figure] = figures;
      return {
        stage,
        reviewers: [plainText(first), plainText(second)],
        records,
        ...(figure?.observed !== undefined && { agreement: figure.observed }),
        ...(figure?.kappa !== undefined && { kappa: figure.kappa.kappa }),
      };
    }),
  );
}
