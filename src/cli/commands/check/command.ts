import { CHECKS } from "../../../core/checks/index.ts";
import { defineUsage } from "../../usage/command.ts";
import { flag, oneOf, paths } from "../../usage/option.ts";
import { check } from "./check.ts";
import { CHECK_FORMATS } from "./check-formats.ts";

export const usage = defineUsage({
  description: "Checks that the review in this folder is complete and adds up.",
  options: {
    format: oneOf(
      "-f, --format <format>",
      "the form of the output; github prints annotations",
      CHECK_FORMATS,
      "text",
    ),
    locked: flag("--locked", "fail if an input, the flow or a record differs from slr.lock"),
    updateLock: flag(
      "--update-lock",
      "write slr.lock: hashes of all inputs, the flow, and each record with its box; refused while there are errors",
    ),
    paper: paths(
      "--paper <files...>",
      "compare the numbers of a paper (.tex, .md, .qmd, .docx) with the flow",
    ),
    claimed: paths(
      "--claimed <box=file...>",
      "compare lists of the paper with their boxes: included=included.bib",
    ),
    force: flag("--force", "with --update-lock: write it even if there are errors"),
  },
  notes: [["Checks", CHECKS.map(({ id, holds }) => [id, holds])]],
  examples: [
    ["slr check", "everything, as text"],
    ["slr check --update-lock", "write slr.lock when everything is as it should be"],
    ["slr check --locked --format github", "in a CI workflow"],
    ["slr check --paper paper.tex", "do the numbers of the text still hold?"],
  ],
  exitCodes: "0 all checks passed; 1 a check failed; 2 could not run.",
  run: ({ options, io }) => check(options, io),
});
