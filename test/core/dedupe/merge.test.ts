import fc from "fast-check";
import { expect, test } from "vitest";
import { mergeMembers } from "../../../src/core/dedupe/merge.ts";
import { aRecord } from "../records/records.ts";

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
  expect(Object.fromEntries(provenance)).toMatchObject({
    title: [1],
    abstract: [1],
    doi: [0],
    pmid: [1],
  });
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

test("year, volume, issue and pages come from one version: no place is invented", () => {
  const online = { title: "A", year: 2011, pages: "1-9", doi: "10.1/a" };
  const printed = { title: "A", year: 2012, volume: "37", issue: "3" };
  const { record, others, provenance } = mergeMembers([member(online), member(printed)]);
  expect(record).toMatchObject({ year: 2012, volume: "37", issue: "3", doi: "10.1/a" });
  expect(record).not.toHaveProperty("pages");
  expect(others).toEqual([
    { field: "year", value: "2011", member: 0 },
    { field: "pages", value: "1-9", member: 0 },
  ]);
  expect(provenance.get("volume")).toEqual([1]);
});

test("what the best place lacks comes from a member that contradicts it in nothing", () => {
  const { record } = mergeMembers([
    member({ title: "A", year: 2012, volume: "37", pages: "630-641" }),
    member({ title: "A", year: 2012, volume: "37", issue: "3", pages: "630" }),
    member({ title: "A", year: 2011, volume: "37", issue: "4" }),
  ]);
  expect(record).toMatchObject({ year: 2012, volume: "37", issue: "3", pages: "630-641" });
});

test("of merged versions the published one is cited", () => {
  const { record, others } = mergeMembers([
    member({
      title: "A",
      type: "preprint",
      venue: "medRxiv, a server",
      doi: "10.1101/a",
      year: 2020,
    }),
    member({ title: "A", type: "article", venue: "Bone", doi: "10.1/a", year: 2021 }),
  ]);
  expect(record).toMatchObject({ type: "article", venue: "Bone", doi: "10.1/a", year: 2021 });
  expect(others.map(({ value }) => value)).toEqual([
    "2020",
    "medRxiv, a server",
    "preprint",
    "10.1101/a",
  ]);
});

test("a title as printed is better than its translation in brackets, and both are kept", () => {
  const { record, others } = mergeMembers([
    member({ title: "[Early mobilisation after hip fracture, with a long subtitle.]" }),
    member({ title: "Frühmobilisation nach Hüftfraktur" }),
  ]);
  expect(record.title).toBe("Frühmobilisation nach Hüftfraktur");
  expect(others).toMatchObject([{ field: "title", member: 0 }]);
});

test("spelling alone makes no other value", () => {
  const { others } = mergeMembers([
    member({ title: "A new way", authors: ["Novak, Petra"], venue: "J. Bone" }),
    member({ title: "A NEW WAY.", authors: ["Novak, P."], venue: "J Bone" }),
  ]);
  expect(others).toEqual([]);
});

test("nothing of any member is lost: it is in the merged record or among the other values", () => {
  const value = <Value>(...values: readonly Value[]) => fc.constantFrom(undefined, ...values);
  const record = fc.record({
    title: value("Way", "A way"),
    abstract: value("We measure.", "We measured."),
    year: value(2020, 2021),
    volume: value("1", "2"),
    issue: value("1", "Suppl 1"),
    pages: value("1-9", "1", "44-9"),
    venue: value("Bone", "Bones"),
    doi: value("10.1/a", "10.1/b"),
    pmid: value("1", "2"),
    url: value("https://example.org/a", "https://example.org/b"),
    accession: value("2-s2.0-1", "WOS:1"),
    keywords: fc.uniqueArray(fc.constantFrom("gpu", "tpu", "npu")),
    mesh: fc.uniqueArray(fc.constantFrom("Humans", "Hip")),
  });
  fc.assert(
    fc.property(fc.array(record, { minLength: 1, maxLength: 5 }), (all) => {
      const members = all.map((one) => {
        const known = Object.entries(one).filter(([, field]) => field !== undefined);
        return member(Object.fromEntries(known));
      });
      const { record: merged, others, provenance } = mergeMembers(members);
      for (const [at, { record: said }] of members.entries()) {
        for (const [name, field] of Object.entries(said)) {
          if (Array.isArray(field)) continue;
          const kept = merged[name as keyof typeof merged];
          const saved = others.some((one) => one.field === name && one.value === String(field));
          const spelled = name === "title" || name === "abstract" || name === "venue";
          expect(kept === field || saved || spelled, `${name} of ${at}`).toBe(true);
        }
        expect(merged.keywords).toEqual(expect.arrayContaining([...said.keywords]));
        expect(merged.mesh).toEqual(expect.arrayContaining([...said.mesh]));
      }
      // What is said to come from a member is what that member says.
      for (const [name, from] of provenance) {
        if (["issn", "keywords", "mesh"].includes(name)) continue;
        expect(from.map((at) => members[at]!.record[name])).toEqual([merged[name]]);
      }
    }),
  );
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

test("a record of one entry is what the entry and its exact copy give", () => {
  const text = fc.option(fc.string(), { nil: undefined });
  const list = fc.array(fc.constantFrom("gpu", "GPU", "tpu", "Hip"), { maxLength: 4 });
  const entry = fc.record({
    title: text,
    abstract: text,
    authors: fc.array(fc.record({ family: fc.string(), given: fc.string() }), { maxLength: 2 }),
    year: fc.option(fc.constant(2020), { nil: undefined }),
    venue: text,
    volume: text,
    pages: text,
    type: fc.option(fc.constantFrom("article", "preprint"), { nil: undefined }),
    doi: text,
    citations: fc.option(fc.nat(), { nil: undefined }),
    issn: list,
    keywords: list,
    mesh: list,
  });
  fc.assert(
    fc.property(entry, (fields) => {
      const stated = Object.entries(fields).filter(([, value]) => value !== undefined);
      const record = { ...aRecord(), ...Object.fromEntries(stated) };
      const alone = mergeMembers([{ fingerprint: "1", record }]);
      const withCopy = mergeMembers(["1", "1"].map((fingerprint) => ({ fingerprint, record })));
      expect(Object.entries(alone.record)).toEqual(Object.entries(withCopy.record));
      expect([...alone.provenance]).toEqual([...withCopy.provenance]);
      expect(alone.others).toEqual(withCopy.others);
      expect(alone.alternatives).toEqual(withCopy.alternatives);
    }),
    { numRuns: 50 },
  );
});
