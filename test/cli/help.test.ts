import { describe, expect, test } from "vitest";
import { COMMANDS } from "../../src/cli/commands/index.ts";
import { EXIT } from "../../src/cli/io/errors.ts";
import { main } from "../../src/cli/main.ts";
import { type Command, isGroup } from "../../src/cli/usage/command.ts";
import { CHECKS } from "../../src/core/checks/index.ts";
import { ORDERS } from "../../src/core/decide/order.ts";
import { MODEL_NAMES } from "../../src/core/rating/models/index.ts";
import { STAGES } from "../../src/core/records/model.ts";
import { STARTS } from "../../src/core/simulate/simulate.ts";
import { STOPPING_RULES } from "../../src/core/stopping/index.ts";
import { FORMAT_NAMES } from "../../src/formats/names.ts";
import { SCREENING_TOOLS } from "../../src/formats/screening-tools/index.ts";
import { TOOL_FILES } from "../../src/formats/screening-tools/names.ts";
import { FLOW_FORMATS } from "../../src/outputs/flow/flow-formats.ts";
import { RECORD_FORMATS, TOOL_FORMATS } from "../../src/outputs/records/record-formats.ts";
import { testFolder } from "./captured-io.ts";

/** Every command with the words that call it. */
const CALLS: readonly (readonly [words: string, command: Command])[] = COMMANDS.flatMap(
  (command) =>
    isGroup(command)
      ? command.commands.map((inner) => [`${command.name} ${inner.name}`, inner] as const)
      : [[command.name, command] as const],
);

async function helpOf(words: string): Promise<string> {
  const { code, out } = await testFolder().slr(...words.split(" "), "--help");
  expect(code).toBe(0);
  return out;
}

test("slr --help shows the commands in the order of the work, with examples", async () => {
  const { code, out } = await testFolder().slr("--help");
  expect(code).toBe(0);
  expect(out).toMatchInlineSnapshot(`
    "Usage: slr [options] [command]

    Screens the records of a systematic review and counts its PRISMA 2020 flow.
    Every entry of every export ends in exactly one box, or is reported as a
    problem.

    Options:
      -v, --version                  show the version of slr
      -h, --help                     show this help

    Commands, in the order of the work:
      init [options] [exports...]    start a review folder from the exports at hand
      add [options] <exports...>     exports that came later, as sources or later
                                     searches
      screen [options] [exports...]  from raw exports to PRISMA counts and included
                                     studies
      criteria [options]             what criteria exclude, their tests, and what a
                                     change moves
      search [options] [strings...]  what each source and search string found and
                                     missed
      translate [options] [text...]  search strings of databases as criteria
      dedupe [options] [exports...]  what is one record and what may be, with
                                     evidence
      decide [options]               screen in the terminal, one key a decision
      status [options]               where the review stands, and what to do next
      decisions [options]            who has decided what, and who is next
      retrieval [options]            which reports to fetch, and which PDFs are they
      agreement [options]            how well the reviewers agree
      rate [options]                 what to read next and why, and whether to stop
      simulate [options] [files...]  how well the rating would have worked
      citations [options]            what included studies cite, and who cites them
      taxonomy [options]             the included studies by class and year
      prisma [options]               print the PRISMA 2020 flow
      report [options]               the whole review as one page for readers
      methods [options]              the methods section of the paper, with gaps
                                     marked
      check [options]                prove that everything adds up; made for CI
      trace [options] <record...>    a record back to every raw line, and forward
                                     again
      explain [options] <record...>  what each criterion says of a record, word by
                                     word
      verify [options] [claimed...]  published counts and lists beside the data
      publish [options] <folder>     a copy for an archive, without third-party text
      import                         take over what other screening tools hold
      export [options]               records for reference managers and other tools
      completion                     let your shell complete commands and options

    Commands:
      help [command]                 show the help of a command

    Examples:
      slr screen scopus.csv pubmed.ris  count and deduplicate exports, without a
                                        protocol
      slr init                          write slr.yaml from exports in searches/
      slr screen                        screen the review in this folder
      slr decide                        read what waits for you, one key a decision
      slr status                        where the review stands, and what to do next
      slr prisma -o flow.svg            the flow diagram as a picture
      slr check --locked                in CI: nothing pending, lost or changed

    Exit codes: 0 done; 1 ran and found problems to act on; 2 could not run; 130
    stopped by Ctrl-C, with everything as it was.
    Results go to stdout, progress and problems to stderr."
  `);
});

test("slr --help lists every command with its summary", async () => {
  const help = (await testFolder().slr("--help")).out;
  for (const line of help.split("\n")) expect(line.length).toBeLessThanOrEqual(80);
  const out = help.replace(/\s+/g, " ");
  for (const { name, summary } of COMMANDS) {
    expect(out).toMatch(new RegExp(` ${name} `));
    expect(out).toContain(summary);
  }
});

test("slr without arguments shows its help", async () => {
  const folder = testFolder();
  expect((await folder.slr()).out).toBe((await folder.slr("--help")).out);
});

