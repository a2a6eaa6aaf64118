import { expect, test } from "vitest";
import { formatCount, formatTenths } from "../../../../src/core/records/text/plural.ts";

test("thousands are separated, in counts and in estimates", () => {
  expect([0, 999, 1204, 1234567].map(formatCount)).toEqual(["0", "999", "1,204", "1,234,567"]);
  expect([0, 8.25, 999.96, 1008.7].map(formatTenths)).toEqual(["0.0", "8.3", "1,000.0", "1,008.7"]);
});
