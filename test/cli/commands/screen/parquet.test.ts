import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parquetReadObjects } from "hyparquet";
import { expect, test } from "vitest";
import { reviewedBy } from "../../reviewers.ts";

function review() {
  return reviewedBy({ ada: "iiieeeee...." }, undefined, "results: { parquet: true }\n");
}

const parquetIn = (path: string) => readdirSync(path).filter((file) => file.endsWith(".parquet"));

test("results: { parquet: true } writes three tables beside their CSV, the same bytes each time", async () => {
  const folder = review();
  await folder.slr("screen");
  const results = join(folder.path, "results");
  expect(parquetIn(results)).toEqual(["judgements.parquet", "ledger.parquet", "records.parquet"]);
  const bytes = readFileSync(join(results, "records.parquet"));
  const rows = await parquetReadObjects({ file: new Uint8Array(bytes).buffer });
  expect(rows.map(({ sources, stage_1 }) => [sources, stage_1])).toContainEqual([
    ["Scopus"],
    "pending",
  ]);
  const { outputs } = JSON.parse(folder.read("results/manifest.json"));
  expect(outputs).toContain("records.parquet");
  await folder.slr("screen");
  expect(readFileSync(join(results, "records.parquet")).equals(bytes)).toBe(true);
});

test("slr check sees a Parquet file that was changed or lost", async () => {
  const folder = review();
  await folder.slr("screen");
  expect((await folder.slr("check")).out).toContain("ok    results/ is what slr would write now");
  const ledger = readFileSync(join(folder.path, "results/ledger.parquet"));
  ledger[ledger.length - 20]! ^= 1;
  folder.write("results/ledger.parquet", ledger);
  expect((await folder.slr("check")).out).toContain("ledger.parquet");
});

test("a review that does not ask for them any more has none, and a copy for an archive never", async () => {
  const folder = review();
  await folder.slr("screen");
  await folder.slr("publish", "copy", "--date", "2026-01-02");
  expect(parquetIn(join(folder.path, "copy/results"))).toEqual([]);
  expect(existsSync(join(folder.path, "copy/results/ledger.csv"))).toBe(true);
  folder.write("slr.yaml", folder.read("slr.yaml").replace("parquet: true", "parquet: false"));
  await folder.slr("screen");
  expect(parquetIn(join(folder.path, "results"))).toEqual([]);
});

test("a form that slr does not know is told with its line", async () => {
  const folder = review();
  folder.write("slr.yaml", folder.read("slr.yaml").replace("parquet: true", "arrow: true"));
  const { code, err } = await folder.slr("screen");
  expect(code).toBe(2);
  expect(err).toMatch(/slr\.yaml:\d+: error: Unexpected key `arrow`, expected .*parquet/);
});
