import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { exp, ln, sixDecimals } from "../../../src/core/statistics/deterministic-arithmetic.ts";

describe("logarithm and exponential", () => {
  test("the logarithm agrees with the engine's to 15 digits", () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-12, max: 1e12, noNaN: true }), (x) => {
        expect(Math.abs(ln(x) - Math.log(x))).toBeLessThanOrEqual(
          4e-15 * Math.max(1, Math.abs(Math.log(x))),
        );
      }),
    );
  });

  test("the exponential agrees with the engine's to 13 digits", () => {
    fc.assert(
      fc.property(fc.double({ min: -300, max: 300, noNaN: true }), (x) => {
        expect(Math.abs(exp(x) / Math.exp(x) - 1)).toBeLessThan(1e-13);
      }),
    );
  });

  test("known values are exact", () => {
    expect([ln(1), ln(2), exp(0)]).toEqual([0, Math.LN2, 1]);
  });

  test("the exponential neither overflows nor gets lost", () => {
    expect(exp(-1e6)).toBe(0);
    expect(exp(1e6)).toBeGreaterThan(1e300);
    expect(Number.isFinite(exp(1e6))).toBe(true);
  });

  test("six decimals are what is printed", () => {
    expect([0.12345649, 0.9999996, 0.5].map(sixDecimals)).toEqual([0.123456, 1, 0.5]);
  });
});
