import { describe, expect, test } from "vitest";
import { testFolder } from "./cli/captured-io.ts";
import { ALLOWED, CASES, type Case, csvOf } from "./dedupe-cases.ts";

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