describe.each(CALLS)("slr %s", (words, command) => {
  test("--help has every option and examples, and fits 80 columns", async () => {
    const out = await helpOf(words);
    const { options, description } = (await command.load()).usage;
    expect(out.replace(/\s+/g, " ")).toContain(description);
    expect(out).toContain("Examples:");
    expect(out).toContain("--review <folder>");
    for (const { flags } of Object.values(options)) expect(out).toContain(`  ${flags}`);
    for (const line of out.split("\n")) {
      expect(line.length).toBeLessThanOrEqual(80);
      // A column that is too narrow would break words.
      expect(line.search(/\S/), line).toBeLessThan(60);
    }
  });

  test("help before its name shows the same", async () => {
    const [group, inner] = words.split(" ");
    const folder = testFolder();
    const out = await helpOf(words);
    expect((await folder.slr("help", ...words.split(" "))).out).toBe(out);
    if (inner !== undefined) expect((await folder.slr(group!, "help", inner)).out).toBe(out);
  });

  test("its options bear the names that commander gives them", async () => {
    const { options } = (await command.load()).usage;
    for (const [name, { flags }] of Object.entries(options)) {
      const long = /--(?:no-)?([a-z-]+)/.exec(flags)![1]!;
      expect(long.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase())).toBe(name);
    }
  });

  test("its examples are command lines that it takes", async () => {
    const { examples } = (await command.load()).usage;
    expect(examples.length).toBeGreaterThan(0);
    for (const [example] of examples) {
      expect(example).toMatch(new RegExp(`^slr ${words}(?: |$)`));
      const argv = example.replace(/ [|>].*$/, "").split(" ");
      const { calls, code, err } = await parsedBy(command, words, argv.slice(1));
      expect(err).toBe("");
      expect([code, calls]).toEqual([0, 1]);
    }
  });

  test("an unknown option is a usage error that names it", async () => {
    const { calls, code, err } = await parsedBy(command, words, [...words.split(" "), "--colr"]);
    expect([code, calls]).toEqual([2, 0]);
    expect(err).toContain("unknown option '--colr'");
  });

  test("a name that an option does not know is answered with those that it knows", async () => {
    const { options } = (await command.load()).usage;
    for (const { flags, choices } of Object.values(options)) {
      if (choices === undefined) continue;
      const long = /--[a-z-]+/.exec(flags)![0];
      const argv = [...words.split(" "), long, "nonsense"];
      const { calls, code, err } = await parsedBy(command, words, argv);
      expect([code, calls]).toEqual([2, 0]);
      expect(err).toContain(
        `option '${flags}' argument 'nonsense' is invalid. Choose from ${choices.join(", ")}.`,
      );
    }
  });
});

/** Parses a command line as slr does and counts the calls of the action, which does nothing. */
async function parsedBy(command: Command, words: string, argv: readonly string[]) {
  let calls = 0;
  const idle: Command = {
    ...command,
    async load() {
      const { usage } = await command.load();
      const run = () => {
        calls += 1;
        return Promise.resolve(EXIT.ok);
      };
      return { usage: { ...usage, run } };
    },
  };
  const [name, inner] = words.split(" ");
  const commands =
    inner === undefined
      ? [idle]
      : [{ name: name!, summary: "", description: "", commands: [idle] }];
  const review = argv[argv.indexOf("-C") + 1];
  const folder = testFolder(argv.includes("-C") ? { [`${review}/slr.yaml`]: "" } : {});
  const { code, err } = await folder.slrBy((io) => main(argv, io, commands));
  return { calls, code, err };
}

/** What help lists is what slr has. */
test.each<[words: string, what: string, names: readonly string[]]>([
  ["screen", "format that is read", FORMAT_NAMES],
  ["prisma", "form of the flow", FLOW_FORMATS.map(({ name }) => name)],
  ["check", "check", CHECKS.flatMap(({ id, holds }) => [id, holds])],
  ["rate", "model", MODEL_NAMES],
  ["rate", "stopping rule", STOPPING_RULES.flatMap(({ name, promises }) => [name, promises])],
  ["simulate", "model", MODEL_NAMES],
  ["simulate", "start", STARTS.flatMap(({ name, means }) => [name, means])],
  ["simulate", "stopping rule", STOPPING_RULES.map(({ name }) => name)],
  ["decide", "order", ORDERS],
  ["decide", "stage", STAGES],
  ["import decisions", "screening tool", SCREENING_TOOLS.flatMap(({ id }) => [id, TOOL_FILES[id]])],
  ["export", "format of records", RECORD_FORMATS.map(({ name }) => name)],
  ["export", "tool that records are written for", TOOL_FORMATS.map(({ name }) => name)],
])("slr %s --help lists every %s", async (words, _, names) => {
  const out = (await helpOf(words)).replace(/\s+/g, " ");
  expect(names.length).toBeGreaterThan(0);
  for (const name of names) expect(out).toContain(name);
});

test("an unknown option is a usage error", async () => {
  expect((await testFolder().slr("check", "--lock")).code).toBe(2);
});

test("a review folder that is not there", async () => {
  const { code, err } = await testFolder().slr("screen", "-C", "nowhere");
  expect(code).toBe(2);
  expect(err).toContain("there is no such folder");
});
