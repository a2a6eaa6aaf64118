import { cautionsOn } from "../../../core/overviews/agreement/agreement-cautions.ts";
import {
  type AgreementFigures,
  type MaybeHandling,
  type PairAgreement,
  reviewAgreement,
} from "../../../core/overviews/agreement/review-agreement.ts";
import { countedBefore } from "../../../core/overviews/selection.ts";
import { formatCount } from "../../../core/records/text/plural.ts";
import { type HtmlColumn, htmlTable } from "../../html/html-table.ts";
import { htmlText } from "../../html/html-text.ts";
import type { ReportSection } from "../report-section.ts";
import { STAGE_HEADING } from "./selection.ts";

interface AgreementRow {
  readonly pair: PairAgreement;
  readonly figures: AgreementFigures;
}

/** How well reviewers agree, pair by pair. */
export const agreementSection: ReportSection = {
  id: "agreement",
  title: "Agreement",
  render({ review }) {
    const stages = reviewAgreement(review).filter(({ pairs }) => pairs.length > 0);
    if (stages.length === 0)
      return "<p>No record has votes of two reviewers, so there is no agreement to measure.";
    const scope =
      countedBefore(review).size === 0
        ? ""
        : "<p>These figures are those of all versions of the review together.\n";
    const parts = stages
      .map(({ stage, pairs, groups }) => {
        const rows = pairs.flatMap((pair) => pair.figures.map((figures) => ({ pair, figures })));
        const cautions = new Set(rows.flatMap(({ pair, figures }) => cautionsOn(pair, figures)));
        const alphas = groups.map(
          ({ among, reviewers, alphas }) =>
            `<p>Krippendorff's alpha among ${among} (${htmlText(reviewers.join(", "))}): ${alphas.map(({ maybe, alpha, records }) => `${twoDecimals(alpha)} from ${formatCount(records)}${MAYBE[maybe]}`).join("; ")}.`,
        );
        return [
          `<h3>${STAGE_HEADING[stage]}</h3>`,
          htmlTable(COLUMNS, rows, { caption: "Pairs of reviewers, by their independent votes." }),
          ...[...cautions].map((caution) => `<p>${htmlText(caution)}`),
          ...alphas,
        ].join("\n");
      })
      .join("\n");
    return `${scope}${parts}`;
  },
};

const MAYBE = {
  "never-said": "",
  "as-include": ", maybe as include",
  apart: ", maybe apart",
  "left-out": ", without maybe",
} as const satisfies Record<MaybeHandling, string>;

const COLUMNS: readonly HtmlColumn<AgreementRow>[] = [
  {
    name: "Reviewers",
    cell: ({ pair, figures }) =>
      `${htmlText(pair.first)} and ${htmlText(pair.second)}${MAYBE[figures.maybe]}`,
  },
  { name: "Decided by both", kind: "number", cell: ({ figures }) => formatCount(figures.records) },
  { name: "Observed", kind: "number", cell: ({ figures }) => twoDecimals(figures.observed) },
  {
    name: "Cohen's kappa (95 % interval)",
    kind: "number",
    cell: ({ figures: { kappa } }) => {
      const interval = kappa?.interval;
      return interval === undefined
        ? twoDecimals(kappa?.kappa)
        : `${twoDecimals(kappa?.kappa)} (${twoDecimals(interval[0])} to ${twoDecimals(interval[1])})`;
    },
  },
  { name: "PABAK", kind: "number", cell: ({ figures }) => twoDecimals(figures.pabak) },
  { name: "On include", kind: "number", cell: ({ figures }) => twoDecimals(figures.positive) },
  { name: "On exclude", kind: "number", cell: ({ figures }) => twoDecimals(figures.negative) },
];

function twoDecimals(figure: number | undefined): string {
  return figure === undefined ? "undefined" : figure.toFixed(2).replace(/^-(0\.00)$/, "$1");
}
