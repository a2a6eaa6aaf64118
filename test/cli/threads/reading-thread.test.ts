import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { risOf, type TestFolder, testFolder } from "../captured-io.ts";

const BIN = resolve("bin/slr.js");
const FIXTURES = "fixtures/formats";

/** Three exports of each format. */
function exportsOfFixtures(): Record<string, Uint8Array> {
  const files: Record<string, Uint8Array> = {};
  for (const format of readdirSync(FIXTURES)) {
    const all = readdirSync(join(FIXTURES, format)).sort();
    // Beside each export lies the JSON that tells what it holds.
    const exports = all.filter((name) => !/(?<!\.raw)\.json$/.test(name));
    for (const name of exports.slice(0, 3))
      files[`${format}-${name}`] = readFileSync(join(FIXTURES, format, name));
  }
  return files;
}

/** Has a run say how many threads it started, as its last line of stderr. */
const COUNT_THREADS = `import { createRequire, syncBuiltinESMExports } from "node:module";
const threads = createRequire("file:///")("node:worker_threads");
const { Worker } = threads;
let started = 0;
threads.Worker = class extends Worker { constructor(...given) { super(...given); started += 1; } };
syncBuiltinESMExports();
process.on("exit", () => process.stderr.write("threads started: " + started + "\\n"));`;

/** All that a run of `slr screen` says and writes, with so many threads. */
function screened(folder: TestFolder, threads: number) {
  const named = readdirSync(folder.path).filter((name) => name !== "results");
  const names = named.includes("slr.yaml") ? [] : named;
  const counting = `data:text/javascript,${encodeURIComponent(COUNT_THREADS)}`;
  const argv = ["--import", counting, BIN, "screen", ...names.sort()];
  const { status, stdout, stderr } = spawnSync(process.execPath, argv, {
    cwd: folder.path,
    encoding: "utf8",
    env: { ...process.env, SLR_THREADS: String(threads), SLR_NO_CACHE: "1" },
  });
  const [, said = "", started] = /^(.*)threads started: (\d+)\n$/s.exec(stderr) ?? [];
  expect(Number(started)).toBe(threads - 1);
  const results = readdirSync(join(folder.path, "results")).sort();
  return {
    status,
    stdout,
    stderr: said,
    results: Object.fromEntries(results.map((name) => [name, folder.read(`results/${name}`)])),
  };
}

test("a second thread reads the same entries and problems of every format", () => {
  const files = exportsOfFixtures();
  expect(Object.keys(files).length).toBeGreaterThan(50);
  const folder = testFolder(files);
  const alone = screened(folder, 1);
  expect(alone.stdout).toMatch(/Identified +\d{3}/);
  expect(screened(folder, 2)).toEqual(alone);
});

test("a second thread judges the same records by the criteria of slr.yaml", () => {
  const titles = Array.from(
    { length: 300 },
    (_, at) => `${at % 3 ? "Frogs" : "Toads"} in pond ${at}`,
  );
  const folder = testFolder({
    "searches/a.ris": risOf(...titles),
    "slr.yaml": `criteria:
  - { id: E1, text: No toads, stage: title-abstract, exclude: title(toads) }
  - { id: E2, text: Old, stage: title-abstract, exclude: year < 2000 }
`,
  });
  const alone = screened(folder, 1);
  expect(alone.results["judgements.csv"]).toMatch(/,E1,violated,toads,/i);
  expect(screened(folder, 2)).toEqual(alone);
});

test("a second thread finds parts of the vectors, and the rating is the same", () => {
  const titles = Array.from(
    { length: 90 },
    (_, at) => `${at % 3 ? "Frogs" : "Toads"} and ${at % 2 ? "newts" : "fish"} in pond ${at}`,
  );
  const folder = testFolder({
    "searches/a.ris": risOf(...titles),
    "slr.yaml": `criteria:
  - { id: E1, text: No toads, stage: title-abstract, exclude: title(toads) }
  - { id: I1, text: Ponds, stage: title-abstract, include: title(pond) }
screening: { title-abstract: { by: rules } }
`,
  });
  const alone = screened(folder, 1);
  expect(alone.stdout).toMatch(/Rating trained on 90 outcomes/);
  expect(screened(folder, 2)).toEqual(alone);
});

test("a second thread reports damage and encodings as one thread does, and reads what is there", () => {
  const packed = gzipSync(risOf("Frogs in ponds", "Toads in ponds"), { level: 0 });
  const folder = testFolder({
    "cut.ris.gz": packed.subarray(0, packed.length - 60),
    "latin.ris": Buffer.from(risOf("Fr\u00f6sche in Teichen"), "latin1"),
    "empty.ris": "",
    "whole.ris": risOf("Newts in ponds"),
  });
  const alone = screened(folder, 1);
  expect(alone.stderr).toContain("(screen/damaged-archive)");
  expect(alone.stderr).toContain("(screen/encoding)");
  expect(alone.stderr).toContain("(screen/empty-export)");
  expect(screened(folder, 2)).toEqual(alone);
});
