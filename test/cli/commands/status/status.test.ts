import { expect, test } from "vitest";
import { risOf, testFolder } from "../../captured-io.ts";
import { reviewedBy } from "../../reviewers.ts";

const DECIDED = { ada: "iiiieee", bela: "iieieee" };

test("where the review stands, what is left for whom, and what to do next", async () => {
  const { code, transcript } = await reviewedBy(DECIDED, undefined, "adjudicators: [cara]").slr(
    "status",
  );
  expect(transcript).toMatchInlineSnapshot(`
    "out| Untitled review
    out| Identified      12 entries from 1 source, 12 records without duplicates
    out| Title/abstract  12 records: 3 included, 3 excluded, 5 pending, 1 in conflict
    out| Retrieval       3 reports to fetch, 0 not retrieved
    out| Full text       3 reports: 0 included, 0 excluded, 3 pending, 0 in conflict
    out| Included        0 reports of 0 studies
    out|
    out| Left to decide
    out|   reviewer  title/abstract  full text
    out|   ada                    5          3
    out|   bela                   5          3
    out|
    out| Next
    out|   1. slr decide --conflicts settles 1 conflict (cara)
    out|   2. slr decide shows 5 records that wait at title/abstract (ada, bela)
    out|   3. slr retrieval lists 3 reports to fetch"
  `);
  expect(code).toBe(0);
});

test("the outcomes of a stage add up to its records", async () => {
  const { out } = await reviewedBy(DECIDED).slr("status", "--format", "json");
  const { stages } = JSON.parse(out);
  for (const { records, include, exclude, pending, conflict, unread } of stages)
    expect(include + exclude + pending + conflict + unread).toBe(records);
  expect(stages[0]).toMatchObject({ records: 12, include: 3, exclude: 3, pending: 5, conflict: 1 });
});

test("the hint of slr screen is the first step", async () => {
  const { err } = await reviewedBy(DECIDED).slr("screen");
  expect(err).toContain("Next: slr decide --conflicts settles 1 conflict.");
});

test("a protocol without criteria is told before records are decided", async () => {
  const folder = testFolder({
    "slr.yaml": "sources: [{ name: S, files: searches/s.ris }]\n",
    "searches/s.ris": risOf("Paged attention for serving"),
  });
  expect((await folder.slr("status")).out).toMatch(/1\. slr\.yaml needs criteria/);
});

test("a finished review is to be reported", async () => {
  const folder = reviewedBy({ ada: "eeeeeeeeeeee", bela: "eeeeeeeeeeee" });
  expect((await folder.slr("status")).out).toMatch(
    /Next\n {2}1\. slr prisma prints the flow diagram$/,
  );
});

test.each([40, 60, 80, 120])(
  "in a terminal of %i columns no line is broken by the terminal",
  async (width) => {
    const folder = reviewedBy(DECIDED);
    const { out } = await folder.slrWith({ width }, "status");
    for (const line of out.split("\n")) expect(line.length).toBeLessThanOrEqual(width);
    const whole = (await folder.slr("status")).out;
    expect(out.replace(/\s+/g, " ")).toBe(whole.replace(/\s+/g, " "));
  },
);
