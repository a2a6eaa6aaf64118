import { createHash } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { fingerprintOf } from "../../../src/core/dedupe/fingerprint.ts";
import type { BibRecord } from "../../../src/core/records/model.ts";

const EMPTY: BibRecord = { authors: [], issn: [], keywords: [], mesh: [], original: [] };

const hashed = (notation: string) =>
  createHash("sha256").update(notation, "utf8").digest("base64").slice(0, 22);

test("it is a hash of all fields in one notation, whatever their letters", () => {
  const record: BibRecord = {
    ...EMPTY,
    title: "Schmerz bei Ratten: Überblick 𝛼",
    authors: [{ family: "Kim", given: "J. H." }, { family: "WHO" }],
    year: 2020,
    original: [["TI", "Schmerz bei Ratten"]],
    citations: 1.5,
  };
  expect(fingerprintOf(record)).toBe(
    hashed(
      "---[2;3:Kim5:J. H.3:WHO-#1.5;-[0;-[0;-[0;[1;[2;2:TI18:Schmerz bei Ratten---32:Schmerz bei Ratten: Überblick 𝛼----#2020;",
    ),
  );
});

test("a record of any length has one, and the next is not touched by it", () => {
  const short = fingerprintOf({ ...EMPTY, title: "Pain" });
  const abstract = "ä".repeat(200_000);
  expect(fingerprintOf({ ...EMPTY, abstract })).toBe(
    hashed(`200000:${abstract}--[0;--[0;-[0;-[0;[0;---------`),
  );
  expect(fingerprintOf({ ...EMPTY, title: "Pain" })).toBe(short);
});

test("texts that stand in other fields, or are cut elsewhere, are other records", () => {
  const text = fc.string({ unit: "binary", maxLength: 40 });
  fc.assert(
    fc.property(text, text, (a, b) => {
      const one = fingerprintOf({ ...EMPTY, title: a, venue: b });
      expect(fingerprintOf({ ...EMPTY, venue: b, title: a })).toBe(one);
      if (a !== b) expect(fingerprintOf({ ...EMPTY, title: b, venue: a })).not.toBe(one);
      expect(fingerprintOf({ ...EMPTY, title: a + b })).not.toBe(one);
      expect(fingerprintOf({ ...EMPTY, keywords: [a, b] })).not.toBe(
        fingerprintOf({ ...EMPTY, keywords: [a + b] }),
      );
    }),
  );
});

test("half of a pair of surrogates is written as in any other text", () => {
  const abstract = `\ud800${"x".repeat(40)}`;
  expect(fingerprintOf({ ...EMPTY, abstract })).toBe(
    hashed(`41:${abstract}--[0;--[0;-[0;-[0;[0;---------`),
  );
});
