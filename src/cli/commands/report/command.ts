import { defineUsage } from "../../usage/command.ts";
import { flag, path } from "../../usage/option.ts";
import { report } from "./report.ts";

export const usage = defineUsage({
  description:
    "Writes one HTML page of the whole review for co-authors, reviewers and editors: flow, sources with queries, criteria, selection, agreement, rating, included and excluded studies with reasons, duplicates, checks, and the hashes of the files. It is one file, loads nothing, and needs no network.",
  options: {
    output: path("-o, --output <file>", "write it to a file instead of stdout; - is stdout"),
    withAbstracts: flag("--with-abstracts", "add the abstracts, which are the publishers' text"),
  },
  examples: [
    ["slr report -o review.html"],
    ["slr report --with-abstracts -o inside.html", "for the team"],
  ],
  run: ({ options, io }) => report(options, io),
});
