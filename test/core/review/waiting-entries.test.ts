import { expect, test } from "vitest";
import type { BibRecord } from "../../../src/core/records/model.ts";
import { type MemberEntry, WaitingEntries } from "../../../src/core/review/waiting-entries.ts";

const RECORD: BibRecord = {
  title: "Grüße — \u{1F4DA} \ud800",
  abstract: "One abstract.",
  authors: [{ family: "Kim" }, { family: "Lee", given: "A." }],
  year: 2020,
  issn: [],
  keywords: ["a", "b"],
  mesh: [],
  citations: 3,
  original: [
    ["TI", "Grüße"],
    ["AB", "One abstract."],
    ["N2", "One abstract."],
    ["AB", ""],
  ],
};
const { abstract: _, ...rest } = RECORD;
/** A number that JSON cannot write. */
const withoutAbstract = { ...rest, citations: Number.POSITIVE_INFINITY };

function member(entry: number, record: BibRecord): MemberEntry {
  return { fingerprint: `f${entry}`, entry, record };
}

test.each([
  ["as they were read", 1000],
  ["in bytes", 0],
])("entries wait %s until the last of their record has come, and are the same", (_how, few) => {
  const waiting = new WaitingEntries(10, few);
  const first = member(0, RECORD);
  const second = member(2, withoutAbstract);
  const other = member(1, RECORD);
  expect(waiting.add(7, first, 3)).toBeUndefined();
  expect(waiting.add(8, other, 2)).toBeUndefined();
  expect(waiting.add(7, second, 3)).toBeUndefined();
  expect(waiting.add(7, member(3, RECORD), 3)).toEqual([first, second, member(3, RECORD)]);
  expect(waiting.add(8, member(4, withoutAbstract), 2)).toEqual([
    other,
    member(4, withoutAbstract),
  ]);
});
