import { STAGES } from "../../../core/records/model.ts";
import { SCREENING_TOOLS } from "../../../formats/screening-tools/index.ts";
import { TOOL_FILES } from "../../../formats/screening-tools/names.ts";
import { defineUsage } from "../../usage/command.ts";
import { flag, oneOf, text, words } from "../../usage/option.ts";
import { importDecisions } from "./import-decisions.ts";

const tools = Object.fromEntries(SCREENING_TOOLS.map((tool) => [tool.id, tool]));

export const usage = defineUsage({
  description:
    "Reads the decisions of another screening tool and appends them to decisions/<reviewer>.csv. Existing rows never change, and importing a file twice adds nothing. A row finds its record by DOI, PMID or title and year; a row that finds none or several is kept and reported. E-mail addresses are removed: reviewers without another name become reviewer-1, reviewer-2, …",
  options: {
    from: oneOf("--from <tool>", "the tool, if its files do not show it", tools),
    stage: oneOf(
      "--stage <stage>",
      "the stage, if the tool does not say",
      words(STAGES),
      "title-abstract",
    ),
    as: text("--as <reviewer>", "who decided, if the tool names nobody or one person"),
    verdict: oneOf(
      "--verdict <verdict>",
      "for a Covidence file of another name",
      words(["include", "exclude"]),
    ),
    dryRun: flag("-n, --dry-run", "read and report, write nothing"),
  },
  notes: [
    ["Tools", Object.entries(TOOL_FILES)],
    `slr recognises the tool by content; if it cannot, name the tool with --from.`,
  ],
  examples: [
    ["slr import decisions articles.csv customizations_log.csv"],
    ["slr import decisions review_1_irrelevant.csv review_1_included.csv --as team"],
    ["slr import decisions export.ris --from asreview --as ada --dry-run"],
  ],
  exitCodes: "0 done; 1 some rows name no record, or contradict each other; 2 could not run.",
  run: ({ files, options, io }) => importDecisions(files, options, io),
});
