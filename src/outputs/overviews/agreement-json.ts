import { cautionsOn } from "../../core/overviews/agreement/agreement-cautions.ts";
import type { StageAgreement } from "../../core/overviews/agreement/review-agreement.ts";
import { sixDecimals } from "../../core/statistics/deterministic-arithmetic.ts";

/** Agreement as JSON; undefined values are null. */
export function agreementJson(stages: readonly StageAgreement[]): string {
  return JSON.stringify({ stages: stages.map(stageJson) }, null, 2);
}

function stageJson({ stage, reviewers, pairs, groups, contradicting }: StageAgreement): object {
  return {
    stage,
    reviewers,
    contradicting_votes: contradicting,
    pairs: pairs.map((pair) => ({
      reviewers: [pair.first, pair.second],
      records: pair.records,
      revised_votes: pair.revised,
      figures: pair.figures.map((figures) => ({
        maybe: figures.maybe,
        records: figures.records,
        verdicts: figures.categories,
        table: figures.table,
        observed_agreement: figureOf(figures.observed),
        expected_agreement: figureOf(figures.kappa?.expected),
        kappa: figureOf(figures.kappa?.kappa),
        kappa_standard_error: figureOf(figures.kappa?.standardError),
        kappa_interval_95: figures.kappa?.interval?.map(sixDecimals) ?? null,
        pabak: figureOf(figures.pabak),
        prevalence_index: figureOf(figures.prevalenceIndex),
        bias_index: figureOf(figures.biasIndex),
        positive_agreement: figureOf(figures.positive),
        negative_agreement: figureOf(figures.negative),
        remarks: cautionsOn(pair, figures),
      })),
    })),
    alpha: groups.map(({ among, reviewers: members, alphas }) => ({
      among,
      reviewers: members,
      figures: alphas.map(({ maybe, records, votes, alpha }) => ({
        maybe,
        records,
        votes,
        alpha: figureOf(alpha),
      })),
    })),
  };
}

function figureOf(value: number | undefined): number | null {
  return value === undefined ? null : sixDecimals(value);
}
