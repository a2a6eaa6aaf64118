import { describe, expect, test } from "vitest";
import { readClaims, readCount } from "../../../src/formats/claims/read-claims.ts";

const counts = (text: string, file = "claims.yaml") =>
  readClaims(text, file)?.counts.map(({ name, item, n, place }) => [
    item === undefined ? name : `${name}.${item}`,
    n,
    place?.line,
  ]);

test.each([
  ["770", 770],
  ["1,204", 1204],
  ["1 204", 1204],
  ["1.204", 1204],
  ["1'204", 1204],
  ["1,204,000", 1204000],
  ["12,04", undefined],
  ["1.5", undefined],
  ["-3", undefined],
  ["", undefined],
  ["about 60", undefined],
])("%j is the count %s", (text, n) => {
  expect(readCount(text)).toBe(n);
});

describe("files of counts", () => {
  test("YAML and JSON: numbers, parts, lists of both, with their lines", () => {
    expect(counts('screened: 770\ndatabases:\n  Scopus: "1,118"\n  IEEE: 130\n')).toEqual([
      ["screened", 770, 1],
      ["databases.Scopus", 1118, 3],
      ["databases.IEEE", 130, 4],
    ]);
    expect(
      counts('{"dbr_excluded": [\n{"name": "E1", "n": 4}], "pending": {"full_text": 2}}', "a.json"),
    ).toEqual([
      ["dbr_excluded.E1", 4, 2],
      ["pending.full_text", 2, 2],
    ]);
    expect(counts("- screened: 770\n- included=86\n- { name: sought, n: 5 }\n")).toEqual([
      ["screened", 770, 1],
      ["included", 86, 2],
      ["sought", 5, 3],
    ]);
  });

  test("lines of name=number, with comments", () => {
    expect(counts("# paper\nscreened = 770\n\ndatabases.Scopus=130\n", "claims.txt")).toEqual([
      ["screened", 770, 2],
      ["databases.Scopus", 130, 4],
    ]);
  });

  test("the CSV of the R package: parts in a cell, its template's texts, its phases", () => {
    const csv = [
      "data,node,box,description,boxtext,tooltips,url,n",
      "NA,node4,prevstud,Grey title box,Previous studies,x,x,0",
      "identification,node1,identification,Blue,Identification,x,x,0",
      "records_screened,node11,box4,Records screened,x,x,x,65",
      'database_specific_results,NA,box2,x,x,x,x,"Scopus, 28; arXiv, 18"',
      'register_specific_results,NA,box2,x,x,x,x,"Register 1, xxx; Register 2, xxx"',
      "dbr_excluded,node13,box9,x,x,x,x,0",
      'other_excluded,node21,box15,x,x,x,x,"Wrong, design, 3"',
      "total_studies_ma,NA,box17,x,x,x,x,0",
    ].join("\n");
    expect(counts(csv, "PRISMA.csv")).toEqual([
      ["records_screened", 65, 4],
      ["database_specific_results.Scopus", 28, 5],
      ["database_specific_results.arXiv", 18, 5],
      ["other_excluded.Wrong, design", 3, 8],
    ]);
  });

  test("two columns of names and numbers, but no titles with their years", () => {
    expect(counts("box,n\nrecords screened,65\n", "a.csv")).toEqual([["records screened", 65, 2]]);
    expect(counts("title,year\nA study,2019\nAnother,2020\n", "a.csv")).toBeUndefined();
  });

  test("lists by path, and what is neither number nor list", () => {
    const read = readClaims(
      "included: final/included.bib\nscreened: many\nother_methods: merged\n",
      "c.yaml",
    );
    expect(read?.lists).toEqual([
      { name: "included", path: "final/included.bib", place: { file: "c.yaml", line: 1 } },
    ]);
    expect(read?.unread.map(({ name, text }) => [name, text])).toEqual([["screened", "many"]]);
  });

  test.each([
    ["TY  - JOUR\nTI  - A\nER  - \n", "a.txt"],
    ["PMID- 1\nTI  - A: b\n", "a.txt"],
    ["title,doi\nA: b,10.1/x\n", "a.csv"],
    ["just words", "a.yaml"],
    ["", "a.json"],
    ["{ broken", "a.json"],
    ['[{"id": "a", "title": "A study", "issued": {"date-parts": [[2019]]}}]', "a.json"],
  ])("%j is no file of counts", (text, file) => {
    expect(readClaims(text, file)).toBeUndefined();
  });
});
