import { defineCommand } from "../../usage/command.ts";
import { byName, oneOf, text } from "../../usage/option.ts";

export const prismaCommand = defineCommand({
  name: "prisma",
  summary: "print the PRISMA 2020 flow",
  async load() {
    const [{ prisma }, { FLOW_FORMATS }] = await Promise.all([
      import("./prisma.ts"),
      import("../../../outputs/flow/flow-formats.ts"),
    ]);
    return {
      description:
        "Prints the flow of the review in this folder as it is now: boxes, per-database counts, reasons.",
      options: {
        format: oneOf(
          "-f, --format <format>",
          "the form of the flow",
          byName(FLOW_FORMATS),
          "text",
        ),
        output: text("-o, --output <file>", "write it to a file instead of stdout"),
      },
      notes: [["Formats", FLOW_FORMATS.map(({ name, summary }) => [name, summary])]],
      examples: [
        ["slr prisma"],
        ["slr prisma --format json | jq .new_studies"],
        ["slr prisma --format svg --output flow.svg"],
      ],
      run: ({ options, io }) => prisma(options, io),
    };
  },
});
