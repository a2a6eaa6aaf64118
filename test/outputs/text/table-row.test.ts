import fc from "fast-check";
import { expect, test } from "vitest";
import { decisionRow } from "../../../src/core/decide/rows.ts";
import { DECISION_COLUMNS } from "../../../src/core/records/decision.ts";
import { readDecisions } from "../../../src/formats/review-files/review-tables.ts";
import { plainText } from "../../../src/outputs/text/plain-text.ts";
import { tableRow } from "../../../src/outputs/text/table-row.ts";

const HEADER = DECISION_COLUMNS.join(",");

test("a row is one line, whatever is in it, and reads back as it was", () => {
  const text = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.constantFrom('a "quoted" word', "a,b;c\td", "=1+1", "two\nlines\r\n", '"', "\u001b[31mred"),
  );
  fc.assert(
    fc.property(text, text, (title, note) => {
      const seen = { title, authors: "", year: 2020, venue: "", doi: "10.1000/a", pmid: "12" };
      const saying = {
        verdict: "exclude",
        reasons: ["E1"],
        note,
        tags: ["a method", "b"],
      } as const;
      const at = "2024-06-03T09:00:00Z";
      const row = tableRow(
        DECISION_COLUMNS,
        ",",
        decisionRow("abcd2345", seen, undefined, "full-text", saying, false, at),
      );
      expect(row).not.toMatch(/[\r\n]/);
      const { rows, problems } = readDecisions(`${HEADER}\n${row}\n`, "decisions/ada.csv", "ada");
      expect(problems).toEqual([]);
      expect(rows).toHaveLength(1);
      expect(rows[0]).toMatchObject({
        reasons: ["E1"],
        note: plainText(note),
        tags: ["a method", "b"],
        decidedAt: { written: at },
      });
      expect(rows[0]!.reference.title ?? "").toBe(plainText(title));
    }),
    { seed: 7, numRuns: 300 },
  );
});

test("a row follows the table's own columns and delimiter", () => {
  expect(tableRow(["b", "x", "a"], ";", { a: "1;2", b: "3" })).toBe('3;;"1;2"');
});
