import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  BREAK,
  corpusFrom,
  corpusWhenNeeded,
  createCorpus,
} from "../../../../src/core/rating/text/corpus.ts";
import { corpusOf, type Text, text } from "../texts.ts";

/** The words of one record, `|` where a text ends. */
function wordsIn(fields: Text): string {
  const corpus = corpusOf([fields]);
  return Array.from(corpus.text(0).words, (word) =>
    word === BREAK ? "|" : corpus.wordName(word),
  ).join(" ");
}

describe("words of a record", () => {
  test("stand in reading order: title, abstract, keywords, MeSH headings", () => {
    const fields = {
      title: "Wool of Lambs",
      abstract: "Lamb grazing. Again!",
      keywords: ["Sheep"],
      mesh: ["Animals/genetics"],
    };
    expect(wordsIn(fields)).toBe("wool of lambs | lamb grazing again | sheep | animals genetics |");
    const corpus = corpusOf([fields]);
    expect(corpus.text(0)).toMatchObject({ title: 4, titleAndAbstract: 8 });
    expect(corpus.length).toBe(13);
  });

  test("a record with neither title nor abstract has none, even with keywords", () => {
    expect(wordsIn({ keywords: ["Sheep"], mesh: ["Animals"] })).toBe("");
  });

  test("a record of stop words says nothing", () => {
    const corpus = corpusOf([{ title: "Of the" }, { title: "Of the wool" }, {}]);
    expect([0, 1, 2].map((row) => corpus.isReadable(row))).toEqual([false, true, false]);
  });

  test("words with one stem share it, and the shortest of them names it", () => {
    const corpus = corpusOf([{ abstract: "grazed grazing graze wool" }]);
    const [grazed, grazing, graze, wool] = [...corpus.text(0).words] as [
      number,
      number,
      number,
      number,
    ];
    expect(new Set([grazed, grazing, graze].map((word) => corpus.stem(word))).size).toBe(1);
    expect(corpus.stemName(corpus.stem(grazed))).toBe("graze");
    expect(corpus.stem(wool)).not.toBe(corpus.stem(graze));
  });

  test("a hash of 61 letters is no word", () => {
    expect(wordsIn({ title: `wool ${"x".repeat(61)} lamb` })).toBe("wool lamb |");
  });

  test("an endless text is read up to 32,768 words, and spoils nothing around it", () => {
    const corpus = createCorpus();
    const keywords = Array.from({ length: 40_000 }, (_, i) => `w${i.toString(36)}q`);
    for (let round = 0; round < 10; round += 1) {
      const endless = corpus.add(text({ title: "Wool", keywords }));
      const empty = corpus.add(text({}));
      const short = corpus.add(text({ title: "Wool lamb" }));
      expect(corpus.text(endless).words).toHaveLength(32_768);
      expect(corpus.text(empty).words).toHaveLength(0);
      expect(corpus.text(short).words).toHaveLength(3);
    }
  });
});

describe("a corpus", () => {
  test("reads a text that is no record in the words of the records", () => {
    const corpus = corpusOf([{ title: "Wool lamb" }]);
    const [wool, lamb] = corpus.text(0).words;
    expect([...corpus.read("lamb, mutton & Wool")]).toEqual([lamb, BREAK, wool]);
    expect(corpus.words).toBe(2);
  });

  test("every row keeps its own words when thousands of others follow", () => {
    const words = fc.array(fc.constantFrom("wool", "lamb", "flock", "ram", "ewe"), {
      maxLength: 8,
    });
    fc.assert(
      fc.property(fc.array(words, { minLength: 1, maxLength: 20 }), (lists) => {
        const corpus = corpusOf(lists.map((list) => ({ abstract: list.join(" ") })));
        for (let i = 0; i < 3000; i += 1) corpus.add(text({ title: `filler${i} wool${i * 7}` }));
        for (const [row, list] of lists.entries()) {
          const found = Array.from(corpus.text(row).words.subarray(0, -1), corpus.wordName);
          expect(found).toEqual(list);
        }
      }),
      { numRuns: 10 },
    );
  });
});

/** To compare long columns is quick; to look for what differs is not. */
function expectSame(found: unknown, expected: unknown): void {
  if (!isDeepStrictEqual(found, expected)) expect(found).toEqual(expected);
}

const someText: fc.Arbitrary<Text> = fc.record(
  {
    title: fc.constantFrom("Wool of Lambs", "Of the", "Čeští ovčáci & <i>wool</i>", "Grazing lamb"),
    abstract: fc.oneof(fc.string(), fc.lorem()),
    keywords: fc.array(fc.constantFrom("Sheep", "lambs", "İstanbul")),
  },
  { requiredKeys: [] },
);

test.each([
  ["at once", corpusFrom],
  ["when it is needed", corpusWhenNeeded],
])("a corpus made %s from the parts of another is the same, and takes more records", (_, make) => {
  fc.assert(
    fc.property(fc.array(someText), fc.array(someText, { maxLength: 3 }), (before, after) => {
      const whole = corpusOf([...before, ...after]);
      const again = make(structuredClone(corpusOf(before).parts()));
      expect(again.rows).toBe(before.length);
      expect(again.fingerprint()).toBe(corpusOf(before).fingerprint());
      for (const record of after) again.add(text(record));
      expect(again.rows).toBe(whole.rows);
      expectSame(again.parts(), whole.parts());
      expect(again.fingerprint()).toBe(whole.fingerprint());
      expect([again.words, again.stems, again.length]).toEqual([
        whole.words,
        whole.stems,
        whole.length,
      ]);
      for (let row = 0; row < whole.rows; row += 1) {
        expectSame(again.text(row), whole.text(row));
        expect(again.isReadable(row)).toBe(whole.isReadable(row));
      }
      for (let word = 0; word < whole.words; word += 1) {
        expect(again.stem(word)).toBe(whole.stem(word));
        expect(again.stemName(whole.stem(word))).toBe(whole.stemName(whole.stem(word)));
      }
      expect(again.read("wool of lambs")).toEqual(whole.read("wool of lambs"));
    }),
  );
});

test("corpora that differ in anything have other fingerprints", () => {
  const corpora: readonly (readonly Text[])[] = [
    [],
    [{}],
    [{ title: "wool lamb" }],
    [{ title: "wool", abstract: "lamb" }],
    [{ title: "lamb wool" }],
    [{ title: "wool lamb" }, {}],
    [{ title: "wool" }, { title: "lamb" }],
    [{ title: "wool", keywords: ["lamb"] }],
    [{ abstract: "wool lamb" }],
  ];
  const fingerprints = corpora.map((one) => corpusOf(one).fingerprint());
  expect(new Set(fingerprints).size).toBe(corpora.length);
});
