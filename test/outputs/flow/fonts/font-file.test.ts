import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { fontRuns } from "../../../../src/outputs/flow/fonts/flow-fonts.ts";
import { readFontFile } from "../../../../src/outputs/flow/fonts/font-file.ts";
import { CJK_FONT, shippedFonts } from "../figure-drawing.ts";

const { regular, bold, others } = shippedFonts;

test("the shipped fonts have the letters of Latin, Greek, Cyrillic and Hebrew, in bold too", () => {
  for (const text of [
    "Łódź ćęşğ Ünïcode",
    "Εθνικό Αρχείο",
    "Научная електронна",
    "מאגר מידע",
    "≥ ≤ – “ ” …",
  ])
    for (const font of [regular, bold])
      expect([...text].filter((sign) => !font.has(sign))).toEqual([]);
});

test("the last of them has Arabic", () => {
  expect([..."قاعدة بيانات المنظومة"].filter((sign) => !others.at(-1)!.has(sign))).toEqual([]);
  expect(regular.has("ع")).toBe(false);
});

test("none has Chinese, and none is in a collection", () => {
  for (const font of [regular, bold, ...others]) {
    expect(font.has("万")).toBe(false);
    expect(font.collectionFace).toBeUndefined();
  }
  expect(regular.family).toBe("Arimo");
  expect(others.at(-1)!.family).toBe("DejaVu Sans");
});

test("a font of its own draws each piece of a line, and a mark stays with its letter", () => {
  const runs = fontRuns("Base قاعدة (n\u00a0=\u00a044)", shippedFonts, false);
  expect(runs.map(({ font, text }) => [font.family, text])).toEqual([
    ["Arimo", "Base "],
    ["DejaVu Sans", "قاعدة "],
    ["Arimo", "(n\u00a0=\u00a044)"],
  ]);
});

test.skipIf(CJK_FONT === undefined)("a collection gives its first face, with its name", () => {
  const font = readFontFile(readFileSync(CJK_FONT!));
  expect(font?.collectionFace).toMatch(/^NotoSansCJK\w+-Regular$/);
  expect(font?.has("万")).toBe(true);
});

test("what is no font is none, nor is half of one", () => {
  expect(readFontFile(Buffer.from("not a font at all"))).toBeUndefined();
  expect(readFontFile(Buffer.alloc(0))).toBeUndefined();
  expect(readFontFile(readFileSync("package.json"))).toBeUndefined();
  expect(readFontFile(regular.bytes.subarray(0, 2000))).toBeUndefined();
});
