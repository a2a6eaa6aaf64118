import fc from "fast-check";
import { expect, test } from "vitest";
import { sketchAbstract, sketchSimilarity } from "../../../../src/core/dedupe/fields/abstract.ts";

const SYLLABLES = "ba ke di lo mu ra se ti vo nu pa ge fi jo hu".split(" ");
/** The word of a number, each its own. */
const word = (number: number) =>
  String(number + 1000)
    .split("")
    .map((digit) => SYLLABLES[Number(digit)])
    .join("");
/** As many words as asked for, from the given number on. */
const text = (first: number, words: number) =>
  Array.from({ length: words }, (_, at) => word(first + at)).join(" ");
const sketch = (written: string) => sketchAbstract(written)!;

const words = fc.array(fc.integer({ min: 0, max: 5000 }), { minLength: 20, maxLength: 200 });

test("equal texts are wholly alike, whatever their capitals and signs", () => {
  fc.assert(
    fc.property(words, (numbers) => {
      const written = numbers.map(word);
      const printed = written.map((one, at) => (at % 7 === 0 ? `${one.toUpperCase()},` : one));
      expect(sketchSimilarity(sketch(written.join(" ")), sketch(printed.join("  ")))).toBe(1);
    }),
  );
});

test("likeness is symmetric, and a share", () => {
  fc.assert(
    fc.property(words, words, (a, b) => {
      const [x, y] = [sketch(a.map(word).join(" ")), sketch(b.map(word).join(" "))];
      const likeness = sketchSimilarity(x, y);
      expect(likeness).toBe(sketchSimilarity(y, x));
      expect(likeness).toBeGreaterThanOrEqual(0);
      expect(likeness).toBeLessThanOrEqual(1);
    }),
  );
});

test("texts without a common run of words are not alike", () => {
  for (let at = 0; at < 20; at += 1) {
    const [a, b] = [sketch(text(at * 100, 100)), sketch(text(5000 + at * 100, 100))];
    expect(sketchSimilarity(a, b)).toBe(0);
  }
});

test.each<[share: number, common: number]>([
  [1 / 4, 80],
  [1 / 3, 100],
  [1 / 2, 133],
  [3 / 4, 171],
])("a share of %f in common is estimated well on average", (share, common) => {
  // Two texts of 200 words with so many in common: common / (400 - common) of all runs.
  let sum = 0;
  const TEXTS = 60;
  for (let at = 0; at < TEXTS; at += 1) {
    const first = at * 130;
    sum += sketchSimilarity(sketch(text(first, 200)), sketch(text(first + 200 - common, 200)));
  }
  expect(Math.abs(sum / TEXTS - share)).toBeLessThan(0.06);
});

test("what stands behind the two hundred and twentieth word does not count", () => {
  expect(sketch(text(0, 300))).toBe(sketch(text(0, 220)));
  expect(sketch(text(0, 220))).not.toBe(sketch(text(0, 180)));
});

test.each<[note: string, written: string | undefined]>([
  ["nothing", undefined],
  ["an empty text", ""],
  ["a note", "No abstract is available for this article."],
  ["fourteen words", text(0, 14)],
  ["signs only", "-".repeat(200)],
])("%s has no sketch", (_, written) => {
  expect(sketchAbstract(written)).toBeUndefined();
});

test("fifteen words have one", () => {
  expect(sketchAbstract(text(0, 15))).toHaveLength(2 * 13);
});

test("a sketch holds at most sixteen hashes, each once, the smallest first", () => {
  fc.assert(
    fc.property(words, (numbers) => {
      const made = sketch(numbers.map(word).join(" "));
      const hashes = Array.from(
        { length: made.length / 2 },
        (_, at) => made.charCodeAt(2 * at) * 0x10000 + made.charCodeAt(2 * at + 1),
      );
      expect(hashes.length).toBeLessThanOrEqual(16);
      expect(hashes).toEqual([...new Set(hashes)].sort((a, b) => a - b));
    }),
  );
});

test("a text that says one thing again and again has a short sketch", () => {
  expect(sketch("the very same words ".repeat(20))).toHaveLength(2 * 4);
});
