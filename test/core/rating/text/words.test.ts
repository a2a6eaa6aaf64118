import { describe, expect, test } from "vitest";
import { STOP_WORDS } from "../../../../src/core/rating/text/stop-words.ts";
import { isStopWord, stemOf, wordsOf } from "../../../../src/core/rating/text/words.ts";

describe("words of a text", () => {
  test.each([
    ["Wool, and: lambs!", ["wool", "and", "lambs"]],
    ["Café-au-lait naïve ŁÓDŹ", ["cafe", "au", "lait", "naive", "lodz"]],
    ["H<sub>2</sub>O &amp; <jats:p>CO2</jats:p>", ["h", "2", "o", "co2"]],
    ["p < 0.05 and n > 3", ["p", "0", "05", "and", "n", "3"]],
    ["мета анализ", ["мета", "анализ"]],
    ["", []],
    ["... --- !!!", []],
  ])("%j has %j", (text, words) => expect(wordsOf(text)).toEqual(words));

  test.each([
    ["系统评价", ["系统", "统评", "评价"]],
    ["牛", ["牛"]],
    ["深層学習モデル", ["深層", "層学", "学習", "習モ", "モテ", "テル"]],
    ["BERT模型2", ["bert", "模型", "2"]],
    ["วัว", ["วว"]],
  ])("a script without blanks gives pairs of characters: %s", (text, words) =>
    expect(wordsOf(text)).toEqual(words),
  );

  test("Korean is written with blanks", () => {
    expect(wordsOf("체계적 문헌고찰")).toHaveLength(2);
  });

  test("half of a surrogate pair is no word", () => {
    expect(wordsOf("\ud842 wool \udfb7")).toEqual(["wool"]);
  });

  test("what follows the first 100,000 characters of a field is not read", () => {
    expect(wordsOf(`${"wool ".repeat(30_000)}lamb`)).toHaveLength(20_000);
  });
});

describe("what a word counts as", () => {
  test.each([
    ["studies", "studi"],
    ["randomized", "random"],
    ["the", "the"],
    ["having", "having"],
    ["p", "p"],
    ["2", "2"],
    ["covid19", "covid19"],
    ["анализы", "анализы"],
  ])("%s: %s", (word, stem) => expect(stemOf(word)).toBe(stem));

  test("stop words have no stem but themselves, so that a word with the stem of one stays", () => {
    expect(stemOf("others")).toBe("others");
    expect(stemOf("does")).toBe("does");
    expect(stemOf("doe")).toBe("doe");
  });

  test("stop words and single letters say nothing", () => {
    expect(["the", "p", "does"].every(isStopWord)).toBe(true);
    expect(["doe", "2", "я", "wool"].some(isStopWord)).toBe(false);
  });
});

describe("stop words", () => {
  test("every one is a word as the tokens are, and listed once", () => {
    expect(STOP_WORDS.size).toBeGreaterThanOrEqual(180);
    expect(STOP_WORDS.size).toBeLessThanOrEqual(320);
    for (const word of STOP_WORDS) expect(wordsOf(word)).toEqual([word]);
  });

  test.each(["without", "randomised", "versus", "first", "review", "trial", "case"])(
    "%s says something about a record",
    (word) => expect(STOP_WORDS.has(word)).toBe(false),
  );
});
