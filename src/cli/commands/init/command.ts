import { defineUsage } from "../../usage/command.ts";
import { init } from "./init.ts";

export const usage = defineUsage({
  description:
    "Reads the exported search results, recognises their databases, and writes a commented slr.yaml with a source for each, .gitattributes and decisions/. It never changes an existing protocol.",
  options: {},
  examples: [["slr init"], ["slr init searches/scopus.csv searches/wos.ris"]],
  run: ({ files, io }) => init(files, io),
});
