import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { rowsOf, workbookOf, zipOf } from "../formats/zip-writer.ts";
import { risOf, testFolder } from "./captured-io.ts";

const RAYYAN_CSV = `key,title,year,month,day,journal,issn,volume,issue,pages,authors,url,language,publisher,location,abstract,notes,doi,keywords,pubmed_id,pmc_id
rayyan-1,One title about models,2020,1,1,J,,,,,"Doe, Jane",,,,,An abstract.,,,,,
rayyan-2,Another title about caches,2021,1,1,J,,,,,"Roe, Jim",,,,,An abstract.,,,,,
`;
const LOG = "created_at,user_id,user_email,article_id,key,value\n";

const flowOf = (folder: { read(file: string): string }) =>
  JSON.parse(folder.read("results/prisma.json"));

const rows = (...titles: string[]) =>
  rowsOf([
    ["Title", "Authors", "Year", "Source title", "DOI", "EID"],
    ...titles.map((title, at) => [
      title,
      "Doe J.",
      2020 + at,
      "A journal",
      undefined,
      `2-s2.0-${at}`,
    ]),
  ]);

describe("a zip archive", () => {
  test("from Rayyan is read, and its log of decisions is left out with a remark", async () => {
    const folder = testFolder({
      "rayyan.zip": zipOf(
        { name: "__MACOSX/._articles.csv", content: "\0\0" },
        { name: "articles.csv", content: RAYYAN_CSV },
        { name: "customizations_log.csv", content: LOG },
      ),
    });
    const { code, transcript } = await folder.slr("screen", "rayyan.zip");
    expect(transcript).toContain(
      "rayyan.zip: warning: 2 files of the archive are no exports and were not read: __MACOSX/._articles.csv, customizations_log.csv.",
    );
    expect(code).toBe(0);
    expect(flowOf(folder).database_specific_results).toEqual([{ name: "Rayyan", n: 2 }]);
    expect(folder.read("results/ledger.csv")).toContain("Rayyan#1,");
    expect(folder.read("results/ledger.csv")).toContain(",Rayyan,rayyan.zip/articles.csv,2,");
  });

  test("with exports of several databases gives each its own, and its bytes are what is locked", async () => {
    const folder = testFolder({
      "searches/all.zip": zipOf(
        { name: "a.ris", content: risOf("One title about models") },
        { name: "sub/b.ris", content: risOf("Another title about caches"), stored: true },
        { name: "sub/", content: "", stored: true },
      ),
    });
    expect((await folder.slr("init")).code).toBe(0);
    expect(folder.read("slr.yaml")).toContain("files: searches/all.zip/a.ris");
    expect((await folder.slr("screen")).code).toBe(0);
    expect(flowOf(folder).database_specific_results).toEqual([
      { name: "a", n: 1 },
      { name: "b", n: 1 },
    ]);
    expect(Object.keys(JSON.parse(folder.read("results/manifest.json")).inputs)).toContain(
      "searches/all.zip",
    );
    await folder.slr("check", "--update-lock");
    expect((await folder.slr("check", "--locked")).out).not.toContain("all.zip");
  });

  test("of which slr.yaml names one member loses none of the others silently", async () => {
    const folder = testFolder({
      "slr.yaml": "sources: [{ name: A, files: searches/all.zip/a.ris }]\n",
      "searches/all.zip": zipOf(
        { name: "a.ris", content: risOf("One title about models") },
        { name: "b.ris", content: risOf("Another title about caches") },
      ),
    });
    const { code, err } = await folder.slr("screen");
    expect(code).toBe(1);
    expect(err).toContain("searches/all.zip/b.ris: error: No source of slr.yaml names this file");
  });

  test("a member that slr cannot read, or an archive in it, is an error beside the others", async () => {
    const folder = testFolder({
      "all.zip": zipOf(
        { name: "a.ris", content: risOf("One title about models") },
        { name: "notes.txt", content: "Dear all,\nthe search is done.\n" },
        { name: "inner.zip", content: zipOf({ name: "b.ris", content: risOf("Another") }) },
      ),
    });
    const { code, err } = await folder.slr("screen", "all.zip");
    expect(code).toBe(1);
    expect(err).toContain("all.zip: error: all.zip/notes.txt is in no format");
    expect(err).toContain(
      "all.zip/inner.zip is a zip archive inside of another archive: unpack it",
    );
    expect(flowOf(folder).database_results).toBe(1);
  });

  test.each([
    ["with a password", zipOf({ name: "a.ris", content: "a", encrypted: true }), "password"],
    ["without exports", zipOf({ name: ".DS_Store", content: "a" }), "without exports"],
    ["that is cut off", zipOf({ name: "a.ris", content: risOf("A") }).subarray(0, 60), "damaged"],
    [
      "that is a bomb",
      zipOf({ name: "a.csv", content: "a", claims: { size: 0xf0000000 } }),
      "limits: unpacked",
    ],
  ])("%s is refused", async (_, content, words) => {
    const { code, err } = await testFolder({ "a.zip": content }).slr("screen", "a.zip");
    expect(code).toBe(2);
    expect(err).toMatch(/^error: /);
    expect(err).toContain(words);
    expect(err).not.toContain("bug");
  });

  test("whose member has a wrong checksum tells where it ends", async () => {
    const bytes = Buffer.from(
      zipOf({ name: "a.ris", content: risOf("One title about models"), stored: true }),
    );
    bytes[bytes.indexOf("models")] = 0x4d;
    const { code, err } = await testFolder({ "a.zip": bytes }).slr("screen", "a.zip");
    expect(code).toBe(1);
    expect(err).toContain("a.zip/a.ris: error: The archive is damaged");
    expect(err).toContain("checksum");
  });
});

