import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { compareLocks } from "../../../src/core/versions/compare-locks.ts";
import { type Lock, renderLock } from "../../../src/core/versions/lock.ts";
import { LockedRecords } from "../../../src/core/versions/locked-records.ts";
import { parseLock } from "../../../src/core/versions/parse-lock.ts";

const NO_RECORDS = LockedRecords.of({});
const LOCK: Lock = {
  version: 2,
  inputs: { "b.csv": { bytes: "b1", text: "b0" }, "a.xlsx": { bytes: "a1" } },
  flow: { records_screened: 2, pending: { full_text: 0 }, dbr_excluded: [{ name: "F1", n: 1 }] },
  records: LockedRecords.of({
    zzzzzzzz: { anchors: ["doi:10.1000/z", "title:z|2020|a"], box: "included" },
    aaaaaaaa: { anchors: ["title:a|2021|b"], box: "pending-full-text" },
  }),
};

test("a lock has one line for each input, box and record, sorted", () => {
  expect(renderLock(LOCK)).toMatchInlineSnapshot(`
    "{
    "version": 2,
    "inputs": {
    "a.xlsx": {"bytes":"a1"},
    "b.csv": {"bytes":"b1","text":"b0"}
    },
    "flow": {
    "records_screened": 2,
    "pending": {"full_text":0},
    "dbr_excluded": [{"name":"F1","n":1}]
    },
    "records": {
    "aaaaaaaa": {"anchors":["title:a|2021|b"],"box":"pending-full-text"},
    "zzzzzzzz": {"anchors":["doi:10.1000/z","title:z|2020|a"],"box":"included"}
    }
    }
    "
  `);
  expect(renderLock({ ...LOCK, inputs: {}, records: NO_RECORDS })).toContain('"inputs": {}');
});

test("a lock is as it was, whatever the order of its inputs", () => {
  const inputs = Object.fromEntries(Object.entries(LOCK.inputs).reverse());
  const turned = { ...LOCK, inputs };
  expect(compareLocks(LOCK, turned)).toEqual({
    inputs: [],
    same: new Set(["a.xlsx", "b.csv"]),
    boxes: [],
    records: [],
    unreadable: [],
  });
  expect(renderLock(turned)).toBe(renderLock(LOCK));
});

test("what changed is named: inputs, line ends, boxes of the flow", () => {
  const now: Lock = {
    ...LOCK,
    inputs: { "b.csv": { bytes: "b2", text: "b0" }, "c.csv": { bytes: "c", text: "c" } },
    flow: { ...LOCK.flow, records_screened: 3, pending: { full_text: 1 } },
  };
  expect(compareLocks(LOCK, now)).toEqual({
    inputs: [
      { file: "a.xlsx", change: "gone" },
      { file: "b.csv", change: "line-ends" },
      { file: "c.csv", change: "new" },
    ],
    same: new Set(),
    boxes: [
      { box: "records_screened", before: 2, now: 3 },
      { box: "pending.full_text", before: 0, now: 1 },
    ],
    records: [],
    unreadable: [],
  });
});

test("records that moved, went and came are named, and one with another key is followed", () => {
  const records = LockedRecords.of({
    bbbbbbbb: { anchors: ["doi:10.1000/new", "title:a|2021|b"], box: "included" },
    cccccccc: { anchors: ["title:c|2022|c"], box: "included" },
    zzzzzzzz: { anchors: ["doi:10.1000/z"], box: "excluded-full-text" },
  });
  expect(compareLocks(LOCK, { ...LOCK, records }).records).toEqual([
    {
      key: "aaaaaaaa",
      before: "pending-full-text",
      now: "included",
      became: "bbbbbbbb",
      counts: [],
    },
    { key: "cccccccc", before: undefined, now: "included", counts: [] },
    { key: "zzzzzzzz", before: "included", now: "excluded-full-text", counts: [] },
  ]);
  expect(compareLocks(LOCK, { ...LOCK, records: NO_RECORDS }).records).toEqual([
    { key: "aaaaaaaa", before: "pending-full-text", now: undefined, counts: [] },
    { key: "zzzzzzzz", before: "included", now: undefined, counts: [] },
  ]);
});

test("with a lock of version 1 only what it held is compared", () => {
  const text = readFileSync("fixtures/locks/version-1/slr.lock", "utf8");
  const first = parseLock(text)!;
  expect(first).toMatchObject({ version: 1, records: undefined });
  const now: Lock = {
    ...LOCK,
    inputs: Object.fromEntries(
      Object.entries(first.inputs).map(([file, { bytes }]) => [
        file,
        { bytes: "crlf", text: bytes },
      ]),
    ),
    flow: { ...first.flow, a_box_of_later_versions: 1 },
  };
  const { inputs, boxes, records } = compareLocks(first, now);
  expect(inputs.map(({ change }) => change)).toEqual(["line-ends", "line-ends", "line-ends"]);
  expect([...boxes, ...records]).toEqual([]);
});
