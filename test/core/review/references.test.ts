import { expect, test } from "vitest";
import type { DedupeKeys } from "../../../src/core/dedupe/keys.ts";
import type { Reference } from "../../../src/core/records/decision.ts";
import { keyOfAnchor } from "../../../src/core/records/identifiers/identity.ts";
import { matchReference, ReferenceIndex } from "../../../src/core/review/references.ts";
import { keysOf } from "../records/records.ts";

const entries = [
  keysOf({ title: "Pipelined training of giant models", year: 2020, doi: "10.1000/a" }),
  keysOf({ title: "Paged attention for serving", year: 2021 }),
  keysOf({ title: "Paged attention for serving", year: 2021, doi: "10.1000/c" }),
];
/** Entries of Scopus with these keys. */
const identified = (all: readonly DedupeKeys[]) =>
  all.map((keys, at) => ({ id: `Scopus#${at + 1}` as const, keys }));
const index = new ReferenceIndex(identified(entries));

test.each<[string, Reference, string]>([
  ["a word that is no key", { record: "zzzzzz01" }, "no record has its title"],
  ["a key of another review", { record: "zzzzzz22" }, "no record has its key"],
  ["a title and a year", { record: "Tea", year: 2020 }, "no record has its title and year"],
  ["a title of two records", { record: "Paged attention for serving" }, "2 records have its title"],
  [
    "a DOI whose record has another title",
    { record: "10.1000/a", title: "Tea for two, and two for tea" },
    "the record with its DOI has another title, no record has its title",
  ],
])("why %s names no record", (_, reference, why) => {
  expect(matchReference(reference, index, (position) => position)).toMatchObject({ why });
});

test("a record whose entries have titles in two languages answers to its key without a warning", () => {
  const printed = keysOf({ title: "Patologia da asbesto e ruolo delle microfibre", year: 2006 });
  const translated = keysOf({ title: "Disease from asbestos and the microfibers", year: 2006 });
  const both = new ReferenceIndex(identified([printed, translated]));
  const key = keyOfAnchor(printed.anchors[0]!);
  const row = { record: key, title: "Disease from asbestos and the microfibers", year: 2006 };
  expect(matchReference(row, both, () => 0)).toEqual({
    kind: "matched",
    target: 0,
    named: `key:${key}`,
    also: [],
  });
  // The same title in a record of its own stays worth a warning.
  expect(matchReference(row, both, (position) => position)).toMatchObject({
    target: 1,
    warning: "matched by its title and year, because the record with its key has another title",
  });
});

test("two titles whose hashes are equal are told apart", () => {
  const titles = ["Sleep in nurses: heart model, adults", "Sleep after mice: asthma pilot pilots"];
  const alike = titles.map((title) => keysOf({ title }));
  const both = new ReferenceIndex(identified(alike));
  const found = titles.map((record) => matchReference({ record }, both, (position) => position));
  expect(found).toMatchObject([{ target: 0 }, { target: 1 }]);
});

test("a later run finds records by present and earlier keys as this one did", () => {
  const rows = [keyOfAnchor(entries[0]!.anchors[0]!), "zzzzzz22"].map((record) => ({ record }));
  const matchesIn = (of: ReferenceIndex) => rows.map((row) => matchReference(row, of, (at) => at));
  const first = new ReferenceIndex(identified(entries));
  const found = matchesIn(first);
  const kept = first.kept()!;
  expect(Object.keys(kept)).toEqual(["key", "earlier key"]);
  const later = new ReferenceIndex(identified(entries), kept);
  expect(matchesIn(later)).toEqual(found);
  expect(later.kept()).toBeUndefined();
});
