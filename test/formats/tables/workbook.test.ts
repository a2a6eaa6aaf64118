import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ContainerError } from "../../../src/formats/containers/container.ts";
import { looksLikeWorkbook, readWorkbook } from "../../../src/formats/tables/workbook.ts";
import { rowsOf, workbookOf, zipOf } from "../zip-writer.ts";

const sheetOf = async (rows: string, strings = "") =>
  (await readWorkbook(workbookOf([{ name: "Sheet1", rows }], strings))).sheets[0]?.rows;

const cell = async (xml: string, strings = "") =>
  (await sheetOf(`<row r="1">${xml}</row>`, strings))?.[0]?.[0];

async function refusal(bytes: Uint8Array): Promise<ContainerError> {
  const error = await readWorkbook(bytes).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(ContainerError);
  return error as ContainerError;
}

describe("a cell is the text that a person typed", () => {
  test.each([
    ["a year", `<c r="A1"><v>2019</v></c>`, "2019"],
    ["a year that a program wrote as a float", `<c r="A1"><v>2019.0</v></c>`, "2019"],
    ["fifteen digits of a fraction", `<c r="A1"><v>0.30000000000000004</v></c>`, "0.3"],
    ["an id of nine digits", `<c r="A1"><v>102199191</v></c>`, "102199191"],
    ["a date", `<c r="A1" s="1"><v>43864</v></c>`, "2020-02-03"],
    ["a date with a time", `<c r="A1" s="2"><v>43864.4375</v></c>`, "2020-02-03T10:30:00"],
    ["a time", `<c r="A1" s="3"><v>0.4375</v></c>`, "10:30:00"],
    ["an ISO date", `<c r="A1" t="d"><v>2020-02-03</v></c>`, "2020-02-03"],
    ["true", `<c r="A1" t="b"><v>1</v></c>`, "TRUE"],
    ["an error", `<c r="A1" t="e"><v>#N/A</v></c>`, "#N/A"],
    ["a formula's cached text", `<c r="A1" t="str"><f>B1</f><v>cached</v></c>`, "cached"],
    ["a formula's cached number", `<c r="A1"><f>1+1</f><v>2</v></c>`, "2"],
    [
      "rich text",
      `<c r="A1" t="inlineStr"><is><r><t xml:space="preserve">rich </t></r><r><t>text</t></r></is></c>`,
      "rich text",
    ],
  ])("%s", async (_, xml, expected) => {
    expect(await cell(xml)).toBe(expected);
  });

  test("a shared string with runs, with a reading aid, with escapes", async () => {
    const strings =
      "<si><r><t xml:space='preserve'>two </t></r><r><t>runs</t></r></si>" +
      "<si><t>漢字</t><rPh sb='0' eb='1'><t>カンジ</t></rPh></si>" +
      "<si><t>A &amp;amp; B_x000D_\nC</t></si>";
    const xml = [0, 1, 2].map((n) => `<c r="${"ABC"[n]}1" t="s"><v>${n}</v></c>`).join("");
    expect(await sheetOf(`<row r="1">${xml}</row>`, strings)).toEqual([
      ["two runs", "漢字", "A &amp; B\r\nC"],
    ]);
  });
});

test("gaps are kept: row i is row i + 1 of the sheet, and blank rows at the end are none", async () => {
  const rows = `<row r="3"><c r="B3"><v>1</v></c></row><row r="5"><c r="C5"><v>2</v></c></row><row r="9"><c r="A9" s="1"/></row>`;
  expect(await sheetOf(rows)).toEqual([
    ["", "", ""],
    ["", "", ""],
    ["", "1", ""],
    ["", "", ""],
    ["", "", "2"],
  ]);
});

test("sheets keep their order and their names, and tell whether they are hidden", async () => {
  const rows = rowsOf([["a"]]);
  const { sheets } = await readWorkbook(
    workbookOf([
      { name: "Zwei &amp; drei", rows },
      { name: "Hidden", rows, hidden: true },
    ]),
  );
  expect(sheets).toEqual([
    { name: "Zwei & drei", hidden: false, rows: [["a"]] },
    { name: "Hidden", hidden: true, rows: [["a"]] },
  ]);
});

describe("what is no workbook is refused with a message that says what to do", () => {
  const compound = (name: string) =>
    Buffer.concat([
      Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
      Buffer.alloc(600),
      Buffer.from(name, "utf16le"),
    ]);

  test.each([
    ["a password", compound("EncryptedPackage"), "encrypted", "without one"],
    [".xls", compound("Workbook"), "not-supported", "old Excel workbook (.xls)"],
    [".xls", compound("Workbook"), "not-supported", 'choose Export, then "Tab delimited file"'],
    [".doc", compound("WordDocument"), "not-supported", "old Office document"],
    [
      "Word",
      zipOf(
        { name: "[Content_Types].xml", content: "" },
        { name: "word/document.xml", content: "" },
      ),
      "not-supported",
      "Word document",
    ],
    [
      "OpenDocument",
      zipOf({ name: "mimetype", content: "", stored: true }, { name: "content.xml", content: "" }),
      "not-supported",
      "OpenDocument",
    ],
    ["a zip of something", zipOf({ name: "a.txt", content: "a" }), "damaged", "damaged"],
    ["nothing", new Uint8Array(0), "damaged", "damaged"],
  ])("%s", async (_, bytes, code, message) => {
    const error = await refusal(bytes);
    expect(error.code).toBe(code);
    expect(error.message).toContain(message);
  });

  test("half of a workbook", async () => {
    const whole = workbookOf([{ name: "A", rows: rowsOf([["Title"], ["a"]]) }]);
    expect((await refusal(whole.subarray(0, whole.length / 2))).code).toBe("damaged");
  });

  test("a workbook with flipped bytes is refused or read, and nothing else", async () => {
    const whole = workbookOf([{ name: "A", rows: rowsOf([["Title"], ["a"], ["b"]]) }]);
    await fc.assert(
      fc.asyncProperty(
        fc.nat(whole.length - 1),
        fc.integer({ min: 1, max: 255 }),
        async (at, x) => {
          const broken = Buffer.from(whole);
          broken[at] = broken[at]! ^ x;
          await readWorkbook(broken).catch((error) => expect(error).toBeInstanceOf(ContainerError));
        },
      ),
      { numRuns: 200, seed: 1 },
    );
  });
});

