import { defineUsage } from "../../usage/command.ts";
import { oneOf } from "../../usage/option.ts";
import { TRACE_FORMATS, trace } from "./trace.ts";

export const usage = defineUsage({
  description:
    "Follows a record from its box back to the raw lines: the decisions of people with file and line, the judgement of each criterion with the words in their sentence, the duplicates with their evidence, and every file, line and SHA-256 of the exports. From a line of a file it leads forward to the record and its box.",
  options: {
    format: oneOf("-f, --format <format>", "the form of the output", TRACE_FORMATS, "text"),
  },
  notes: [
    `A record is named by its key, doi:…, pmid:…, arxiv:…, an entry such as
Scopus#12, its title, or a line such as searches/scopus.csv:12 or
decisions/ada.csv:7.`,
  ],
  examples: [
    ["slr trace doi:10.1000/abc", "why is this paper (not) in?"],
    ["slr trace searches/scopus.csv:88", "what became of this line?"],
    ["slr trace decisions/ada.csv:7", "which record is this decision about?"],
  ],
  exitCodes: "0 done; 2 no record, or several, have this name, or slr could not run.",
  run: ({ files, options, io }) => trace(files, options, io),
});
