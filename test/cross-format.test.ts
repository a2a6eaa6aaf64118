import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { openExports } from "../src/cli/folder/exports.ts";
import { diskAt } from "../src/cli/io/io.ts";
import { DEFAULT_PROTOCOL } from "../src/core/protocol/protocol.ts";
import type { BibRecord } from "../src/core/records/model.ts";
import { screenWithoutRating } from "../src/core/review/review.ts";

/**
 * The same records exported in several formats must be the same records. The real exports lie
 * beside the repository and are not part of it (third parties' data).
 */
const EXPORTS = new URL("../../shared/exports/", import.meta.url);
const present = existsSync(new URL("INDEX.tsv", EXPORTS));
const disk = diskAt(fileURLToPath(EXPORTS));

const open = async (files: readonly string[]) =>
  (await Promise.all(files.map((file) => openExports(disk, file)))).flatMap((file) => file.exports);

async function screened(files: readonly string[]) {
  const { results } = await screenWithoutRating({
    protocol: DEFAULT_PROTOCOL,
    exports: await open(files),
    decisions: [],
    pairs: [],
    retrievals: [],
    studies: [],
    fullText: () => Promise.resolve(undefined),
    problems: [],
  });
  return {
    entries: results.ledger.length,
    unique: results.records.length,
    possible: results.possibleDuplicates.map(({ rule }) => rule),
    records: results.records,
  };
}

async function recordsOf(file: string): Promise<BibRecord[]> {
  const records: BibRecord[] = [];
  for (const one of await open([file]))
    for await (const { entries } of one.read())
      for (const entry of entries) if (entry.kind === "record") records.push(entry.record);
  return records;
}

const DINOSAURS = [
  "embase",
  "endnote",
  "zotero",
  "mendeley",
  "refworks",
  "rayyan",
  "covidence-endnote",
  "covidence-mendeley",
  "covidence-refworks",
  "covidence-zotero",
  "eppireviewer",
].map((name) => `ris/${name}-cff.ris`);

const LENS = ["csv/lens-cff.csv", "tsv/lens-cff.tsv", "xlsx/lens-cff.xlsx"];

describe.skipIf(!present)("one set of records, several formats (skipped without ../shared)", () => {
  test("eleven RIS exports of the dinosaur set: 110 entries are 12 records", async () => {
    const { entries, unique, possible } = await screened(DINOSAURS);
    expect({ entries, unique, possible }).toEqual({ entries: 110, unique: 12, possible: [] });
  });

  test("its tables and workbooks add no record, but for ten titles without authors and DOI", async () => {
    const tables = [
      "csv/embase-cff.csv",
      "csv/embase-excel-resaved-cff.csv",
      "csv/rayyan-cff.csv",
      "csv/covidence-cff.csv",
      "csv/abstrackr-cff.csv",
      "xlsx/embase-cff.xlsx",
    ];
    const { unique, possible } = await screened([...DINOSAURS, ...tables]);
    expect({ unique, possible }).toEqual({ unique: 12, possible: [] });
    // EPPI-Reviewer's workbook has titles and years only: a person must say that they are the same.
    const { unique: more, possible: ask } = await screened([
      ...DINOSAURS,
      "xlsx/eppireviewer-cff.xlsx",
    ]);
    expect(more - 12).toBe(10);
    expect(ask).toHaveLength(10);
  });

  test("EPPI-Reviewer's workbook has the titles of its RIS export", async () => {
    const titles = async (file: string) => (await recordsOf(file)).map(({ title }) => title);
    expect((await titles("xlsx/eppireviewer-cff.xlsx")).sort()).toEqual(
      (await titles("ris/eppireviewer-cff.ris")).sort(),
    );
  });

  test("The Lens as CSV, TSV and XLSX: 300 entries are the same 100 records", async () => {
    const { entries, records } = await screened(LENS);
    expect(entries).toBe(300);
    expect(records.map((record) => record.entries.length)).toEqual(Array(100).fill(3));
    const [csv, tsv, xlsx] = await Promise.all(LENS.map(recordsOf));
    const withoutOriginal = (list: BibRecord[] | undefined) =>
      list?.map(({ original: _, ...record }) => record);
    expect(withoutOriginal(xlsx)).toEqual(withoutOriginal(csv));
    expect(withoutOriginal(tsv)).toEqual(withoutOriginal(csv));
  });

  test("and as RIS of three programs and RefWorks' table, one title of which a person curated: the same 100", async () => {
    const { entries, unique, records } = await screened([
      ...LENS,
      "ris/lens-curated-cff.ris",
      "ris/citavi-cff.ris",
      "ris/asreview-baseline.ris",
      "tsv/refworks-cff.tsv",
    ]);
    expect({ entries, unique }).toEqual({ entries: 700, unique: 100 });
    expect(records.map((record) => record.entries.length)).toEqual(Array(100).fill(7));
  });

  test("Scopus as CSV, BibTeX and RIS: 24 entries are 8 records", async () => {
    const { entries, records } = await screened([
      "csv/scopus-2022-mlagisz.csv",
      "bibtex/scopus-mlagisz.bib",
      "ris/scopus-mlagisz.ris",
    ]);
    expect(entries).toBe(24);
    expect(records.map((record) => record.entries.length)).toEqual(Array(8).fill(3));
  });

  test("Web of Science with tabs in UTF-8 and UTF-16: the same 50 records to the letter", async () => {
    const utf8 = await recordsOf("wos-tab/wosfile-utf8.txt");
    const utf16 = await recordsOf("wos-tab/wosfile-utf16.txt");
    expect(utf8).toHaveLength(50);
    expect(utf16).toEqual(utf8);
  });

  test("Covidence as CSV and RIS: 356 entries are 178 records", async () => {
    const { entries, unique } = await screened([
      "csv/covidence-zentouro.csv",
      "ris/covidence-zentouro.ris",
    ]);
    expect({ entries, unique }).toEqual({ entries: 356, unique: 178 });
  });

  test("BibTeX in GBK is read as Chinese", async () => {
    const [record] = await recordsOf("bibtex/gbk-bibtexparser.bib");
    expect(record).toMatchObject({ venue: "测试期刊", authors: [{ family: "凯撒" }] });
  });
});
