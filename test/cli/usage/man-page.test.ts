import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { COMMANDS } from "../../../src/cli/commands/index.ts";
import { describeCommands } from "../../../src/cli/usage/command-line.ts";
import { manPage } from "../../../src/cli/usage/man-page.ts";

const page = await manPage(COMMANDS, "1.2.3");

test("the manual page has every command with its options and examples", async () => {
  const readable = page.replaceAll("\\-", "-").replaceAll("\\e", "\\");
  for (const { words, options, usage } of await describeCommands(COMMANDS)) {
    expect(readable).toContain(`.SS slr ${words.join(" ")}\n`);
    for (const { long } of options) expect(readable).toContain(`--${long}`);
    for (const [example] of usage.examples) expect(readable).toContain(`.B ${example}\n`);
  }
});

test("no line of text in it is taken for a request", () => {
  const requests = page.match(/^[.'].*/gm)!.map((line) => /^\.?['\w]*/.exec(line)![0]);
  expect([...new Set(requests)].sort()).toEqual(
    [".B", ".BI", ".I", ".PP", ".SH", ".SS", ".TH", ".TP", ".br", ".fi", ".nf"].sort(),
  );
});

test.skipIf(spawnSync("mandoc", ["-h"]).error !== undefined)("mandoc finds no fault in it", () => {
  const { stdout } = spawnSync("mandoc", ["-Tlint", "-Wwarning"], { input: page });
  // Without a date, so that equal versions give equal pages.
  expect(String(stdout).trim()).toBe('mandoc: <stdin>:1:11: WARNING: missing date, using "": TH');
});
