import fc from "fast-check";
import { expect, test } from "vitest";
import { compareWords, identicalWords } from "../../../../src/core/dedupe/comparisons/words.ts";
import { tabulate } from "../../../../src/core/dedupe/table.ts";
import { keysOf } from "../../records/records.ts";

function overlap(a: string, b: string) {
  const table = tabulate([keysOf({ title: a }), keysOf({ title: b })]);
  const { starts, values } = table.titles;
  const words = (entry: number) => values.subarray(starts[entry]!, starts[entry + 1]!);
  return {
    compared: compareWords(table, words(0), words(1)),
    itself: identicalWords(table, words(0)),
    rarity: (word: string) => table.rarity[table.numbers.get(word)!]!,
  };
}

test.each<[note: string, a: string, b: string]>([
  ["the same words", "sepsis in neonates", "sepsis in neonates"],
  ["another order", "sepsis in neonates", "neonates in sepsis"],
  ["a misprint", "training of networks", "trainnig of networks"],
  ["two misprints in a long word", "pharmacological treatment", "farmacological treatment"],
  ["a word in two parts", "neural networks", "neuralnetworks"],
  ["two words in one", "health care costs", "healthcare costs"],
  ["a shortened word", "randomised controlled trial", "randomised contr trial"],
  ["a number word", "two trials", "2 trials"],
])("%s leaves nothing over: %s, %s", (_, a, b) => {
  expect(overlap(a, b).compared).toMatchObject({ onlyA: 0, onlyB: 0 });
  expect(overlap(b, a).compared).toMatchObject({ onlyA: 0, onlyB: 0 });
});

test.each<[note: string, a: string, b: string, onlyA: string[], onlyB: string[]]>([
  ["another word", "aspirin in sepsis", "ibuprofen in sepsis", ["aspirin"], ["ibuprofen"]],
  ["numbers", "study of 2018", "study of 2019", ["2018"], ["2019"]],
  ["figures in words", "covid19 trial", "covid18 trial", ["covid19"], ["covid18"]],
  ["short words", "men with pain", "wom with pain", ["men"], ["wom"]],
  ["a word more", "sepsis in neonates", "sepsis in preterm neonates", [], ["preterm"]],
  ["a word twice", "pain and pain", "pain and", ["pain"], []],
])("%s: %s, %s", (_, a, b, onlyA, onlyB) => {
  const { compared, rarity } = overlap(a, b);
  const sum = (words: readonly string[]) => words.reduce((all, word) => all + rarity(word), 0);
  expect(compared.onlyA).toBeCloseTo(sum(onlyA), 12);
  expect(compared.onlyB).toBeCloseTo(sum(onlyB), 12);
});

test("a list of words and itself", () => {
  const { compared, itself } = overlap("sepsis in neonates", "sepsis in neonates");
  expect(compared).toEqual(itself);
  expect(itself).toMatchObject({ onlyA: 0, onlyB: 0 });
  expect(itself.allA).toBeGreaterThan(0);
});

test("nothing is left over that was not there", () => {
  const title = fc
    .array(fc.constantFrom("sepsis", "sepses", "neonates", "neo", "nates", "2018", "of", "pain"), {
      minLength: 1,
      maxLength: 8,
    })
    .map((words) => words.join(" "));
  fc.assert(
    fc.property(title, title, (a, b) => {
      const { onlyA, onlyB, allA, allB } = overlap(a, b).compared;
      expect(onlyA).toBeLessThanOrEqual(allA + 1e-9);
      expect(onlyB).toBeLessThanOrEqual(allB + 1e-9);
      expect(Math.min(onlyA, onlyB)).toBeGreaterThanOrEqual(0);
    }),
  );
});
