import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { hostname } from "node:os";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { risOf, testFolder } from "../captured-io.ts";

const HEADER = "record,stage,verdict,reason,resolves,note,decided_at,doi,pmid,title,year";

function review(more: Readonly<Record<string, string>> = {}) {
  return testFolder({
    "slr.yaml": "sources: [{ name: Scopus, files: searches/scopus.ris }]\n",
    "searches/scopus.ris": risOf("Sleep in mice", "Sleep in men"),
    ...more,
  });
}

/** A lock that a process holds which runs: the one that started this. */
const HELD = `${JSON.stringify({ pid: process.ppid, host: hostname(), since: "2024-06-03T08:00:00.000Z", doing: "slr screen" })}\n`;

test.each([
  ["screen", ["screen"]],
  ["check --update-lock", ["check", "--update-lock"]],
  ["import decisions", ["import", "decisions", "articles.csv"]],
  ["dedupe --studies --accept", ["dedupe", "--studies", "--accept"]],
])("slr %s waits for nobody: it says who is at work in the folder", async (_, argv) => {
  const folder = review({ ".slr/lock": HELD });
  const { code, err } = await folder.slr(...argv);
  expect(code).toBe(2);
  expect(err).toContain(
    `error: slr screen is at work (process ${process.ppid} on ${hostname()}, since 2024-06-03T08:00:00.000Z) in this review folder.`,
  );
  expect(err).toContain("delete .slr/lock");
  expect(existsSync(join(folder.path, "results"))).toBe(false);
});

test("what only reads needs no lock, and a command that ends leaves none", async () => {
  const folder = review();
  await folder.slr("screen");
  expect(existsSync(join(folder.path, ".slr/lock"))).toBe(false);
  folder.write(".slr/lock", HELD);
  expect((await folder.slr("prisma")).code).toBe(0);
  expect((await folder.slr("check")).out).toContain("ok    results/ is what slr would write now");
});

test("screenings at once end well, or say that another one is at work", async () => {
  const folder = review();
  const run = () =>
    new Promise<string>((done) => {
      const child = spawn(process.execPath, [resolve("bin/slr.js"), "screen", "-C", folder.path]);
      let said = "";
      child.stderr.on("data", (chunk) => {
        said += chunk;
      });
      child.on("close", (code) => done(`${code} ${said}`));
    });
  const ends = await Promise.all([run(), run()]);
  for (const end of ends)
    expect(end).toMatch(/^0 .*Results are in|^2 error: slr screen is at work/s);
  expect(ends.some((end) => end.startsWith("0"))).toBe(true);
  expect((await folder.slr("check")).out).toContain("ok    results/ is what slr would write now");
});

test("a row that is written while decisions are imported is kept", async () => {
  const folder = review({
    "decisions/Ann-Lee.csv": `${HEADER}\n`,
    "articles.csv":
      'key,title,year,doi,notes\nr1,Sleep in mice,2020,,"RAYYAN-INCLUSION: {""Ann Lee""=>""Excluded""}"\n',
  });
  const row = ",title-abstract,include,,,MEANWHILE,,,,Sleep in men,2021";
  const { code } = await folder.slrBy(async (io) => {
    const { main } = await import("../../../src/cli/main.ts");
    const appendRow: typeof io.appendRow = async (file, header, rows) => {
      await io.appendRow(file, header, row);
      return io.appendRow(file, header, rows);
    };
    return main(["import", "decisions", "articles.csv"], { ...io, appendRow });
  });
  expect(code).toBe(0);
  const lines = folder.read("decisions/Ann-Lee.csv").trim().split("\n");
  expect(lines).toHaveLength(3);
  expect(lines[1]).toBe(row);
  expect(lines[2]).toContain("exclude");
});
