import { expect, test } from "vitest";
import { caretUnder } from "../../../src/core/criteria/index.ts";
import { errorOf } from "./subjects.ts";

const shown = (text: string) => caretUnder(text, errorOf(text));

test("the carets stand under the place", () => {
  expect(shown("large language")).toBe("large language\n      ^^^^^^^^");
  expect(shown("a AND")).toBe("a AND\n  ^^^");
  expect(shown("")).toBe("\n^");
});

test("of a query of several lines only the line of the error is shown", () => {
  expect(shown("a AND\n  b c\nOR d")).toBe("  b c\n    ^");
  expect(shown("a AND\r\n\tb c\r\nOR d")).toBe("\tb c\n\t  ^");
});

test("a place over several lines is underlined to the end of its first line", () => {
  expect(caretUnder("ab\ncd", { message: "", start: 1, end: 5 })).toBe("ab\n ^");
});

test("characters of two columns have two carets, accents none", () => {
  expect(shown("模型 言語")).toBe("模型 言語\n     ^^^^");
  expect(shown("e\u0301 b")).toBe("e\u0301 b\n  ^");
});

test("of a long line the surroundings of the place are shown", () => {
  const text = `${"a OR ".repeat(100)}b c${" OR d".repeat(100)}`;
  const [line = "", carets = ""] = shown(text).split("\n");
  expect(line).toMatch(/^….*b c.*…$/);
  expect(line.length).toBeLessThan(130);
  expect(line[carets.indexOf("^")]).toBe("c");
});

test("a place outside of the text is shown at its end", () => {
  expect(caretUnder("ab", { message: "", start: 9, end: 12 })).toBe("ab\n  ^");
});
