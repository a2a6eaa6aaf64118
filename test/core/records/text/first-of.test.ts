import { expect, test } from "vitest";
import { firstOf } from "../../../../src/core/records/text/first-of.ts";

test("all names are listed where they are few, and the others are counted where they are many", () => {
  expect(firstOf([])).toBe("");
  expect(firstOf(["a", "b", "c", "d", "e"])).toBe("a, b, c, d, e");
  expect(firstOf(["a", "b", "c", "d", "e", "f", "g"])).toBe("a, b, c, d, e and 2 more");
  expect(firstOf(["a", "b", "c"], 2)).toBe("a, b and 1 more");
});
