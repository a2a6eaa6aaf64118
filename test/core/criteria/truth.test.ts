import { describe, expect, test } from "vitest";
import { allOf, anyOf, not } from "../../../src/core/criteria/truth.ts";

describe("Kleene's connectives", () => {
  test.each([
    ["true", "true", "true", "true"],
    ["true", "unknown", "unknown", "true"],
    ["true", "false", "false", "true"],
    ["unknown", "true", "unknown", "true"],
    ["unknown", "unknown", "unknown", "unknown"],
    ["unknown", "false", "false", "unknown"],
    ["false", "true", "false", "true"],
    ["false", "unknown", "false", "unknown"],
    ["false", "false", "false", "false"],
  ] as const)("%s and %s: AND is %s, OR is %s", (a, b, and, or) => {
    expect(allOf([a, b])).toBe(and);
    expect(anyOf([a, b])).toBe(or);
  });

  test.each([
    ["true", "false"],
    ["unknown", "unknown"],
    ["false", "true"],
  ] as const)("the opposite of %s is %s", (truth, opposite) => {
    expect(not(truth)).toBe(opposite);
  });
});
