import fc from "fast-check";
import { expect, test } from "vitest";
import { type DedupeKeys, dedupeKeys, packedKeys } from "../../../src/core/dedupe/keys.ts";
import { PackedKeys } from "../../../src/core/dedupe/packed-keys.ts";
import { aRecord } from "../records/records.ts";

const NAMES = Object.keys(dedupeKeys(aRecord({}))) as (keyof DedupeKeys)[];

/** The keys as a plain object, in which everything can be compared. */
function plain(keys: DedupeKeys): Partial<DedupeKeys> {
  return Object.fromEntries([...NAMES, "earlier" as const].map((name) => [name, keys[name]]));
}

const words = fc.stringMatching(/^[\p{L}\d()[\]:. -]{0,60}$/u);
const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined });
const records = fc
  .record({
    title: maybe(
      fc.oneof(
        words,
        fc.constantFrom("[Wool of sheep]", "12. Wool of sheep (review)", "Erratum: wool of sheep"),
      ),
    ),
    authors: fc.array(fc.oneof(words, fc.constantFrom("Kang, S. H.", "Ågren, Eva")), {
      maxLength: 4,
    }),
    year: maybe(fc.constantFrom(1987, 2024, Number.POSITIVE_INFINITY)),
    venue: maybe(fc.oneof(words, fc.constantFrom("bioRxiv", "Proceedings of the Wool Conference"))),
    volume: maybe(fc.constantFrom("12", "12 Suppl 1", "")),
    issue: maybe(fc.constantFrom("3", "Suppl 2")),
    pages: maybe(fc.constantFrom("12-9", "e1234", "S12-S14")),
    doi: maybe(fc.constantFrom("10.1000/wool.12", "10.48550/arxiv.2101.00001", "10.1101/ä")),
    pmid: maybe(fc.constantFrom("123", "")),
    arxiv: maybe(fc.constant("2101.00002")),
    url: maybe(fc.constant("https://example.org/wool?a=1")),
    abstract: maybe(fc.constant("Sheep grow wool in winter and lose it in spring. ".repeat(8))),
  })
  .map((fields) => {
    const given = Object.entries(fields).filter(([, value]) => value !== undefined);
    return aRecord(Object.fromEntries(given) as Parameters<typeof aRecord>[0]);
  });

test("packed keys say what keys say", () => {
  fc.assert(
    fc.property(records, (record) => {
      expect(plain(packedKeys(record))).toEqual(plain(dedupeKeys(record)));
    }),
    { numRuns: 300 },
  );
});

test("keys made of the parts of packed keys are the same", () => {
  const earlier = { title: "wool", family: "kang" };
  const record = aRecord({ title: "Wool – a review", doi: "10.1000/wool", year: 2020 });
  for (const packed of [packedKeys(record), packedKeys(record, earlier)]) {
    if (!(packed instanceof PackedKeys)) throw new Error("They are not packed.");
    expect(plain(PackedKeys.restored(structuredClone(packed)))).toEqual(plain(packed));
  }
  expect(packedKeys(record, earlier).earlier).toEqual(earlier);
});

test("keys that are too long to be packed are kept as they are", () => {
  const record = aRecord({ title: "wool ".repeat(20_000), year: 2020 });
  expect(packedKeys(record)).not.toBeInstanceOf(PackedKeys);
  expect(plain(packedKeys(record))).toEqual(plain(dedupeKeys(record)));
});
