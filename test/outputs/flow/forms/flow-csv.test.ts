import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { FlowCounts } from "../../../../src/core/screening/flow.ts";
import { flowCsv } from "../../../../src/outputs/flow/forms/flow-csv.ts";
import { arbitraryFlow } from "../../arbitrary-flow.ts";
import { small, updated, withOtherMethods } from "../../example-flows.ts";

const GOLDEN = "../../../../fixtures/outputs";
const title = "Exercise & sleep: a review";

const read = (flow: FlowCounts): Record<string, string>[] =>
  parse(flowCsv.render(flow, { title }), { columns: true });

/** The package's own reading of a list: split at `;`, a label up to its first comma, then n. */
const readList = (cell: string) =>
  /[^0-9,]/.test(cell)
    ? cell.split(/; ?/).map((item) => ({
        reason: item.replace(/,.*$/, ""),
        n: Number((/,([ 0-9,]*)/.exec(item)?.[1] ?? "").replace(/[^0-9.]/g, "")),
      }))
    : [{ reason: "", n: Number(cell.replaceAll(",", "")) }];

test("has all 34 rows and 8 columns", async () => {
  const rows = read(updated);
  expect(Object.keys(rows[0] ?? {})).toEqual(
    "data,node,box,description,boxtext,tooltips,url,n".split(","),
  );
  expect(rows.map(({ data, box }) => (data === "NA" ? box : data))).toEqual(
    `prevstud previous_studies previous_reports newstud database_results database_specific_results
    register_results register_specific_results othstud website_results organisation_results
    citations_results duplicates excluded_automatic excluded_other records_screened
    records_excluded dbr_sought_reports dbr_notretrieved_reports other_sought_reports
    other_notretrieved_reports dbr_assessed dbr_excluded other_assessed other_excluded new_studies
    new_reports total_studies total_reports identification screening included total_studies_ma
    total_reports_ma`.split(/\s+/),
  );
  await expect(flowCsv.render(updated, { title })).toMatchFileSnapshot(
    `${GOLDEN}/flow-updated.csv`,
  );
});

test("every number of the flow is in its row", () => {
  const rows = read(withOtherMethods);
  for (const [key, value] of Object.entries(withOtherMethods)) {
    if (typeof value !== "number" || /^other_(?:duplicates|removed|records)/.test(key)) continue;
    expect([key, rows.find(({ data }) => data === key)?.n]).toEqual([key, String(value)]);
  }
});

test("commas, semicolons and quotes in labels do not change what the package reads", () => {
  const dbr_excluded = [
    { name: "E1", n: 1204, text: "Fewer than 1,000 patients; children, animals" },
    { name: 'No "control"', n: 2 },
  ];
  const cell = read({ ...small, dbr_excluded }).find(({ data }) => data === "dbr_excluded")?.n;
  expect(readList(cell ?? "")).toEqual([
    { reason: "E1: Fewer than 1 000 patients - children - animals", n: 1204 },
    { reason: "No ”control”", n: 2 },
  ]);
});

test("the package reads as many reasons with the same numbers, whatever their names", () => {
  fc.assert(
    fc.property(arbitraryFlow, (flow) => {
      const cell = read(flow).find(({ data }) => data === "dbr_excluded")?.n ?? "";
      const expected = flow.dbr_excluded.length === 0 ? [0] : flow.dbr_excluded.map(({ n }) => n);
      expect(readList(cell).map(({ n }) => n)).toEqual(expected);
    }),
  );
});

test("without reasons it is a single 0, without registers the template's text, which the app hides", () => {
  const rows = read({ ...small, dbr_excluded: [], register_specific_results: [] });
  expect(rows.find(({ data }) => data === "dbr_excluded")?.n).toBe("0");
  expect(rows.find(({ data }) => data === "register_specific_results")?.n).toBe(
    "Register 1, xxx; Register 2, xxx; Register 3, xxx",
  );
});
