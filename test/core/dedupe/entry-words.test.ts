import fc from "fast-check";
import { expect, test } from "vitest";
import { readWords } from "../../../src/core/dedupe/entry-words.ts";
import { comparableNames, readNames } from "../../../src/core/dedupe/fields/names.ts";
import { comparableTitle, titleWords } from "../../../src/core/dedupe/fields/title.ts";
import type { DedupeKeys } from "../../../src/core/dedupe/keys.ts";
import type { Lists } from "../../../src/core/dedupe/lexicon.ts";
import { keysOf } from "../records/records.ts";

function wordsOf(keys: DedupeKeys, otherTitles?: string) {
  const { lexicon, ...lists } = readWords([keys], [otherTitles]);
  const written = ({ values }: Lists) => Array.from(values, (word) => lexicon.words[word]);
  return {
    lexicon,
    titles: written(lists.titles),
    families: written(lists.families),
    nameWords: written(lists.nameWords),
  };
}

test.each([
  "Pain in rats",
  "Two trials of twelve drugs",
  "Twelve",
  "肝癌患者的免疫治疗 and two cells",
  "세포 치료의 효과",
  "Терапия рака",
  "",
])("the words of the title `%s` are those of titleWords", (printed) => {
  const title = comparableTitle(printed);
  const keys = { ...keysOf({}), title: title === "" ? undefined : title };
  expect(wordsOf(keys).titles).toEqual(titleWords(title));
});

test.each([
  ["Kim, J. H."],
  ["van der Berg, Pia", "Pain, Ann"],
  ["Ten, Ed", "Li, Xu", "Li, Xu"],
  ["World Health Organization"],
  ["Петров, Иван", "Γεωργίου, Άννα"],
  ["王, 小明"],
  ["Plato"],
])("the names of %s are those of readNames", (...authors) => {
  const keys = keysOf({ authors });
  const { families, nameWords } = wordsOf(keys);
  const names = readNames(keys.names);
  expect(families).toEqual(names.map(({ family }) => family));
  expect(nameWords).toEqual([...new Set(names.flatMap(({ words }) => words))]);
});

test("any names are read as readNames reads them", () => {
  const name = fc.string({ unit: fc.constantFrom(..."abBé' -.Дγ"), maxLength: 9 });
  const author = fc.record({ family: name, given: name });
  fc.assert(
    fc.property(fc.array(author, { maxLength: 5 }), (authors) => {
      const names = comparableNames(authors);
      const { families, nameWords } = wordsOf({ ...keysOf({}), names });
      const read = readNames(names);
      expect(families).toEqual(read.map(({ family }) => family));
      expect(nameWords).toEqual([...new Set(read.flatMap(({ words }) => words))]);
    }),
  );
});

test("the words of what a title may also be called have numbers", () => {
  const { lexicon, titles } = wordsOf(keysOf({ title: "Pain" }), "two ratten\nschmerz");
  expect(titles).toEqual(["pain"]);
  expect(["2", "ratten", "schmerz"].map((word) => lexicon.get(word))).not.toContain(undefined);
});

test("an entry of nothing has no words", () => {
  const { titles, families, nameWords } = wordsOf(keysOf({}));
  expect([titles, families, nameWords]).toEqual([[], [], []]);
});
