import { stringify } from "csv-stringify/sync";
import fc from "fast-check";
import { expect, test } from "vitest";
import { formulaAsText } from "../../../src/core/records/text/formula.ts";
import { csvTable, csvWriter } from "../../../src/outputs/text/csv-table.ts";

test("a table is written as csv-stringify writes it, with formulas marked", () => {
  const cell = fc.oneof(
    fc.integer(),
    fc.double(),
    fc.string(),
    fc.constantFrom("a", "=a", "a,b"),
    fc.string({ unit: fc.constantFrom("a", ",", '"', "\r", "\n", "=", "-", "'", " ", "é") }),
  );
  fc.assert(
    fc.property(fc.array(fc.tuple(cell, cell, cell), { maxLength: 4 }), (rows) => {
      const written = [
        ...csvTable(
          [
            ["a", (row: (typeof rows)[number]) => row[0]],
            ["b", (row) => row[1]],
            ["c", (row) => row[2]],
          ],
          rows,
        ),
      ].join("");
      const marked = rows.map((row) =>
        row.map((one) => (typeof one === "number" ? one : formulaAsText(one))),
      );
      expect(written).toBe(
        stringify([["a", "b", "c"], ...marked], {
          record_delimiter: "\n",
          quoted_match: /[\r\n]/,
        }),
      );
    }),
    { numRuns: 100 },
  );
});

test("a table of one column keeps its empty cells as lines", () => {
  expect([...csvTable([["a", (row: string) => row]], ["", "x"])].join("")).toBe("a\n\nx\n");
});

test.each([
  ["a colour", "a\x1b[31mb"],
  ["a title of the window", "a\x1b]0;title\x07b"],
  ["the same in one character", "a\x9b31mb"],
  ["a bell", "a\x07b"],
])(
  "%s in a name or a note steers no terminal that shows a table, for people or programs",
  (_, cell) => {
    const columns = [["n", (row: string) => row]] as const;
    expect([...csvTable(columns, [cell])].join("")).toBe("n\nab\n");
    expect(csvWriter(columns, { forPeople: false }).record(cell)).toBe("ab\n");
  },
);

test("what steers a terminal hides no formula, and the order of letters stays", () => {
  const columns = [["n", (row: string) => row]] as const;
  expect([...csvTable(columns, ["\x07=1+1", "\u200fשלום\u200f"])].join("")).toBe(
    "n\n'=1+1\n\u200fשלום\u200f\n",
  );
});
