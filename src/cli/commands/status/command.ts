import { defineUsage } from "../../usage/command.ts";
import { oneOf } from "../../usage/option.ts";
import { STATUS_FORMATS, status } from "./status.ts";

export const usage = defineUsage({
  description:
    "Says where the review stands: how many records have which outcome at each stage, what is left for whom, and the next three things to do, the most worth first. It writes nothing.",
  options: {
    format: oneOf("-f, --format <format>", "the form of the output", STATUS_FORMATS, "text"),
  },
  examples: [
    ["slr status", "where the review stands"],
    ["slr status --format json", "the same for programs, with every step"],
  ],
  run: ({ options, io }) => status(options, io),
});
