import fc from "fast-check";
import { expect, test } from "vitest";
import { formatCount } from "../../../src/core/records/text/plural.ts";
import { displayWidth, plainText, wrapText } from "../../../src/outputs/text/plain-text.ts";

test.each([
  ["abc", 3],
  ["", 0],
  ["Łódź", 4],
  ["e\u0301", 1],
  ["中文", 4],
  ["ｆｕｌｌ", 8],
  ["한국어", 6],
  ["👍", 2],
  ["a\u200db", 2],
  ["日本 (n = 3)", 12],
])("%j takes %i cells", (text, cells) => {
  expect(displayWidth(text)).toBe(cells);
});

test.each([
  ["\u001b[31mred\u001b[0m", "red"],
  ["\u001b]0;title\u0007x", "x"],
  ["\u001b]8;;http://a.example\u001b\\link\u001b]8;;\u001b\\", "link"],
  ["\u009b2Jgone", "gone"],
  ["a\u001bcb", "ab"],
  ["one\r\n two\tthree", "one two three"],
  ["a\u202eb\u2066c", "abc"],
  ["bell\u0007 back\u0008", "bell back"],
  ["\ud800x", "\ufffdx"],
])("%j is the plain text %j", (text, plain) => {
  expect(plainText(text)).toBe(plain);
});

test("plain text holds no control character and is plain already", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      const plain = plainText(text);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: none may be left
      expect(plain).not.toMatch(/[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/);
      expect(plainText(plain)).toBe(plain);
    }),
  );
});

test("plain text of a megabyte of escapes takes no time", () => {
  for (const unit of ["\u001b[", "\u001b]", "\u001b", "\u001b ", "\u009d"]) {
    expect(plainText(unit.repeat(300_000)).length).toBeLessThanOrEqual(300_000);
  }
});

test.each([
  [0, "0"],
  [999, "999"],
  [1204, "1,204"],
  [1_234_567, "1,234,567"],
])("%i is printed as %s", (n, text) => {
  expect(formatCount(n)).toBe(text);
});

test("wrapping keeps every character, and every line in its room", () => {
  const text = fc.string({ unit: "grapheme-composite" }).map(plainText);
  fc.assert(
    fc.property(text, fc.integer({ min: 4, max: 30 }), (words, room) => {
      const lines = wrapText(words, room, room - 2, displayWidth);
      expect(lines.join("").replaceAll(" ", "")).toBe(words.replaceAll(" ", ""));
      expect(displayWidth(lines[0] ?? "")).toBeLessThanOrEqual(room);
      for (const line of lines.slice(1)) expect(displayWidth(line)).toBeLessThanOrEqual(room - 2);
    }),
  );
});

test("words move to the next line, long ones are cut, and scripts without blanks fill their line", () => {
  expect(wrapText("Wrong population (n\u00a0=\u00a03)", 12, 12, displayWidth)).toEqual([
    "Wrong",
    "population",
    "(n\u00a0=\u00a03)",
  ]);
  expect(wrapText("abcdefghij", 4, 4, displayWidth)).toEqual(["abcd", "efgh", "ij"]);
  expect(wrapText("E3: 対象外の研究", 8, 8, displayWidth)).toEqual(["E3: 対象", "外の研究"]);
});
