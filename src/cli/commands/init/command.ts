import { defineCommand } from "../../usage/command.ts";

export const initCommand = defineCommand({
  name: "init",
  summary: "start a review folder from the exports at hand",
  argument: ["[exports...]", "exported search results (default: those in searches/)"],
  async load() {
    const { init } = await import("./init.ts");
    return {
      description:
        "Reads the exported search results, finds out their databases, and writes a commented slr.yaml with a source for each, .gitattributes and decisions/. It never changes a protocol that is there.",
      options: {},
      examples: [["slr init"], ["slr init searches/scopus.csv searches/wos.ris"]],
      run: ({ files, io }) => init(files, io),
    };
  },
});
