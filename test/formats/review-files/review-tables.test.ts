import { describe, expect, test } from "vitest";
import { isoText } from "../../../src/core/records/time.ts";
import {
  readDecisions,
  readPairs,
  readRetrievals,
  readStudies,
  tableShape,
} from "../../../src/formats/review-files/review-tables.ts";

const HEADER = "record,stage,verdict,reason,resolves,note,decided_at,doi,pmid,title,year";
const read = (...rows: string[]) =>
  readDecisions([HEADER, ...rows].join("\n"), "decisions/ada.csv", "ada");

test("a decision keeps its place, its reasons in order and what was seen", () => {
  const { rows, problems } = read(
    'abcd2345,full-text,exclude,F1; F2,,"a note\nover two lines",2024-06-01,https://doi.org/10.1000/A,12,"GPipe, again",2019',
    "abcd2345,title-abstract,maybe,,yes,,,,,,",
  );
  expect(problems).toEqual([]);
  expect(rows).toMatchObject([
    {
      place: { file: "decisions/ada.csv", line: 2 },
      reviewer: "ada",
      reference: {
        record: "abcd2345",
        doi: "10.1000/a",
        pmid: "12",
        title: "GPipe, again",
        year: 2019,
      },
      stage: "full-text",
      verdict: "exclude",
      reasons: ["F1", "F2"],
      resolves: false,
    },
    { place: { line: 4 }, verdict: "maybe", resolves: true, reasons: [] },
  ]);
});

test.each([
  ["a verdict that is none", "abcd2345,full-text,included,,,,,,,,", "decisions/bad-verdict"],
  ["a stage that is none", "abcd2345,fulltext,include,,,,,,,,", "decisions/bad-stage"],
  [
    "resolves that is neither yes nor no",
    "abcd2345,full-text,include,,maybe,,,,,,",
    "decisions/bad-resolves",
  ],
])("%s is a problem at its line, and the other rows count", (_, row, code) => {
  const { rows, problems } = read(row, "bcde2345,full-text,include,,,,,,,,");
  expect(rows).toHaveLength(1);
  expect(problems).toMatchObject([{ severity: "error", code, line: 2, file: "decisions/ada.csv" }]);
});

test("a missing column is a problem that names it, and no row is applied", () => {
  const { rows, problems } = readDecisions(
    "record,verdict\nabcd2345,include\n",
    "decisions/ada.csv",
    "ada",
  );
  expect(rows).toEqual([]);
  expect(problems).toMatchObject([{ code: "decisions/no-column", line: 1 }]);
  expect(problems[0]!.message).toContain("stage");
});

test("a file that a spreadsheet saved with semicolons, BOM and CRLF reads the same", () => {
  const text = `\uFEFF${HEADER.replaceAll(",", ";")}\r\nabcd2345;full-text;include;;;;;;;;\r\n\r\n`;
  expect(readDecisions(text, "decisions/ada.csv", "ada").rows).toHaveLength(1);
});

test("a torn last line is a problem at its line, and costs only itself", () => {
  const { rows, problems } = read(
    "abcd2345,full-text,include,,,,,,,,",
    'bcde2345,full-text,exclude,"F1',
  );
  expect(problems).toMatchObject([{ code: "decisions/unclosed-quote", line: 3 }]);
  expect(rows).toMatchObject([{ reference: { record: "abcd2345" } }]);
});

test("an empty file holds no decisions and no problem", () => {
  expect(readDecisions("", "decisions/ada.csv", "ada")).toMatchObject({ rows: [], problems: [] });
});

test("pairs carry a snapshot for either side", () => {
  const { rows } = readPairs(
    "a,b,verdict,by,decided_at,title_a,doi_b\nabcd2345,bcde2345,same,ada,2024-06-03,One,10.1000/x\n",
    "duplicates.csv",
  );
  expect(rows).toMatchObject([
    {
      a: { record: "abcd2345", title: "One" },
      b: { record: "bcde2345", doi: "10.1000/x" },
      verdict: "same",
      by: "ada",
    },
  ]);
  expect(readPairs("a,b,verdict\nx,y,equal\n", "duplicates.csv").problems).toMatchObject([
    { code: "duplicates/bad-verdict" },
  ]);
});

