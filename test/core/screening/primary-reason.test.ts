import { expect, test } from "vitest";
import { primaryFirst } from "../../../src/core/screening/primary-reason.ts";

test("without a hierarchy the order stays", () => {
  expect(primaryFirst(["E2", "E1"], { reasonHierarchy: [] })).toEqual(["E2", "E1"]);
});

test("a hierarchy puts its reasons first, and leaves the order of the others", () => {
  const reasonHierarchy = ["E3", "E1"];
  expect(primaryFirst(["E2", "E1", "free text", "E3"], { reasonHierarchy })).toEqual([
    "E3",
    "E1",
    "E2",
    "free text",
  ]);
});
