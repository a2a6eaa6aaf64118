import { defineUsage } from "../../usage/command.ts";
import { count, text } from "../../usage/option.ts";
import { add } from "./add.ts";

export const usage = defineUsage({
  description:
    "Copies exported search results into searches/ and adds them to slr.yaml as new sources or, with --to, as a later search of an existing source. Comments of slr.yaml stay, and existing entries keep their numbers. A file that the review already has is refused.",
  options: {
    to: text("--to <source>", "a later search of this source of slr.yaml"),
    searched: text("--searched <date>", "the day of the search, as YYYY-MM-DD"),
    query: text("--query <query>", "the search string, exactly as it was run"),
    expected: count("--expected <count>", "the hit count that the database showed"),
  },
  examples: [
    ["slr add ~/Downloads/scopus.csv --searched 2024-05-25", "a new source"],
    [
      "slr add pubmed-2025.nbib --to PubMed --searched 2025-06-01 --expected 31",
      "a later search of PubMed",
    ],
  ],
  run: ({ files, options, io }) => add(files, options, io),
});
