import fc from "fast-check";
import { expect, test } from "vitest";
import { Lexicon, ListsBuilder } from "../../../src/core/dedupe/lexicon.ts";

test("words are numbered in the order in which they come, equal ones alike", () => {
  const lexicon = new Lexicon();
  expect(["pain", "rats", "pain", "", ""].map((word) => lexicon.number(word))).toEqual([
    0, 1, 0, 2, 2,
  ]);
  expect(lexicon.words).toEqual(["pain", "rats", ""]);
});

test("a word is found where it stands in a text", () => {
  const lexicon = new Lexicon();
  const pain = lexicon.number("pain");
  expect(lexicon.number("no pain here", 3, 7)).toBe(pain);
  expect(lexicon.words[lexicon.number("no pain here", 8)]).toBe("here");
});

test("a word that was only looked for gets no number", () => {
  const lexicon = new Lexicon();
  lexicon.number("pain");
  expect([lexicon.get("pain"), lexicon.get("rats")]).toEqual([0, undefined]);
  expect(lexicon.words).toEqual(["pain"]);
});

test("however many words there are, each is found again", () => {
  fc.assert(
    fc.property(fc.array(fc.string({ maxLength: 3 }), { maxLength: 3000 }), (words) => {
      const lexicon = new Lexicon();
      const numbers = words.map((word) => lexicon.number(word));
      expect(numbers.map((number) => lexicon.words[number])).toEqual(words);
      expect(words.map((word) => lexicon.get(word))).toEqual(numbers);
      expect(new Set(lexicon.words).size).toBe(lexicon.words.length);
    }),
    { numRuns: 20 },
  );
});

test("lists stand one after another, and what is added once stands once in a list", () => {
  const builder = new ListsBuilder(3);
  for (const value of [7, 7, 8]) builder.add(value);
  builder.end();
  builder.end();
  for (const value of [8, 7, 8, 7]) builder.addOnce(value);
  builder.end();
  const { starts, values } = builder.lists();
  expect([...starts]).toEqual([0, 3, 3, 5]);
  expect([...values]).toEqual([7, 7, 8, 8, 7]);
});

test("lists may be long", () => {
  const builder = new ListsBuilder(1);
  const many = Array.from({ length: 5000 }, (_, at) => at);
  for (const value of many) builder.add(value);
  builder.end();
  expect([...builder.lists().values]).toEqual(many);
});
