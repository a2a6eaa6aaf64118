import { DIALECTS } from "../../../core/criteria/index.ts";
import { LINT_RULES } from "../../../core/lint/rules/index.ts";
import { SEARCH_PARTS } from "../../../outputs/overviews/search/search-tables.ts";
import { defineUsage } from "../../usage/command.ts";
import { byName, flag, oneOf, path, someOf, words } from "../../usage/option.ts";
import { SEARCH_FORMS, search } from "./search.ts";

export const usage = defineUsage({
  description:
    "Says what each source and each search string contributed to the records and to the included reports, and what they may have missed: overlap, recall, Chao's lower bound, telling terms that no string contains, and the table of searches that PRISMA-S asks for. The strings of slr.yaml are run on the texts of all records. The file extension of --output selects the form, unless --format does; the default is text.",
  options: {
    lint: flag(
      "--lint",
      "look for mistakes in the search strings: those of slr.yaml, or those given",
    ),
    dialect: oneOf(
      "--dialect <database>",
      "with --lint: whose search language the given string is in",
      byName(DIALECTS),
    ),
    part: someOf("--part <parts>", "only these parts, separated by commas", words(SEARCH_PARTS)),
    format: oneOf("-f, --format <format>", "the form of the output", byName(SEARCH_FORMS)),
    output: path("-o, --output <file>", "write it to a file instead of stdout; - is stdout"),
  },
  notes: [
    ["Rules of --lint, the weightiest first", LINT_RULES.map(({ code, finds }) => [code, finds])],
  ],
  examples: [
    ["slr search"],
    ["slr search -o overlap.svg", "the overlap of the sources as a picture"],
    ["slr search --part sources -o searches.docx", "the searches for the appendix"],
    ["slr search --part terms --format csv"],
    ["slr search --lint", "mistakes in the strings of slr.yaml"],
    ["slr search --lint --dialect ovid strategy.txt", "in a string or a file"],
  ],
  exitCodes: "0 done; 1 --lint found errors; 2 could not run.",
  run: ({ files, options, io }) => search(files, options, io),
});
