import { STAGES } from "../../../core/records/model.ts";
import { defineUsage } from "../../usage/command.ts";
import { flag, oneOf, words } from "../../usage/option.ts";
import { AGREEMENT_FORMATS, agreement } from "./agreement.ts";

export const usage = defineUsage({
  description:
    "Measures, for each stage and pair of reviewers, how well they agree: observed agreement, Cohen's kappa with its 95 % interval (standard error of Fleiss, Cohen and Everitt 1969), PABAK, prevalence and bias index, agreement on include and on exclude; and Krippendorff's alpha for all reviewers of a stage. Only independent votes count; a row that settles a conflict does not. Where somebody said maybe, every figure is given with and without it.",
  options: {
    stage: oneOf("-s, --stage <stage>", "only this stage", words(STAGES)),
    bands: flag("--bands", "describe each kappa in the words of two usual scales"),
    format: oneOf("-f, --format <format>", "the form of the output", AGREEMENT_FORMATS, "text"),
  },
  examples: [
    ["slr agreement"],
    ["slr agreement --stage full-text --bands"],
    ["slr agreement --format csv > agreement.csv"],
  ],
  exitCodes: "0 done, whatever the figures are; 2 could not run.",
  run: ({ options, io }) => agreement(options, io),
});
