import fc from "fast-check";
import { expect, test } from "vitest";
import { fitLines } from "../../../src/outputs/text/fit-lines.ts";
import { displayWidth } from "../../../src/outputs/text/plain-text.ts";

test.each([
  ["a line that fits", "place  level", 12, "place  level"],
  ["a line that begins further in", "    one two three", 12, "    one two\n      three"],
  ["a row of a table", "1  0.512  Tai chi for all", 16, "1  0.512  Tai\n  chi for all"],
  ["a link wider than the terminal", "see 10.1000/abcdefghij", 10, "see 10.1000/abcdefghij"],
  ["a script without blanks", "日本語日本語", 8, "日本語日\n  本語"],
  ["the place of a mistake", "include: a OR\n           ^^", 8, "include: a OR\n           ^^"],
  ["a drawing", "│ Records │──▶│ Excluded │", 10, "│ Records │──▶│ Excluded │"],
  ["a colour", "\u001b[31mred\u001b[39m one", 7, "\u001b[31mred\u001b[39m one"],
])("%s", (_, text, width, expected) => {
  expect(fitLines(text, width)).toBe(expected);
});

test("every line fits, and nothing but blanks is lost", () => {
  const letters = fc.string({ unit: fc.constantFrom(..."a 日 \n"), maxLength: 200 });
  fc.assert(
    fc.property(letters, fc.integer({ min: 4, max: 60 }), (text, width) => {
      const fitted = fitLines(text, width);
      expect(fitted.replace(/\s+/g, "")).toBe(text.replace(/\s+/g, ""));
      for (const line of fitted.split("\n"))
        if (/日| /.test(line.trim())) expect(displayWidth(line)).toBeLessThanOrEqual(width);
    }),
    { numRuns: 50 },
  );
});
