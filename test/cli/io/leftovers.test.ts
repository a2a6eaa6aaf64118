import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { diskAt } from "../../../src/cli/io/io.ts";
import { testFolder } from "../captured-io.ts";

/** Numbers of a process that has ended, and of one that runs. */
const ENDED = spawnSync(process.execPath, ["-e", ""]).pid;
const RUNNING = process.ppid;

test.each<[string, string, (folder: string) => Promise<unknown>]>([
  ["a file", "slr.lock", (folder) => diskAt(folder).writeFile("slr.lock", "{}")],
  [
    "a reviewer's table",
    "decisions/ada.csv",
    (folder) => diskAt(folder).appendRow("decisions/ada.csv", "record,stage", "a,full-text"),
  ],
  [
    "the lock of the folder",
    ".slr/lock",
    async (folder) => {
      const since = "2024-06-03T09:00:00Z";
      const lock = await diskAt(folder).takeLock(".slr/lock", { doing: "slr screen", since });
      if (lock.taken) await lock.release();
    },
  ],
  [
    "the place for what need not be held in memory",
    ".slr.aside",
    async (folder) => (await diskAt(folder).openAside())?.close(),
  ],
])("what a killed run had not finished of %s is cleared by the next", async (_, file, write) => {
  const folder = testFolder({
    [`${file}.${ENDED}.tmp`]: "half",
    [`${file}.${RUNNING}.tmp`]: "half of somebody who goes on",
    [`${file}.tmp`]: "somebody else's",
    [`${file}.${ENDED}.tmp.txt`]: "somebody else's",
  });
  await write(folder.path);
  const left = (name: string) => existsSync(join(folder.path, name));
  expect(left(`${file}.${ENDED}.tmp`)).toBe(false);
  for (const name of [`${file}.${RUNNING}.tmp`, `${file}.tmp`, `${file}.${ENDED}.tmp.txt`])
    expect(left(name)).toBe(true);
});

test("a folder of that name is somebody else's", async () => {
  const folder = testFolder();
  mkdirSync(join(folder.path, `slr.lock.${ENDED}.tmp`));
  await diskAt(folder.path).writeFile("slr.lock", "{}");
  expect(readdirSync(folder.path).sort()).toEqual(["slr.lock", `slr.lock.${ENDED}.tmp`]);
});
