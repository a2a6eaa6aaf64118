import { createHash } from "node:crypto";
import { parse } from "csv-parse/sync";
import { parquetMetadata, parquetReadObjects, parquetSchema } from "hyparquet";
import { describe, expect, test } from "vitest";
import { RESULT_FORMS } from "../../src/core/protocol/protocol.ts";
import { textOfFormula } from "../../src/core/records/text/formula.ts";
import type { ReviewResults } from "../../src/core/screening/results.ts";
import { ASKED_OUTPUTS, OUTPUTS } from "../../src/outputs/results/index.ts";
import { emptyResults, results } from "./example-results.ts";

async function bytesOf(file: string, of: ReviewResults = results): Promise<ArrayBuffer> {
  const output = ASKED_OUTPUTS.parquet.find((each) => each.file === file)!;
  const pieces: Uint8Array[] = [];
  for await (const piece of output.render(of)) pieces.push(piece);
  return new Uint8Array(Buffer.concat(pieces)).buffer;
}

const FILES = RESULT_FORMS.flatMap((form) => ASKED_OUTPUTS[form]).map(({ file }) => file);

const SEPARATORS: Readonly<Record<string, string>> = {
  reason_1: ";",
  by_1: ";",
  reason_2: ";",
  by_2: ";",
  sentence: " | ",
};

/** A typed cell as CSV prints it. */
function asCsv(column: string, cell: unknown): string {
  // hyparquet reads a list that is null as undefined.
  if (cell === null || cell === undefined) return "";
  if (Array.isArray(cell)) return cell.join(SEPARATORS[column] ?? "; ");
  if (typeof cell === "boolean") return cell ? "yes" : column === "previous" ? "" : "no";
  if (column === "score") return (cell as number).toFixed(6);
  return String(cell);
}

describe.each(FILES)("%s", (file) => {
  const csv = OUTPUTS.find((each) => each.file === file.replace(".parquet", ".csv"))!;

  test("holds what the CSV holds, column by column and row by row", async () => {
    const update = {
      ...results,
      ledger: results.ledger.map((row) => ({ ...row, isPrevious: true as const })),
    };
    for (const of of [results, emptyResults, update]) {
      const buffer = await bytesOf(file, of);
      const [header = [], ...rows]: string[][] = parse([...csv.render(of)].join(""));
      expect(
        parquetSchema(parquetMetadata(buffer)).children.map((one) => one.element.name),
      ).toEqual(header);
      const typed = await parquetReadObjects({ file: buffer });
      expect(typed.map((row) => header.map((column) => asCsv(column, row[column])))).toEqual(
        rows.map((cells) => cells.map(textOfFormula)),
      );
    }
  });

  test("has the same bytes for the same review, and no time in them", async () => {
    const once = Buffer.from(await bytesOf(file));
    expect(once.equals(Buffer.from(await bytesOf(file)))).toBe(true);
    expect(parquetMetadata(new Uint8Array(once).buffer).created_by).toBe("slr");
    // As every supported Node computes it.
    expect(createHash("sha256").update(once).digest("hex")).toMatchSnapshot();
  });
});

test("numbers are numbers, lists are lists, and what is not known is null", async () => {
  const [row] = await parquetReadObjects({ file: await bytesOf("records.parquet") });
  expect(row).toMatchInlineSnapshot(`
    {
      "authors": "Smith, John; Łukasz, Anna",
      "box": "included",
      "by_1": [
        "anna",
        "ben",
      ],
      "by_2": [
        "anna",
      ],
      "doi": "10.1000/abc",
      "duplicates": 2,
      "included": true,
      "pmid": null,
      "rating": null,
      "reason_1": [],
      "reason_2": [],
      "record": "abcd2345",
      "score": null,
      "sources": [
        "PubMed",
        "Scopus",
      ],
      "stage_1": "include",
      "stage_2": "include",
      "title": "=HYPERLINK("http://evil.example")",
      "venue": null,
      "year": 2020,
    }
  `);
  const undecided = results.records.map(
    ({ titleAbstract: _, fullText: __, rating: ___, ...record }) => ({
      ...record,
      summary: { title: "", authors: "", venue: "", doi: "", pmid: "" },
      box: "pending-title-abstract" as const,
    }),
  );
  const [bare] = await parquetReadObjects({
    file: await bytesOf("records.parquet", { ...results, records: undecided }),
  });
  expect(bare).toMatchInlineSnapshot(`
    {
      "authors": null,
      "box": "pending-title-abstract",
      "by_1": undefined,
      "by_2": undefined,
      "doi": null,
      "duplicates": 2,
      "included": null,
      "pmid": null,
      "rating": null,
      "reason_1": undefined,
      "reason_2": undefined,
      "record": "abcd2345",
      "score": null,
      "sources": [
        "PubMed",
        "Scopus",
      ],
      "stage_1": null,
      "stage_2": null,
      "title": null,
      "venue": null,
      "year": null,
    }
  `);
});

test("a large table has several row groups, which engines read side by side, in the order of the keys", async () => {
  const [first] = results.records;
  const records = Array.from({ length: 100_001 }, (_, at) => ({
    ...first!,
    key: at.toString(36).padStart(8, "0"),
  }));
  const buffer = await bytesOf("records.parquet", { ...results, records });
  const { row_groups: groups } = parquetMetadata(buffer);
  expect(groups.map(({ num_rows }) => Number(num_rows))).toEqual([100_000, 1]);
  const { statistics } = groups[1]!.columns[0]!.meta_data!;
  expect([statistics?.min_value, statistics?.max_value]).toEqual(
    ["00000255s", "00000255s"].map((key) => key.slice(-8)),
  );
});
