import {
  FIGURES,
  type FigureName,
  TAXONOMY_FORMS,
} from "../../../outputs/overviews/taxonomy/taxonomy-forms.ts";
import { TABLES, type TableName } from "../../../outputs/overviews/taxonomy/taxonomy-tables.ts";
import { defineUsage } from "../../usage/command.ts";
import { byName, oneOf, path, text, words } from "../../usage/option.ts";
import { taxonomy } from "./taxonomy.ts";

export const usage = defineUsage({
  description:
    "Codes every included study by the taxonomy of slr.yaml and counts the studies of each class by year. The queries of the classes code; the rows of people in codes/<reviewer>.csv override them class by class, and a later row with resolves=yes settles a conflict. A class that nothing can tell, because a text is missing, is unknown and not no. Several coders get Cohen's kappa for each class.",
  options: {
    table: oneOf("-t, --table <table>", "what it shows", words(names(TABLES))),
    figure: oneOf("--figure <figure>", "what svg draws", words(names(FIGURES))),
    within: text("--within <class>", "only the studies of this class, by its sub-classes"),
    format: oneOf(
      "-f, --format <format>",
      "the form (default: by the file extension of --output, or text)",
      byName(TAXONOMY_FORMS),
    ),
    output: path("-o, --output <file>", "write it to a file instead of stdout; - is stdout"),
  },
  notes: [
    ["Tables", Object.entries(TABLES)],
    ["Formats", TAXONOMY_FORMS.map(({ name, summary }) => [name, summary])],
  ],
  examples: [
    ["slr taxonomy"],
    ["slr taxonomy --table sheet > codes/ada.csv", "a sheet for Ada to fill in"],
    ["slr taxonomy -o map.svg", "a map of bubbles"],
    ["slr taxonomy --figure bars -o bars.svg"],
    ["slr taxonomy -o taxonomy.xlsx"],
  ],
  exitCodes: "0 done; 1 a row of codes/ cannot be applied; 2 could not run.",
  run: ({ options, io }) => taxonomy(options, io),
});

function names<Name extends TableName | FigureName>(
  table: Readonly<Record<Name, unknown>>,
): Name[] {
  return Object.keys(table) as Name[]; // its own keys
}
