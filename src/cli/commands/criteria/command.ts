import { DIALECTS } from "../../../core/criteria/index.ts";
import { CRITERION_STAGES } from "../../../core/protocol/protocol.ts";
import { defineUsage } from "../../usage/command.ts";
import { byName, oneOf, text, words } from "../../usage/option.ts";
import { CRITERIA_FORMATS, criteria } from "./criteria.ts";

export const usage = defineUsage({
  description:
    "Lists the criteria with the records that they exclude: how many, how many of them alone and how many first, where two exclude the same records, and where a rule and people differ. Runs the `examples` of the criteria in slr.yaml. Tries a query before it is believed, and says which records a change of the criteria moves.",
  options: {
    try: text("--try <query>", "what this query would exclude, with ten of the records"),
    as: oneOf(
      "--as <effect>",
      "whether the tried query is an exclusion or an inclusion",
      words(["exclude", "include"]),
      "exclude",
    ),
    stage: oneOf(
      "-s, --stage <stage>",
      "the stage at which it is tried",
      words(CRITERION_STAGES),
      "title-abstract",
    ),
    from: oneOf("--from <database>", "whose search language the query is in", byName(DIALECTS)),
    against: text(
      "--against <revision or folder>",
      "records that change their outcome against the slr.yaml of a git revision or another folder",
    ),
    format: oneOf("-f, --format <format>", "the form of the output", CRITERIA_FORMATS, "text"),
  },
  examples: [
    ["slr criteria"],
    ["slr criteria --try title(survey)", "excludes 205 of 1,200; ten of them"],
    ["slr criteria --against HEAD", "what the changes that are not committed yet do"],
  ],
  exitCodes:
    "0 done; 1 an example is not as expected, or a record that is included before or after changes its outcome; 2 could not run.",
  run: ({ options, io }) => criteria(options, io),
});
