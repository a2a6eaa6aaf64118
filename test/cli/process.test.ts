import { execFileSync, spawn } from "node:child_process";
import { readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { risOf, testFolder } from "./captured-io.ts";

const BIN = resolve("bin/slr.js");

function run(
  folder: string,
  ...argv: string[]
): Promise<{ code: number | null; out: string; err: string }> {
  return new Promise((done) => {
    const child = spawn(process.execPath, [BIN, ...argv], { cwd: folder });
    let out = "";
    let err = "";
    child.stdout.on("data", (text) => (out += text));
    child.stderr.on("data", (text) => (err += text));
    child.on("close", (code) => done({ code, out, err }));
  });
}

test("the real program: screen, then prisma, then check", async () => {
  const { path } = testFolder({
    "slr.yaml": "title: Test\nsources: [{ name: Scopus, files: searches/*.ris }]\n",
    "searches/scopus.ris": risOf("Pipelined training of giant models"),
  });
  expect(await run(path, "screen")).toMatchObject({ code: 0 });
  const prisma = await run(path, "prisma");
  expect(prisma.code).toBe(0);
  expect(prisma.out).toContain("Records screened (n = 1)");
  expect(prisma.out).not.toContain("\u001b");
  expect(await run(path, "check")).toMatchObject({ code: 1, err: "" });
});

test("a reader that closes the pipe early is not an error", () => {
  const titles = Array.from(
    { length: 400 },
    (_, at) => `Title number ${"abcdefghij"[at % 10]} of ${at} about models`,
  );
  const { path } = testFolder({ "a.ris": risOf(...titles) });
  const pipe = `"${process.execPath}" "${BIN}" screen a.ris 2>&1 | head -1 && "${process.execPath}" "${BIN}" prisma -f json 2>&1 | head -1`;
  const text = execFileSync("bash", ["-c", `set -o pipefail; ${pipe}`], {
    cwd: path,
    encoding: "utf8",
  });
  expect(text).not.toContain("EPIPE");
  expect(text).not.toContain("    at ");
  expect(text.trim().split("\n")).toHaveLength(2);
});

/** Resolves when the unfinished results hold so many files, or when the run is over. */
async function filesWritten(folder: string, count: number, over: () => boolean): Promise<void> {
  for (;;) {
    const unfinished = readdirSync(folder).find((name) => name.endsWith(".new.tmp"));
    const files = unfinished === undefined ? [] : namesIn(join(folder, unfinished));
    if (over() || files.length >= count) return;
    // Until the first file is written the child needs the processor more.
    await new Promise((next) =>
      unfinished === undefined ? setTimeout(next, 2) : setImmediate(next),
    );
  }
}

/** The names in a folder that may be renamed at any moment. */
function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

// Rounds are counted, not seconds: a kill comes after so many files, however long these take.
test("a killed run leaves the old results or the new ones, whole", { timeout: 0 }, async () => {
  const folder = testFolder({
    "slr.yaml": "title: Test\nsources: [{ name: Scopus, files: searches/*.ris }]\n",
    "searches/scopus.ris": risOf("Pipelined training of giant models"),
  });
  await run(folder.path, "screen");
  const flowOf = () => JSON.parse(folder.read("results/prisma.json")).records_screened as number;
  for (let round = 2; round < 7; round += 1) {
    const before = flowOf();
    folder.write(
      "searches/scopus.ris",
      risOf(...Array.from({ length: round }, (_, at) => `Title ${"abcdefghijkl"[at]} of a work`)),
    );
    const child = spawn(process.execPath, [BIN, "screen"], { cwd: folder.path, stdio: "ignore" });
    let over = false;
    const closed = new Promise<void>((done) =>
      child.on("close", () => {
        over = true;
        done();
      }),
    );
    await filesWritten(folder.path, (round - 2) * 4, () => over);
    child.kill("SIGKILL");
    await closed;
    // Any command first puts back what the crash has left aside.
    await folder.slr("check");
    expect([before, round]).toContain(flowOf());
    const { outputs } = JSON.parse(folder.read("results/manifest.json")) as { outputs: string[] };
    for (const file of outputs) expect(() => folder.read(`results/${file}`)).not.toThrow();
    expect(folder.read("results/records.csv")).toMatch(/^record,title,.*\n/);
    expect(readdirSync(folder.path).filter((name) => name.endsWith(".tmp"))).toEqual([]);
  }
});
