import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { FIELD_COMPARISONS } from "../../../src/core/dedupe/comparisons/index.ts";
import { classifyPair, evidenceOn, pairEvidence } from "../../../src/core/dedupe/evidence.ts";
import { tabulate } from "../../../src/core/dedupe/table.ts";
import { CASES, keysOfCase } from "../../dedupe-cases.ts";
import { hardRecords, keysOfAll } from "../../properties/hard-entries.ts";
import { keysOf } from "../records/records.ts";
import type { Fields } from "./comparisons/measured.ts";

const report: Fields = {
  title: "Training of giant neural networks on many accelerators",
  authors: ["Huang, Yanping", "Cheng, Y."],
  year: 2019,
  venue: "Machine Learning",
  volume: "12",
  issue: "3",
  pages: "103-112",
};

test("each field says what both entries have there, and how it compares", () => {
  const { fields } = pairEvidence(
    keysOf({ ...report, doi: "10.1/a" }),
    keysOf({
      ...report,
      title: "Training of gaint neural networks on accelerators",
      volume: "13",
      authors: [],
    }),
  );
  const told = new Map(fields.map((field) => [field.field, field]));
  expect(told.get("title")).toMatchObject({
    comparison: "similar",
    a: "training of giant neural networks on many accelerators",
  });
  expect(told.get("authors")).toEqual({
    field: "authors",
    comparison: "unknown",
    a: "huang, yanping; cheng, y",
  });
  expect(told.get("year")).toEqual({ field: "year", comparison: "same", a: "2019", b: "2019" });
  expect(told.get("volume")).toEqual({
    field: "volume",
    comparison: "different",
    a: "12",
    b: "13",
  });
  expect(told.get("doi")).toEqual({ field: "doi", comparison: "unknown", a: "10.1/a" });
  expect(told.get("abstract")).toEqual({ field: "abstract", comparison: "unknown" });
});

test("a veto is named, and so is the relation that keeps two versions apart", () => {
  const doubt = pairEvidence(keysOf({ ...report, pmid: "1" }), keysOf({ ...report, pmid: "2" }));
  expect(doubt.verdict).not.toBe("duplicate");
  expect(doubt.veto?.name).toBe("pmid");
  expect(doubt.rule).toContain(doubt.veto?.words);
  const { title, authors, year } = report;
  const linked = pairEvidence(
    keysOf({ title: title!, authors: authors!, year: year!, arxiv: "1811.06965", venue: "arXiv" }),
    keysOf(report),
  );
  expect(linked).toMatchObject({ verdict: "linked", veto: { name: "preprint" } });
});

test("two that have nothing in common are told so", () => {
  expect(pairEvidence(keysOf({ volume: "1" }), keysOf({ pmid: "2" }))).toMatchObject({
    verdict: "distinct",
    rule: "nothing that tells",
  });
});

describe("reasons", () => {
  const names = FIELD_COMPARISONS.map(({ field }) => field);
  const lawful = (reasons: readonly { words: string; weight: number }[]) => {
    const weights = reasons.map(({ weight }) => Math.abs(weight));
    expect(weights).toEqual([...weights].sort((a, b) => b - a));
    expect(weights.every((weight) => weight >= 0.05)).toBe(true);
    expect(new Set(reasons.map(({ words }) => words)).size).toBe(reasons.length);
    for (const { words } of reasons) expect(names).toContain(words);
  };

  test("a field that nobody knows is no reason", () => {
    const { reasons } = pairEvidence(keysOf(report), keysOf(report));
    lawful(reasons);
    const fields = reasons.map(({ words }) => words);
    expect(fields).toContain("title");
    expect(fields).not.toContain("DOI");
    expect(fields).not.toContain("abstract");
  });

  test("what agrees speaks for a duplicate, what contradicts against it", () => {
    const weight = (a: Fields, b: Fields, field: string) =>
      pairEvidence(keysOf(a), keysOf(b)).reasons.find(({ words }) => words === field)?.weight ?? 0;
    expect(weight(report, report, "title")).toBeGreaterThan(0);
    expect(weight(report, { ...report, year: 2008 }, "year")).toBeLessThan(0);
    expect(
      weight(
        report,
        { ...report, volume: "40", issue: "9", pages: "800-9" },
        "volume, issue and pages",
      ),
    ).toBeLessThan(0);
  });

  test("the strongest comes first, and each field once", () => {
    fc.assert(
      fc.property(hardRecords, (records) => {
        const [a, b] = keysOfAll(records);
        fc.pre(a !== undefined && b !== undefined);
        lawful(pairEvidence(a!, b!).reasons);
      }),
    );
  });
});

test("the evidence is the same from either side, but for the sides of the fields", () => {
  fc.assert(
    fc.property(hardRecords, (records) => {
      const keys = keysOfAll(records);
      fc.pre(keys.length > 1);
      const table = tabulate(keys);
      const [there, back] = [evidenceOn(table, 0, 1), evidenceOn(table, 1, 0)];
      const turned = back.fields.map(({ field, comparison, a, b }) => ({
        field,
        comparison,
        ...(b !== undefined && { a: b }),
        ...(a !== undefined && { b: a }),
      }));
      expect({ ...back, fields: turned }).toEqual(there);
    }),
  );
});

test.each(CASES)("the evidence on $id is what the judge says", async (one) => {
  const [a, b] = await keysOfCase(one);
  const [evidence, verdict] = [pairEvidence(a!, b!), classifyPair(a!, b!)];
  expect(evidence.verdict).toBe(verdict.kind);
  expect(evidence.similarity).toBe(verdict.similarity);
  if (verdict.kind !== "distinct") expect(evidence.rule).toBe(verdict.rule);
  expect(pairEvidence(b!, a!)).toMatchObject({
    verdict: evidence.verdict,
    rule: evidence.rule,
    reasons: evidence.reasons,
  });
});
