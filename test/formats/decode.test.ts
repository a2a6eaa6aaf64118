import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { adviceForBytes, decodeText, looksBinary } from "../../src/formats/decode.ts";
import { inChunks, once } from "./contract.ts";

const encoder = new TextEncoder();

async function decoded(bytes: Uint8Array, size = Math.max(1, bytes.length)) {
  const { chunks, report } = decodeText(inChunks(bytes, size));
  let text = "";
  for await (const chunk of chunks) text += chunk;
  return { text, ...report() };
}

function bytesOf(...parts: readonly (string | readonly number[])[]): Uint8Array {
  return Uint8Array.from(
    parts.flatMap((part) => (typeof part === "string" ? [...encoder.encode(part)] : [...part])),
  );
}

function utf16(text: string, littleEndian: boolean): Uint8Array {
  const bytes = new Uint8Array(text.length * 2);
  const view = new DataView(bytes.buffer);
  for (let i = 0; i < text.length; i++) view.setUint16(2 * i, text.charCodeAt(i), littleEndian);
  return bytes;
}

describe("decodeText", () => {
  test("reads UTF-8 and takes the byte order mark away", async () => {
    const bytes = bytesOf([0xef, 0xbb, 0xbf], "TI  - Łódź 😀\n");
    expect(await decoded(bytes)).toEqual({
      text: "TI  - Łódź 😀\n",
      encoding: "utf-8",
      badBytes: 0,
      guessed: false,
    });
  });

  test("keeps a byte order mark in the middle of a file", async () => {
    const bytes = bytesOf("a\n", [0xef, 0xbb, 0xbf], "b\n", [0xef, 0xbb, 0xbf]);
    for (const size of [1, 2, 3, 100]) {
      expect((await decoded(bytes, size)).text).toBe("a\n\ufeffb\n\ufeff");
    }
  });

  test.each([
    ["utf-16le", true, [0xff, 0xfe]],
    ["utf-16be", false, [0xfe, 0xff]],
  ] as const)("reads %s by its byte order mark", async (encoding, littleEndian, mark) => {
    const bytes = bytesOf([...mark], [...utf16("PT\tAU\r\n你好 😀", littleEndian)]);
    for (const size of [1, 3, 100]) {
      expect(await decoded(bytes, size)).toEqual({
        text: "PT\tAU\r\n你好 😀",
        encoding,
        badBytes: 0,
        guessed: false,
      });
    }
  });

  test.each([
    ["utf-16le", true],
    ["utf-16be", false],
  ] as const)(
    "recognises %s without a byte order mark by its NULs",
    async (encoding, littleEndian) => {
      const text = "PT\tAU\tBA\nJ\tMüller, A\t你好\n";
      expect(await decoded(utf16(text, littleEndian))).toEqual({
        text,
        encoding,
        badBytes: 0,
        guessed: true,
      });
    },
  );

  test("counts half a character at the end of UTF-16", async () => {
    const { text, badBytes } = await decoded(bytesOf([0xff, 0xfe, 0x61, 0x00, 0x62]));
    expect([text, badBytes]).toEqual(["a\ufffd", 1]);
  });

  test("reads a line that is not UTF-8 as windows-1252, and only that line", async () => {
    const bytes = bytesOf("TI  - Caf", [0xe9], " ", [0x96], " M", [0xfc], "nster\nAU  - Åkesson\n");
    expect(await decoded(bytes)).toEqual({
      text: "TI  - Café – Münster\nAU  - Åkesson\n",
      encoding: "utf-8",
      badBytes: 3,
      guessed: true,
    });
  });

  test("reads a value that is not UTF-8 as windows-1252, and only that value", async () => {
    const bytes = bytesOf('"Åkesson","M', [0xfc], 'ller","你好"\n');
    expect((await decoded(bytes)).text).toBe('"Åkesson","Müller","你好"\n');
  });

  test("keeps the UTF-8 of a value that was cut inside of a character", async () => {
    const whole = encoder.encode("AB  - 你好世界");
    const bytes = bytesOf([...whole.subarray(0, -1)], "\n");
    const { text, badBytes } = await decoded(bytes);
    expect(text.startsWith("AB  - 你好世")).toBe(true);
    expect(badBytes).toBe(2);
  });

  test("calls a file windows-1252 if nothing in it is UTF-8 beyond ASCII", async () => {
    expect((await decoded(bytesOf("na", [0xef], "ve\n"))).encoding).toBe("windows-1252");
  });

  test.each([
    ["an overlong form", [0xc0, 0xaf]],
    ["a surrogate", [0xed, 0xa0, 0x80]],
    ["a code point above U+10FFFF", [0xf4, 0x90, 0x80, 0x80]],
    ["a lone continuation", [0x80]],
  ] as const)("takes %s for no UTF-8", async (_, bad) => {
    const { text, badBytes } = await decoded(bytesOf("a", [...bad], "b\n"));
    expect(badBytes).toBe(bad.length);
    expect(text).not.toContain("\ufffd");
  });

  test("gives text back however it is cut", async () => {
    const text = fc.string({
      unit: fc.constantFrom("a", "é", "你", "😀", "\n", "\r\n", ",", "\u2028"),
    });
    await fc.assert(
      fc.asyncProperty(text, fc.integer({ min: 1, max: 9 }), async (written, size) => {
        expect((await decoded(encoder.encode(written), size)).text).toBe(written);
      }),
    );
  });

  test("makes the same of any bytes however they are cut", async () => {
    const bytes = fc.uint8Array({ maxLength: 200 });
    await fc.assert(
      fc.asyncProperty(bytes, fc.integer({ min: 1, max: 9 }), async (written, size) => {
        expect(await decoded(written, size)).toEqual(await decoded(written));
      }),
    );
  });

  test("makes the same of a line of 300 KB with bad bytes however it is cut", async () => {
    const unit = bytesOf("abstract é 你好 ", [0xfc], "ber, ");
    const line = new Uint8Array(300_000);
    for (let i = 0; i < line.length; i++) line[i] = unit[i % unit.length] ?? 0;
    const whole = await decoded(line);
    expect(whole.badBytes).toBeGreaterThan(10_000);
    for (const size of [4096, 65_536, 65_537, 100_001]) {
      expect(await decoded(line, size)).toEqual(whole);
    }
  });

  test("does not wait for the end of a file without line ends", async () => {
    let given = 0;
    async function* endless(): AsyncGenerator<Uint8Array> {
      for (;;) {
        given += 1;
        yield new Uint8Array(65_536).fill(0x61);
      }
    }
    for await (const chunk of decodeText(endless()).chunks) {
      expect(chunk.length).toBeLessThan(200_000);
      if (given > 10) break;
    }
    expect(given).toBe(11);
  });

  test("closes its source when the reader stops early", async () => {
    let closed = false;
    async function* source(): AsyncGenerator<Uint8Array> {
      try {
        for (;;) yield encoder.encode("line\n".repeat(1000));
      } finally {
        closed = true;
      }
    }
    for await (const _ of decodeText(source()).chunks) break;
    expect(closed).toBe(true);
  });

  test("an empty file is empty text", async () => {
    const { chunks } = decodeText(once(new Uint8Array(0)));
    const parts: string[] = [];
    for await (const chunk of chunks) parts.push(chunk);
    expect(parts).toEqual([]);
  });
});

