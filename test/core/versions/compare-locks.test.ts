import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { compareLocks } from "../../../src/core/versions/compare-locks.ts";
import { type Lock, parseLock, renderLock } from "../../../src/core/versions/lock.ts";

const LOCK: Lock = {
  version: 2,
  inputs: { "b.csv": { bytes: "b1", text: "b0" }, "a.xlsx": { bytes: "a1" } },
  flow: { records_screened: 2, pending: { full_text: 0 }, dbr_excluded: [{ name: "F1", n: 1 }] },
  records: {
    zzzzzzzz: { anchors: ["doi:10.1000/z", "title:z|2020|a"], box: "included" },
    aaaaaaaa: { anchors: ["title:a|2021|b"], box: "pending-full-text" },
  },
};

test("a lock has one line for each input, box and record, sorted, and is read back", () => {
  const text = renderLock(LOCK);
  expect(text).toMatchInlineSnapshot(`
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
  expect(parseLock(text)).toEqual(LOCK);
  expect(renderLock({ ...LOCK, inputs: {}, records: {} })).toContain('"inputs": {}');
});

test("a lock is as it was, whatever the order of its parts", () => {
  const turned = { ...LOCK, records: Object.fromEntries(Object.entries(LOCK.records!).reverse()) };
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
  const records = {
    bbbbbbbb: { anchors: ["doi:10.1000/new", "title:a|2021|b"], box: "included" },
    cccccccc: { anchors: ["title:c|2022|c"], box: "included" },
    zzzzzzzz: { anchors: ["doi:10.1000/z"], box: "excluded-full-text" },
  };
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
  expect(compareLocks(LOCK, { ...LOCK, records: {} }).records).toEqual([
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

test.each([
  "not JSON",
  "null",
  "{}",
  '{"version":3,"inputs":{},"flow":{},"records":{}}',
  "[]",
  '{"inputs":{"a.ris":1},"flow":{}}',
  '{"version":2,"inputs":{},"flow":[],"records":{}}',
  '{"version":2,"inputs":{"a.ris":{"bytes":1}},"flow":{},"records":{}}',
  '{"version":2,"inputs":{"a.ris":{"bytes":"a","text":null}},"flow":{},"records":{}}',
  '{"version":2,"inputs":{},"flow":{}}',
  '{"version":2,"inputs":{},"flow":{},"records":{"k":null}}',
  '{"version":2,"inputs":{},"flow":{},"records":{"k":{"anchors":["a"]}}}',
  '{"version":2,"inputs":{},"flow":{},"records":{"k":{"anchors":[1],"box":"included"}}}',
  '{"version":2,"inputs":{},"flow":{},"records":{"k":{"anchors":[],"box":"included","counted":{}}}}',
  '{"version":2,"inputs":{},"flow":{},"records":{"k":{"anchors":[],"box":"included","counted":{"entries":[],"automation":false}}}}',
  '{"version":2,"inputs":{},"flow":{},"records":{"k":{"anchors":[],"box":"included","counted":{"entries":[],"study":1}}}}',
  '{"version":2,"inputs":{},"flow":{},"records":{},"unreadable":{"Scopus":"1"}}',
  '{"version":2,"inputs":{},"flow":{},"records":{"__proto__":{"anchors":[],"box":"included"}}}',
])("%s is no lock", (text) => expect(parseLock(text)).toBeUndefined());

test("what a later slr writes into a lock beside what this one knows is passed over", () => {
  const text = renderLock(LOCK).replace('"version": 2,', '"version": 2,\n"more": 1,');
  expect(parseLock(text)).toEqual(LOCK);
});
