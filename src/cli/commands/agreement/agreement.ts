import { interpretationOf } from "../../../core/agreement/interpretation.ts";
import { cautionsOn } from "../../../core/overviews/agreement/agreement-cautions.ts";
import {
  type AgreementFigures,
  type GroupAgreement,
  type MaybeHandling,
  reviewAgreement,
  type StageAgreement,
} from "../../../core/overviews/agreement/review-agreement.ts";
import type { Stage } from "../../../core/records/model.ts";
import { formatCount, plural } from "../../../core/records/text/plural.ts";
import { screenWithoutRating } from "../../../core/review/review.ts";
import { agreementCsv } from "../../../outputs/overviews/agreement-csv.ts";
import { agreementJson } from "../../../outputs/overviews/agreement-json.ts";
import { alignColumns } from "../../../outputs/text/align-columns.ts";
import { paragraph } from "../../../outputs/text/paragraph.ts";
import { plainText } from "../../../outputs/text/plain-text.ts";
import { openReview } from "../../folder/review-folder.ts";
import { EXIT, type ExitCode } from "../../io/errors.ts";
import type { Io } from "../../io/io.ts";
import { notifyLostDecisions } from "../../io/problems.ts";
import { STAGE_TITLE, STAGE_UNIT, stagesOf } from "../../usage/stages.ts";

export interface AgreementOptions {
  readonly format: AgreementFormat;
  readonly stage?: Stage;
  readonly bands?: boolean;
}

/** `slr agreement`: how well reviewers agree, for each stage and pair of reviewers. */
export async function agreement(options: AgreementOptions, io: Io): Promise<ExitCode> {
  const stages = stagesOf(options.stage);
  const opened = await openReview(io, []);
  const review = await screenWithoutRating(opened.input);
  io.status({ doing: "Measuring agreement" });
  const measured = reviewAgreement(review, stages);
  if (measured.every(({ pairs }) => pairs.length === 0)) io.notify(noPairs(measured));
  const text = options.format(measured, options.bands ?? false);
  if (text !== "") io.print(text);
  notifyLostDecisions(io, review.results.problems);
  return EXIT.ok;
}

function noPairs(stages: readonly StageAgreement[]): string {
  const where = stages.map(({ stage }) => STAGE_TITLE[stage].toLowerCase()).join(" or ");
  return `No record has votes of two reviewers at ${where}, so there is no agreement to measure.\n  hint: Two reviewers decide the same records with \`per-record: 2\` or \`pilot: 50\` under \`screening\` of slr.yaml.`;
}

type AgreementFormat = (stages: readonly StageAgreement[], bands: boolean) => string;

export const AGREEMENT_FORMATS: Readonly<Record<string, AgreementFormat>> = {
  text: (stages, bands) =>
    stages
      .filter(({ pairs }) => pairs.length > 0)
      .map((stage) => stageLines(stage, bands).join("\n"))
      .join("\n\n"),

  json: agreementJson,

  csv: (stages) => [...agreementCsv(stages)].join("").trimEnd(),
};

const MAYBE_TEXT = {
  "never-said": "",
  "as-include": "maybe counted as include, as the review does",
  apart: "maybe as a verdict of its own",
  "left-out": "without the records on which either said maybe",
} as const satisfies Record<MaybeHandling, string>;

function stageLines({ stage, pairs, groups, contradicting }: StageAgreement, bands: boolean) {
  const lines: string[] = [STAGE_TITLE[stage]];
  for (const pair of pairs) {
    const [first, second] = [plainText(pair.first), plainText(pair.second)];
    lines.push("", `${first} and ${second}: ${plural(pair.records, STAGE_UNIT[stage])}`);
    const told = new Set<string>();
    for (const figures of pair.figures) {
      if (figures.maybe !== "never-said") lines.push(`  ${MAYBE_TEXT[figures.maybe]}:`);
      lines.push(...tableLines(first, second, figures).map((line) => `    ${line}`));
      lines.push(...figureLines(figures, bands).map((line) => `    ${line}`));
      // If nobody said maybe, all three tables are the same and one is enough.
      for (const remark of cautionsOn(pair, figures).filter((text) => !told.has(text))) {
        told.add(remark);
        lines.push(...paragraph(plainText(remark), "    "));
      }
    }
  }
  for (const group of groups) lines.push("", ...groupLines(stage, group));
  if (contradicting > 0) {
    const votes = plural(contradicting, "vote");
    lines.push(
      "",
      ...paragraph(
        `${votes} left out: rows of one reviewer about one record contradict each other, and none is known to be the last.`,
        "",
      ),
    );
  }
  return lines;
}

function tableLines(first: string, second: string, { categories, table }: AgreementFigures) {
  return alignColumns([
    ["", ...categories.map((category) => `${second}: ${category}`)],
    ...categories.map((category, at) => [
      `${first}: ${category}`,
      ...table[at]!.map((count) => formatCount(count)),
    ]),
  ]);
}

function figureLines(figures: AgreementFigures, bands: boolean): string[] {
  const { observed, kappa, prevalenceIndex, biasIndex, positive, negative } = figures;
  const interval = kappa?.interval;
  const shown = [
    twoDecimals(kappa?.kappa),
    ...(interval === undefined
      ? []
      : [`[${twoDecimals(interval[0])}, ${twoDecimals(interval[1])}]`]),
  ];
  const two = figures.categories.length === 2;
  const rows: (readonly [label: string, text: string])[] = [
    ["observed agreement", twoDecimals(observed)],
    ["Cohen's kappa", shown.join(" ")],
    ...(kappa === undefined || !bands ? [] : [["in words", bandWords(kappa.kappa)] as const]),
    ["PABAK", twoDecimals(figures.pabak)],
    ...(two
      ? ([
          ["prevalence index", twoDecimals(prevalenceIndex)],
          ["bias index", twoDecimals(biasIndex)],
        ] as const)
      : []),
    ["agreement on include", twoDecimals(positive)],
    ["agreement on exclude", twoDecimals(negative)],
  ];
  const width = Math.max(...rows.map(([label]) => label.length));
  return rows.map(([label, text]) => `${label.padEnd(width)}  ${text}`);
}

function bandWords(kappa: number): string {
  const { cochrane, landisKoch } = interpretationOf(kappa);
  return `${cochrane} (Cochrane), ${landisKoch} (Landis and Koch)`;
}

function groupLines(stage: Stage, { among, reviewers, alphas }: GroupAgreement): string[] {
  const names = plainText(reviewers.join(", "));
  return [
    ...paragraph(`Krippendorff's alpha among ${among} (${names}):`),
    ...alphas.map(({ maybe, alpha, records, votes }) => {
      const how = maybe === "never-said" ? "" : `, ${MAYBE_TEXT[maybe]}`;
      const from = `${plural(records, STAGE_UNIT[stage])} with ${plural(votes, "vote")}`;
      return `    ${twoDecimals(alpha)}  ${from}${how}`;
    }),
  ];
}

/** Two decimals, as agreement is usually quoted; `undefined` is shown, too. */
function twoDecimals(figure: number | undefined): string {
  return figure === undefined ? "undefined" : figure.toFixed(2).replace(/^-(0\.00)$/, "$1");
}