describe("bombs are refused before anything is inflated", () => {
  const bombs: readonly (readonly [string, Uint8Array])[] = [
    [
      "a sheet that its directory says is too large",
      workbookOf([{ name: "A", rows: "" }], "", [
        { name: "xl/media/a.xml", content: "a", claims: { size: 600 * 1024 * 1024 } },
      ]),
    ],
    [
      "more than text can shrink",
      workbookOf([{ name: "A", rows: "" }], "", [
        { name: "xl/media/a.xml", content: Buffer.alloc(80 * 1024 * 1024) },
      ]),
    ],
  ];
  test.each(bombs)("%s", async (_, bytes) => {
    expect((await refusal(bytes)).code).toBe("too-large");
  });

  test("a directory that says less than the truth, or nothing, is a damaged archive", async () => {
    for (const size of [0, 10]) {
      const bytes = zipOf(
        { name: "[Content_Types].xml", content: "<Types/>".repeat(1000), claims: { size } },
        { name: "_rels/.rels", content: "<Relationships/>" },
      );
      expect((await refusal(bytes)).code).toBe("damaged");
    }
  });

  test("entities that multiply are not expanded, and elements may nest", async () => {
    const entities = Array.from(
      { length: 10 },
      (_, n) => `<!ENTITY a${n + 1} "${`&a${n};`.repeat(20)}">`,
    );
    const doctype = `<!DOCTYPE sst [<!ENTITY a0 "aaaaaaaaaa">${entities.join("")}]>`;
    for (const content of [
      `${doctype}<sst><si><t>&a10;</t></si></sst>`,
      `<sst><si>${"<r>".repeat(50_000)}<t>a</t>${"</r>".repeat(50_000)}</si></sst>`,
    ]) {
      const rows = `<row r="1"><c r="A1" t="s"><v>0</v></c></row>`;
      // The last member of a name is the one that counts.
      const extra = [{ name: "xl/sharedStrings.xml", content }];
      const sheet = await readWorkbook(workbookOf([{ name: "A", rows }], "", extra)).then(
        ({ sheets }) => String(sheets[0]?.rows[0]),
        (error) => {
          expect(error).toBeInstanceOf(ContainerError);
          return "";
        },
      );
      expect(sheet.length).toBeLessThan(100);
    }
  });

  test("two cells in far corners do not fill the memory", async () => {
    const rows = `<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>`;
    const { code, message } = await refusal(workbookOf([{ name: "A", rows }]));
    expect(code).toBe("too-large");
    expect(message).toMatch(/row 1,048,576 and column 16,384, and slr reads at most 20,000,000/);
  });

  test("nor do rows that each have a cell in the last column", async () => {
    const rows = Array.from({ length: 1300 }, (_, at) => {
      const cell = `<c r="XFD${at + 1}"><v>1</v></c>`;
      return `<row r="${at + 1}">${cell}</row>`;
    }).join("");
    expect((await refusal(workbookOf([{ name: "A", rows }]))).message).toMatch(
      /column 16,384, and slr reads at most 20,000,000 cells/,
    );
  });

  test("many cells that share one long text are more text than their file", async () => {
    const strings = `<si><t>${"x".repeat(1 << 20)}</t></si>`;
    const rows = Array.from(
      { length: 600 },
      (_, at) => `<row r="${at + 1}"><c r="A${at + 1}" t="s"><v>0</v></c></row>`,
    ).join("");
    const workbook = workbookOf([{ name: "A", rows }], strings);
    expect((await refusal(workbook)).message).toMatch(
      /more than 512 MB of text.*slr.yaml can raise this limit \(limits: unpacked\)/,
    );
    const { sheets } = await readWorkbook(workbook, { unpacked: 1 << 30 });
    expect(sheets[0]?.rows).toHaveLength(600);
  });
});

test("a workbook is known by its first bytes, and a zip of exports is none", () => {
  expect(looksLikeWorkbook(workbookOf([{ name: "A", rows: "" }]))).toBe(true);
  expect(looksLikeWorkbook(zipOf({ name: "articles.csv", content: "title\n" }))).toBe(false);
  expect(looksLikeWorkbook(Buffer.from("TY  - JOUR\n"))).toBe(false);
});
