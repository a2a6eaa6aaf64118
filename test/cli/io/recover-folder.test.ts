import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { diskAt } from "../../../src/cli/io/io.ts";

const ENDED = spawnSync(process.execPath, ["-e", ""]).pid;
const RUNNING = process.ppid;

test.each<[string, string[], string[]]>([
  ["what a killed process put aside is put back", [`results.${ENDED}.old.tmp`], ["results"]],
  [
    "what it put aside and replaced is cleared",
    [`results.${ENDED}.old.tmp`, "results"],
    ["results"],
  ],
  ["what it had not finished is cleared", [`results.${ENDED}.new.tmp`, "results"], ["results"]],
  [
    "what a process that runs is replacing is its own",
    [`results.${RUNNING}.old.tmp`, `results.${RUNNING}.new.tmp`],
    [`results.${RUNNING}.new.tmp`, `results.${RUNNING}.old.tmp`],
  ],
  [
    "other names are left alone",
    ["results.old", "results.new.tmp"],
    ["results.new.tmp", "results.old"],
  ],
])("%s", async (_, before, after) => {
  const path = mkdtempSync(join(tmpdir(), "slr-recover-"));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  for (const name of before) mkdirSync(join(path, name));
  await diskAt(path).recoverFolder("results", ["prisma.json"]);
  expect(readdirSync(path).sort()).toEqual(after);
});
