import { expect, test } from "vitest";
import { rowsOf } from "../../../screened-review.ts";
import { risOf, testFolder } from "../../captured-io.ts";

const yaml = (reasons: string) => `sources: [{ name: Scopus, files: searches/scopus.ris }]
criteria:
  - { id: E1, text: On pruning, stage: title-abstract, exclude: title(pruning) }
  - { id: E2, text: A survey, stage: title-abstract, exclude: title(survey) }
  - { id: F1, text: No method, stage: full-text }
  - { id: F2, text: No data, stage: full-text }
screening: { ${reasons} }
`;
const DECISIONS = `record,stage,verdict,reason,resolves,note,decided_at,doi,pmid,title,year
,title-abstract,include,,,,,,,Serving models,
,full-text,exclude,F1;F2,,,,,,Serving models,
`;

async function screened(reasons: string) {
  const folder = testFolder({
    "slr.yaml": yaml(reasons),
    "searches/scopus.ris": risOf("A survey of pruning", "Serving models"),
    "decisions/ada.csv": DECISIONS,
  });
  const run = await folder.slr("screen");
  return { ...run, folder };
}

async function reasonsBy(reasons: string) {
  const { folder } = await screened(reasons);
  const records = rowsOf(folder.read("results/records.csv"));
  const flow = JSON.parse(folder.read("results/prisma.json"));
  return [
    ...records.map(({ reason_1, reason_2 }) => reason_1 || reason_2).sort(),
    flow.dbr_excluded.map(({ name }: { readonly name: string }) => name),
  ];
}

test("by default the first violated criterion is the primary reason, and what people name first", async () => {
  const expected = ["E1;E2", "F1;F2", ["F1"]];
  expect(await reasonsBy("")).toEqual(expected);
  expect(await reasonsBy("reasons: first-violated")).toEqual(expected);
});

test("by a hierarchy the reason that stands first in it, for rules and for people", async () => {
  expect(await reasonsBy("reasons: { hierarchy: [F2, E2] }")).toEqual(["E2;E1", "F2;F1", ["F2"]]);
});

test("a hierarchy of what is no criterion is refused at its place", async () => {
  const { code, err } = await screened("reasons: { hierarchy: [F9, F1, F1] }");
  expect(err).toMatch(
    /slr\.yaml:7: error: Unexpected reason `F9`, expected the id of a criterion: E1, E2, F1, F2\./,
  );
  expect(err).toMatch(/`F1` stands twice/);
  expect(code).toBe(2);
});
