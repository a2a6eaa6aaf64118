import { deserialize, serialize } from "node:v8";
import fc from "fast-check";
import { expect, test } from "vitest";
import {
  type KeptBytes,
  KeptValues,
  type PlainValue,
} from "../../../../src/core/records/bulk/kept-values.ts";

const values = fc.array(
  fc.oneof(
    fc.string({ unit: "binary" }),
    fc.jsonValue() as fc.Arbitrary<PlainValue>,
    // Half of a character, which UTF-8 cannot write.
    fc.constant("\ud800 lone"),
  ),
);

test("every value comes back as it was", () => {
  fc.assert(
    fc.property(values, (given) => {
      const kept = new KeptValues();
      const positions = given.map((value) => kept.add(value));
      expect(positions).not.toContain(0);
      expect(positions.map((position) => kept.at(position))).toEqual(given.map(asJson));
    }),
    { numRuns: 100 },
  );
});

test("a later run finds the values where they were, and adds more", () => {
  const kept = new KeptValues();
  const large = "long ".repeat(1_500_000);
  const given = ["a", "é".repeat(3_000_000), "b", large, "c"];
  const positions = given.map((value) => kept.add(value));
  const bytes = deserialize(serialize(kept.bytes())) as KeptBytes; // a list of bytes
  const later = new KeptValues(bytes);
  const more = later.add("d");
  expect(positions.map((position) => later.at(position))).toEqual(given);
  expect(later.at(more)).toBe("d");
  // Little is kept for little.
  const small = new KeptValues();
  small.add("a");
  expect(small.bytes().reduce((sum, block) => sum + block.length, 0)).toBeLessThan(20);
});

function asJson(value: PlainValue): unknown {
  return JSON.parse(JSON.stringify(value));
}
