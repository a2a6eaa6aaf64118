import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { lineTooLong, splitLines } from "../../../src/formats/text/lines.ts";
import { inChunks } from "../contract.ts";

async function linesOf(text: string, size = Math.max(1, text.length), longest?: number) {
  const lines: string[] = [];
  const cut: number[] = [];
  for await (const batch of splitLines(inChunks(text, size), longest)) {
    expect(batch.first).toBe(lines.length + 1);
    lines.push(...batch.lines);
    cut.push(...batch.cut);
  }
  return { lines, cut };
}

describe("splitLines", () => {
  test("splits at CRLF, LF and lone CR", async () => {
    const { lines } = await linesOf("a\r\nb\nc\rd\r\n\n\re");
    expect(lines).toEqual(["a", "b", "c", "d", "", "", "e"]);
  });

  test("splits at nothing else that Unicode calls a line end", async () => {
    const text = "a\u2028b\u2029c\u0085d\u000be\ff";
    expect((await linesOf(text)).lines).toEqual([text]);
  });

  test("a line end at the end of the file begins no further line", async () => {
    expect((await linesOf("a\n")).lines).toEqual(["a"]);
    expect((await linesOf("a\r\n\r\n")).lines).toEqual(["a", ""]);
    expect((await linesOf("")).lines).toEqual([]);
  });

  test("CRLF that is cut in two is one line end", async () => {
    expect((await linesOf("a\r\nb\r\n", 2)).lines).toEqual(["a", "b"]);
    expect((await linesOf("\r\n\r\n", 1)).lines).toEqual(["", ""]);
  });

  test("gives the lines of the whole text however it is cut", async () => {
    const text = fc.string({ unit: fc.constantFrom("a", "b", "\r", "\n", "\r\n", "\u2028") });
    await fc.assert(
      fc.asyncProperty(text, fc.integer({ min: 1, max: 5 }), async (written, size) => {
        const expected = written.split(/\r\n|\n|\r/);
        if (expected.at(-1) === "") expected.pop();
        expect((await linesOf(written, size)).lines).toEqual(expected);
      }),
    );
  });

  test("cuts a line at the cap, says which, and goes on behind it", async () => {
    for (const size of [1, 3, 100]) {
      expect(await linesOf("abc\nabcdef\nabcd\nabcdefg", size, 4)).toEqual({
        lines: ["abc", "abcd", "abcd", "abcd"],
        cut: [2, 4],
      });
    }
  });

  test("the problem of a line that is cut has a code of its format and a place", () => {
    expect(lineTooLong("ris", "a.ris", 7)).toMatchObject({
      severity: "error",
      code: "ris/line-too-long",
      file: "a.ris",
      line: 7,
    });
  });
});
