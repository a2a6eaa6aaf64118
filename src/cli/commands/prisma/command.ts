import { FLOW_FORMATS } from "../../../outputs/flow/flow-formats.ts";
import { defineUsage } from "../../usage/command.ts";
import { byName, count, flag, oneOf, path, paths } from "../../usage/option.ts";
import { prisma } from "./prisma.ts";

export const usage = defineUsage({
  description:
    "Prints the flow of the review in this folder as it is now: boxes, per-database counts, reasons. The file extension of --output selects the form, unless --format does; the default is text.",
  options: {
    format: oneOf("-f, --format <format>", "the form of the flow", byName(FLOW_FORMATS)),
    output: path("-o, --output <file>", "write it to a file instead of stdout; - is stdout"),
    horizontal: flag("--horizontal", "draw the figure from left to right"),
    versions: flag(
      "--versions",
      "the flows of all versions of a living review, side by side (text, json, csv, md, svg, png, pdf)",
    ),
    lock: path("--lock <file>", "the flow of an earlier version, which its slr.lock holds"),
    dpi: count("--dpi <dots>", "dots per inch of a PNG image (default: 300)"),
    font: paths("--font <files...>", "fonts for characters that the shipped ones lack"),
  },
  notes: [
    [
      "Formats",
      FLOW_FORMATS.map(({ name, endings, summary }) => [name, `${summary} (${endings[0]})`]),
    ],
  ],
  examples: [
    ["slr prisma"],
    ["slr prisma --format json | jq .new_studies"],
    ["slr prisma -o flow.svg"],
    ["slr prisma -o flow.png --dpi 600", "for a journal"],
    ["slr prisma --versions", "the base review and each update side by side"],
    ["slr prisma --lock slr-2024.lock -o flow-2024.svg", "the flow that was published in 2024"],
  ],
  run: ({ options, io }) => prisma(options, io),
});
