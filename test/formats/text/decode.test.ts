import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createRandom } from "../../../src/core/statistics/random.ts";
import { type Decoding, decodeBytes, decodeText } from "../../../src/formats/text/decode.ts";
import { decodingProblems } from "../../../src/formats/text/decoding-problem.ts";
import { inChunks, once } from "../contract.ts";

const encoder = new TextEncoder();

async function decoded(
  bytes: Uint8Array,
  size = Math.max(1, bytes.length),
  stated?: Parameters<typeof decodeText>[1],
) {
  const { chunks, decoding } = decodeText(inChunks(bytes, size), stated);
  let text = "";
  for await (const chunk of chunks) text += chunk;
  return { text, ...decoding() };
}

function messagesOf(decoding: Decoding): readonly string[] {
  const remedy = (encoding?: string) => (encoding === undefined ? "name it" : `say ${encoding}`);
  return decodingProblems(decoding, "a.ris", remedy).map(({ message }) => message);
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
        guessedCharacters: text.length,
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
      alphabet: "windows-1252",
      example: "TI - Café – Münster",
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

describe("Chinese text without Unicode", () => {
  // 深度学习在软件测试中的应用研究 in GB 2312.
  const chinese = [
    0xc9, 0xee, 0xb6, 0xc8, 0xd1, 0xa7, 0xcf, 0xb0, 0xd4, 0xda, 0xc8, 0xed, 0xbc, 0xfe, 0xb2, 0xe2,
    0xca, 0xd4, 0xd6, 0xd0, 0xb5, 0xc4, 0xd3, 0xa6, 0xd3, 0xc3, 0xd1, 0xd0, 0xbe, 0xbf,
  ];
  const expected = "深度学习在软件测试中的应用研究";

  test("is recognised by its pairs of common characters, and said to be a guess", async () => {
    for (const size of [1, 2, 3, 1000]) {
      const decoding = await decoded(bytesOf("TI  - ", chinese, " (2020)\nER  - \n"), size);
      expect(decoding).toEqual({
        text: `TI  - ${expected} (2020)\nER  - \n`,
        encoding: "gb18030",
        badBytes: 0,
        guessed: true,
        guessedCharacters: 15,
      });
      expect(messagesOf(decoding)[0]).toContain("15 characters");
      expect(messagesOf(decoding)[0]).toContain("GB18030");
    }
  });

  test.each<[string, string | number[]]>([
    ["UTF-8", expected],
    ["French in windows-1252", [0xe9, 0x74, 0xe9, 0x20, 0xe0, 0x20, 0xc9, 0x74, 0xe9, 0x73]],
    ["Russian in windows-1251", [0xec, 0xe5, 0xf2, 0xee, 0xe4, 0x20, 0xf2, 0xe5, 0xf1, 0xf2, 0xe0]],
    ["Korean in EUC-KR", [0xc7, 0xd1, 0xb1, 0xb9, 0xbe, 0xee, 0xb9, 0xae, 0xbc, 0xad, 0xc0, 0xc7]],
    ["Japanese in Shift_JIS", [0x93, 0xfa, 0x96, 0x7b, 0x8c, 0xea, 0x82, 0xcc, 0x95, 0xb6]],
    ["a few marks", [0x93, 0x41, 0x94, 0x20, 0x96, 0x20]],
  ])("is not seen in %s", async (_, text) => {
    const { encoding } = await decoded(bytesOf("TI  - ", text, "\nER  - \n"));
    expect(encoding).not.toBe("gb18030");
  });

  test("no text of western languages is taken for it, whatever its accents", async () => {
    const word = fc
      .array(
        fc.oneof(
          { weight: 4, arbitrary: fc.integer({ min: 0x61, max: 0x7a }) },
          fc.integer({ min: 0xc0, max: 0xff }),
        ),
        { minLength: 1, maxLength: 8 },
      )
      .map((letters) => [...letters, 0x20]);
    await fc.assert(
      fc.asyncProperty(fc.array(word, { minLength: 20, maxLength: 60 }), async (words) => {
        expect((await decoded(bytesOf(words.flat()))).encoding).not.toBe("gb18030");
      }),
    );
  });
});

describe("valid UTF-8", () => {
  test.each([
    ["Greek letters", "TI  - IFN-γ and TNF-α and IL-1β in NF-κB\n"],
    ["accents", "AU  - Gómez, Á.; Peña, É.; Łuków, Ż.; Ñíguez, Ö.\n"],
    ["Cyrillic", "TI  - Методы\n"],
    ["Chinese", "TI  - 深度学习\n"],
  ])("is UTF-8 where it holds a few %s", async (_, text) => {
    for (const size of [1, 3, 1000]) {
      expect(await decoded(encoder.encode(text), size)).toEqual({
        text,
        encoding: "utf-8",
        badBytes: 0,
        guessed: false,
      });
    }
  });

  test("is UTF-8 whatever its characters", async () => {
    const word = fc.string({ unit: "grapheme", minLength: 1, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(fc.array(word, { maxLength: 30 }), async (words) => {
        const text = `TI  - ${words.join(" ")}\n`;
        const { decoding, ...read } = await decodeBytes(encoder.encode(text), undefined, "keep");
        expect(read.text).toBe(text);
        expect(decoding).toMatchObject({ encoding: "utf-8", badBytes: 0 });
      }),
    );
  });

  test("is UTF-8 where one byte of it is wrong", async () => {
    const bytes = bytesOf("TI  - IFN-γ, TNF-α, IL-1β\nAU  - M", [0xfc], "ller\n");
    expect(await decoded(bytes)).toMatchObject({
      text: "TI  - IFN-γ, TNF-α, IL-1β\nAU  - Müller\n",
      encoding: "utf-8",
    });
  });

  // Exports of other people, which are no part of the project.
  const exports = new URL("../../../../shared/exports/", import.meta.url);
  const files = listed(exports).filter(({ pathname }) =>
    /\.(?:ris|bib|csv|nbib|enw|txt)$/.test(pathname),
  );
  test.skipIf(files.length === 0)(
    "is never read as anything else in pieces of 20 records",
    async () => {
      const random = createRandom(20_241_128);
      let pieces = 0;
      for (const file of files) {
        const bytes = readFileSync(file);
        const text = utf8Of(bytes);
        if (text === undefined || !/[^\0-\x7f]/.test(text)) continue;
        const lines = text.split("\n");
        for (let n = 0; n < 2; n++) {
          // Some 20 lines to a record; which lines they are does not matter to a decoder.
          const start = random(Math.max(1, lines.length - 400));
          const piece = lines
            .slice(start, start + 400)
            .join("\n")
            .replace(/^\ufeff/, "");
          const read = await decodeBytes(encoder.encode(piece), undefined, "keep");
          expect(read.text === piece, `${file.pathname}, line ${start + 1}`).toBe(true);
          expect(read.decoding.encoding).toBe("utf-8");
          pieces += 1;
        }
      }
      expect(pieces).toBeGreaterThan(150);
    },
  );
});

function listed(folder: URL): readonly URL[] {
  try {
    return readdirSync(folder, { withFileTypes: true, recursive: true })
      .filter((entry) => entry.isFile())
      .map((entry) => pathToFileURL(join(entry.parentPath, entry.name)))
      .sort((a, b) => (a.pathname < b.pathname ? -1 : 1));
  } catch {
    return [];
  }
}

function utf8Of(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

describe("a file whose first 64 KB are ASCII", () => {
  const ascii = "AB  - plain words of an abstract\n".repeat(3000);

  test.each([
    [
      "GB18030",
      [0xc9, 0xee, 0xb6, 0xc8, 0xd1, 0xa7, 0xcf, 0xb0, 0xd4, 0xda, 0xc8, 0xed],
      "深度学习在软",
    ],
    ["UTF-8", "IFN-γ and TNF-α", "IFN-γ and TNF-α"],
    ["windows-1252", [0x4d, 0xfc, 0x6c, 0x6c, 0x65, 0x72], "Müller"],
    [
      "Mac Roman",
      [
        0x8e, 0x74, 0x8e, 0x2c, 0x63, 0x61, 0x66, 0x8e, 0x73, 0x20, 0x74, 0x9f, 0x72, 0x20, 0x62,
        0x9a, 0x73, 0x65, 0x20, 0x72, 0x8e, 0x73,
      ],
      "été,cafés tür böse rés",
    ],
  ] as const)("is judged by what follows: %s", async (_, bytes, text) => {
    const whole = bytesOf(ascii, "TI  - ", typeof bytes === "string" ? bytes : [...bytes], "\n");
    for (const size of [1000, 65_536, whole.length]) {
      expect((await decoded(whole, size)).text === `${ascii}TI  - ${text}\n`).toBe(true);
    }
  });

  test("is judged so where it is one line", async () => {
    const text = `{"a": "${"x".repeat(200_000)} IFN-γ and TNF-α and IL-1β in NF-κB"}`;
    for (const size of [4096, 65_536, 300_000]) {
      expect((await decoded(encoder.encode(text), size)).text === text).toBe(true);
    }
  });
});

describe("Mac Roman", () => {
  // Résumé, naïve, Müller and l’été as a Mac wrote them.
  const mac = [
    0x52, 0x8e, 0x73, 0x75, 0x6d, 0x8e, 0x20, 0x6e, 0x61, 0x95, 0x76, 0x65, 0x20, 0x4d, 0x9f, 0x6c,
    0x6c, 0x65, 0x72, 0x20, 0x6c, 0xd5, 0x8e, 0x74, 0x8e,
  ];

  test("is known by the letters inside of its words, and said to be a guess", async () => {
    for (const size of [1, 7, 1000]) {
      const decoding = await decoded(bytesOf("TI  - ", mac, "\nAU  - Doe\n"), size);
      expect(decoding).toMatchObject({
        text: "TI  - Résumé naïve Müller l’été\nAU  - Doe\n",
        encoding: "macintosh",
        guessed: true,
      });
      expect(messagesOf(decoding)).toEqual([
        '5 bytes are not UTF-8; the values with them were read as Mac Roman, because that gives small letters inside of words (the first gave "TI - Résumé naïve Müller l’été"). If that is wrong, name it.',
      ]);
    }
  });

  test("is not seen in one or two words, nor in windows-1252", async () => {
    expect((await decoded(bytesOf("M", [0x9f], "ller\n"))).encoding).toBe("windows-1252");
    const western = bytesOf(
      "r",
      [0xe9],
      "sum",
      [0xe9],
      " na",
      [0xef],
      "ve M",
      [0xfc],
      "ller l",
      [0x92],
      [0xe9],
      "t",
      [0xe9],
      "\n",
    );
    expect(await decoded(western)).toMatchObject({
      encoding: "windows-1252",
      text: "résumé naïve Müller l’été\n",
    });
  });

  test("is told where the first such value looked like windows-1252 only", async () => {
    const bytes = bytesOf(
      "AU  - M",
      [0x9f],
      "ller\n",
      "AB  - plain\n".repeat(10_000),
      "TI  - ",
      mac,
      "\n",
    );
    const decoding = await decoded(bytes);
    expect(decoding).toMatchObject({ alphabet: "windows-1252", likelier: "macintosh" });
    expect(messagesOf(decoding)[0]).toContain("look more like Mac Roman: say macintosh.");
  });
});

describe("a warning of bytes that are not UTF-8", () => {
  test("says what they were read as, with an example, and what to do", async () => {
    expect(messagesOf(await decoded(bytesOf("AU  - M", [0xfc], "ller\n")))).toEqual([
      '1 byte is not UTF-8; the values with it were read as windows-1252, the most frequent of the old encodings (the first gave "AU - Müller"). If that is wrong, name it.',
    ]);
  });

  test("says that only the byte was read so where the text around it is UTF-8", async () => {
    const broken = bytesOf("TI  - Étude d’une mé", [0xc3], "thode à Łódź\n");
    for (const size of [1, 1000])
      expect(messagesOf(await decoded(broken, size))).toEqual([
        '1 byte is not UTF-8, though the text around it is: a character may be broken there. It was read as windows-1252 (the first gave "TI - Étude d’une méÃ"). Compare with the source, or download the file again.',
      ]);
  });

  // "Влияние" in windows-1251, "血圧 運動" in Shift JIS, "혈압 운동" in EUC-KR.
  test.each([
    [[0xc2, 0xeb, 0xe8, 0xff, 0xed, 0xe8, 0xe5, 0x20, 0xcb, 0xc5, 0xc4]],
    [[0x8c, 0x8c, 0x88, 0xb3, 0x20, 0x89, 0x5e, 0x93, 0xae, 0x82, 0xcc, 0x8c, 0xf8, 0x89, 0xca]],
    [[0xc7, 0xf7, 0xbe, 0xd0, 0x20, 0xbf, 0xee, 0xb5, 0xbf]],
  ])(
    "says that letters of other scripts are probably read wrong, and nothing else",
    async (word) => {
      const bytes = bytesOf("TI  - ", word, "\nAB  - ", word, " 1\nAU  - ", word, "\n");
      const messages = messagesOf(await decoded(bytes));
      expect(messages).toHaveLength(1);
      expect(messages[0]).toContain("so that is probably wrong: name it.");
    },
  );

  test.each([
    ["koi8-r", [0xf7, 0xcc, 0xc9, 0xd1], "Влия"],
    ["windows-1253", [0xec, 0xe5, 0xeb], "μελ"],
    ["windows-1254", [0xfe, 0xfd, 0xf0], "şığ"],
    ["windows-1255", [0xe4, 0xf9], "הש"],
    ["windows-1256", [0xc7, 0xe1], "ال"],
    ["windows-1257", [0xe0, 0xf0], "ąš"],
    ["iso-8859-2", [0xb1, 0xb6, 0xb3], "ąśł"],
  ] as const)("is not given where slr.yaml names %s", async (encoding, bytes, text) => {
    const decoding = await decoded(bytesOf([...bytes], "\n"), 1, encoding);
    expect(decoding.text).toBe(`${text}\n`);
    expect(messagesOf(decoding)).toEqual([]);
  });

  test("says so where later bytes look like Chinese", async () => {
    const chinese = [0xc9, 0xee, 0xb6, 0xc8, 0xd1, 0xa7, 0xcf, 0xb0, 0xd4, 0xda, 0xc8, 0xed];
    const bytes = bytesOf(
      "AU  - Müller\n",
      "AB  - plain\n".repeat(10_000),
      "TI  - ",
      chinese,
      "\n",
    );
    expect(messagesOf(await decoded(bytes))[0]).toContain("look more like GB18030: say gb18030.");
  });
});

describe("an encoding that a person names", () => {
  test.each<[Parameters<typeof decodeText>[1] & string, number[], string]>([
    ["windows-1252", [0x93, 0xe9, 0x94], "“é”"],
    ["windows-1250", [0xb9, 0xea], "ąę"],
    ["windows-1251", [0xec, 0xe5], "ме"],
    ["macintosh", [0x8e, 0xd5], "é’"],
    ["gb18030", [0xb2, 0xe2], "测"],
    ["big5", [0xb4, 0xfa], "測"],
    ["shift_jis", [0x93, 0xfa], "日"],
    ["euc-jp", [0xc6, 0xfc], "日"],
    ["euc-kr", [0xc7, 0xd1], "한"],
    ["utf-16le", [0x61, 0x00], "a"],
    ["utf-16be", [0x00, 0x61], "a"],
    ["utf-8", [0xc3, 0xa9], "é"],
  ])("%s is what the bytes are read as, without a remark", async (encoding, bytes, text) => {
    for (const size of [1, 2, 10]) {
      const decoding = await decoded(Uint8Array.from(bytes), size, encoding);
      expect(decoding).toEqual({ text, encoding, badBytes: 0, guessed: false });
      expect(messagesOf(decoding)).toEqual([]);
    }
  });

  test("counts what is wrong in it", async () => {
    const decoding = await decoded(bytesOf("a", [0xff], "b"), 10, "gb18030");
    expect(decoding).toMatchObject({ badBytes: 1, guessed: false });
    expect(messagesOf(decoding)[0]).toContain("1 byte");
  });

  test("yields to a byte order mark", async () => {
    const bytes = bytesOf([0xef, 0xbb, 0xbf], "é");
    expect(await decoded(bytes, 10, "gb18030")).toMatchObject({ text: "é", encoding: "utf-8" });
  });
});
