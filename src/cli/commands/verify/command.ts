import { InvalidArgumentError } from "commander";
import { BREAKDOWNS } from "../../../core/claims/breakdowns.ts";
import { MEASURES } from "../../../core/claims/measures.ts";
import { defineUsage } from "../../usage/command.ts";
import { flag, oneOf, parsed, paths } from "../../usage/option.ts";
import { VERIFY_FORMATS, verify } from "./verify.ts";

export const usage = defineUsage({
  description:
    "Compares what somebody published about the review in this folder with its data, box by box: which numbers and lists agree, by how many the others differ, and the records that explain it, with file and line. Nothing is written.",
  options: {
    list: paths("--list <lists...>", "claimed lists as box=file, for scripts that keep them apart"),
    columns: parsed(
      "--columns <columns>",
      "the columns of claimed tables, as title=Study,doi=DOI",
      parseColumns,
    ),
    all: flag("--all", "list every record of a difference"),
    format: oneOf("-f, --format <format>", "the form of the output", VERIFY_FORMATS, "text"),
  },
  notes: [
    `A claim is name=number, or box=file for a list in any format that slr reads (a
sheet of a workbook is book.xlsx/Sheet). A file of counts is JSON or YAML (also
results/prisma.json), the CSV of the R package PRISMA2020, or lines of
name=number. A list whose file is called like its box needs no name:
results/included.csv.`,
    [
      "Names",
      MEASURES.filter(({ name }) => !/pending|^box_/.test(name)).map(({ name, means, aliases }) => [
        name,
        `${means}${aliases.length === 0 ? "" : ` (also ${aliases.slice(0, 3).join(", ")})`}`,
      ]),
    ],
    [
      "Parts",
      BREAKDOWNS.map(({ name, aliases, means }) => [
        name,
        `${means("…")}, each with its number (also ${aliases.slice(0, 3).join(", ")})`,
      ]),
    ],
  ],
  examples: [
    ["slr verify published.json", "the numbers of a paper, written down as JSON or YAML"],
    ["slr verify screened=770 included=86", "two numbers"],
    ["slr verify included=included.bib", "a list, entry by entry"],
    ["slr verify included=data.xlsx/Final --format json", "a sheet of a workbook"],
    [
      "slr verify results/prisma.json results/included.csv",
      "results that were published with the data",
    ],
  ],
  exitCodes: "0 every claim agrees; 1 a claim differs or cannot be compared; 2 could not run.",
  run: ({ files, options, io }) => verify(files, options, io),
});

function parseColumns(text: string): Readonly<Record<string, string>> {
  const pairs = text.split(",").map((pair) => /^([^=]+)=(.+)$/.exec(pair.trim()));
  if (pairs.includes(null)) throw new InvalidArgumentError("Write title=Study,doi=DOI.");
  return Object.fromEntries(pairs.map((pair) => [pair![1]!.trim(), pair![2]!.trim()]));
}
