import { defineUsage } from "../../usage/command.ts";
import { flag, oneOf, path } from "../../usage/option.ts";
import { RETRIEVAL_FORMATS, retrieval } from "./retrieval.ts";

export const usage = defineUsage({
  description:
    "Lists the reports that wait at full text and have no file in fulltext/, with the link to fetch each. With --match it finds these reports among the PDFs of a folder by name: the key, or the name that Zotero and EndNote give (Author - Year - Title.pdf). It only proposes; --accept copies each PDF to fulltext/<record>.pdf and adds a row to retrieval.csv.",
  options: {
    match: path("--match <folder>", "find reports among the PDFs of this folder"),
    accept: flag("--accept", "copy the PDFs that --match found, and write retrieval.csv"),
    format: oneOf("-f, --format <format>", "the form of the list", RETRIEVAL_FORMATS, "text"),
  },
  examples: [
    ["slr retrieval", "what to fetch"],
    ["slr retrieval --format csv > to-fetch.csv", "the same as a table"],
    ["slr retrieval --match ~/Zotero-PDFs", "which PDF is which report"],
    ["slr retrieval --match ~/Zotero-PDFs --accept"],
  ],
  run: ({ options, io }) => retrieval(options, io),
});
