import { readFileSync } from "node:fs";
import { stringify } from "csv-stringify/sync";
import { type DedupeKeys, dedupeKeys } from "../src/core/dedupe/keys.ts";
import { csv } from "../src/formats/tables/csv.ts";
import { readText } from "./formats/contract.ts";

/** A row of a table, as a database may have written it. */
type Row = Readonly<Record<string, string | number>>;

/** What may become of the two; `not-duplicate` leaves open whether a person sees the pair. */
export const ALLOWED = {
  duplicate: ["one-record"],
  "duplicate-or-possible": ["one-record", "possible"],
  linked: ["linked"],
  "not-duplicate": ["possible", "linked", "two-records"],
  distinct: ["two-records"],
} as const;

/** Two records and what a librarian says of them; `others` stand in the file of the first. */
export interface Case {
  readonly id: string;
  readonly note: string;
  readonly records: readonly [Row, Row];
  readonly others?: readonly Row[];
  readonly expected: keyof typeof ALLOWED;
}

export const CASES = JSON.parse(readFileSync("fixtures/dedupe/cases.json", "utf8")) as Case[]; // written by hand in this shape

export function csvOf(rows: readonly Row[]): string {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return stringify([columns, ...rows.map((row) => columns.map((column) => row[column] ?? ""))]);
}

/** The keys of the two records of a case, and of those that stand beside them. */
export async function keysOfCase({ records, others = [] }: Case): Promise<DedupeKeys[]> {
  const { entries } = await readText(csv, csvOf([...records, ...others]));
  return entries.map((entry) => {
    if (entry.kind !== "record") throw new Error("A case has a row that is no record.");
    return dedupeKeys(entry.record);
  });
}
