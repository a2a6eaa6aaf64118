import {
  type ReviewerProgress,
  type StageProgress,
  stageProgress,
} from "../../../core/overviews/progress.ts";
import type { Protocol } from "../../../core/protocol/protocol.ts";
import type { Stage } from "../../../core/records/model.ts";
import { formatCount, plural } from "../../../core/records/text/plural.ts";
import { screenReview } from "../../../core/review/review.ts";
import type { ScreenedRecord } from "../../../core/screening/results.ts";
import { votedWords } from "../../../core/votes/ballot.ts";
import {
  conflictsCsv,
  nextCsv,
  pilotCsv,
  progressCsv,
} from "../../../outputs/overviews/decisions-csv.ts";
import { decisionsJson } from "../../../outputs/overviews/decisions-json.ts";
import { alignColumns } from "../../../outputs/text/align-columns.ts";
import { plainText } from "../../../outputs/text/plain-text.ts";
import { openReview } from "../../folder/review-folder.ts";
import { EXIT, type ExitCode, UserError } from "../../io/errors.ts";
import type { Io } from "../../io/io.ts";
import { notifyLostDecisions } from "../../io/problems.ts";
import { notTogether } from "../../usage/option.ts";
import { STAGE_TITLE, STAGE_UNIT, stagesOf } from "../../usage/stages.ts";

export interface DecisionsOptions {
  readonly format: DecisionsFormat;
  readonly stage?: Stage;
  readonly as?: string;
  readonly next?: number;
  readonly pilot?: number;
  readonly conflicts?: boolean;
}

/** The list to show: the table of reviewers, or one of the lists that options ask for. */
type Shown =
  | { readonly list: "reviewers" }
  | { readonly list: "next"; readonly count: number }
  | { readonly list: "pilot" }
  | { readonly list: "conflicts" };

/** `slr decisions`: who has decided what, who is next, and which conflicts wait for whom. */
export async function decisions(options: DecisionsOptions, io: Io): Promise<ExitCode> {
  const stages = stagesOf(options.stage);
  const { pilot } = options;
  const shown = listAskedFor(options);
  const opened = await openReview(io, []);
  const { protocol } = opened.input;
  const review = await screenReview(opened.input);

  const asked = options.as;
  const all = stages.map((stage) =>
    stageProgress(review, protocol, stage, {
      ...(pilot !== undefined && { pilot }),
      ...(asked !== undefined && isKnown(asked, protocol, stage) && { reviewers: [asked] }),
    }),
  );
  if (asked !== undefined) requireReviewer(asked, all);
  const progress = asked === undefined ? all : all.map((stage) => onlyOf(asked, stage));

  const text = options.format(progress, shown, protocol);
  if (text !== "") io.print(text);
  if (pilot !== undefined && stages.some((stage) => protocol.screening[stage].pilot !== pilot)) {
    io.notify(
      `hint: \`pilot: ${pilot}\` under \`screening\` of slr.yaml makes this the pilot for everybody.`,
    );
  }
  notifyLostDecisions(io, review.results.problems);
  return EXIT.ok;
}

function listAskedFor({ as, next, pilot, conflicts }: DecisionsOptions): Shown {
  if (next !== undefined && conflicts) throw notTogether("--next", "--conflicts");
  if (next !== undefined) {
    if (as === undefined)
      throw new UserError(
        "--next lists the next records of one reviewer; --as names the reviewer.",
        {
          hint: `slr decisions --as ada --next ${next}`,
        },
      );
    return { list: "next", count: next };
  }
  if (conflicts) return { list: "conflicts" };
  return { list: pilot === undefined ? "reviewers" : "pilot" };
}

/** If nobody is named, anybody may begin; otherwise only the named reviewers may. */
function isKnown(reviewer: string, { screening }: Protocol, stage: Stage): boolean {
  const { reviewers } = screening[stage];
  return reviewers.length === 0 || reviewers.includes(reviewer);
}

function requireReviewer(reviewer: string, stages: readonly StageProgress[]): void {
  const names = [
    ...new Set(stages.flatMap(({ reviewers }) => reviewers.map((one) => one.reviewer))),
  ];
  if (names.includes(reviewer)) return;
  throw new UserError(
    `\`${reviewer}\` is not a reviewer of this review; its reviewers are ${names.sort().join(", ")}.`,
    { hint: "slr.yaml names the reviewers of a stage under `screening`." },
  );
}

/**
 * The part that concerns one reviewer: the reviewer's own row, and all conflicts and pilot records.
 */
function onlyOf(reviewer: string, stage: StageProgress): StageProgress {
  return {
    ...stage,
    reviewers: stage.reviewers.filter((one) => one.reviewer === reviewer),
    conflicts: stage.conflicts.filter(({ votes }) =>
      votes.some((vote) => vote.reviewer === reviewer),
    ),
  };
}

type DecisionsFormat = (
  stages: readonly StageProgress[],
  shown: Shown,
  protocol: Protocol,
) => string;