describe("looksBinary", () => {
  test("tells NULs and control characters from text", () => {
    expect(looksBinary(Uint8Array.from({ length: 400 }, (_, i) => (i * 37) % 256))).toBe(true);
    expect(looksBinary(new Uint8Array(100))).toBe(true);
  });

  test("lets text pass: UTF-8, UTF-16, windows-1252, one stray NUL", () => {
    expect(looksBinary(encoder.encode("TY  - JOUR\r\n\ttab\u000b\f"))).toBe(false);
    expect(looksBinary(utf16("PT\tAU\n", true))).toBe(false);
    expect(looksBinary(bytesOf("caf", [0xe9, 0x0a]))).toBe(false);
    expect(looksBinary(bytesOf("a".repeat(100), [0], "b".repeat(100)))).toBe(false);
    expect(looksBinary(new Uint8Array(0))).toBe(false);
  });
});

describe("adviceForBytes", () => {
  test.each([
    ["an Excel workbook", "PK\x03\x04....xl/workbook.xml", "Excel"],
    ["a Word document", "PK\x03\x04....word/document.xml", "Word"],
    ["Rayyan's zip", "PK\x03\x04....articles.csv", "Rayyan"],
    ["another zip", "PK\x03\x04....a.txt", "zip"],
    ["an old Excel workbook", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "CSV UTF-8"],
    ["a PDF", "%PDF-1.7\n%\xe2\xe3", "PDF"],
    ["RTF", "{\\rtf1\\ansi", "RTF"],
    ["gzip", "\x1f\x8b\x08\x00", "gzip"],
    ["7-Zip", "7z\xbc\xaf\x27\x1c", "7-Zip"],
    ["RAR", "Rar!\x1a\x07", "RAR"],
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
