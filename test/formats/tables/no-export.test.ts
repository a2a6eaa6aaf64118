import { expect, test } from "vitest";
import { csv } from "../../../src/formats/tables/csv.ts";

async function doubtAbout(text: string, columns?: Readonly<Record<string, string>>) {
  const entries = [];
  const problems = [];
  const chunks = (async function* () {
    yield text;
  })();
  for await (const batch of csv.read(chunks, { file: "a.csv", ...(columns && { columns }) })) {
    entries.push(...batch.entries);
    problems.push(...batch.problems);
  }
  const doubts = problems.filter(({ code }) => code === "csv/no-export");
  return { entries: entries.length, line: doubts[0]?.line, message: doubts[0]?.message };
}

test("a sheet of titles is said to be one, and which columns were understood", async () => {
  const doubt = await doubtAbout("\nTitle,Comment\nPrices of frogs,read\nPrices of toads,\n");
  expect(doubt).toMatchObject({ entries: 2, line: 2 });
  expect(doubt.message).toContain('slr understands the columns "Title", not "Comment".');
  expect(doubt.message).toContain("Its rows are counted as entries all the same.");
});

test.each([
  [
    "a form for extraction",
    "Study title,Authors,Year,Study design,Sample size,Outcome,Risk of bias",
  ],
  ["a sheet of decisions", "Title,Authors,Year,DOI,Decision,Reason,Reviewer 1"],
  ["a table of other things", "Title,Year,Country,Lake,Depth,Frogs"],
])("%s is said to be no export", async (_, header) => {
  const { message } = await doubtAbout(`${header}\n${header.replace(/[^,]+/g, "x")}\n`);
  expect(message).toContain("looks like no export of a search");
});

test.each([
  ["titles with abstracts", "title,abstract"],
  ["titles with decisions, as data sets have them", "title,abstract,authors,label_included"],
  ["titles with DOIs", "Title,DOI"],
  ["a citation", "Title,Authors,Year,Journal,Notes"],
  [
    "an export of a known producer",
    "nct number,study title,study design,outcome measures,interventions",
  ],
])("%s are an export", async (_, header) => {
  const { message } = await doubtAbout(`${header}\n${header.replace(/[^,]+/g, "x")}\n`);
  expect(message).toBeUndefined();
});

test("who names the columns in slr.yaml knows the table", async () => {
  const { message } = await doubtAbout("Title,Comment\nPrices,read\n", { title: "Title" });
  expect(message).toBeUndefined();
});
