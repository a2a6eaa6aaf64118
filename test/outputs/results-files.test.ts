import { readdirSync, readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { expect, test } from "vitest";
import { textOfFormula } from "../../src/core/records/text/formula.ts";
import { harmlessText } from "../../src/core/records/text/plain-text.ts";
import { BOXES } from "../../src/core/screening/results.ts";
import { readRow } from "../../src/formats/tables/dialect.ts";
import { readRows } from "../../src/formats/tables/rows.ts";
import { OUTPUTS } from "../../src/outputs/results/index.ts";
import { csvTable } from "../../src/outputs/text/csv-table.ts";
import { emptyResults, results } from "./example-results.ts";

const GOLDEN = "../../fixtures/outputs/results";

function render(file: string, of = results): string {
  const output = OUTPUTS.find((each) => each.file === file);
  return [...(output?.render(of) ?? [])].join("");
}

/** The first columns of each table, which other programs read. Later columns may be added. */
const PROMISED = {
  "ledger.csv": "entry,record,source,file,line,box,reason,by",
  "records.csv":
    "record,title,authors,year,venue,doi,pmid,sources,duplicates,stage_1,reason_1,by_1,stage_2,reason_2,by_2,included,rating,score",
  "duplicates.csv": "record,entry,kept,rule,similarity",
  "possible-duplicates.csv": "record_a,record_b,rule,similarity,title_a,title_b",
  "linked-versions.csv": "record_a,record_b,relation,rule,similarity,title_a,title_b",
  "included.csv": "study,record,title,authors,year,venue,doi,pmid,url,sources",
  "excluded-full-text.csv": "record,title,authors,year,venue,doi,pmid,url,sources,reason",
  "judgements.csv": "record,criterion,verdict,words",
  "double-check.csv": "record,title,outcome,rating,score,reason",
  "problems.csv": "severity,code,file,line,message",
} as const;

test("results/ has every file that others rely on", () => {
  expect(OUTPUTS.map(({ file }) => file)).toEqual([
    "prisma.json",
    "prisma.md",
    "prisma.svg",
    "ledger.csv",
    "records.csv",
    "duplicates.csv",
    "possible-duplicates.csv",
    "linked-versions.csv",
    "included.csv",
    "included.ris",
    "included.bib",
    "included.json",
    "excluded-full-text.csv",
    "excluded-full-text.bib",
    "judgements.csv",
    "double-check.csv",
    "problems.csv",
  ]);
});

test.each(Object.entries(PROMISED))("%s begins with the promised columns", (file, columns) => {
  expect(render(file).split("\n")[0]?.startsWith(columns)).toBe(true);
});

test.each(Object.keys(PROMISED))("%s without rows is a header", (file) => {
  const text = render(file, emptyResults);
  expect(text.endsWith("\n")).toBe(true);
  expect(parse(text)).toHaveLength(1);
});

test.each(OUTPUTS.filter(({ file }) => !file.startsWith("prisma")).map(({ file }) => file))(
  "%s is as expected",
  async (file) => {
    await expect(render(file)).toMatchFileSnapshot(`${GOLDEN}/${file}`);
  },
);

test("a record is included, not included, or undecided", () => {
  const included = BOXES.map((box) => {
    const records = [...results.records].slice(0, 1).map((record) => ({ ...record, box }));
    const [row] = parse(render("records.csv", { ...results, records }), { columns: true }) as [
      Record<string, string>,
    ];
    return [box, row.included];
  });
  expect(included.filter(([, answer]) => answer === "yes")).toEqual([["included", "yes"]]);
  expect(included.filter(([, answer]) => answer === "").map(([box]) => box)).toEqual(
    BOXES.filter((box) => /^(?:pending|conflict|unread)/.test(box)),
  );
});

test("a formula of a stranger is text in a spreadsheet", () => {
  expect(render("records.csv")).toContain(`"'=HYPERLINK(""http://evil.example"")"`);
});

test("slr reads every cell of its tables back as it was, formulas too, but for what steers a terminal", async () => {
  const cell = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.constantFrom('a,b"c', "line\nbreak", "lone\rreturn", "two\r\nbreaks", "", "  blanks  "),
    fc.constantFrom("=1+1", "-x", "@x", "+x", "-5", "'=1", "''=1", "'s", "\t=1", "\uff1d1", '="5"'),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(cell, cell, cell), { maxLength: 20 }), async (rows) => {
      const columns = [0, 1, 2].map(
        (at) => [`column ${at}`, (row: readonly string[]) => row[at]] as const,
      );
      const text = [...csvTable(columns, rows)].join("");
      // Other programs find the same rows; an apostrophe marks what would be a formula.
      const parsed: string[][] = parse(text, { record_delimiter: "\n" });
      expect(parsed.slice(1).map((row) => row.map(textOfFormula))).toEqual(
        rows.map((row) => row.map(harmlessText)),
      );
      expect(parsed.flat().filter((one) => /^[=+\-@\t\r]/.test(one))).toEqual([]);
      expect(await slrReads(text)).toEqual(parsed.map((row) => row.map(asRead)));
    }),
  );
});

test.each(Object.keys(PROMISED))("slr reads %s back, cell by cell", async (file) => {
  const text = render(file);
  const parsed: string[][] = parse(text, { record_delimiter: "\n" });
  expect(await slrReads(text)).toEqual(parsed.map((row) => row.map(asRead)));
});

test("every table that slr writes comes from few writers, all of which are read back in tests", () => {
  const writers = readdirSync("src", { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .filter((file) => readFileSync(`src/${file}`, "utf8").includes("csv-stringify"));
  expect(writers.map((file) => file.replaceAll("\\", "/")).sort()).toEqual([
    // For PRISMA2020, whose reader is in the tests of the form.
    "outputs/flow/forms/flow-csv.ts",
    // Rows of people's tables, of which nothing is escaped.
    "outputs/review-files/decision-lines.ts",
    "outputs/text/csv-table.ts",
    "outputs/text/table-row.ts",
  ]);
});

/** The cells that slr's reader of tables finds in a text. */
async function slrReads(text: string): Promise<string[][]> {
  const unix = withUnixLines(text);
  async function* whole() {
    yield unix;
  }
  const dialect = { delimiter: ",", quotes: true } as const;
  const width = readRow(unix, 0, dialect).cells.length;
  const read: string[][] = [];
  for await (const rows of readRows(whole(), dialect, width, 1))
    for (const row of rows) read.push("cells" in row ? row.cells.map(asRead) : [row.unreadable]);
  return read;
}

/** Line ends are made equal where slr reads a file, and blanks around a cell are none of it. */
const asRead = (cell: string) => withUnixLines(cell).trim();

function withUnixLines(text: string): string {
  return text.replace(/\r\n?/g, "\n");
}

test("a long table comes in pieces of a thousand rows", () => {
  const columns = [["n", (n: number) => n]] as const;
  const pieces = [
    ...csvTable(
      columns,
      Array.from({ length: 2500 }, (_, n) => n),
    ),
  ];
  expect(pieces.map((piece) => piece.split("\n").length - 1)).toEqual([1, 1000, 1000, 500]);
});
