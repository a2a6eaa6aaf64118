import { STAGES } from "../../../core/records/model.ts";
import { defineUsage } from "../../usage/command.ts";
import { count, flag, oneOf, text, words } from "../../usage/option.ts";
import { DECISIONS_FORMATS, decisions } from "./decisions.ts";

export const usage = defineUsage({
  description:
    "Lists, for each stage and reviewer, how many records were dealt to the reviewer, what the reviewer decided and how many are left, and the conflicts with those who may settle them. Verdicts on single records are shown only with --conflicts, because reviewers work blind.",
  options: {
    stage: oneOf("-s, --stage <stage>", "only this stage", words(STAGES)),
    as: text("--as <reviewer>", "only this reviewer"),
    next: count("--next <count>", "the next records of the reviewer named by --as"),
    pilot: count("--pilot <count>", "the records of a pilot: the same for everybody"),
    conflicts: flag("--conflicts", "the conflicts, with what each reviewer said"),
    format: oneOf("-f, --format <format>", "the form of the output", DECISIONS_FORMATS, "text"),
  },
  notes: [
    `slr.yaml names the reviewers among whom records are dealt, and the pilot:
  screening:
    title-abstract:
      { by: reviewers, per-record: 2, reviewers: [ada, bela, cara], pilot: 50 }`,
    `Each record draws lots by its key, so everybody gets the same split, and records
that are added later change nothing. Everybody decides the records of the pilot.`,
  ],
  examples: [
    ["slr decisions", "who has decided what"],
    ["slr decisions --as ada --next 10", "what ada decides next"],
    ["slr decisions --pilot 50", "the same 50 records for everybody"],
    ["slr decisions --conflicts", "what each reviewer said, and who settles it"],
  ],
  run: ({ options, io }) => decisions(options, io),
});
