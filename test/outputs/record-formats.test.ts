import { inflateRawSync } from "node:zlib";
import fc from "fast-check";
import { expect, test } from "vitest";
import { type BibRecord, RECORD_TYPES } from "../../src/core/model.ts";
import type { Column } from "../../src/outputs/csv-table.ts";
import { endnoteXmlWriter } from "../../src/outputs/endnote-xml-writer.ts";
import { nbibWriter } from "../../src/outputs/nbib-writer.ts";
import { writeRecords } from "../../src/outputs/record-writer.ts";
import { xlsxWriter } from "../../src/outputs/xlsx-writer.ts";
import { fullRecord } from "./example-results.ts";

const LISTS = { authors: [], issn: [], keywords: [], mesh: [], original: [] };
const bare = (title: string): BibRecord => ({ ...LISTS, title });
const keyed = (records: readonly BibRecord[]) =>
  records.map((record, at) => ({ key: `key${at}`, record }));

/** Text with everything that markup and lines could break on. */
const text = fc
  .array(
    fc.constantFrom(
      "a",
      "é",
      "中",
      "<",
      "&amp;",
      ">",
      '"',
      "]]>",
      "_x0041_",
      "- ",
      "\t",
      "b\nc",
      "\u0001",
    ),
  )
  .map((parts) => `t${parts.join("")}t`);

/** The text of every element of this name; the writer puts none of them inside of another. */
function elements(xml: string, name: string): string[] {
  return [...xml.matchAll(new RegExp(`<${name}>([^<]*)</${name}>`, "g"))].map(([, inner = ""]) =>
    inner
      .replaceAll("&lt;", "<")
      .replaceAll("&gt;", ">")
      .replaceAll("&quot;", '"')
      .replaceAll("&amp;", "&"),
  );
}

const withoutControls = (value: string) => value.replaceAll("\u0001", "");

test("EndNote XML holds every title, abstract and key as it is", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(text, text), { minLength: 1, maxLength: 4 }), (pairs) => {
      const records = pairs.map(([title, abstract]) => ({ ...bare(title), abstract }));
      const xml = [...writeRecords(endnoteXmlWriter(), keyed(records))].join("");
      expect(elements(xml, "title")).toEqual(pairs.map(([title]) => withoutControls(title)));
      expect(elements(xml, "abstract")).toEqual(pairs.map(([, one]) => withoutControls(one)));
      expect(elements(xml, "label")).toEqual(pairs.map((_, at) => `key${at}`));
    }),
  );
});

test("EndNote XML holds every field of a record", () => {
  const xml = [...writeRecords(endnoteXmlWriter(), keyed([fullRecord]))].join("");
  const fields = ["year", "secondary-title", "full-title", "volume", "number", "pages", "isbn"];
  expect(fields.map((name) => elements(xml, name).join())).toEqual([
    "2020",
    "Journal of Sleep & Exercise",
    "Journal of Sleep & Exercise",
    "12",
    "3",
    "45-67",
    "1234-567X",
  ]);
  expect(elements(xml, "author")).toEqual([
    "van der Łukasz, Anna B.",
    "Smith, John, Jr",
    "World Health Organization,",
  ]);
  expect(elements(xml, "keyword")).toEqual(["sleep", "Models, Theoretical", "Humans"]);
  expect(elements(xml, "notes")).toEqual(["PMID: 12345678\narXiv:2001.01234"]);
  const ids = ["electronic-resource-num", "custom2", "accession-num", "url", "language"];
  expect(ids.map((name) => elements(xml, name).join())).toEqual([
    "10.1000/abc_(1)",
    "PMC7654321",
    "2-s2.0-85000000001",
    "https://example.org/a_b?x={1}",
    "en",
  ]);
  expect(xml).toContain('<ref-type name="Journal Article">17</ref-type>');
});

test("every type has a reference type of EndNote and a publication type of PubMed", () => {
  for (const type of RECORD_TYPES) {
    const reports = keyed([{ ...bare("T"), type }]);
    expect([...writeRecords(endnoteXmlWriter(), reports)].join("")).toMatch(
      /<ref-type name="[^"]+">\d+</,
    );
    expect([...writeRecords(nbibWriter(), reports)].join("")).toMatch(/^PT {2}- \w/m);
  }
});

/** Tags and values of an NBIB file, record by record. */
function nbib(file: string): Map<string, string[]>[] {
  return file
    .trimEnd()
    .split("\n\n")
    .map((block) => {
      const fields = new Map<string, string[]>();
      for (const line of block.split("\n")) {
        const [, tag = "", value = ""] = /^([A-Z]{2,4}) *- (.*)$/.exec(line) ?? [
          "",
          "not a tag",
          line,
        ];
        fields.set(tag, [...(fields.get(tag) ?? []), value]);
      }
      return fields;
    });
}

