import fc from "fast-check";
import { expect, test } from "vitest";
import {
  type ChangedRecord,
  changedRecords as changedIn,
} from "../../../src/core/versions/compare-records.ts";
import type { CountedRecord, LockedRecord } from "../../../src/core/versions/lock.ts";
import { LockedRecords } from "../../../src/core/versions/locked-records.ts";

type Records = Readonly<Record<string, LockedRecord>>;

function changedRecords(before: Records, now: Records): ChangedRecord[] {
  return changedIn(LockedRecords.of(before), LockedRecords.of(now));
}

const record = (
  box: string,
  anchors: readonly string[],
  counted: Partial<CountedRecord> = {},
): LockedRecord => ({ box, anchors, counted: { entries: ["database Scopus"], ...counted } });

const A = record("included", ["doi:10.1000/a", "title:a"]);
const B = record("excluded-full-text", ["doi:10.1000/b", "title:b"], { reason: "F1" });

test("two records that become one: one stays, the other is its duplicate", () => {
  const merged = record("included", [...A.anchors, ...B.anchors], {
    entries: ["database Scopus", "database Scopus"],
  });
  expect(changedRecords({ aaaaaaaa: A, bbbbbbbb: B }, { aaaaaaaa: merged })).toEqual([
    {
      key: "aaaaaaaa",
      before: "included",
      now: "included",
      counts: [
        { what: "entries", before: "database Scopus", now: "database Scopus, database Scopus" },
      ],
    },
    {
      key: "bbbbbbbb",
      before: "excluded-full-text",
      now: "duplicate",
      became: "aaaaaaaa",
      counts: [],
    },
  ]);
});

test("one record that becomes two: the new one was a duplicate of it", () => {
  const whole = record("included", [...A.anchors, ...B.anchors]);
  const changes = changedRecords({ aaaaaaaa: whole }, { aaaaaaaa: A, bbbbbbbb: B });
  expect(changes).toEqual([
    {
      key: "bbbbbbbb",
      before: "duplicate",
      now: "excluded-full-text",
      partOf: "aaaaaaaa",
      counts: [],
    },
  ]);
});

test("of two records that share an identifier, the one with more of them is followed", () => {
  const whole = record("included", ["doi:10.1000/a", "title:a"]);
  const parts = {
    "aaaaaaaa-1": record("pending-full-text", ["doi:10.1000/a", "title:z"]),
    "aaaaaaaa-2": record("included", ["doi:10.1000/a", "title:a"]),
  };
  expect(changedRecords({ aaaaaaaa: whole }, parts)).toEqual([
    {
      key: "aaaaaaaa-1",
      before: "duplicate",
      now: "pending-full-text",
      partOf: "aaaaaaaa",
      counts: [],
    },
  ]);
});

test("another key alone is no change", () => {
  const better = { ...A, anchors: ["doi:10.1000/better", "title:a"] };
  expect(changedRecords({ aaaaaaaa: A }, { cccccccc: better })).toEqual([]);
});

test("what the flow counts beside the box is a change: reason, automation, synthesis", () => {
  const changes = (before: LockedRecord, now: LockedRecord) =>
    changedRecords({ aaaaaaaa: before }, { aaaaaaaa: now }).flatMap(({ counts }) => counts);
  const excluded = record("excluded-title-abstract", ["title:a"]);
  expect(changes(B, { ...B, counted: { entries: ["database Scopus"], reason: "F2" } })).toEqual([
    { what: "reason", before: "F1", now: "F2" },
  ]);
  expect(
    changes(excluded, { ...excluded, counted: { ...excluded.counted!, automation: true } }),
  ).toEqual([{ what: "decided by", before: "people", now: "automation" }]);
  expect(changes(A, { ...A, counted: { ...A.counted!, synthesis: "quantitative" } })).toEqual([
    { what: "synthesis", before: "", now: "quantitative" },
  ]);
  // It goes with the box where that is another.
  expect(changes(B, A)).toEqual([]);
});

test("the name of a study may change, its reports may not", () => {
  const in_ = (study: string | undefined, title: string) =>
    record("included", [`title:${title}`], study === undefined ? {} : { study });
  const before = { aaaaaaaa: in_("Trial", "a"), bbbbbbbb: in_("Trial", "b") };
  const named = { aaaaaaaa: in_("Trial 2020", "a"), bbbbbbbb: in_("Trial 2020", "b") };
  expect(changedRecords(before, named)).toEqual([]);
  const apart = { aaaaaaaa: in_("Trial", "a"), bbbbbbbb: in_(undefined, "b") };
  expect(changedRecords(before, apart).map(({ key, counts }) => [key, counts])).toEqual([
    ["aaaaaaaa", [{ what: "study", before: "bbbbbbbb", now: "" }]],
    ["bbbbbbbb", [{ what: "study", before: "aaaaaaaa", now: "" }]],
  ]);
});

test("a lock that holds no counts is compared by boxes alone", () => {
  const { counted: _, ...old } = B;
  expect(changedRecords({ bbbbbbbb: old }, { bbbbbbbb: B })).toEqual([]);
  expect(changedRecords({ bbbbbbbb: old }, { bbbbbbbb: { ...B, box: "included" } })).toHaveLength(
    1,
  );
});

test("where all records keep their keys, those that count alike change nothing about the others", () => {
  const anyRecord = fc
    .record({
      box: fc.constantFrom("included", "excluded-full-text", "excluded-title-abstract"),
      reason: fc.option(fc.constantFrom("F1", "F2"), { nil: undefined }),
      study: fc.option(fc.constantFrom("S1", "S2"), { nil: undefined }),
      automation: fc.option(fc.constant(true as const), { nil: undefined }),
      entries: fc.constantFrom(["database Scopus"], ["database Scopus", "register CENTRAL"]),
      isCounted: fc.boolean(),
    })
    .map(({ box, isCounted, ...counted }): LockedRecord => {
      const said = Object.entries(counted).filter(([, value]) => value !== undefined);
      const of = Object.fromEntries(said) as Partial<CountedRecord>;
      return isCounted ? record(box, [], of) : { box, anchors: [] };
    });
  const pairs = fc.array(fc.tuple(anyRecord, anyRecord, fc.boolean()), {
    minLength: 2,
    maxLength: 9,
  });
  fc.assert(
    fc.property(pairs, (records) => {
      const named = records.map(
        ([a, b, isSame], at) => [`aaaaaaa${at + 2}`, a, isSame ? a : b] as const,
      );
      const before = Object.fromEntries(named.map(([key, a]) => [key, a]));
      const now = Object.fromEntries(named.map(([key, , b]) => [key, b]));
      // Where one is lost, every record is followed.
      const lost = record("excluded-full-text", ["title:lost"]);
      const followed = changedRecords({ ...before, zzzzzzzz: lost }, now);
      expect(changedRecords(before, now)).toEqual(followed.slice(0, -1));
    }),
  );
});
