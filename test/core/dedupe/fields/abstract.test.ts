import fc from "fast-check";
import { expect, test } from "vitest";
import {
  abstractsDiffer,
  sketchAbstract,
  sketchSimilarity,
} from "../../../../src/core/dedupe/fields/abstract.ts";

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
  expect(sketchAbstract(text(0, 15))).toHaveLength(1 + 2 * 13);
});

test("a sketch holds the number of words and at most 32 hashes, each once, the smallest first", () => {
  fc.assert(
    fc.property(words, (numbers) => {
      const made = sketch(numbers.map(word).join(" "));
      const hashes = Array.from(
        { length: (made.length - 1) / 2 },
        (_, at) => made.charCodeAt(2 * at + 1) * 0x10000 + made.charCodeAt(2 * at + 2),
      );
      expect(made.charCodeAt(0)).toBe(numbers.length);
      expect(hashes.length).toBeLessThanOrEqual(32);
      expect(hashes).toEqual([...new Set(hashes)].sort((a, b) => a - b));
    }),
  );
});

test("a text that says one thing again and again has a short sketch", () => {
  expect(sketch("the very same words ".repeat(20))).toHaveLength(1 + 2 * 4);
});

test("Chinese abstracts have sketches: each letter says as much as a word", () => {
  const chinese = "本文提出了一种基于深度学习的桥梁裂缝检测方法并在三座桥梁上进行了验证";
  expect(sketchAbstract(chinese.repeat(2))).toBeDefined();
});

test("two texts clearly differ, and texts of which one is a part of the other do not", () => {
  for (let at = 0; at < 40; at += 1) {
    const [whole, other] = [text(at * 100, 200), text(5000 + at * 100, 200)];
    expect(abstractsDiffer(sketch(whole), sketch(other))).toBe(true);
    const part = text(at * 100, 60);
    expect(abstractsDiffer(sketch(whole), sketch(part))).toBe(false);
  }
});

test("texts that share half of their runs never clearly differ, and short ones tell nothing", () => {
  for (let at = 0; at < 40; at += 1) {
    expect(abstractsDiffer(sketch(text(at, 150)), sketch(text(at + 75, 150)))).toBe(false);
    expect(abstractsDiffer(sketch(text(at, 30)), sketch(text(5000 + at, 150)))).toBe(false);
  }
  expect(abstractsDiffer(undefined, sketch(text(0, 150)))).toBe(false);
});
