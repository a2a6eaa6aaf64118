import fc from "fast-check";
import { expect, test } from "vitest";
import { type DedupeKeys, packedKeys } from "../../../../src/core/dedupe/keys.ts";
import { PackedKeys } from "../../../../src/core/dedupe/packed-keys.ts";
import { keptReading, readingFrom } from "../../../../src/core/review/earlier/kept-reading.ts";
import type { ReadEntry } from "../../../../src/core/review/exports/read-export.ts";
import { aRecord } from "../../records/records.ts";

const NAMES: readonly (keyof DedupeKeys)[] = [
  ...["anchors", "doi", "pmid", "arxiv", "link", "identified", "title", "otherTitles"],
  ...["remarks", "label", "notices", "hasErratum", "year", "names", "venue", "otherVenues"],
  ...["volume", "issue", "page", "lastPage", "articleNumber", "supplement", "conference"],
  ...["registration", "preprint", "abstract", "version", "earlier", "fingerprint"],
] as readonly (keyof DedupeKeys)[];

/** Everything that an entry says, as plain values. */
function said({ line, keys, attribution, accession }: ReadEntry) {
  return {
    ...{ line, attribution, accession },
    isPacked: keys instanceof PackedKeys,
    keys: keys && Object.fromEntries(NAMES.map((name) => [name, keys[name]])),
  };
}

const count = { records: 1, unreadable: 2, withAbstract: 3, withDoi: 4, withYear: 5 };
const rest = { problems: [], isCut: false, count };

/** The reading as a later run has it. */
function later(entries: readonly ReadEntry[]) {
  return readingFrom(structuredClone(keptReading({ ...rest, entries })));
}

const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined });
const records = fc
  .record({
    title: fc.constantFrom(
      "Wool of sheep",
      "羊毛",
      "[Ünd die Wolle]",
      "wool ".repeat(15_000),
      "\ud800",
    ),
    year: maybe(fc.constantFrom(0, 1987, Number.POSITIVE_INFINITY)),
    doi: maybe(fc.constantFrom("10.1000/wool.12", "10.1101/ä")),
    abstract: maybe(fc.constant("Sheep grow wool in winter and lose it in spring. ".repeat(8))),
    url: maybe(fc.constant("https://clinicaltrials.gov/show/NCT01234567")),
  })
  .map((fields) => {
    const given = Object.entries(fields).filter(([, value]) => value !== undefined);
    return aRecord(Object.fromEntries(given) as Parameters<typeof aRecord>[0]);
  });
const attributions = [{ producer: "A" }, { database: "B", kind: "database" }] as const;
const entries: fc.Arbitrary<ReadEntry> = fc.oneof(
  { weight: 1, arbitrary: fc.nat().map((line) => ({ line })) },
  {
    weight: 5,
    arbitrary: fc
      .record({
        line: fc.nat(),
        record: records,
        earlier: maybe(fc.constant({ title: "wool" })),
        attribution: maybe(fc.constantFrom(...attributions)),
        accession: maybe(fc.constantFrom("", "A1", "Ä2", "號")),
      })
      .map(({ record, earlier, ...entry }) => ({ ...entry, keys: packedKeys(record, earlier) })),
  },
);

test("a later run finds every entry of a reading as it was", () => {
  fc.assert(
    fc.property(fc.array(entries, { maxLength: 200, size: "max" }), (read) => {
      const found = later(read);
      expect(found.entries.map(said)).toEqual(read.map(said));
      expect({ ...found, entries: [] }).toEqual({ ...rest, entries: [] });
    }),
    { numRuns: 40 },
  );
});

test("entries that share an attribution or a version share it later", () => {
  const attribution = { producer: "A" };
  const record = aRecord({ title: "Wool" });
  const [a, b] = later(
    [1, 2].map((line) => ({ line, keys: packedKeys(record), attribution })),
  ).entries;
  expect(a!.attribution).toBe(b!.attribution);
  expect(a!.keys!.version).toBe(b!.keys!.version);
  expect(a!.keys).toBe(a!.keys);
});
