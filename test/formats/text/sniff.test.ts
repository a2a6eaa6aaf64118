import { describe, expect, test } from "vitest";
import { adviceForBytes, looksBinary } from "../../../src/formats/text/sniff.ts";

const encoder = new TextEncoder();

describe("looksBinary", () => {
  test("tells NULs and control characters from text", () => {
    expect(looksBinary(Uint8Array.from({ length: 400 }, (_, i) => (i * 37) % 256))).toBe(true);
    expect(looksBinary(new Uint8Array(100))).toBe(true);
  });

  test("lets text pass: UTF-8, UTF-16, windows-1252, one stray NUL", () => {
    expect(looksBinary(encoder.encode("TY  - JOUR\r\n\ttab\u000b\f"))).toBe(false);
    expect(looksBinary(Uint8Array.from([..."PT\tAU\n"].flatMap((c) => [c.charCodeAt(0), 0])))).toBe(
      false,
    );
    expect(looksBinary(Uint8Array.of(0x63, 0x61, 0x66, 0xe9, 0x0a))).toBe(false);
    expect(looksBinary(encoder.encode(`${"a".repeat(100)}\0${"b".repeat(100)}`))).toBe(false);
    expect(looksBinary(new Uint8Array(0))).toBe(false);
  });
});

describe("adviceForBytes", () => {
  test.each([
    ["a PDF", "%PDF-1.7\n%\xe2\xe3", "PDF"],
    ["RTF", "{\\rtf1\\ansi", "RTF"],
    ["7-Zip", "7z\xbc\xaf\x27\x1c", "7-Zip"],
    ["RAR", "Rar!\x1a\x07", "RAR"],
    ["tar", `${"a".repeat(257)}ustar`, "tar"],
    ["SQLite", "SQLite format 3\0", "program"],
    ["a git-lfs pointer", "version https://git-lfs.github.com/spec/v1\noid", "git lfs pull"],
    ["other rubbish", "\0\x01\0\x02\0\0\x03", "no text"],
  ])("says what %s is", (_, start, words) => {
    const bytes = Uint8Array.from(start, (character) => character.charCodeAt(0));
    expect(adviceForBytes(bytes)).toContain(words);
  });

  test("says nothing about text", () => {
    expect(adviceForBytes(encoder.encode("TY  - JOUR\n"))).toBeUndefined();
  });
});
