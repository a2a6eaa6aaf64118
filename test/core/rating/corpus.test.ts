import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createCorpus } from "../../../src/core/rating/corpus.ts";
import { corpusOf, featuresOf, text } from "./texts.ts";

describe("features of a record", () => {
  test("words and pairs of neighbours count, in the title twice", () => {
    expect(featuresOf({ title: "Wool", abstract: "Lamb grazing. Lamb grazing." })).toEqual({
      wool: 2,
      lamb: 2,
      grazing: 2,
      "lamb grazing": 2,
      "grazing lamb": 1,
    });
  });

  test("stop words vanish before pairs are made", () => {
    expect(featuresOf({ abstract: "the quality of the wool" })).toEqual({
      quality: 1,
      wool: 1,
      "quality wool": 1,
    });
  });

  test("keywords and MeSH headings count, and no pair reaches from one text into the next", () => {
    expect(featuresOf({ title: "Wool", keywords: ["Sheep"], mesh: ["Animals/genetics"] })).toEqual({
      wool: 2,
      sheep: 1,
      animals: 1,
      genetics: 1,
      "animals genetics": 1,
    });
  });

  test("words with one stem are one feature, named by the shortest of them", () => {
    expect(featuresOf({ abstract: "grazed grazing graze" })).toEqual({
      graze: 3,
      "graze graze": 2,
    });
  });

  test("features stand in the order of the text, whatever was read before", () => {
    const corpus = corpusOf([{ abstract: "grazing lamb wool" }, { abstract: "wool lamb grazing" }]);
    const names = [...corpus.row(1).features].map((feature) => corpus.nameOf(feature));
    expect(names).toEqual(["wool", "lamb", "wool lamb", "grazing", "lamb grazing"]);
  });

  test("a record with neither title nor abstract has none, even with keywords", () => {
    expect(featuresOf({ keywords: ["Sheep"], mesh: ["Animals"] })).toEqual({});
    expect(featuresOf({ title: "Of the" })).toEqual({});
  });

  test("a count ends at 255", () => {
    expect(featuresOf({ abstract: "wool ".repeat(1000) })).toEqual({ wool: 255, "wool wool": 255 });
  });

  test("an endless text is read up to 32,768 words, and spoils nothing around it", () => {
    const corpus = createCorpus();
    const keywords = Array.from({ length: 40_000 }, (_, i) => `w${i.toString(36)}q`);
    for (let round = 0; round < 5; round += 1) {
      const endless = corpus.add(text({ title: "Wool", keywords }));
      const empty = corpus.add(text({}));
      const short = corpus.add(text({ title: "Wool lamb" }));
      expect(corpus.row(endless).features).toHaveLength(32_768);
      expect(corpus.row(empty).features).toHaveLength(0);
      expect(Array.from(corpus.row(short).features, (f) => corpus.nameOf(f))).toEqual([
        "wool",
        "lamb",
        "wool lamb",
      ]);
    }
  });
});

describe("a corpus", () => {
  test("rows are numbered in the order in which they are added", () => {
    const corpus = createCorpus();
    expect([corpus.add(text({ title: "a wool" })), corpus.add(text({}))]).toEqual([0, 1]);
    expect(corpus.rows).toBe(2);
    expect(corpus.features).toBe(1);
  });

  test("every row keeps its own features when thousands of others follow", () => {
    const words = fc.array(fc.constantFrom("wool", "lamb", "flock", "ram", "ewe"), {
      maxLength: 8,
    });
    fc.assert(
      fc.property(fc.array(words, { minLength: 1, maxLength: 20 }), (lists) => {
        const abstracts = lists.map((list) => list.join(" "));
        const corpus = corpusOf(abstracts.map((abstract) => ({ abstract })));
        for (let i = 0; i < 3000; i += 1) corpus.add(text({ title: `filler${i} wool${i * 7}` }));
        for (const [row, abstract] of abstracts.entries()) {
          const { features, counts } = corpus.row(row);
          const found = Array.from(features, (f, i) => [corpus.nameOf(f), counts[i]]);
          expect(Object.fromEntries(found)).toEqual(featuresOf({ abstract }));
        }
      }),
      { numRuns: 10 },
    );
  });
});
