import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { DedupeKeys } from "../../../src/core/dedupe/keys.ts";
import { tabulate } from "../../../src/core/dedupe/table.ts";
import { keysOf } from "../records/records.ts";

type Fields = NonNullable<Parameters<typeof keysOf>[0]>;
const tableOf = (...entries: readonly Fields[]) => tabulate(entries.map(keysOf));

test("an entry has the words of its title, its families and its names, each word one number", () => {
  const table = tableOf(
    { title: "Pain of rats, and pain", authors: ["van der Berg, Pia", "Pain, Ann"] },
    {},
    { title: "Rats" },
  );
  const read = ({ starts, values }: typeof table.titles, entry: number) =>
    [...values.subarray(starts[entry]!, starts[entry + 1]!)].map((word) => table.words[word]);
  expect(read(table.titles, 0)).toEqual(["pain", "of", "rats", "and", "pain"]);
  expect(read(table.titles, 1)).toEqual([]);
  expect(read(table.titles, 2)).toEqual(["rats"]);
  expect(read(table.families, 0)).toEqual(["vanderberg", "pain"]);
  expect(read(table.nameWords, 0).sort()).toEqual(["ann", "berg", "der", "pain", "pia", "van"]);
  expect(read(table.nameWords, 1)).toEqual([]);
  for (const [number, word] of table.words.entries()) expect(table.numbers.get(word)).toBe(number);
});

test("the words of what a title may also be called are numbered too", () => {
  const { numbers } = tableOf({ title: "[Pain of many rats] TO: Schmerzen der Ratten" });
  expect(["schmerzen", "der", "ratten"].every((word) => numbers.get(word) !== undefined)).toBe(
    true,
  );
});

test("rare words say much, frequent ones little, and stop words next to nothing", () => {
  const titles = Array.from(
    { length: 2000 },
    (_, at): Fields => ({
      title: `${at % 2 === 0 ? "Trial" : "Study"} of the ${at === 7 ? "lixisenatide" : "placebo"}`,
    }),
  );
  const { rarity, numbers } = tableOf(...titles);
  const said = (word: string) => rarity[numbers.get(word)!]!;
  expect(said("lixisenatide")).toBeGreaterThan(7);
  expect(said("trial")).toBeCloseTo(Math.log(2001 / 1000.5), 9);
  expect(said("placebo")).toBeLessThan(0.01);
  expect([said("of"), said("the")]).toEqual([0.15, 0.15]);
});

test("no word says less than nothing or more than eight", () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(fc.constantFrom("a", "pain", "rats", "x1")), { maxLength: 30 }),
      (titles) => {
        const { rarity } = tableOf(...titles.map((words) => ({ title: words.join(" ") })));
        for (const value of rarity) {
          expect(value).toBeGreaterThanOrEqual(0);
          expect(value).toBeLessThanOrEqual(8);
        }
      },
    ),
  );
});

test.each<[note: string, entries: readonly Fields[], spread: readonly number[]]>([
  ["a title once", [{ title: "Pain in rats" }], [1]],
  ["no title", [{}, {}], [1, 1]],
  [
    "the years of a column",
    [2001, 2002, 2003].map((year) => ({ title: "Trends", year })),
    [3, 3, 3],
  ],
  [
    "the authors of a common title",
    ["Kim, A.", "Novak, B."].map((name) => ({ title: "Trends", authors: [name], year: 2001 })),
    [2, 2],
  ],
  [
    "one list of authors in two orders",
    [
      ["Kim, A.", "Novak, B."],
      ["Novak, B.", "Kim, A."],
    ].map((authors) => ({ title: "Trends", authors })),
    [1, 1],
  ],
  [
    "titles of their own",
    [
      { title: "Pain", year: 2001 },
      { title: "Rats", year: 2002 },
    ],
    [1, 1],
  ],
])("what stands under a title: %s", (_, entries, spread) => {
  expect([...tableOf(...entries).titleSpread]).toEqual(spread);
});

test("the titles that stand under a DOI are counted", () => {
  const doi = "10.1/supplement";
  const { doiTitles } = tableOf(
    { title: "Pain in rats", doi },
    { title: "PAIN in rats.", doi },
    { title: "Fear in fish", doi },
    { doi },
    { title: "Love of bees" },
  );
  expect([...doiTitles]).toEqual([2, 2, 2, 2, 1]);
});

describe("running numbers", () => {
  const volumes = (count: number, volume: (at: number) => string | undefined) =>
    tableOf(
      ...Array.from({ length: count }, (_, at): Fields => {
        const value = volume(at);
        return value === undefined ? {} : { volume: value, issue: String(at % 12) };
      }),
    ).runningNumbers;

  test.each<
    [note: string, count: number, volume: (at: number) => string | undefined, running: boolean]
  >([
    ["the number of each row", 300, (at) => String(at + 1), true],
    ["a few rows twice", 300, (at) => String(Math.max(at, 30)), true],
    ["journals", 300, (at) => String(at % 90), false],
    ["a small export", 200, (at) => String(at + 1), false],
    [
      "volumes that are mostly missing",
      900,
      (at) => (at % 6 === 0 ? String(at) : undefined),
      false,
    ],
    ["none", 300, () => undefined, false],
  ])("%s", (_, count, volume, running) => {
    expect(volumes(count, volume)).toEqual({ volume: running, issue: false });
  });
});

test("the forms of an entry are worked out when they are asked for, and once", () => {
  let reads = 0;
  const keys: DedupeKeys = keysOf({ title: "Part II of 12 trials", authors: ["Kim, J. H."] });
  const table = tabulate([keys]);
  const watched = tabulate([
    Object.defineProperty({ ...keys }, "title", {
      get: () => {
        reads += 1;
        return keys.title;
      },
    }),
  ]);
  const before = reads;
  expect(watched.forms.titleLetters(0)).toBe("partiiof12trials");
  const once = reads;
  expect(once).toBeGreaterThan(before);
  expect(watched.forms.titleLetters(0)).toBe("partiiof12trials");
  expect(reads).toBe(once);
  expect(table.forms.titleNumbers(0)).toEqual(["2", "12"]);
  expect(table.forms.titleNumbers(0)).toBe(table.forms.titleNumbers(0));
  expect(table.forms.nameLetters(0)).toBe("kimjh");
  expect(table.forms.firstInitials(0)).toBe("jh");
});

test("an entry of nothing has forms of nothing", () => {
  const { forms } = tableOf({});
  expect(forms.titleLetters(0)).toBe("");
  expect(forms.titleNumbers(0)).toEqual([]);
  expect(forms.nameLetters(0)).toBe("");
  expect(forms.firstInitials(0)).toBe("");
});

test("a list of names is cut to its first sixty letters", () => {
  const authors = Array.from({ length: 30 }, (_, at) => `Name${"abcdefghij"[at % 10]}, A.`);
  expect(tableOf({ authors }).forms.nameLetters(0)).toHaveLength(60);
});
