import { expect, test } from "vitest";
import { testFolder } from "./captured-io.ts";

test("slr --help shows the commands in the order of the work, with examples", async () => {
  const { code, out } = await testFolder().slr("--help");
  expect(code).toBe(0);
  expect(out).toMatchInlineSnapshot(`
    "Usage: slr [options] [command]

    Screens the records of a systematic review and counts its PRISMA 2020 flow.
    Every entry of every export ends in exactly one box, or is reported as a
    problem.

    Options:
      -V, --version                  output the version number
      -h, --help                     display help for command

    Commands, in the order of the work:
      init [options] [exports...]    start a review folder from the exports at hand
      screen [options] [exports...]  from raw exports to PRISMA counts and included
                                     studies
      dedupe [options] [exports...]  what is one record and what may be, with
                                     evidence
      decide [options]               screen in the terminal, one key a decision
      decisions [options]            who has decided what, and who is next
      agreement [options]            how well the reviewers agree
      rate [options]                 what to read next and why, and whether to stop
      simulate [options] [files...]  how well the rating would have worked
      prisma [options]               print the PRISMA 2020 flow
      check [options]                prove that everything adds up; made for CI
      import                         take over what other screening tools hold
      export [options]               records for reference managers and other tools

    Commands:
      help [command]                 display help for command

    Examples:
      slr screen scopus.csv pubmed.ris    count and deduplicate exports, without a protocol
      slr init                            write slr.yaml from the exports in searches/
      slr screen                          screen the review in this folder
      slr prisma --format svg -o flow.svg the flow diagram as a picture
      slr check --locked                  in CI: nothing pending, nothing lost, nothing changed

    Exit codes: 0 done; 1 ran and found problems to act on; 2 could not run.
    Results go to stdout, progress and problems to stderr."
  `);
});

test("slr without arguments shows its help", async () => {
  const folder = testFolder();
  expect((await folder.slr()).out).toBe((await folder.slr("--help")).out);
});

test.each([
  "init",
  "screen",
  "decisions",
  "agreement",
  "rate",
  "simulate",
  "import decisions",
  "export",
  "prisma",
  "check",
])("slr %s --help has examples and fits 80 columns", async (command) => {
  const { code, out } = await testFolder().slr(...command.split(" "), "--help");
  expect(code).toBe(0);
  expect(out).toContain("Examples:");
  expect(out).toContain("--review <folder>");
  for (const line of out.split("\n")) expect(line.length).toBeLessThanOrEqual(80);
});

test("a mistyped command suggests the right one", async () => {
  const { code, err } = await testFolder().slr("scren");
  expect(code).toBe(2);
  expect(err).toContain("Did you mean screen?");
});

test("an unknown option is a usage error", async () => {
  expect((await testFolder().slr("check", "--lock")).code).toBe(2);
});

test("a review folder that is not there", async () => {
  const { code, err } = await testFolder().slr("screen", "-C", "nowhere");
  expect(code).toBe(2);
  expect(err).toContain("there is no such folder");
});

test("the version is that of package.json", async () => {
  expect((await testFolder().slr("--version")).out).toMatch(/^\d+\.\d+\.\d+$/);
});
