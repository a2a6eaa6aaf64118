import { expect, test } from "vitest";
import { titleWords } from "../../../../src/core/dedupe/fields/title.ts";
import { titleLabel, titleNumbers } from "../../../../src/core/dedupe/fields/title-numbers.ts";

test.each<[word: string, figure: string]>(
  "two three four five six seven eight nine ten eleven twelve"
    .split(" ")
    .map((word, at) => [word, String(at + 2)]),
)("the word %s is %s", (word, figure) => {
  expect(titleWords(word)).toEqual([figure]);
  expect(titleNumbers(titleWords(word))).toEqual([figure]);
});

test.each<[roman: string, figure: string]>(
  "i ii iii iv v vi vii viii ix x xi xii".split(" ").map((word, at) => [word, String(at + 1)]),
)("part %s has the number %s", (roman, figure) => {
  expect(titleNumbers(["part", roman, "theory"])).toEqual([figure]);
  expect(titleNumbers(["theory", roman])).toEqual([figure]);
});

test.each<[title: string, numbers: readonly string[]]>([
  ["phase ii trial", ["2"]],
  ["phase 3 trial of covid 19", ["3", "19"]],
  ["vitamin c", []],
  ["x ray of the hand", []],
  ["i robot", []],
  ["i", []],
  ["dose of 007 units", ["7"]],
  ["a 2x3 design", ["2", "3"]],
  ["flashattention2", ["2"]],
  ["0 and 00", ["0", "0"]],
  ["no numbers", []],
])("the numbers of `%s`", (title, numbers) => {
  expect(titleNumbers(titleWords(title))).toEqual(numbers);
});

test.each<[raw: string, title: string, label: string, kind: string]>([
  ["P12 Sepsis in neonates", "p12 sepsis in neonates", "p12", "numbered before"],
  ["OP-112: Sepsis in neonates", "op 112 sepsis in neonates", "op 112", "numbered before"],
  [
    "Abstract 145: Sepsis in neonates",
    "abstract 145 sepsis in neonates",
    "abstract 145",
    "numbered before",
  ],
  ["12. Sepsis in neonates", "12 sepsis in neonates", "12", "figure before"],
  ["Sepsis in neonates 1", "sepsis in neonates 1", "1", "footnote behind"],
  ["Sepsis in neonates 2021", "sepsis in neonates 2021", "2021", "year behind"],
])("%s has a label", (raw, title, label, kind) => {
  expect(titleLabel(title, raw)).toEqual({ label, kind, bare: "sepsis in neonates" });
});

test.each([
  ["12 angry men and a jury", "12 angry men and a jury"],
  ["FlashAttention-2: faster attention", "flashattention 2 faster attention"],
  ["Sepsis in 12 neonates", "sepsis in 12 neonates"],
  ["P12", "p12"],
])("%s has none", (raw, title) => {
  expect(titleLabel(title, raw)).toBeUndefined();
});
