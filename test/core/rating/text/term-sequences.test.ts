import { describe, expect, test } from "vitest";
import {
  createReader,
  type Reading,
  STOP,
} from "../../../../src/core/rating/text/term-sequences.ts";
import { corpusOf } from "../texts.ts";

const all: Reading = {
  texts: "all",
  titleTimes: 1,
  stems: false,
  stopWords: true,
  shortestWord: 1,
  pairs: false,
  mostCommon: 1,
};
const corpus = corpusOf([
  { title: "The wool of a lamb", abstract: "Lambs grazed", keywords: ["Sheep"] },
]);

function read(reading: Partial<Reading>): string {
  const reader = createReader(corpus, { ...all, ...reading });
  return Array.from(reader.read(0).terms, (term) =>
    term === STOP ? "|" : reader.nameOf(term),
  ).join(" ");
}

describe("a reading", () => {
  test.each<[string, Partial<Reading>, string]>([
    ["everything", {}, "the wool of a lamb | lambs grazed | sheep |"],
    ["stems", { stems: true }, "the wool of a lamb | lamb grazed | sheep |"],
    ["no stop words", { stopWords: false }, "wool lamb | lambs grazed | sheep |"],
    ["no single letters", { shortestWord: 2 }, "the wool of lamb | lambs grazed | sheep |"],
    ["the title", { texts: "title" }, "the wool of a lamb |"],
    [
      "title and abstract as one text",
      { texts: "title and abstract" },
      "the wool of a lamb lambs grazed",
    ],
  ])("of %s", (_, reading, terms) => expect(read(reading)).toBe(terms));

  test("knows where the title ends", () => {
    expect(createReader(corpus, all).read(0).title).toBe(6);
    expect(createReader(corpus, { ...all, stopWords: false }).read(0).title).toBe(3);
  });

  test("of a text that is no record ends pairs at unknown words", () => {
    const reader = createReader(corpus, { ...all, stems: true });
    const terms = Array.from(reader.readText("mutton of grazing lambs"), (term) =>
      term === STOP ? "|" : reader.nameOf(term),
    );
    expect(terms).toEqual(["|", "of", "|", "lamb"]);
  });

  test("knows stop words by their terms", () => {
    const reader = createReader(corpus, { ...all, stems: true });
    const silent = [...reader.read(0).terms].filter(
      (term) => term !== STOP && reader.isStopWord(term),
    );
    expect(silent.map(reader.nameOf)).toEqual(["the", "of", "a"]);
  });
});
