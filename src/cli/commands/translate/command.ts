import { DIALECTS } from "../../../core/criteria/index.ts";
import { defineUsage } from "../../usage/command.ts";
import { byName, oneOf, path } from "../../usage/option.ts";
import { TRANSLATION_FORMATS, translateStrings } from "./translate.ts";

export const usage = defineUsage({
  description:
    "Translates search strings of databases into slr's language for criteria, where both mean the same, and names every construct that it translated. What has no counterpart is refused at its place, with the reason: headings with all narrower ones, fields that exports do not have, and whatever no source confirms. Without a string, it translates the queries of the sources in slr.yaml, and criteria with `dialect`.",
  options: {
    from: oneOf("--from <database>", "whose search language the string is in", byName(DIALECTS)),
    file: path("--file <file>", "a file that holds the string, such as a search history"),
    format: oneOf("-f, --format <format>", "the form of the output", TRANSLATION_FORMATS, "text"),
  },
  examples: [
    [
      "slr translate --from ovid '(nurs* adj3 burnout).ti,ab.'",
      "the query goes to stdout, what was translated to stderr",
    ],
    ["slr translate --from scopus --file string.txt"],
    ["slr translate", "all search strings of slr.yaml"],
  ],
  exitCodes: "0 done; 1 a string has no translation; 2 could not run.",
  run: ({ files, options, io }) => translateStrings(files, options, io),
});
