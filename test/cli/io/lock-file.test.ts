import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { takeLock } from "../../../src/cli/io/lock-file.ts";

const BY = { doing: "slr screen", since: "2024-06-03T09:00:00.000Z" };

function lockFile(content?: string): string {
  const folder = mkdtempSync(join(tmpdir(), "slr-lock-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, ".slr", "lock");
  if (content !== undefined) {
    mkdirSync(join(folder, ".slr"));
    writeFileSync(path, content);
  }
  return path;
}

/** The number of a process that has ended. */
const ended = () => spawnSync(process.execPath, ["-e", ""]).pid;
const held = (pid: number, host = hostname()) => JSON.stringify({ pid, host, ...BY });

test("a lock says who holds it, and is gone with its folder when it is released", async () => {
  const path = lockFile();
  const first = await takeLock(path, BY);
  expect(first.taken).toBe(true);
  expect(JSON.parse(readFileSync(path, "utf8"))).toEqual({
    pid: process.pid,
    host: hostname(),
    ...BY,
  });
  expect(await takeLock(path, BY)).toMatchObject({ taken: false, holder: { pid: process.pid } });
  if (first.taken) await first.release();
  expect(existsSync(join(path, ".."))).toBe(false);
});

test.each([
  ["by a process that was killed", () => held(ended()), true],
  ["by an earlier process with the number of this one", () => held(process.pid), true],
  ["by a process that runs", () => held(process.ppid), false],
  ["on another machine, where nobody knows", () => held(ended(), "elsewhere"), false],
  ["by nobody that it names", () => "{}", false],
])("a lock that is held %s", async (_, content, taken) => {
  const path = lockFile(content());
  const attempt = await takeLock(path, BY);
  expect(attempt.taken).toBe(taken);
  if (attempt.taken) await attempt.release();
});

test("of many processes that try, one at a time gets the lock, also one that a killed process left", async () => {
  const path = lockFile(held(ended()));
  const module = pathToFileURL(resolve("dist/cli/io/lock-file.js")).href;
  const program = `
    const { takeLock } = await import(${JSON.stringify(module)});
    const { writeFileSync, rmSync } = await import("node:fs");
    const inside = ${JSON.stringify(`${path}-inside`)};
    for (let n = 0; n < 40; ) {
      const lock = await takeLock(${JSON.stringify(path)}, { doing: "test", since: "" });
      if (!lock.taken) { await new Promise((done) => setTimeout(done, 1)); continue; }
      writeFileSync(inside, "", { flag: "wx" }); // fails where another process is inside
      rmSync(inside);
      await lock.release();
      n += 1;
    }`;
  const codes = await Promise.all(
    [1, 2, 3].map(
      () =>
        new Promise((done) => {
          const child = spawn(process.execPath, ["--input-type=module", "-e", program], {
            stdio: ["ignore", "ignore", "inherit"],
          });
          child.on("exit", done);
        }),
    ),
  );
  expect(codes).toEqual([0, 0, 0]);
});
