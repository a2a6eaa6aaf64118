import { defineUsage } from "../../usage/command.ts";
import { text } from "../../usage/option.ts";
import { publish } from "./publish.ts";

export const usage = defineUsage({
  description:
    "Writes a copy of the review for an archive such as OSF or Zenodo: protocol, decisions, boxes, flow, lists and hashes, with README, CITATION.cff and RO-Crate metadata. It leaves out what third parties wrote (exports, abstracts, index terms, the words that criteria matched), and notes, which may quote it. slr check checks the copy.",
  options: {
    date: text(
      "--date <day>",
      "the day of publication (default: date-released of CITATION.cff, else the newest day in the data)",
    ),
  },
  notes: [
    `Authors, licence and DOI come from CITATION.cff in the folder of the review;
what it lacks is marked as a gap.`,
  ],
  examples: [
    ["slr publish ../archive", "write the copy, or write it anew"],
    ["slr publish ../archive --date 2026-06-01", "with the day of publication"],
  ],
  exitCodes: "0 done; 1 the copy is written, but the review has errors; 2 could not run.",
  run: ({ files, options, io }) => publish(files, options, io),
});
