import { FORMAT_NAMES } from "../../../formats/names.ts";
import { defineUsage } from "../../usage/command.ts";
import { screen } from "./screen.ts";

export const usage = defineUsage({
  description:
    "Reads the exports, removes duplicates, applies the criteria of slr.yaml and the decisions of reviewers at title/abstract and full text, rates the records, counts the PRISMA 2020 flow and lists the included studies. Everything it finds is written to results/, byte for byte the same on every machine.",
  options: {},
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
  ],
  exitCodes:
    "0 done; 1 some entries or rows need attention (they are counted and listed in results/problems.csv); 2 could not run.",
  run: ({ files, io }) => screen(files, io),
});
