import type { Command, CommandGroup } from "../usage/command.ts";

/** The commands of slr, in the order of the work. `slr --help` prints what is said here, and loads no more. */
export const COMMANDS: readonly (Command | CommandGroup)[] = [
  {
    name: "init",
    summary: "start a review folder from the exports at hand",
    argument: ["[exports...]", "exported search results (default: those in searches/)"],
    load: () => import("./init/command.ts"),
  },
  {
    name: "add",
    summary: "exports that came later, as sources or later searches",
    argument: ["<exports...>", "exported search results, copied into searches/"],
    load: () => import("./add/command.ts"),
  },
  {
    name: "screen",
    summary: "from raw exports to PRISMA counts and included studies",
    argument: ["[exports...]", "exported search results, where there is no slr.yaml"],
    load: () => import("./screen/command.ts"),
  },
  {
    name: "dedupe",
    summary: "what is one record and what may be, with evidence",
    argument: ["[exports...]", "exported search results, where there is no slr.yaml"],
    load: () => import("./dedupe/command.ts"),
  },
  {
    name: "decide",
    summary: "screen in the terminal, one key a decision",
    load: () => import("./decide/command.ts"),
  },
  {
    name: "status",
    summary: "where the review stands, and what to do next",
    load: () => import("./status/command.ts"),
  },
  {
    name: "decisions",
    summary: "who has decided what, and who is next",
    load: () => import("./decisions/command.ts"),
  },
  {
    name: "retrieval",
    summary: "which reports to fetch, and which PDFs are they",
    load: () => import("./retrieval/command.ts"),
  },
  {
    name: "agreement",
    summary: "how well the reviewers agree",
    load: () => import("./agreement/command.ts"),
  },
  {
    name: "rate",
    summary: "what to read next and why, and whether to stop",
    load: () => import("./rate/command.ts"),
  },
  {
    name: "simulate",
    summary: "how well the rating would have worked",
    argument: ["[files...]", "labelled reviews (default: the decided review in this folder)"],
    load: () => import("./simulate/command.ts"),
  },
  {
    name: "prisma",
    summary: "print the PRISMA 2020 flow",
    load: () => import("./prisma/command.ts"),
  },
  {
    name: "check",
    summary: "prove that everything adds up; made for CI",
    load: () => import("./check/command.ts"),
  },
  {
    name: "import",
    summary: "take over what other screening tools hold",
    description: "Takes over what other screening tools hold.",
    commands: [
      {
        name: "decisions",
        summary: "decisions of Rayyan, ASReview, Covidence, …",
        argument: ["<files...>", "exports of the tool, all of one import together"],
        load: () => import("./import/command.ts"),
      },
    ],
  },
  {
    name: "export",
    summary: "records for reference managers and other tools",
    load: () => import("./export/command.ts"),
  },
];
