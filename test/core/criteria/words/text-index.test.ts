import fc from "fast-check";
import { expect, test } from "vitest";
import { BEGINNING } from "../../../../src/core/criteria/words/sieve.ts";
import { TextIndex } from "../../../../src/core/criteria/words/text-index.ts";

const text = fc.array(
  fc.oneof(
    fc.constantFrom("Model", "models", "Über", "CO<sub>2</sub>", "naïve", "a", "42", "模型"),
    fc.string({ unit: "grapheme", maxLength: 6 }),
  ),
);

function wordsOf(index: TextIndex): string[] {
  return Array.from({ length: index.length }, (_, at) => index.word(at));
}

test("a word is found wherever it stands, and nowhere else", () => {
  fc.assert(
    fc.property(fc.array(text), text, (texts, others) => {
      const index = new TextIndex(texts.map((words) => words.join(" ")));
      const words = wordsOf(index);
      for (const word of [...words, ...wordsOf(new TextIndex([others.join(" ")]))]) {
        const found: number[] = [];
        for (let at = index.firstOf(word); at >= 0; at = index.nextOf(word, at)) found.push(at);
        expect(found).toEqual(words.flatMap((one, at) => (one === word ? [at] : [])));
        if (word.length < BEGINNING) continue;
        const begins = words.flatMap((one, at) =>
          one.slice(0, BEGINNING) === word.slice(0, BEGINNING) ? [at] : [],
        );
        expect(index.beginningLike(word)).toEqual(expect.arrayContaining(begins));
      }
      for (const [at, word] of words.entries()) {
        expect(index.initial(at)).toBe(word.charCodeAt(0));
      }
    }),
    { numRuns: 150 },
  );
});

test("words are folded, and stand where the text has them", () => {
  const index = new TextIndex(["Über CO<sub>2</sub> and <b>naïve</b> MODELS", "Second text"]);
  expect(wordsOf(index)).toEqual(["uber", "co2", "and", "naive", "models", "second", "text"]);
  const shown = Array.from(index.starts, (start, at) => index.text.slice(start, index.ends[at]));
  const written = ["Über", "CO<sub>2</sub>", "and", "<b>naïve</b>", "MODELS", "Second", "text"];
  expect(shown).toEqual(written);
  expect(index.wordsBetween(3, 4)).toBe("naive models");
});

test("the ordinals of words are consecutive in a text, and far apart between texts", () => {
  const index = new TextIndex(["a b", "", "c d"]);
  const [a, b, c, d] = [0, 1, 2, 3].map((at) => index.ordinal(at));
  expect(b! - a!).toBe(1);
  expect(d! - c!).toBe(1);
  expect(c! - b!).toBeGreaterThan(9_999);
});
