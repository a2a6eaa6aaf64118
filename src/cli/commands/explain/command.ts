import { defineUsage } from "../../usage/command.ts";
import { oneOf } from "../../usage/option.ts";
import { EXPLAIN_FORMATS, trace } from "../trace/trace.ts";

export const usage = defineUsage({
  description:
    "Shows what each criterion says of a record, and the words that it found, in their sentence. slr trace shows the whole way of the record.",
  options: {
    format: oneOf("-f, --format <format>", "the form of the output", EXPLAIN_FORMATS, "text"),
  },
  notes: [
    `A record is named by its key, doi:…, pmid:…, arxiv:…, an entry such as
Scopus#12, its title, or a line such as searches/scopus.csv:12.`,
  ],
  examples: [
    ["slr explain k3f7p2qa", "by its key"],
    ["slr explain Attention is all you need", "by its title"],
    ["slr explain Scopus#12 --format json", "for a program"],
  ],
  exitCodes: "0 done; 2 no record, or several, have this name, or slr could not run.",
  run: ({ files, options, io }) => trace(files, options, io),
});
