import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decodeBytes, decodeText } from "../../../src/formats/text/decode.ts";
import { decodingProblems } from "../../../src/formats/text/decoding-problem.ts";
import { inChunks } from "../contract.ts";

const encoder = new TextEncoder();

/** What a program saves that read UTF-8 in another encoding. */
function twice(text: string, encoding: "windows-1252" | "macintosh" = "windows-1252"): string {
  return new TextDecoder(encoding).decode(encoder.encode(text));
}

async function read(text: string, stated?: Parameters<typeof decodeBytes>[1]) {
  const { text: found, decoding } = await decodeBytes(encoder.encode(text), stated);
  const messages = decodingProblems(decoding, "a.ris", (encoding) => `write ${encoding}`);
  return { text: found, messages: messages.map(({ message }) => message) };
}

const FRENCH = "TI  - Résultats d’une étude sur l’eau\nAU  - Müller, Jörg\nKW  - «œdème»\n";

describe("text that was encoded twice", () => {
  test.each([
    ["windows-1252", FRENCH],
    ["macintosh", FRENCH.replace("œ", "o")],
    ["windows-1252", "AU  - Łukasz Żak, Ağaoğlu Ş., Nguyễn Văn\nTI  - 5 µg ± 2 °C – β-Catenin\n"],
    ["windows-1252", "TI  - Методы обучения\nTI  - 深度学习在软件测试中的应用\n"],
  ] as const)("in %s is read as it was meant, with a warning: %#", async (encoding, text) => {
    const { text: found, messages } = await read(twice(text, encoding));
    expect(found).toBe(text);
    expect(messages).toHaveLength(1);
    expect(messages[0]).toContain("look like UTF-8 that was encoded twice");
  });

  test("is repaired beside typographic marks that somebody added later, and where it was encoded three times", async () => {
    expect((await read("TI  - RÃ©sultats d’une Ã©tude sur lâ€™eau\n")).text).toBe(
      "TI  - Résultats d’une étude sur l’eau\n",
    );
    expect((await read(twice(twice("TI  - Müller, Jörg, Régis\n")))).text).toBe(
      "TI  - Müller, Jörg, Régis\n",
    );
  });

  test("is the same wherever the bytes are cut", async () => {
    const bytes = encoder.encode(`${"AB  - plain\n".repeat(20)}${twice(FRENCH)}`);
    for (const size of [1, 2, 3, 7, 64]) {
      const { chunks, decoding } = decodeText(inChunks(bytes, size));
      let text = "";
      for await (const chunk of chunks) text += chunk;
      expect(text.endsWith(FRENCH)).toBe(true);
      expect(decoding().twice).toMatchObject({ repairedLines: 3, keptLines: 0 });
    }
  });

  test("says what it read, and how to have it otherwise", async () => {
    expect((await read(twice(FRENCH))).messages).toEqual([
      '3 lines look like UTF-8 that was encoded twice: "RÃ©sultats" was read as "Résultats". If that is wrong, write utf-8.',
    ]);
  });

  test("is kept, with a warning, where a source damaged single values", async () => {
    const mixed = "AU  - Müller\nTI  - RÃ©sultats\nAU  - Åkesson\n";
    expect(await read(mixed)).toEqual({
      text: mixed,
      messages: [
        '1 line looks like UTF-8 that was encoded twice, such as "RÃ©sultats" for "Résultats". The text was kept as it is; to have it repaired, write utf-8-twice.',
      ],
    });
    const few = "TI  - RÃ©sultats\n";
    expect((await read(few)).text).toBe(few);
  });

  test("is repaired line by line where a person says that the file is so", async () => {
    const mixed = "AU  - Müller\nTI  - RÃ©sultats\nAB  - Müller, JÃ¶rg\n";
    const { text, messages } = await read(mixed, "utf-8-twice");
    expect(text).toBe("AU  - Müller\nTI  - Résultats\nAB  - Müller, JÃ¶rg\n");
    expect(messages[0]).toContain("1 other line that holds both kinds of letters was kept");
  });

  test("is no matter where a person says that the file is UTF-8", async () => {
    expect(await read(twice(FRENCH), "utf-8")).toEqual({ text: twice(FRENCH), messages: [] });
  });
});

describe("text that was not", () => {
  test.each([
    [
      "French quotation marks behind letters",
      "AB  - « l’été », « déjà », « CAFÉ », « à »\n".repeat(4),
    ],
    [
      "units and capitals before marks",
      "AB  - 3 Å–5 Å, 10 Å, „Ä“, “Ä”, √2, √(a²+b²), f: ℝ → ℂ, a ≈ b, ¬p\n".repeat(4),
    ],
    ["capitals", "TI  - MANHÃ, IRMÃ, EDUCAÇÃO, ESPAÑA, ÎLE, ÂGE, GARÇON\n"],
    ["Vietnamese", "AU  - Nguyễn Đức Âu; Trần Ý Lan; Ô Ê Ă\n"],
  ])("stays as it is: %s", async (_, text) => {
    expect(await read(text)).toEqual({ text, messages: [] });
  });

  test("stays as it is, whatever words of western languages it is made of", async () => {
    const letters = [
      ..."aeinrstéèàüöäßñçøåæœÉÀÜÖÄÑÇØÅÂÊÎ",
      " ",
      " ",
      "\u00a0»",
      "«\u00a0",
      "’",
      "–",
      "…",
      "°",
    ];
    const words = fc.array(fc.constantFrom(...letters), { maxLength: 200 });
    await fc.assert(
      fc.asyncProperty(words, async (characters) => {
        const text = characters.join("");
        expect((await read(text)).text).toBe(text);
      }),
    );
  });
});
