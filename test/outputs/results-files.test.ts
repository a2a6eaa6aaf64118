import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { expect, test } from "vitest";
import { BOXES } from "../../src/core/screening/results.ts";
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
    const records = results.records.slice(0, 1).map((record) => ({ ...record, box }));
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

test("rows are read back as they were, but for the apostrophe before a formula", () => {
  const cell = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.constantFrom('a,b"c', "line\nbreak", "lone\rreturn", "=1", "-5", "", "  blanks  "),
  );
  fc.assert(
    fc.property(fc.array(fc.tuple(cell, cell, cell), { maxLength: 20 }), (rows) => {
      const columns = [0, 1, 2].map(
        (at) => [`column ${at}`, (row: readonly string[]) => row[at]] as const,
      );
      const text = [...csvTable(columns, rows)].join("");
      const read: string[][] = parse(text, { record_delimiter: "\n" });
      expect(read.slice(1).map((row) => row.map(withoutApostrophe))).toEqual(rows);
    }),
  );
});

function withoutApostrophe(cell: string): string {
  return cell.replace(/^'(?=[=+\-@\t\r\uff1d\uff0b\uff0d\uff20])/u, "");
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
