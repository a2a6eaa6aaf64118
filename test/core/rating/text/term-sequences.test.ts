import { describe, expect, test } from "vitest";
import {
  createTermSequences,
  STOP,
  type TermSettings,
} from "../../../../src/core/rating/text/term-sequences.ts";
import { corpusOf } from "../texts.ts";

const all: TermSettings = {
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

function read(settings: Partial<TermSettings>): string {
  const sequences = createTermSequences(corpus, { ...all, ...settings });
  return Array.from(sequences.ofRow(0).terms, (term) =>
    term === STOP ? "|" : sequences.nameOf(term),
  ).join(" ");
}

describe("the term settings", () => {
  test.each<[string, Partial<TermSettings>, string]>([
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
  ])("of %s", (_, settings, terms) => expect(read(settings)).toBe(terms));

  test("knows where the title ends", () => {
    expect(createTermSequences(corpus, all).ofRow(0).title).toBe(6);
    expect(createTermSequences(corpus, { ...all, stopWords: false }).ofRow(0).title).toBe(3);
  });

  test("of a text that is no record ends pairs at unknown words", () => {
    const sequences = createTermSequences(corpus, { ...all, stems: true });
    const terms = Array.from(sequences.ofText("mutton of grazing lambs"), (term) =>
      term === STOP ? "|" : sequences.nameOf(term),
    );
    expect(terms).toEqual(["|", "of", "|", "lamb"]);
  });

  test("of a long text are all read", () => {
    const sequences = createTermSequences(corpus, all);
    const terms = sequences.ofText("wool lamb ".repeat(1000));
    expect(terms).toHaveLength(2000);
    expect([...new Set(terms)].map(sequences.nameOf)).toEqual(["wool", "lamb"]);
  });

  test("knows stop words by their terms", () => {
    const sequences = createTermSequences(corpus, { ...all, stems: true });
    const silent = [...sequences.ofRow(0).terms].filter(
      (term) => term !== STOP && sequences.isStopWord(term),
    );
    expect(silent.map(sequences.nameOf)).toEqual(["the", "of", "a"]);
  });
});
