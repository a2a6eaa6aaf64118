import { plural } from "../../../records/text/plural.ts";
import {
  type MaybeHandling,
  type PairAgreement,
  reviewAgreement,
  type StageAgreement,
} from "../../agreement/review-agreement.ts";
import { countedBefore, namelessReviewers } from "../../selection.ts";
import { type MethodsPart, paragraphOf } from "../methods-part.ts";
import { listed, type Sentence, say } from "../sentence.ts";

/** So many pairs of reviewers are described each; of more, only their common alpha. */
const PAIRS = 3;

/** How well reviewers agreed. */
export const agreementPart: MethodsPart = {
  heading: "Agreement",
  says: "for each pair of reviewers on how many records both voted, observed agreement, Cohen's kappa with its interval and PABAK; of many reviewers Krippendorff's alpha; or that nobody's votes can be compared",
  items: "PRISMA 2020 item 8 (how reviewers worked); RAISE (validation against people)",
  leaves: "nothing: it is measured or said to be not",
  write({ review }) {
    const stages = reviewAgreement(review).filter(({ pairs }) => pairs.length > 0);
    if (review.found.input.decisions.length === 0) return [];
    // Whoever kept a table that names no reviewer may have been two.
    if (stages.length === 0 && namelessReviewers(review).size > 0) return [];
    if (stages.length === 0)
      return paragraphOf([
        say`No record has votes of two reviewers, so agreement was not measured.`,
      ]);
    return paragraphOf([
      ...stages.flatMap(stageSentences),
      ...(countedBefore(review).size === 0
        ? []
        : [say`These figures are those of all versions of the review together.`]),
    ]);
  },
};

const WHERE = { "title-abstract": "title/abstract", "full-text": "full text" } as const;
const UNIT = { "title-abstract": "record", "full-text": "report" } as const;

const MAYBE = {
  "never-said": "",
  "as-include": ", with maybe counted as include",
  apart: ", with maybe as a verdict of its own",
  "left-out": ", without the votes for maybe",
} as const satisfies Record<MaybeHandling, string>;

function stageSentences(stage: StageAgreement): Sentence[] {
  const alphas = stage.groups.map(({ among, reviewers, alphas: [first] }) =>
    first === undefined
      ? []
      : say`Krippendorff's alpha at ${WHERE[stage.stage]} among ${among} (${listed(reviewers)}) was ${twoDecimals(first.alpha)}, from ${plural(first.records, UNIT[stage.stage])}${MAYBE[first.maybe]}.`,
  );
  if (stage.pairs.length > PAIRS) return alphas.filter(({ length }) => length > 0);
  return stage.pairs.flatMap((pair) => pairSentence(stage, pair));
}

function pairSentence({ stage }: StageAgreement, pair: PairAgreement): Sentence[] {
  const { first, second, records, revised, figures } = pair;
  const [shown] = figures;
  if (shown === undefined || shown.observed === undefined) return [];
  const { kappa, observed, pabak } = shown;
  const interval = kappa?.interval;
  const width =
    interval === undefined
      ? ""
      : ` (95 % confidence interval ${twoDecimals(interval[0])} to ${twoDecimals(interval[1])})`;
  const chance =
    kappa === undefined
      ? "Cohen's kappa is undefined, because both always gave the same verdict"
      : `Cohen's kappa was ${twoDecimals(kappa.kappa)}${width}`;
  const adjusted = pabak === undefined ? "" : `, and PABAK ${twoDecimals(pabak)}`;
  return [
    say`At ${WHERE[stage]}, ${first} and ${second} both voted on ${plural(records, UNIT[stage])} and agreed on ${(100 * observed).toFixed(1)} % of them${MAYBE[shown.maybe]}; ${chance}${adjusted}.`,
    ...(revised === 0
      ? []
      : [
          say`${plural(revised, "vote")} of these replaced another verdict of the same reviewer, so they may not be independent.`,
        ]),
  ];
}

function twoDecimals(figure: number | undefined): string {
  return figure === undefined ? "undefined" : figure.toFixed(2).replace(/^-(0\.00)$/, "$1");
}
