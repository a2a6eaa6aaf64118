import { createReadStream, existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { csv } from "../../../src/formats/tables/csv.ts";
import { readWorkbook } from "../../../src/formats/tables/workbook.ts";
import { xlsx } from "../../../src/formats/tables/xlsx.ts";
import { decodeText } from "../../../src/formats/text/decode.ts";
import { once, type Reading, readAll } from "../contract.ts";

/** Real workbooks, which lie beside the repository and are not part of it (third parties' data). */
const SHARED = new URL("../../../../shared/", import.meta.url);
const present = existsSync(new URL("exports/INDEX.tsv", SHARED));

const bytesOf = (path: string) => readFileSync(new URL(path, SHARED));

async function readSheet(path: string, sheet?: string): Promise<Reading> {
  const options = { file: path, ...(sheet === undefined ? {} : { sheet }) };
  const { problems, read } = await xlsx.open(() => once(bytesOf(path)), options);
  const all = { entries: [] as Reading["entries"][number][], problems: [...problems] };
  for await (const batch of read()) {
    all.entries.push(...batch.entries);
    all.problems.push(...batch.problems);
  }
  return all;
}

const readTable = (path: string): Promise<Reading> =>
  readAll(csv, decodeText(createReadStream(new URL(path, SHARED))).chunks, { file: path });

/** The records of a reading without what the file format adds: the original cells. */
function records({ entries }: Reading): unknown[] {
  return entries.map((entry) => {
    if (entry.kind !== "record") return entry.problem.code;
    const { original: _, ...record } = entry.record;
    return { record, attribution: entry.attribution };
  });
}

describe.skipIf(!present)("real workbooks (skipped without ../shared/exports)", () => {
  test.each([
    ["exports/xlsx/lens-cff.xlsx", undefined, 100],
    ["exports/xlsx/embase-cff.xlsx", undefined, 10],
    ["exports/xlsx/eppireviewer-cff.xlsx", undefined, 10],
    ["reviews/giamattei-causal-sqa/data.xlsx", "Scopus", 429],
    ["reviews/giamattei-causal-sqa/data.xlsx", "IEEE", 342],
    ["reviews/giamattei-causal-sqa/data.xlsx", "ACM", 45],
    ["reviews/giamattei-causal-sqa/data.xlsx", "WOS", 270],
  ] as const)("%s, sheet %s, has %i entries", async (path, sheet, expected) => {
    const { entries } = await readSheet(path, sheet);
    expect(entries).toHaveLength(expected);
    expect(entries.filter(({ kind }) => kind === "unreadable")).toEqual([]);
  });

  test.each([
    ["lens-cff", "exports/csv/lens-cff.csv"],
    ["embase-cff", "exports/csv/embase-cff.csv"],
  ])("%s.xlsx means the same as its CSV twin", async (name, twin) => {
    const sheet = records(await readSheet(`exports/xlsx/${name}.xlsx`));
    expect(sheet).toEqual(records(await readTable(twin)));
  });

  test("a workbook with the raw results of four databases names its other sheets", async () => {
    const { problems } = await readSheet("reviews/giamattei-causal-sqa/data.xlsx");
    expect(problems.map(({ code }) => code)).toContain("xlsx/other-sheets");
  });

  test("years are years and identifiers whole numbers, as they were typed", async () => {
    const { sheets } = await readWorkbook(bytesOf("reviews/giamattei-causal-sqa/data.xlsx"));
    const scopus = sheets.find(({ name }) => name === "Scopus");
    const years = new Set(scopus?.rows.slice(1).map((cells) => cells[2] ?? ""));
    expect([...years].filter((year) => !/^(?:19|20)\d\d$/.test(year))).toEqual([]);
  });
});
