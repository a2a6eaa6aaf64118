import { describe, expect, test } from "vitest";
import { COMMANDS } from "../../../src/cli/commands/index.ts";
import { isGroup } from "../../../src/cli/usage/command.ts";
import { describeCommands } from "../../../src/cli/usage/command-line.ts";
import { OPTIONS_WITH_OTHER_WORDS } from "../../../src/cli/usage/explain-mistake.ts";
import { testFolder } from "../captured-io.ts";

async function mistake(...argv: string[]): Promise<string> {
  const { code, out, err } = await testFolder().slr(...argv);
  expect({ code, out }).toEqual({ code: 2, out: "" });
  return err;
}

describe("a command that slr does not have", () => {
  test.each([
    ["dedup", "slr dedupe"],
    ["deduplicate", "slr dedupe"],
    ["Duplicate", "slr dedupe"],
    ["flow", "slr prisma"],
    ["rank", "slr rate"],
    ["label", "slr decide"],
    ["kappa", "slr agreement"],
    ["stats", "slr status"],
    ["full_text", "slr retrieval"],
    ["scren", "slr screen"],
    ["agreemnt", "slr agreement"],
    ["validte", "slr check"],
  ])("`slr %s` is answered with `%s`", async (word, meant) => {
    const err = await mistake(word);
    expect(err).toContain(`error: unknown command '${word}'`);
    expect(err).toContain(`Did you mean \`${meant}\` (`);
    expect(err).toContain("`slr --help` lists the commands.");
  });

  test("a word that may mean several commands is answered with each of them", async () => {
    expect(await mistake("open")).toMatch(/Did you mean `slr decide` \(.*\) or `slr retrieval` \(/);
  });

  test("an export as the first word is answered with the command that reads it", async () => {
    expect(await mistake("scopus.csv")).toContain("Did you mean `slr screen scopus.csv`");
  });

  test("a word without meaning is answered with --help alone", async () => {
    expect(await mistake("xyzzy")).toBe(
      "error: unknown command 'xyzzy'\n  hint: `slr --help` lists the commands.",
    );
  });

  test("help on it is the same mistake", async () => {
    expect(await mistake("help", "dedup")).toBe(await mistake("dedup"));
  });

  test("behind a group it is answered with the commands of the group", async () => {
    const err = await mistake("import", "rayyan");
    expect(err).toContain("Did you mean `slr import decisions` (");
    expect(err).toContain("`slr import --help` lists the commands.");
  });
});

describe("an option that the command does not have", () => {
  test.each([
    [["check", "--lockd"], "Did you mean `--locked`?"],
    [["check", "--json"], "Did you mean `--format json`?"],
    [["check", "--fmt", "json"], "Did you mean `--format`?"],
    [["decide", "--reviewer", "ada"], "Did you mean `--as`?"],
    [["status", "--folder", "x"], "Did you mean `--review`?"],
    [["prisma", "--out=flow.svg"], "Did you mean `--output`?"],
    [["screen", "--duplicates"], "`--duplicates` is an option of `slr decide`."],
  ])("%j: %s", async (argv, meant) => {
    const err = await mistake(...argv);
    expect(err).toContain(`hint: ${meant} \`slr ${argv[0]} --help\` lists its options.`);
  });
});

test.each([
  ["prisma", "--format", "jsno", "`--format json`"],
  ["decide", "--stage", "full-txt", "`--stage full-text`"],
  ["decide", "--order", "ratng", "`--order rating`"],
  ["simulate", "--start", "priors,zer", "`--start priors,zero`"],
])("`slr %s %s %s` is answered with %s", async (command, option, given, meant) => {
  const err = await mistake(command, option, given);
  expect(err).toContain(`hint: Did you mean ${meant}? \`slr ${command} --help\``);
});

test("too many and too few arguments point to the help of the command", async () => {
  expect(await mistake("status", "now")).toContain("`slr status --help` shows how it is used.");
  expect(await mistake("add")).toContain("`slr add --help` shows how it is used.");
  expect(await mistake("prisma", "--format")).toContain("`slr prisma --help` shows");
});

test("no other word for a command is the name of one", () => {
  const all = COMMANDS.flatMap((command) =>
    isGroup(command) ? [command, ...command.commands] : [command],
  );
  const names = COMMANDS.map(({ name }) => name);
  expect(all.flatMap(({ also = [] }) => also).filter((word) => names.includes(word))).toEqual([]);
});

test("every other word for an option leads to one", async () => {
  const options = (await describeCommands(COMMANDS)).flatMap((command) => command.options);
  const names = new Set(options.map(({ long }) => long));
  expect(OPTIONS_WITH_OTHER_WORDS.filter((name) => !names.has(name))).toEqual([]);
});

test.each(["-v", "-V", "--version"])("slr %s prints the version", async (flag) => {
  const { code, out } = await testFolder().slr(flag);
  expect(code).toBe(0);
  expect(out).toMatch(/^\d+\.\d+\.\d+$/);
});
