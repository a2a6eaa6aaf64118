import { readFileSync } from "node:fs";
import { stringify } from "csv-stringify/sync";
import { describe, expect, test } from "vitest";
import { testFolder } from "./cli/captured-io.ts";

/** A row of a table, as a database may have written it. */
type Row = Readonly<Record<string, string | number>>;

/** Two records and what a librarian says of them; `others` stand in the file of the first. */
interface Case {
  readonly id: string;
  readonly note: string;
  readonly records: readonly [Row, Row];
  readonly others?: readonly Row[];
  readonly expected: Expected;
}

/** What may become of the two; `not-duplicate` leaves open whether a person sees the pair. */
const ALLOWED = {
  duplicate: ["one-record"],
  "duplicate-or-possible": ["one-record", "possible"],
  linked: ["linked"],
  "not-duplicate": ["possible", "linked", "two-records"],
  distinct: ["two-records"],
} as const;
type Expected = keyof typeof ALLOWED;

const CASES = JSON.parse(readFileSync("fixtures/dedupe/cases.json", "utf8")) as Case[]; // written by hand in this shape

const csvOf = (rows: readonly Row[]) => {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return stringify([columns, ...rows.map((row) => columns.map((column) => row[column] ?? ""))]);
};

/** What `slr dedupe` makes of the two records, each in an export of its own. */
async function outcomeOf({ records: [a, b], others = [] }: Case): Promise<string> {
  const folder = testFolder({
    "slr.yaml": "sources: [{ name: a, files: a.csv }, { name: b, files: b.csv }]\n",
    "a.csv": csvOf([a, ...others]),
    "b.csv": csvOf([b]),
  });
  const { code, out, err } = await folder.slr(
    ...["dedupe", "--explain", "a#1", "b#1", "--format", "json"],
  );
  expect(code, err).toBe(0);
  return JSON.parse(out).outcome;
}

describe("fixtures/dedupe/cases.json", () => {
  for (const one of CASES) {
    test(`${one.id}: ${one.note} ${one.expected}`, async () => {
      expect(ALLOWED[one.expected]).toContain(await outcomeOf(one));
    });
  }

  test("each case has a name of its own", () => {
    const ids = CASES.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });
});
