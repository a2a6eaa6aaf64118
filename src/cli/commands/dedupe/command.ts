import { defineUsage } from "../../usage/command.ts";
import { flag, oneOf, text, texts } from "../../usage/option.ts";
import { DEDUPE_FORMATS, dedupe } from "./dedupe.ts";

export const usage = defineUsage({
  description:
    "Lists the records that several entries describe, with the rule that joined each entry; the possible duplicates that a person must settle; and versions of one study that are not duplicates. It can explain every merge and every refusal. It writes nothing, except with --accept.",
  options: {
    possible: flag("--possible", "only the possible duplicates"),
    linked: flag("--linked", "only the versions of one study that are kept apart"),
    cluster: text("--cluster <record>", "the entries of one record, and the fields that each gave"),
    explain: texts("--explain <names...>", "why two entries or records are one, or are not"),
    studies: flag("--studies", "the rows of studies.csv that make linked versions one study"),
    accept: flag("--accept", "with --studies: add these rows to studies.csv"),
    format: oneOf("-f, --format <format>", "the form of the output", DEDUPE_FORMATS, "text"),
  },
  notes: [
    `A name is a key, doi:…, pmid:…, arxiv:…, an entry such as Scopus#12, or a title.
Rows of duplicates.csv (same, different) overrule slr, and \`versions\` in
slr.yaml says which versions of a study are duplicates.`,
  ],
  examples: [
    ["slr dedupe", "everything"],
    ["slr dedupe scopus.csv pubmed.ris", "without a protocol"],
    ["slr dedupe --possible --format csv", "the pairs in doubt, as a table"],
    ["slr dedupe --explain Scopus#3 PubMed#9", "what speaks for and against"],
    ["slr dedupe --cluster doi:10.1000/abc", "which entry gave which field"],
    ["slr dedupe --studies --accept", "linked versions become one study"],
  ],
  exitCodes: "0 done; 1 some entries or rows need attention; 2 could not run.",
  run: ({ files, options, io }) => dedupe(files, options, io),
});