export const DECISIONS_FORMATS: Readonly<Record<string, DecisionsFormat>> = {
  text(stages, shown, { adjudicators }) {
    const lines = {
      reviewers: (stage: StageProgress) => reviewerLines(stage, adjudicators),
      next: (stage: StageProgress) => nextLines(stage, shown.list === "next" ? shown.count : 0),
      pilot: pilotLines,
      conflicts: (stage: StageProgress) => conflictLines(stage, adjudicators),
    }[shown.list];
    return stages.map((stage) => lines(stage).join("\n")).join("\n\n");
  },

  json: (stages, shown, { adjudicators }) =>
    decisionsJson(stages, {
      adjudicators,
      conflicts: shown.list === "conflicts",
      pilot: shown.list === "pilot",
      ...(shown.list === "next" && { next: shown.count }),
    }),

  csv(stages, shown) {
    const rows = {
      reviewers: () => progressCsv(stages),
      next: () => nextCsv(stages, shown.list === "next" ? shown.count : 0),
      pilot: () => pilotCsv(stages),
      conflicts: () => conflictsCsv(stages),
    }[shown.list];
    return [...rows()].join("").trimEnd();
  },
};

function reviewerLines(progress: StageProgress, adjudicators: readonly string[]): string[] {
  const { stage, plan, reviewers, records, pilot, conflicts } = progress;
  const unit = STAGE_UNIT[stage];
  const sample = pilot.length > 0 ? `, a pilot of ${formatCount(pilot.length)} for everybody` : "";
  const lines = [
    `${STAGE_TITLE[stage]}: ${plural(records, unit)}, ${plural(plan.perRecord, "vote")} each${sample}`,
  ];
  if (reviewers.length === 0) return [...lines, "  Nobody has decided anything yet."];
  const table = reviewerTable(reviewers, plan.reviewers.length > 0, pilot.length);
  lines.push(...alignColumns(table).map((line) => `  ${line}`));
  if (plan.reviewers.length === 0 && records > 0) {
    lines.push(`  No reviewers are named, so every ${unit} is for whoever comes first.`);
  }
  if (conflicts.length > 0) {
    lines.push(
      `  ${plural(conflicts.length, "conflict")}, to be settled by ${settlers(adjudicators)}: slr decisions --conflicts`,
    );
  }
  const waiting = reviewers
    .filter(({ left }) => left.length > 0)
    .map(({ reviewer, left }) => `${plainText(reviewer)} (${formatCount(left.length)} left)`);
  lines.push(
    waiting.length === 0 ? "  Nobody has anything left." : `  Next: ${waiting.join(", ")}`,
  );
  return lines;
}

type ReviewerColumn = readonly [header: string, cell: (reviewer: ReviewerProgress) => string];

function reviewerTable(
  reviewers: readonly ReviewerProgress[],
  dealt: boolean,
  pilot: number,
): string[][] {
  const columns: readonly ReviewerColumn[] = [
    [
      "reviewer",
      ({ reviewer, kind }) =>
        `${plainText(reviewer)}${kind === "automation" ? " (automation)" : ""}`,
    ],
    ...(dealt ? [["dealt", ({ assigned }) => formatCount(assigned)] satisfies ReviewerColumn] : []),
    ["decided", ({ decided }) => formatCount(decided)],
    ["include", ({ include }) => formatCount(include)],
    ["exclude", ({ exclude }) => formatCount(exclude)],
    ["maybe", ({ maybe }) => formatCount(maybe)],
    ["left", ({ left }) => formatCount(left.length)],
    ...(pilot > 0
      ? [
          [
            "pilot",
            ({ pilotDecided }) => `${formatCount(pilotDecided)} of ${formatCount(pilot)}`,
          ] satisfies ReviewerColumn,
        ]
      : []),
  ];
  return [
    columns.map(([header]) => header),
    ...reviewers.map((reviewer) => columns.map(([, cell]) => cell(reviewer))),
  ];
}

function nextLines({ stage, reviewers }: StageProgress, count: number): string[] {
  return reviewers.flatMap(({ reviewer, left }) => [
    `${STAGE_TITLE[stage]}: ${plural(left.length, STAGE_UNIT[stage])} left for ${plainText(reviewer)}`,
    ...left.slice(0, count).map((record) => `  ${recordLine(record)}`),
  ]);
}

function pilotLines({ stage, pilot }: StageProgress): string[] {
  return [
    `${STAGE_TITLE[stage]}: the pilot, ${plural(pilot.length, STAGE_UNIT[stage])} for everybody`,
    ...pilot.map(
      ({ record, by }) =>
        `  ${recordLine(record)} (decided by ${by.length === 0 ? "nobody" : plainText(by.join(", "))})`,
    ),
  ];
}

function conflictLines(
  { stage, conflicts }: StageProgress,
  adjudicators: readonly string[],
): string[] {
  const head = `${STAGE_TITLE[stage]}: ${plural(conflicts.length, "conflict")}`;
  if (conflicts.length === 0) return [head];
  return [
    `${head}, to be settled by ${settlers(adjudicators)} with a row resolves=yes`,
    ...conflicts.flatMap(({ record, votes }) => [
      `  ${recordLine(record)}`,
      ...alignColumns(
        votes.map(({ reviewer, verdict, reasons }) => [
          plainText(reviewer),
          votedWords(verdict),
          plainText(reasons.join("; ")),
        ]),
      ).map((line) => `    ${line}`),
    ]),
  ];
}

function recordLine({ key, summary }: ScreenedRecord): string {
  return `${key}  ${plainText(summary.title) || "(no title)"}`;
}

function settlers(adjudicators: readonly string[]): string {
  return adjudicators.length === 0 ? "anybody" : plainText(adjudicators.join(" or "));
}
