import { deserialize, serialize } from "node:v8";
import fc from "fast-check";
import { expect, test } from "vitest";
import { asideFile } from "../../../../src/cli/io/aside-file.ts";
import {
  type KeptBytes,
  KeptValues,
  type PlainValue,
} from "../../../../src/core/records/bulk/kept-values.ts";
import { testFolder } from "../../../cli/captured-io.ts";

const values = fc.array(
  fc.oneof(
    fc.string({ unit: "binary" }),
    fc.jsonValue() as fc.Arbitrary<PlainValue>,
    // Half of a character, which UTF-8 cannot write.
    fc.constant("\ud800 lone"),
  ),
);

test.each([
  ["in memory", async () => undefined],
  ["in a file", () => asideFile(`${testFolder().path}/aside`)],
])("every value comes back as it was, kept %s", async (_where, openAside) => {
  const aside = await openAside();
  fc.assert(
    fc.property(values, (given) => {
      const kept = new KeptValues([], aside);
      const positions = given.map((value) => kept.add(value));
      expect(positions).not.toContain(0);
      expect(positions.map((position) => kept.at(position))).toEqual(given.map(asJson));
    }),
    { numRuns: 100 },
  );
});

test("values that are kept in a file come back, the long ones, too", async () => {
  const kept = new KeptValues([], await asideFile(`${testFolder().path}/aside`));
  const given = Array.from({ length: 400 }, (_, at) =>
    `${at} `.repeat(at * (at % 50 === 0 ? 200 : 2)),
  );
  const positions = given.map((value) => kept.add(value));
  for (const at of [399, 0, 250, 1, 398, 300]) expect(kept.at(positions[at]!)).toBe(given[at]);
  const later = new KeptValues(deserialize(serialize(kept.bytes())) as KeptBytes);
  expect(positions.map((position) => later.at(position))).toEqual(given);
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
