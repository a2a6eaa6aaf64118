import type { Command, CommandGroup } from "../usage/command.ts";

/**
 * The commands of slr, in the order of the work. `slr --help` prints these lines and loads nothing
 * more.
 */
export const COMMANDS: readonly (Command | CommandGroup)[] = [
  {
    name: "init",
    summary: "start a review folder from the exports at hand",
    also: ["new", "start", "create", "setup", "begin"],
    argument: ["[exports...]", "exported search results (default: those in searches/)"],
    load: () => import("./init/command.ts"),
  },
  {
    name: "add",
    summary: "exports that came later, as sources or later searches",
    also: ["append", "update", "include"],
    argument: ["<exports...>", "exported search results, copied into searches/"],
    load: () => import("./add/command.ts"),
  },
  {
    name: "screen",
    summary: "from raw exports to PRISMA counts and included studies",
    also: ["run", "build", "process", "pipeline", "all", "count"],
    argument: ["[exports...]", "exported search results, where there is no slr.yaml"],
    load: () => import("./screen/command.ts"),
  },
  {
    name: "criteria",
    summary: "what criteria exclude, their tests, and what a change moves",
    also: ["coverage", "rules", "query", "eligibility"],
    load: () => import("./criteria/command.ts"),
  },
  {
    name: "search",
    summary: "what each source and search string found and missed",
    argument: ["[strings...]", "with --lint: search strings or files that hold one"],
    also: ["sources", "strings", "overlap", "upset", "prisma-s", "databases", "strategy", "press"],
    load: () => import("./search/command.ts"),
  },
  {
    name: "translate",
    summary: "search strings of databases as criteria",
    argument: ["[text...]", "a search string (default: those in slr.yaml)"],
    load: () => import("./translate/command.ts"),
  },
  {
    name: "dedupe",
    summary: "what is one record and what may be, with evidence",
    also: ["dedup", "deduplicate", "deduplication", "duplicates", "dups", "merge"],
    argument: ["[exports...]", "exported search results, where there is no slr.yaml"],
    load: () => import("./dedupe/command.ts"),
  },
  {
    name: "decide",
    summary: "screen in the terminal, one key a decision",
    also: ["label", "open", "review", "vote", "code", "judge", "assess", "read", "triage"],
    load: () => import("./decide/command.ts"),
  },
  {
    name: "status",
    summary: "where the review stands, and what to do next",
    also: ["stats", "statistics", "progress", "summary", "next", "todo", "info", "where"],
    load: () => import("./status/command.ts"),
  },
  {
    name: "decisions",
    summary: "who has decided what, and who is next",
    also: ["votes", "reviewers", "conflicts", "assign", "who", "log"],
    load: () => import("./decisions/command.ts"),
  },
  {
    name: "retrieval",
    summary: "which reports to fetch, and which PDFs are they",
    also: ["retrieve", "open", "fetch", "pdf", "pdfs", "fulltext", "full-text", "download"],
    load: () => import("./retrieval/command.ts"),
  },
  {
    name: "agreement",
    summary: "how well the reviewers agree",
    also: ["kappa", "irr", "reliability", "concordance", "cohen", "alpha"],
    load: () => import("./agreement/command.ts"),
  },
  {
    name: "rate",
    summary: "what to read next and why, and whether to stop",
    also: [
      "rank",
      "ranking",
      "rating",
      "prioritise",
      "prioritize",
      "score",
      "order",
      "stop",
      "predict",
    ],
    load: () => import("./rate/command.ts"),
  },
  {
    name: "simulate",
    summary: "how well the rating would have worked",
    also: ["simulation", "evaluate", "backtest", "benchmark", "recall"],
    argument: ["[files...]", "labelled reviews (default: the decided review in this folder)"],
    load: () => import("./simulate/command.ts"),
  },
  {
    name: "citations",
    summary: "what included studies cite, and who cites them",
    also: ["snowball", "snowballing", "references", "network", "cited", "coupling"],
    load: () => import("./citations/command.ts"),
  },
  {
    name: "taxonomy",
    summary: "the included studies by class and year",
    also: ["classes", "codes", "coding", "categories", "map", "bubbles", "mapping"],
    load: () => import("./taxonomy/command.ts"),
  },
  {
    name: "prisma",
    summary: "print the PRISMA 2020 flow",
    also: ["flow", "flowchart", "diagram", "figure", "chart", "draw", "plot"],
    load: () => import("./prisma/command.ts"),
  },
  {
    name: "report",
    summary: "the whole review as one page for readers",
    also: ["html", "page", "website", "dashboard", "share", "supplement", "appendix"],
    load: () => import("./report/command.ts"),
  },
  {
    name: "methods",
    summary: "the methods section of the paper, with gaps marked",
    also: ["method", "paragraph", "manuscript", "write", "text", "raise", "describe"],
    load: () => import("./methods/command.ts"),
  },
  {
    name: "check",
    summary: "prove that everything adds up; made for CI",
    also: ["validate", "lint", "test", "audit", "ci", "lock"],
    load: () => import("./check/command.ts"),
  },
  {
    name: "trace",
    summary: "a record back to every raw line, and forward again",
    argument: ["<record...>", "a key, an identifier, an entry, a title, or file:line"],
    also: ["find", "why", "history", "provenance", "where", "show"],
    load: () => import("./trace/command.ts"),
  },
  {
    name: "explain",
    summary: "what each criterion says of a record, word by word",
    argument: ["<record...>", "a key, an identifier, an entry, a title, or file:line"],
    also: ["reasons", "judgement"],
    load: () => import("./explain/command.ts"),
  },
  {
    name: "verify",
    summary: "published counts and lists beside the data",
    argument: ["[claimed...]", "name=number, box=file, or files of counts"],
    also: ["compare", "claims", "reproduce", "published"],
    load: () => import("./verify/command.ts"),
  },
  {
    name: "publish",
    summary: "a copy for an archive, without third-party text",
    argument: ["<folder>", "where the copy is written"],
    also: ["archive", "deposit", "osf", "zenodo", "share", "package"],
    load: () => import("./publish/command.ts"),
  },
  {
    name: "import",
    summary: "take over what other screening tools hold",
    also: ["load", "rayyan", "covidence", "asreview", "migrate"],
    description: "Takes over what other screening tools hold.",
    commands: [
      {
        name: "decisions",
        summary: "decisions of Rayyan, ASReview, Covidence, …",
        also: ["rayyan", "asreview", "covidence", "abstrackr", "eppi", "colrev", "votes"],
        argument: ["<files...>", "exports of the tool, all of one import together"],
        load: () => import("./import/command.ts"),
      },
    ],
  },
  {
    name: "export",
    summary: "records for reference managers and other tools",
    also: ["save", "convert", "write", "output", "included", "bibliography", "ris", "bibtex"],
    load: () => import("./export/command.ts"),
  },
  {
    name: "completion",
    summary: "let your shell complete commands and options",
    also: ["completions", "autocomplete", "shell"],
    description:
      "Prints a script by which your shell completes the commands, options and values of slr.",
    commands: [
      {
        name: "bash",
        summary: "for bash, from 3.2 on",
        load: () => import("./completion/bash.ts"),
      },
      {
        name: "zsh",
        summary: "for zsh",
        load: () => import("./completion/zsh.ts"),
      },
      {
        name: "fish",
        summary: "for fish, from 3.4 on",
        load: () => import("./completion/fish.ts"),
      },
      {
        name: "powershell",
        summary: "for PowerShell, from 5.0 on",
        load: () => import("./completion/powershell.ts"),
      },
    ],
  },
];
