import { expect, test } from "vitest";
import { testFolder } from "../../cli/captured-io.ts";
import { rowsOf } from "../../screened-review.ts";

async function screened(file: string, text: string) {
  const folder = testFolder({ [file]: text });
  await folder.slr("screen", file);
  return {
    folder,
    records: rowsOf(folder.read("results/records.csv")),
    ledger: rowsOf(folder.read("results/ledger.csv")),
    problems: rowsOf(folder.read("results/problems.csv")),
  };
}

test("a PMID that a spreadsheet rounded is left out with a warning, never read as another", async () => {
  for (const rounded of ["3,14E+07", "3.14E+07", "3E+07"]) {
    const { records, problems } = await screened(
      "a.csv",
      `Title,Year,PMID\nFrogs,2020,"${rounded}"\n`,
    );
    expect(records.map(({ pmid }) => pmid)).toEqual([""]);
    expect(problems.map(({ code, line }) => [code, line])).toEqual([["csv/rounded-number", "2"]]);
  }
});

test("a row that holds nothing but a link is a record", async () => {
  const { ledger } = await screened(
    "a.csv",
    "Title,Authors,Year,URL\n,,,https://ieeexplore.ieee.org/document/123\nFrogs,Rey,2020,\n",
  );
  expect(ledger.map(({ box }) => box)).toEqual([
    "pending-title-abstract",
    "pending-title-abstract",
  ]);
});

test("a decision may name its record by the address of its page", async () => {
  const folder = testFolder({
    "searches/a.csv":
      "Title,Year,DOI,URL\nFrogs,2020,10.1000/1,https://ieeexplore.ieee.org/document/123/\nToads,2021,,https://dblp.org/rec/conf/x/Rey21\n",
    "slr.yaml": "sources:\n  - { name: A, kind: database, files: searches/a.csv }\n",
    "decisions/ada.csv":
      "record,stage,verdict\nhttp://www.ieeexplore.ieee.org/document/123,title-abstract,include\nhttps://dblp.org/rec/conf/x/Rey21,title-abstract,include\n",
  });
  await folder.slr("screen");
  const boxes = rowsOf(folder.read("results/ledger.csv")).map(({ box }) => box);
  expect(boxes).toEqual(["pending-full-text", "pending-full-text"]);
});