test("retrievals and studies are read, and refused where they say nothing", () => {
  expect(
    readRetrievals("record,status,file,note\nabcd2345,not-retrieved,,\n", "retrieval.csv").rows,
  ).toMatchObject([{ status: "not-retrieved" }]);
  expect(readRetrievals("record,status\nabcd2345,lost\n", "retrieval.csv").problems).toMatchObject([
    { code: "retrieval/bad-status" },
  ]);
  expect(readStudies("study,record\nMegatron,abcd2345\n", "studies.csv").rows).toMatchObject([
    { study: "Megatron" },
  ]);
  expect(readStudies("study,record\n,abcd2345\n", "studies.csv").problems).toMatchObject([
    { code: "studies/bad-study" },
  ]);
  expect(
    readStudies("study,record,synthesis\nA,abcd2345,Quantitative\nB,bcde2345,\n", "studies.csv")
      .rows,
  ).toMatchObject([{ study: "A", synthesis: "quantitative" }, { study: "B" }]);
  expect(
    readStudies("study,record,synthesis\nA,abcd2345,narrative\n", "studies.csv").problems,
  ).toMatchObject([{ code: "studies/bad-synthesis", line: 2 }]);
});

test("a withdrawal is a row of decisions and of duplicates", () => {
  expect(read("abcd2345,full-text,withdrawn,,,,,,,,").rows).toMatchObject([
    { verdict: "withdrawn" },
  ]);
  const pairs = readPairs("a,b,verdict\nabcd2345,bcde2345,withdrawn\n", "duplicates.csv");
  expect(pairs).toMatchObject({ rows: [{ verdict: "withdrawn" }], problems: [] });
});

test.each<[string, string, ReturnType<typeof tableShape>]>([
  ["with commas", "a,b,verdict\n1,2,same\n", { delimiter: ",", columns: ["a", "b", "verdict"] }],
  [
    "as a spreadsheet saves it",
    '\uFEFFA;"B";Verdict\r\n',
    { delimiter: ";", columns: ["a", "b", "verdict"] },
  ],
  ["without anything", "", undefined],
])("a table %s has a shape that new rows follow", (_, text, shape) => {
  expect(tableShape(text)).toEqual(shape);
});

describe("times", () => {
  const row = (verdict: string, time: string) =>
    `abcd2345,title-abstract,${verdict},,,,"${time}",,,,`;

  test("a column that a spreadsheet has rewritten is read as a whole", () => {
    const { rows, problems } = read(
      row("include", "03/04/2024 09:00"),
      row("exclude", "28/06/2024 10:00"),
      row("exclude", "2024-06-29T10:00:00Z"),
    );
    expect(rows.map(({ decidedAt }) => isoText(decidedAt))).toEqual([
      "2024-04-03T09:00:00Z",
      "2024-06-28T10:00:00Z",
      "2024-06-29T10:00:00Z",
    ]);
    expect(problems).toMatchObject([
      { severity: "warning", code: "decisions/no-zone", line: 2, file: "decisions/ada.csv" },
    ]);
  });

  test("what is no time is a problem of the row, which counts", () => {
    const { rows, problems } = read(row("include", "yesterday"), row("exclude", ""));
    expect(rows).toHaveLength(2);
    expect(problems).toMatchObject([{ severity: "error", code: "decisions/bad-time", line: 2 }]);
    expect(problems[0]!.message).toContain("`yesterday`");
  });

  test("a column that leaves day and month open is one problem", () => {
    const { problems } = read(row("include", "03/04/2024"), row("exclude", "04/03/2024"));
    expect(problems).toMatchObject([{ code: "decisions/ambiguous-date", line: 2 }]);
  });

  test("times of pairs are read in the same way", () => {
    const { rows, problems } = readPairs(
      "a,b,verdict,by,decided_at\nx,y,same,ada,28.06.2024\nx,y,different,ada,soon\n",
      "duplicates.csv",
    );
    expect(isoText(rows[0]!.decidedAt)).toBe("2024-06-28");
    expect(problems).toMatchObject([{ code: "duplicates/bad-time", line: 3 }]);
  });
});

test("capitals and blanks make no other word of a verdict, a stage or a status", () => {
  const { rows, problems } = read("abcd2345,Title/Abstract, Include ,,,,,,,,");
  expect(problems).toEqual([]);
  expect(rows).toMatchObject([{ stage: "title-abstract", verdict: "include" }]);
  expect(readPairs("a,b,verdict\nx,y,Same\n", "duplicates.csv").rows[0]?.verdict).toBe("same");
  const retrievals = readRetrievals("record,status\nx,Not retrieved\n", "retrieval.csv");
  expect(retrievals.rows[0]?.status).toBe("not-retrieved");
  expect(read("abcd2345,title-abstract,includes,,,,,,,,").problems).toHaveLength(1);
});
