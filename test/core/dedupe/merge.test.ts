import fc from "fast-check";
import { expect, test } from "vitest";
import { mergeMembers } from "../../../src/core/dedupe/merge.ts";
import { aRecord } from "../records.ts";

const member = (fields: Parameters<typeof aRecord>[0], fingerprint = JSON.stringify(fields)) => ({
  fingerprint,
  record: aRecord(fields),
});

test("the best field comes from each member, and it is known from which", () => {
  const { record, provenance } = mergeMembers([
    member({ title: "FLEXGEN: HIGH-THROUGHPUT INFERENCE", abstract: "Short.", doi: "10.1/a" }),
    member({
      title: "FlexGen: high-throughput inference",
      abstract: "A longer abstract.",
      pmid: "7",
    }),
  ]);
  expect(record).toMatchObject({
    title: "FlexGen: high-throughput inference",
    abstract: "A longer abstract.",
    doi: "10.1/a",
    pmid: "7",
  });
  expect(Object.fromEntries(provenance)).toMatchObject({ title: 1, abstract: 1, doi: 0, pmid: 1 });
});

test("the year of the issue beats the year online, and the other stays an alternative", () => {
  const { record, alternatives } = mergeMembers([
    member({ title: "A", year: 2023 }),
    member({ title: "A", year: 2024, volume: "12", pages: "1-9" }),
  ]);
  expect(record.year).toBe(2024);
  expect(alternatives).toEqual({ year: [2023] });
});

test("keywords of all members are united, without repeats in another case", () => {
  const { record } = mergeMembers([
    member({ title: "A", keywords: ["GPU", "training"] }, "1"),
    member({ title: "A", keywords: ["gpu", "pruning"] }, "2"),
  ]);
  expect(record.keywords).toEqual(["GPU", "training", "pruning"]);
});

test("nothing is invented and the order of members does not matter", () => {
  const fields = fc.record(
    {
      title: fc.string(),
      year: fc.constantFrom(2020, 2021),
      doi: fc.constantFrom("10.1/a", "10.1/b"),
      abstract: fc.string(),
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(fc.array(fields, { minLength: 1, maxLength: 5 }), (all) => {
      const members = all.map((one) => member(one));
      const { record } = mergeMembers(members);
      expect(mergeMembers([...members].reverse()).record).toEqual(record);
      for (const field of ["title", "year", "doi", "abstract"] as const) {
        expect(record[field] === undefined || all.some((one) => one[field] === record[field])).toBe(
          true,
        );
        expect(record[field] === undefined).toBe(all.every((one) => one[field] === undefined));
      }
    }),
  );
});