describe("a gzip archive", () => {
  const text = risOf("One title about models", "Another title about caches");

  test("means what its text means", async () => {
    const packed = testFolder({ "scopus.ris.gz": gzipSync(text) });
    const plain = testFolder({ "scopus.ris": text });
    expect((await packed.slr("screen", "scopus.ris.gz")).code).toBe(0);
    await plain.slr("screen", "scopus.ris");
    expect(packed.read("results/prisma.json")).toBe(plain.read("results/prisma.json"));
    expect((await packed.slr("prisma")).code).toBe(0);
  });

  test("that is cut off gives what could be unpacked, and an error", async () => {
    const long = risOf(...Array.from({ length: 60 }, (_, n) => `Title ${n} about ${n * 7919}`));
    const folder = testFolder({ "a.ris.gz": gzipSync(long).subarray(0, -100) });
    const { code, err } = await folder.slr("screen", "a.ris.gz");
    expect(code).toBe(1);
    expect(err).toContain("a.ris.gz: error: The archive is damaged");
    expect(flowOf(folder).database_results).toBeGreaterThan(10);
  });

  test("of an archive is refused", async () => {
    const inner = gzipSync(zipOf({ name: "a.ris", content: text }));
    const { code, err } = await testFolder({ "a.gz": inner }).slr("screen", "a.gz");
    expect(code).toBe(2);
    expect(err).toContain("a.gz is a zip archive inside of another archive");
  });
});

