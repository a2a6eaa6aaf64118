import fc from "fast-check";
import { expect, test } from "vitest";
import {
  entryFrom,
  type RecordEntry,
  recordOf,
  writeEntry,
} from "../../../../src/core/records/bulk/written-entry.ts";
import { aRecord } from "../records.ts";

const text = fc.oneof(fc.string({ unit: "binary" }), fc.constantFrom("\ud800", "", "An abstract."));
const entries = fc.record({
  title: text,
  abstract: fc.option(text, { nil: undefined }),
  original: fc.array(fc.tuple(text, text)),
  database: fc.option(text, { nil: undefined }),
  earlier: fc.option(text, { nil: undefined }),
  year: fc.option(fc.integer(), { nil: undefined }),
});

test("an entry comes back as it was, letter for letter", () => {
  fc.assert(
    fc.property(entries, ({ title, abstract, original, database, earlier, year }) => {
      const entry: RecordEntry = {
        kind: "record",
        line: 7,
        record: aRecord({
          ...{ title, original },
          ...(abstract !== undefined && { abstract }),
          ...(year !== undefined && { year }),
        }),
        attribution: database === undefined ? {} : { database },
        ...(earlier !== undefined && { earlier: { title: earlier } }),
      };
      const written = writeEntry(entry)!;
      expect(entryFrom(written)).toStrictEqual(entry);
      expect(recordOf(written)).toStrictEqual(entry.record);
    }),
    { numRuns: 300 },
  );
});

test("the abstract is written once, however many lines repeat it", () => {
  const abstract = "Frogs live in ponds.";
  const original = [
    ["AB", abstract],
    ["N2", abstract],
  ] as const;
  const entry: RecordEntry = {
    kind: "record",
    line: 1,
    record: aRecord({ abstract, original }),
    attribution: {},
  };
  expect(writeEntry(entry)!.split(abstract)).toHaveLength(2);
  expect(entryFrom(writeEntry(entry)!)).toStrictEqual(entry);
});

test("a number without end is not written, because JSON would make nothing of it", () => {
  for (const record of [aRecord({ citations: Number.POSITIVE_INFINITY }), aRecord({ year: NaN })])
    expect(writeEntry({ kind: "record", line: 1, record, attribution: {} })).toBeUndefined();
});
