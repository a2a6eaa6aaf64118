import { FORMAT_NAMES } from "../../../formats/names.ts";
import { defineUsage } from "../../usage/command.ts";
import { oneOf } from "../../usage/option.ts";
import { SCREEN_FORMATS, screen } from "./screen.ts";

export const usage = defineUsage({
  description:
    "Reads the exports, removes duplicates, applies the criteria of slr.yaml and the decisions of reviewers at title/abstract and full text, rates the records, counts the PRISMA 2020 flow and lists the included studies. Everything it finds is written to results/, byte for byte the same on every machine.",
  options: {
    format: oneOf(
      "-f, --format <format>",
      "the form of what is printed; results/ is the same",
      SCREEN_FORMATS,
      "text",
    ),
  },
  notes: [
    [
      "Reads",
      "slr.yaml, searches/, decisions/*.csv, duplicates.csv, retrieval.csv, studies.csv, fulltext/",
    ],
    ["Formats", `${FORMAT_NAMES.join(", ")} (recognised by content)`],
    [
      "Writes",
      "results/: prisma.json and its pictures, ledger.csv (one row for each entry), records.csv, included.*, excluded-full-text.*, problems.csv, …",
    ],
  ],
  examples: [
    ["slr screen", "the review in this folder"],
    ["slr screen -C reviews/llm", "the review in another folder"],
    ["slr screen scopus.csv wos.ris", "without a protocol: every file is one database"],
    ["slr screen --format json", "files, flow, problems and next steps for programs"],
  ],
  exitCodes:
    "0 done; 1 some entries or rows need attention (they are counted and listed in results/problems.csv); 2 could not run.",
  run: ({ files, options, io }) => screen(files, options, io),
});
