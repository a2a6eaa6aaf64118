import { expect, test } from "vitest";
import type { PairDecision, Reference } from "../../../src/core/records/decision.ts";
import { keyOfAnchor } from "../../../src/core/records/identifiers/identity.ts";
import { readTime, readTimes, type Time } from "../../../src/core/records/time.ts";
import { applyPairs } from "../../../src/core/review/decided-pairs.ts";
import { ReferenceIndex } from "../../../src/core/review/references.ts";
import { keysOf } from "../records/records.ts";

const entries = [
  keysOf({ title: "Pipelined training of giant models", doi: "10.1000/a" }),
  keysOf({ title: "Paged attention for serving", doi: "10.1000/b" }),
  keysOf({ title: "Speculative decoding of language models", doi: "10.1000/c" }),
  keysOf({ title: "Abstract on quantisation", doi: "10.1000/supplement" }),
  keysOf({ title: "Talk about tensor cores", doi: "10.1000/supplement" }),
];
const index = new ReferenceIndex(
  entries.map((keys, at) => ({ id: `Scopus#${at + 1}` as const, keys })),
);

let line = 1;
function pair(
  a: string | Reference,
  b: string | Reference,
  verdict: "same" | "different",
  by = "ada",
): PairDecision {
  line += 1;
  const reference = (side: string | Reference) =>
    typeof side === "string" ? { record: side } : side;
  return {
    place: { file: "duplicates.csv", line },
    a: reference(a),
    b: reference(b),
    verdict,
    by,
    decidedAt: readTime(`${1_700_000_000 + line}`),
  };
}

test("pairs are named by key, identifier or entry", () => {
  const rows = [
    pair(keyOfAnchor("doi:10.1000/a"), "doi:10.1000/b", "same"),
    pair("Scopus#3", "10.1000/a", "different"),
  ];
  expect(applyPairs(rows, index)).toEqual({
    people: { same: [[0, 1]], different: [[2, 0]] },
    problems: [],
  });
});

test("a pair that names no record is a problem at its line, and is not applied", () => {
  const row = pair("doi:10.1000/zzz", "doi:10.1000/b", "same");
  expect(applyPairs([row], index)).toMatchObject({
    people: { same: [] },
    problems: [{ code: "duplicates/unknown-record", file: "duplicates.csv", line: row.place.line }],
  });
});

test("a DOI that names two works needs the title that was seen", () => {
  expect(
    applyPairs([pair("doi:10.1000/supplement", "doi:10.1000/a", "same")], index).problems,
  ).toHaveLength(1);
  const seen = { record: "doi:10.1000/supplement", title: "Talk about tensor cores" };
  expect(applyPairs([pair(seen, "doi:10.1000/a", "same")], index).people.same).toEqual([[4, 0]]);
});

test("contradicting pairs rest, all of them, and are problems", () => {
  const rows = [
    pair("Scopus#1", "Scopus#2", "same"),
    pair("Scopus#2", "Scopus#3", "same"),
    pair("Scopus#1", "Scopus#3", "different", "bela"),
  ];
  const { people, problems } = applyPairs(rows, index);
  expect(people).toEqual({ same: [], different: [] });
  expect(problems.map(({ code }) => code)).toEqual(Array(3).fill("duplicates/contradiction"));
});

test("the last row of one person about one pair counts", () => {
  const rows = [pair("Scopus#1", "Scopus#2", "same"), pair("Scopus#2", "Scopus#1", "different")];
  expect(applyPairs(rows, index)).toMatchObject({
    people: { same: [], different: [[1, 0]] },
    problems: [],
  });
});

test("of two rows whose order nobody can tell, neither is applied where they differ", () => {
  const [early, late] = readTimes(["03/04/2024", "04/03/2024"]) as [Time, Time];
  const same = { ...pair("Scopus#1", "Scopus#2", "same"), decidedAt: early };
  const different = { ...pair("Scopus#2", "Scopus#1", "different"), decidedAt: late };
  expect(applyPairs([same, different], index)).toMatchObject({
    people: { same: [], different: [] },
    problems: [{ severity: "error", code: "duplicates/unclear-order" }],
  });
  const written = { ...different, decidedAt: readTimes(["28.06.2024"])[0]! };
  expect(
    applyPairs([written, { ...same, decidedAt: readTimes(["02.07.2024"])[0]! }], index),
  ).toMatchObject({
    people: { same: [[0, 1]], different: [] },
    problems: [],
  });
});
