import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  createWordVocabulary,
  type WordVocabulary,
} from "../../../../src/core/rating/text/word-vocabulary.ts";
import { LONGEST_WORD, wordsOf } from "../../../../src/core/rating/text/words.ts";

function wordsIn(text: string): string[] {
  const numbers = createWordVocabulary();
  return numbersIn(text, numbers).map(numbers.nameOf);
}

const numbersIn = (text: string, { number, found }: WordVocabulary): number[] =>
  Array.from(found.subarray(0, number(text)));

describe("numbers of words", () => {
  test("are given in reading order, once for each word", () => {
    const numbers = createWordVocabulary();
    expect(numbersIn("Wool, LAMB & wool; Größe größe", numbers)).toEqual([0, 1, 0, 2, 2]);
    expect([0, 1, 2].map(numbers.nameOf)).toEqual(["wool", "lamb", "grosse"]);
    expect(numbers.size).toBe(3);
  });

  test("plain texts and others share them", () => {
    const numbers = createWordVocabulary();
    const found = ["Wool", "wool é", "<i>WOOL</i>"].flatMap((text) => numbersIn(text, numbers));
    expect(found).toEqual([0, 0, 1, 0]);
  });

  test("what is only looked up gets none", () => {
    const numbers = createWordVocabulary();
    numbers.number("wool");
    expect(numbers.find("lamb wool é")).toBe(3);
    expect([...numbers.found.subarray(0, 3)]).toEqual([-1, 0, -1]);
    expect(numbers.size).toBe(1);
  });

  test("the words are those that wordsOf finds, whatever the text", () => {
    const piece = fc.oneof(
      fc.string({ unit: "binary-ascii", maxLength: 30 }),
      fc.string({ unit: "grapheme", maxLength: 10 }),
      fc.constantFrom("<i>wool</i>", "&amp;", "A&B", "wool", "Wool-lamb", "x".repeat(70), "学习"),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const text = pieces.join(" ");
        expect(wordsIn(text)).toEqual(wordsOf(text).filter((word) => word.length <= LONGEST_WORD));
      }),
      { numRuns: 1000 },
    );
  });

  test("a hundred thousand words keep theirs", () => {
    const numbers = createWordVocabulary();
    const words = Array.from({ length: 100_000 }, (_, i) => `w${i.toString(36)}`);
    const first = words.map((word) => numbersIn(word, numbers)[0]);
    const second = words.map((word) => {
      numbers.find(word);
      return numbers.found[0];
    });
    expect(second).toEqual(first);
    expect(numbers.size).toBe(100_000);
  });
});
