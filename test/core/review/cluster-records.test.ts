import { expect, test } from "vitest";
import { DEFAULT_PROTOCOL } from "../../../src/core/protocol/protocol.ts";
import type { PairDecision } from "../../../src/core/records/decision.ts";
import type { Batch } from "../../../src/core/records/entry.ts";
import { readTime } from "../../../src/core/records/time.ts";
import { clusterRecords } from "../../../src/core/review/cluster-records.ts";
import { type ExportFile, identify } from "../../../src/core/review/identify.ts";
import { aRecord } from "../records/records.ts";

type Fields = Parameters<typeof aRecord>[0];

function exportOf(path: string, records: readonly Fields[]): ExportFile {
  return {
    path,
    sha256: () => path,
    format: () => "test",
    async *read(): AsyncGenerator<Batch> {
      const entries = records.map((fields, at) => {
        return { kind: "record", line: at + 1, record: aRecord(fields), attribution: {} } as const;
      });
      yield { entries, problems: [] };
    },
  };
}

function same(a: string, b: string): PairDecision {
  return {
    place: { file: "duplicates.csv", line: 2 },
    a: { record: a, title: "Trust in seasonal forecasts of farmers" },
    b: { record: b, title: "Trust in seasonal forecasts of farmers" },
    verdict: "same",
    by: "ada",
    decidedAt: readTime("1700000000"),
  };
}

const title = "Trust in seasonal forecasts of farmers";
const work = (given: string): Fields => ({ title, authors: [`Okafor, ${given}`, "Brandt, Uwe"] });

test("an answer about two records under one title is applied by their keys", async () => {
  const files = [
    exportOf("a.ris", [work("Ngozi"), { ...work("Ngozi"), year: 2001 }]),
    exportOf("b.ris", [work("N"), { ...work("N"), year: 2001 }]),
  ];
  const identified = await identify(files, DEFAULT_PROTOCOL);
  const before = await clusterRecords(identified, []);
  expect(before.possible.length).toBeGreaterThan(0);
  for (const { a, b } of before.possible) {
    const [one, other] = [before.records[a]!.key, before.records[b]!.key];
    expect(before.resolve({ record: one })).toMatchObject({ kind: "matched", target: a });
    const after = await clusterRecords(identified, [same(one, other)]);
    expect(after.problems).toEqual([]);
    expect(after.records).toHaveLength(before.records.length - 1);
    // A record of several entries that shares its title with others is found by its key, too.
    for (const [record, { key }] of after.records.entries())
      if (key.includes("-"))
        expect(after.resolve({ record: key })).toMatchObject({ kind: "matched", target: record });
  }
});
