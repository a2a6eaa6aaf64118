import { CITATION_FORMS } from "../../../outputs/overviews/citations/citation-forms.ts";
import {
  CITATION_TABLES,
  type CitationTableName,
} from "../../../outputs/overviews/citations/citation-tables.ts";
import { defineUsage } from "../../usage/command.ts";
import { byName, count, oneOf, path, words } from "../../usage/option.ts";
import { citations } from "./citations.ts";

export const usage = defineUsage({
  description:
    "Follows the references that exports carry: backward to works that several included studies cite and no search found, and forward to records that cite included ones; which included records are cited together, and which cite the same works. A reference matches a record by an identifier, by its whole title with author and year, or by author, year, volume and page; in doubt it stays unmatched and is said.",
  options: {
    least: count("--least <studies>", "how many included studies must cite a find", "2"),
    table: oneOf(
      "-t, --table <table>",
      "what csv holds (default: finds)",
      words(Object.keys(CITATION_TABLES) as CitationTableName[]), // its own keys
    ),
    format: oneOf(
      "-f, --format <format>",
      "the form (default: by the file extension of --output, or text)",
      byName(CITATION_FORMS),
    ),
    output: path("-o, --output <file>", "write it to a file instead of stdout; - is stdout"),
  },
  notes: [
    ["Tables", Object.entries(CITATION_TABLES)],
    ["Formats", CITATION_FORMS.map(({ name, summary }) => [name, summary])],
  ],
  examples: [
    ["slr citations"],
    ["slr citations -o finds.ris", "the finds, which slr add makes a source"],
    ["slr citations --table citing"],
    ["slr citations -o network.svg"],
  ],
  exitCodes: "0 done; 2 could not run.",
  run: ({ options, io }) => citations(options, io),
});