describe("a workbook", () => {
  const two = workbookOf([
    { name: "Read me", rows: rowsOf([["Search of May"], ["by Ada"]]) },
    { name: "Scopus", rows: rows("One title about models", "Another title about caches") },
    { name: "IEEE", rows: rows("A third title about networks") },
  ]);

  test("is read by its first sheet of records, and the others are named", async () => {
    const folder = testFolder({ "data.xlsx": two });
    const { code, out, err } = await folder.slr("screen", "data.xlsx");
    expect(code).toBe(0);
    expect(out).toMatch(/^data\.xlsx +XLSX +Scopus +2 +2 +0/m);
    expect(err).toContain(
      'data.xlsx: warning: Only the sheet "Scopus" was read; another sheet has records, too ("IEEE").',
    );
  });

  test("gives a sheet to each source that names one", async () => {
    const folder = testFolder({
      "slr.yaml": `sources:
  - { name: Scopus, files: data.xlsx, sheet: Scopus }
  - { name: IEEE Xplore, files: data.xlsx, sheet: IEEE }
`,
      "data.xlsx": two,
    });
    const { code, err } = await folder.slr("screen");
    expect(err).not.toMatch(/warning: (?!.* has no abstracts)/);
    expect(code).toBe(0);
    expect(flowOf(folder).database_specific_results).toEqual([
      { name: "IEEE Xplore", n: 1 },
      { name: "Scopus", n: 2 },
    ]);
    expect(folder.read("results/ledger.csv")).toContain("Scopus,data.xlsx/Scopus,3,");
  });

  test.each([
    ["a sheet that is not there", "sheet: WoS", 'it has no sheet "WoS", expected one of "Read me"'],
    ["a sheet without records", "sheet: Read me", 'its sheet "Read me" has no row of column names'],
  ])("%s is refused", async (_, key, words) => {
    const folder = testFolder({
      "slr.yaml": `sources: [{ name: Scopus, files: data.xlsx, ${key} }]\n`,
      "data.xlsx": two,
    });
    const { code, err } = await folder.slr("screen");
    expect(code).toBe(2);
    expect(err).toContain(`Cannot read data.xlsx: ${words}`);
  });

  test("one sheet belongs to one source", async () => {
    const folder = testFolder({
      "slr.yaml": `sources:
  - { name: A, files: data.xlsx, sheet: Scopus }
  - { name: B, files: data.xlsx, sheet: Scopus }
`,
      "data.xlsx": two,
    });
    const { code, err } = await folder.slr("screen");
    expect(code).toBe(2);
    expect(err).toContain("(protocol/two-sources)");
  });

  test("columns that slr.yaml names make a table of any sheet", async () => {
    const folder = testFolder({
      "slr.yaml": `sources:
  - { name: Ours, files: data.xlsx, sheet: List, columns: { title: Name, year: When } }
`,
      "data.xlsx": workbookOf([
        {
          name: "List",
          rows: rowsOf([
            ["Name", "When"],
            ["One title about models", 2020],
          ]),
        },
      ]),
    });
    expect((await folder.slr("screen")).code).toBe(0);
    expect(folder.read("results/records.csv")).toContain("One title about models,,2020");
  });

  test("in a zip archive is read too", async () => {
    const folder = testFolder({ "a.zip": zipOf({ name: "data.xlsx", content: two }) });
    expect((await folder.slr("screen", "a.zip")).code).toBe(0);
    expect(flowOf(folder).database_results).toBe(2);
  });

  test("without a cell is an empty export", async () => {
    const folder = testFolder({ "a.xlsx": workbookOf([{ name: "A", rows: "" }]) });
    const { code, err } = await folder.slr("screen", "a.xlsx");
    expect(code).toBe(1);
    expect(err).toContain("(screen/empty-export)");
  });

  test.each([
    ["an old one", Buffer.from("\xd0\xcf\x11\xe0....W\0o\0r\0k\0b\0o\0o\0k\0", "latin1"), ".xls"],
    ["half of one", two.subarray(0, two.length >> 1), "damaged"],
  ])("%s is refused", async (_, content, words) => {
    const { code, err } = await testFolder({ "a.xlsx": content }).slr("screen", "a.xlsx");
    expect(code).toBe(2);
    expect(err).toContain("error: Cannot read a.xlsx: ");
    expect(err).toContain(words);
  });
});

test("an encoding that slr.yaml names is what a source is read as", async () => {
  const ris = Buffer.from("TY  - JOUR\nTI  - Su\xb3ek i \xbfaba\nPY  - 2020\nER  - \n", "latin1");
  const folder = testFolder({
    "slr.yaml": "sources: [{ name: A, files: a.ris, encoding: windows-1250 }]\n",
    "a.ris": ris,
  });
  const { code, err } = await folder.slr("screen");
  expect(err).not.toContain("encoding");
  expect(code).toBe(0);
  expect(folder.read("results/records.csv")).toContain("Sułek i żaba");
});

test("`sheet` for a text is a mistake in the protocol", async () => {
  const folder = testFolder({
    "slr.yaml": "sources: [{ name: A, files: a.ris, sheet: B }]\n",
    "a.ris": risOf("One title about models"),
  });
  const { code, err } = await folder.slr("screen");
  expect(code).toBe(2);
  expect(err).toContain("slr.yaml:1: error: `sheet` is given for a.ris, which is no workbook");
});
