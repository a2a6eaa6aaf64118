import { STAGES } from "../../../core/records/model.ts";
import * as formats from "../../../outputs/records/record-formats.ts";
import { defineUsage } from "../../usage/command.ts";
import { byName, oneOf, parsed, path, text, words } from "../../usage/option.ts";
import { boxesOf, exportRecords, RECORD_BOXES } from "./export-records.ts";

export const usage = defineUsage({
  description:
    "Writes the records of this review with all of their fields, merged from all of their entries: for a reference manager, a spreadsheet, a citation processor, or for another screening tool.",
  options: {
    box: parsed("-b, --box <box>", "only records in this box of the flow", boxesOf, "all"),
    format: oneOf(
      "-f, --format <format>",
      "the form (default: by the file extension of --output, or ris)",
      byName(formats.RECORD_FORMATS),
    ),
    for: oneOf(
      "--for <tool>",
      "a file for this tool, or a page for one reviewer; slr import decisions reads it back",
      { ...byName(formats.TOOL_FORMATS), reviewer: "reviewer" as const },
    ),
    as: text("--as <reviewer>", "with --for reviewer: whose queue"),
    stage: oneOf("--stage <stage>", "whose votes, or which queue", words(STAGES), "title-abstract"),
    output: path("-o, --output <file>", "write to a file instead of stdout; - is stdout"),
  },
  notes: [
    ["Boxes", RECORD_BOXES.join(", ")],
    `Boxes have the names of results/ledger.csv; excluded, pending and conflict stand
for all boxes that begin so. Separate several with commas.`,
  ],
  examples: [
    ["slr export --box included --output included.bib"],
    ["slr export --box pending-title-abstract --for asreview -o to-rank.csv"],
    ["slr export --for rayyan > rayyan.csv"],
    ["slr export --for reviewer --as ada -o ada.html", "ada's queue, to screen without a server"],
  ],
  exitCodes: "0 done; 2 could not run.",
  run: ({ options, io }) => exportRecords(options, io),
});