test("NBIB keeps each record apart and each value on its line", () => {
  fc.assert(
    fc.property(fc.array(text, { minLength: 1, maxLength: 4 }), (titles) => {
      const records = nbib([...writeRecords(nbibWriter(), keyed(titles.map(bare)))].join(""));
      expect(records.map((fields) => fields.get("TI"))).toEqual(
        // biome-ignore lint/suspicious/noControlCharactersInRegex: what the writer makes a blank
        titles.map((title) => [title.replace(/[\x00-\x1f]+/g, " ")]),
      );
      expect(records.every((fields) => !fields.has("not a tag"))).toBe(true);
    }),
  );
});

test("NBIB holds every field that it has a tag for", () => {
  const [fields] = nbib([...writeRecords(nbibWriter(), keyed([fullRecord]))].join(""));
  expect(Object.fromEntries(fields ?? [])).toMatchObject({
    PMID: ["12345678"],
    OID: ["slr: key0"],
    DP: ["2020"],
    JT: ["Journal of Sleep & Exercise"],
    FAU: ["van der Łukasz, Anna B.", "Smith, John, Jr"],
    AU: ["van der Łukasz AB", "Smith JJ"],
    CN: ["World Health Organization"],
    LA: ["eng"],
    PT: ["Review"],
    MH: ["Humans"],
    OT: ["sleep", "Models, Theoretical"],
    PMC: ["PMC7654321"],
    LID: ["10.1000/abc_(1) [doi]"],
  });
});

/** The files of a zip archive, by its directory. */
function unzip(bytes: Buffer): Map<string, string> {
  const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  const files = new Map<string, string>();
  let at = bytes.readUInt32LE(end + 16);
  for (let n = bytes.readUInt16LE(end + 10); n > 0; n -= 1) {
    const [compressed, size] = [bytes.readUInt32LE(at + 20), bytes.readUInt32LE(at + 24)];
    const nameLength = bytes.readUInt16LE(at + 28);
    const local = bytes.readUInt32LE(at + 42);
    const begin = local + 30 + bytes.readUInt16LE(local + 26);
    const content = inflateRawSync(bytes.subarray(begin, begin + compressed));
    expect(content).toHaveLength(size);
    files.set(bytes.subarray(at + 46, at + 46 + nameLength).toString(), content.toString());
    at += 46 + nameLength;
  }
  return files;
}

const COLUMNS: readonly Column<readonly [string, number]>[] = [
  ["title", ([title]) => title],
  ["year", ([, year]) => year],
];

function workbook(rows: readonly (readonly [string, number])[]) {
  const writer = xlsxWriter(COLUMNS);
  const bytes = Buffer.concat([
    writer.begin,
    ...rows.map((row) => writer.record(row)),
    writer.end(),
  ]);
  return { sheet: unzip(bytes).get("xl/worksheets/sheet1.xml") ?? "", remarks: writer.remarks?.() };
}

test("XLSX holds every text and number, over any number of pieces", () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(text, fc.nat(3000)), { maxLength: 5 }),
      fc.nat(400),
      (few, times) => {
        const rows = Array.from({ length: times }, () => few).flat();
        const { sheet } = workbook(rows);
        const texts = [...sheet.matchAll(/<t xml:space="preserve">([^<]*)<\/t>/g)].map(([t]) =>
          elements(t.replace(/<t [^>]*>/, "<t>"), "t")[0]?.replaceAll("_x005F_", "_"),
        );
        expect(texts).toEqual(["title", "year", ...rows.map(([title]) => withoutControls(title))]);
        const years = [...sheet.matchAll(/<v>(\d+)<\/v>/g)].map(([, year]) => Number(year));
        expect(years).toEqual(rows.map(([, year]) => year));
      },
    ),
    { numRuns: 25 },
  );
});

test("XLSX marks what looks like a formula as text, and cuts what Excel cannot hold", () => {
  const { sheet, remarks } = workbook([
    ["=1+1", 2020],
    ["x".repeat(40_000), 2021],
  ]);
  expect(sheet).toContain('<c r="A2" t="inlineStr" s="1"><is><t xml:space="preserve">=1+1</t>');
  expect(sheet).not.toContain("x".repeat(32_767));
  expect(remarks).toEqual(["1 cell longer than the 32767 characters that Excel allows: cut."]);
});
