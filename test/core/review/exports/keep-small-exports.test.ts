import { expect, test } from "vitest";
import type { Batch } from "../../../../src/core/records/entry.ts";
import { keepSmallExports } from "../../../../src/core/review/exports/keep-small-exports.ts";
import type { ExportFile } from "../../../../src/core/review/identify.ts";
import { aRecord } from "../../records/records.ts";

function anExport(path: string, titles: readonly string[]) {
  const readings: boolean[] = [];
  const file: ExportFile = {
    path,
    sha256: () => path,
    format: () => "RIS",
    async *read(what) {
      readings.push(what?.entriesOnly === true);
      for (const [at, title] of titles.entries()) {
        const record = aRecord({ title, original: [["TI", title]] });
        const problem = { severity: "warning", code: "ris/x", file: path, message: "x" } as const;
        yield {
          entries: [{ kind: "record", line: at + 1, record, attribution: {} }],
          problems: [problem],
        } satisfies Batch;
      }
    },
  };
  return { file, readings };
}

async function titlesOf(file: ExportFile, entriesOnly: boolean): Promise<string[]> {
  const titles: string[] = [];
  for await (const { entries } of file.read({ entriesOnly }))
    for (const entry of entries) if (entry.kind === "record") titles.push(entry.record.title ?? "");
  return titles;
}

test("small exports are parsed once, and give the same entries again", async () => {
  const one = anExport("a.ris", ["A", "B"]);
  const [kept] = keepSmallExports([one.file], 100);
  expect(await titlesOf(kept!, false)).toEqual(["A", "B"]);
  expect(await titlesOf(kept!, true)).toEqual(["A", "B"]);
  expect(await titlesOf(kept!, true)).toEqual(["A", "B"]);
  expect(one.readings).toEqual([false]);
});

test("who wants the problems, too, reads the file again", async () => {
  const one = anExport("a.ris", ["A"]);
  const [kept] = keepSmallExports([one.file], 100);
  await titlesOf(kept!, false);
  await titlesOf(kept!, false);
  expect(one.readings).toEqual([false, false]);
});

test("if all exports together are not small, each is read again", async () => {
  const one = anExport("a.ris", ["A"]);
  const other = anExport("b.ris", ["B".repeat(200)]);
  const kept = keepSmallExports([one.file, other.file], 100);
  for (const file of kept) await titlesOf(file, false);
  for (const file of kept) await titlesOf(file, true);
  expect(one.readings).toEqual([false, true]);
  expect(other.readings).toEqual([false, true]);
});

test("the entries of exports that are large on the disk are not kept for a moment", () => {
  const { file } = anExport("a.ris", ["A"]);
  const large = { ...file, extent: () => ({ read: 0, size: 301 }) };
  expect(keepSmallExports([file, large], 100)).toEqual([file, large]);
  const small = { ...file, extent: () => ({ read: 0, size: 300 }) };
  expect(keepSmallExports([file, small], 100)).not.toEqual([file, small]);
});

test("an export of which only the beginning was read is read again", async () => {
  const one = anExport("a.ris", ["A", "B"]);
  const [kept] = keepSmallExports([one.file], 100);
  for await (const _ of kept!.read()) break;
  expect(await titlesOf(kept!, true)).toEqual(["A", "B"]);
});
