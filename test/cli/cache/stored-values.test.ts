import fc from "fast-check";
import { expect, test } from "vitest";
import { storedPieces, storedValue } from "../../../src/cli/cache/stored-values.ts";

/** The value as a later run finds it: its pieces after some other bytes of a file. */
function stored(value: unknown, before = 44, shift = 0): unknown {
  const pieces = storedPieces(value, before)!;
  const file = Buffer.concat([new Uint8Array(before + shift), ...pieces]);
  return storedValue(file.subarray(before + shift), before);
}

const numbers = fc.oneof(
  fc.uint8Array(),
  fc.int8Array(),
  fc.uint16Array(),
  fc.int16Array(),
  fc.uint32Array(),
  fc.int32Array(),
  fc.float32Array(),
  fc.float64Array(),
);

test("values come back as they were, arrays of numbers to the last bit", () => {
  const values = fc.dictionary(
    fc.string(),
    fc.oneof(numbers, fc.string(), fc.double(), fc.constant(null)),
  );
  fc.assert(
    fc.property(fc.array(values), fc.nat(9), (some, shift) => {
      const value = { some, byName: new Map(some.map((one, at) => [at, one])) };
      expect(stored(value, 44, shift)).toEqual(value);
    }),
    { numRuns: 100 },
  );
});

test("a part of an array is stored without the rest of it", () => {
  const part = new Float64Array(1000).fill(7).subarray(3, 5);
  const bytes = storedPieces([part], 44)!.reduce((sum, { length }) => sum + length, 0);
  expect(bytes).toBeLessThan(100);
  expect(stored([part])).toEqual([Float64Array.of(7, 7)]);
});

test("arrays are not copied, neither when they are stored nor when they are read", () => {
  const array = new Float32Array(8);
  const pieces = storedPieces({ array }, 44)!;
  expect(pieces.some(({ buffer }) => buffer === array.buffer)).toBe(true);
  const file = Buffer.concat([new Uint8Array(44), ...pieces]);
  const read = storedValue(file.subarray(44), 44) as { array: Float32Array };
  expect(read.array.buffer).toBe(file.buffer);
});

test("an array that is held twice is one array afterwards", () => {
  const array = Uint32Array.of(1, 2);
  const { a, b } = stored({ a: array, b: array }) as { a: Uint32Array; b: Uint32Array };
  expect(a).toBe(b);
});

test("what cannot be stored is left out", () => {
  expect(storedPieces({ call: () => 1 }, 44)).toBeUndefined();
});
