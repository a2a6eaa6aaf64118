import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { expect, test } from "vitest";
import { formatCount } from "../../../../src/core/records/text/plural.ts";
import type { FlowCounts } from "../../../../src/core/screening/flow.ts";
import { flowCsv } from "../../../../src/outputs/flow/forms/flow-csv.ts";
import { arbitraryFlow } from "../../arbitrary-flow.ts";
import { EXAMPLE_FLOWS, small, updated, withOtherMethods } from "../../example-flows.ts";
import { readPrisma2020 } from "./prisma2020-reader.ts";

const GOLDEN = "../../../../fixtures/outputs";
const LISTS = [
  "database_specific_results",
  "register_specific_results",
  "dbr_excluded",
  "other_excluded",
] as const;
const title = "Exercise & sleep: a review";

const read = (flow: FlowCounts): Record<string, string>[] =>
  parse(flowCsv.render(flow, { title }), { columns: true });

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
  const { lists } = readPrisma2020(flowCsv.render({ ...small, dbr_excluded }, { title }));
  expect(lists.dbr_excluded).toEqual([
    { reason: "E1: Fewer than 1 000 patients - children - animals", n: "1,204" },
    { reason: "No ”control”", n: "2" },
  ]);
});

test.each(["=1+1", "+1", "-1", "@SUM(1)"])("the name %s is no formula of a spreadsheet", (name) => {
  const dbr_excluded = [{ name, n: 2 }];
  const csv = flowCsv.render({ ...small, dbr_excluded }, { title });
  expect(readPrisma2020(csv).lists.dbr_excluded).toEqual([{ reason: `’${name}`, n: "2" }]);
});

test.each(Object.entries(EXAMPLE_FLOWS))(
  "a strict reader of the package's kind gets every number of the example %s",
  (_, flow) => {
    const data = readPrisma2020(flowCsv.render(flow, { title }));
    for (const [name, shown] of Object.entries(data.numbers)) {
      if (name.endsWith("_ma")) expect(shown).toBe("0");
      else expect([name, shown]).toEqual([name, formatCount(flow[name as "new_studies"])]);
    }
    for (const name of LISTS) {
      const counts = flow[name];
      const missing = name.endsWith("_excluded") ? ["0"] : ["xxx", "xxx", "xxx"];
      expect(data.lists[name]?.map(({ n }) => n)).toEqual(
        counts.length === 0 ? missing : counts.map(({ n }) => formatCount(n)),
      );
    }
  },
);

test("the reader gets as many sources and reasons with the same numbers, whatever their names", () => {
  fc.assert(
    fc.property(arbitraryFlow, (flow) => {
      const { lists } = readPrisma2020(flowCsv.render(flow, { title: "" }));
      for (const name of LISTS) {
        if (flow[name].length > 0)
          expect(lists[name]?.map(({ n }) => n)).toEqual(flow[name].map(({ n }) => formatCount(n)));
      }
    }),
  );
});

test("the studies of the quantitative synthesis are those of the meta-analysis", () => {
  const synthesis = {
    qualitative: 70,
    qualitative_reports: 72,
    quantitative: 41,
    quantitative_reports: 43,
  };
  expect(readPrisma2020(flowCsv.render({ ...small, synthesis }, { title })).numbers).toMatchObject({
    total_studies_ma: "41",
    total_reports_ma: "43",
  });
});

test("the reader refuses what the package stops at", () => {
  const csv = flowCsv.render(small, { title });
  expect(() => readPrisma2020(csv.replace(/^citations_results.*\n/m, ""))).toThrow("33 rows");
  expect(() =>
    readPrisma2020(csv.replace("Wrong population, 30", "Wrong, population, 30")),
  ).toThrow();
  expect(() => readPrisma2020(csv.replace("boxtext", "box text"))).toThrow("columns");
});

test("without reasons it is a single 0, without registers the template's text, which the app hides", () => {
  const rows = read({ ...small, dbr_excluded: [], register_specific_results: [] });
  expect(rows.find(({ data }) => data === "dbr_excluded")?.n).toBe("0");
  expect(rows.find(({ data }) => data === "register_specific_results")?.n).toBe(
    "Register 1, xxx; Register 2, xxx; Register 3, xxx",
  );
});
