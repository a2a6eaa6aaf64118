import { expect, test } from "vitest";
import { measure } from "./measured.ts";

const [first, share, shorter, initials, words, any, difference, letters] = [
  "authors: likeness of the first",
  "authors: share in both lists",
  "authors: share of the shorter list in the longer",
  "authors: initials of the first",
  "authors: share of the words of their names",
  "authors: a first author is in the other list",
  "authors: difference of the numbers of authors",
  "authors: likeness letter by letter",
] as const;

const compare = (a: string, b: string) =>
  measure({ authors: a.split("; ") }, { authors: b.split("; ") });

test.each<[note: string, a: string, b: string]>([
  ["initials and names", "Huang, Yanping; Cheng, Youlong", "Huang, Y.; Cheng, Y."],
  ["the given name first", "Yanping Huang; Youlong Cheng", "Huang, Y.; Cheng, Y."],
  ["a misprint", "Novotny, Jan; Adler, Paula", "Novotni, J.; Adler, P."],
  ["a particle on one side", "van der Heide, P.; Adler, A.", "Heide, P.; Adler, A."],
  ["an umlaut", "Müller, J.; Adler, A.", "Muller, J.; Adler, A."],
])("%s: the same people", (_, a, b) => {
  const value = compare(a, b);
  expect([share, shorter, initials, difference, letters].map(value)).toEqual([1, 1, 1, 0, 1]);
  expect(value(first)).toBeGreaterThan(0.8);
});

test("a list that was cut off is wholly in the other", () => {
  const value = compare("Huang, Y.", "Huang, Y.; Cheng, Y.; Bapna, A.; Firat, O.");
  expect(value(shorter)).toBe(1);
  expect(value(share)).toBe(0.25);
  expect(value(difference)).toBe(0.75);
});

test("another order leaves the people the same, but not the first", () => {
  const value = compare("Huang, Y.; Novak, N.", "Novak, N.; Huang, Y.");
  expect([value(share), value(letters)]).toEqual([1, 1]);
  expect(value(first)).toBeLessThan(0.5);
  expect(value(any)).toBe(0.95);
});

test("swapped family and given names have the same words", () => {
  const value = compare("Yanping, Huang; Youlong, Cheng", "Huang, Yanping; Cheng, Youlong");
  expect(value(words)).toBe(1);
  expect(value(shorter)).toBeLessThan(0.5);
});

test.each<[a: string, b: string, value: number]>([
  ["Kim, J. H.", "Kim, J. H.; Lee, A.", 1],
  ["Kim, J.", "Kim, J. H.", 1],
  ["Kim, J. K.", "Kim, J. H.", 0.3],
  ["Kim, D.", "Kim, J. H.", -1],
  ["Kim", "Kim, J. H.", 0],
  ["Novak, J.", "Kim, J.", 0],
])("the initials of %s and %s: %d", (a, b, value) => {
  expect(compare(a, b)(initials)).toBe(value);
});

test("other people are in no way alike", () => {
  const value = compare("Zhou, Bo; Quist, Emma", "Abel, Kim; Ivanova, Ludmila");
  expect([share, shorter, words, initials].map(value)).toEqual([0, 0, 0, 0]);
  expect(value(first)).toBe(0);
  expect(value(letters)).toBeLessThan(0.5);
});

test("a name is found once: two of one family are not one in the other list", () => {
  expect(compare("Kim, A.; Kim, B.", "Kim, A.; Novak, C.")(share)).toBeCloseTo(1 / 3, 12);
});

test("lists of the largest length are compared", () => {
  const list = (name: string) =>
    Array.from({ length: 60 }, (_, at) => `${name}${"abcdefghij"[at % 10]}${"xyzuvw"[at % 6]}, A.`);
  const value = measure({ authors: list("Sato") }, { authors: list("Hann") });
  expect(value(shorter)).toBeGreaterThanOrEqual(0);
  expect(value(difference)).toBe(0);
});
