import { METHODS_FORMATS } from "../../../outputs/methods/methods-formats.ts";
import { defineUsage } from "../../usage/command.ts";
import { byName, oneOf, path } from "../../usage/option.ts";
import { methods } from "./methods.ts";

export const usage = defineUsage({
  description:
    "Writes the methods section of the paper from the review folder and nothing else: sources, deduplication, criteria, who decided how many records in which way, agreement, automation, stopping, and the flow in words. What the folder does not say stands there as [not stated: …]; stderr lists these gaps and where to fill them.",
  options: {
    format: oneOf("-f, --format <format>", "the form of the text", byName(METHODS_FORMATS)),
    output: path("-o, --output <file>", "write it to a file instead of stdout; - is stdout"),
  },
  notes: [
    [
      "Formats",
      METHODS_FORMATS.map(({ name, endings, summary }) => [name, `${summary} (${endings[0]})`]),
    ],
  ],
  examples: [
    ["slr methods"],
    ["slr methods -o methods.docx", "for Word"],
    ["slr methods -o methods.tex", "for \\input in a paper"],
  ],
  run: ({ options, io }) => methods(options, io),
});
