import { expect, test } from "vitest";
import { addAll } from "../../../src/core/records/add-all.ts";

test("half a million problems of one file are added to those of others", () => {
  const problems = ["before"];
  addAll(problems, Array<string>(500_000).fill("cut off"));
  expect(problems).toHaveLength(500_001);
});
