import { mkdirSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { FORMAT_NAMES } from "../../../../src/formats/names.ts";
import { risOf, testFolder } from "../../captured-io.ts";

const YAML = `title: Test
sources:
  - { name: Scopus, files: searches/scopus.ris }
  - { name: PubMed, files: searches/pubmed.ris }
criteria:
  - { id: E1, text: Too old, stage: title-abstract, exclude: year < 2021 }
screening:
  title-abstract: { by: rules }
`;

function review(files: Readonly<Record<string, string>> = {}) {
  return testFolder({
    "slr.yaml": YAML,
    "searches/scopus.ris": risOf(
      "Pipelined training of giant models",
      "Paged attention for serving",
    ),
    "searches/pubmed.ris": risOf(
      "Speculative decoding of language models",
      "Paged attention for serving",
    ),
    ...files,
  });
}

test("exports without a protocol: every file is one database, every record is pending", async () => {
  const folder = testFolder({
    "a.ris": risOf("One title about models", "Another title about models"),
    "b.ris": risOf("One title about models"),
  });
  const { code, transcript } = await folder.slr("screen", "a.ris", "b.ris");
  expect(transcript).toMatchInlineSnapshot(`
    "out| file   format  source  entries  records  unreadable  abstract  DOI  year
    out| a.ris  RIS     a             2        2           0         2    0     2
    out| b.ris  RIS     b             1        1           0         1    0     1
    out|
    out| Identified  3  3 from databases
    out| Duplicates  1  removed
    out| Removed     0
    out| Screened    2  0 excluded, 2 pending
    out| Sought      0  0 not retrieved
    out| Assessed    0  0 excluded
    out| Included    0  studies in 0 reports
    out| No rating yet: it needs 10 outcomes with 5 included and 5 excluded, there are 0 (0 and 0)
    err| b.ris: warning: 1 entry of b is identical, letter for letter, to entries of a in a.ris. Two databases never write exactly the same, so check whether one of the files is in the wrong source. (screen/same-entries)
    err| Results are in results/. Next: slr init writes the protocol, slr.yaml, with sources and criteria."
  `);
  expect(code).toBe(0);
  expect(JSON.parse(folder.read("results/prisma.json"))).toMatchObject({
    database_specific_results: [
      { name: "a", n: 2 },
      { name: "b", n: 1 },
    ],
    duplicates: 1,
    pending: { title_abstract: 2 },
  });
});

test("a review folder is screened by its protocol", async () => {
  const folder = review();
  const { code, out, err } = await folder.slr("screen");
  expect(code).toBe(0);
  expect(out).toContain("Scopus");
  expect(err).toContain("Next: slr retrieval lists 1 report to fetch");
  expect(folder.read("results/ledger.csv")).toMatchInlineSnapshot(`
    "entry,record,source,file,line,box,reason,by
    PubMed#1,lptreol4,PubMed,searches/pubmed.ris,1,excluded-title-abstract,E1,rules
    PubMed#2,dtqtt2eb,PubMed,searches/pubmed.ris,8,pending-full-text,,
    Scopus#1,gsxlpql5,Scopus,searches/scopus.ris,1,excluded-title-abstract,E1,rules
    Scopus#2,dtqtt2eb,Scopus,searches/scopus.ris,8,duplicate,exact copy,rules
    "
  `);
});

test("a second run writes the same bytes and leaves nothing else behind but the cache", async () => {
  const folder = review();
  await folder.slr("screen");
  const files = readdirSync(join(folder.path, "results"));
  const before = files.map((file) => folder.read(`results/${file}`));
  await folder.slr("screen");
  expect(files.map((file) => folder.read(`results/${file}`))).toEqual(before);
  expect(readdirSync(folder.path).sort()).toEqual([".slr", "results", "searches", "slr.yaml"]);
});

test("a person's decision moves a record, and the ledger says who", async () => {
  const folder = review({
    "decisions/ada.csv": "record,stage,verdict,reason\n,full-text,exclude,E1\n",
  });
  const { out } = await folder.slr("screen");
  expect(out).toContain("Screened");
  const key = /^(\w{8}),Paged/m.exec(folder.read("results/records.csv"))?.[1];
  folder.write("decisions/ada.csv", `record,stage,verdict,reason\n${key},full-text,include,\n`);
  expect((await folder.slr("screen")).code).toBe(0);
  expect(folder.read("results/included.csv")).toContain("Paged attention for serving");
  expect(folder.read("results/ledger.csv")).toMatch(
    new RegExp(`${key},\\w+,searches/\\w+.ris,\\d+,included,,ada`),
  );
});

test("a decision for an unknown record is a problem with file and line, and exits 1", async () => {
  const folder = review({
    "decisions/ada.csv": "record,stage,verdict\nzzzzzzzz,full-text,include\n",
  });
  const { code, err } = await folder.slr("screen");
  expect(code).toBe(1);
  expect(err).toContain("decisions/ada.csv:2: error: `zzzzzzzz` is no record of this review");
  expect(err).toContain("(decisions/unknown-record)");
});

test("an export that is not there", async () => {
  const { code, transcript } = await testFolder().slr("screen", "nope.ris");
  expect(code).toBe(2);
  expect(transcript).toMatchInlineSnapshot(`
    "err| error: Cannot read nope.ris: there is no such file.
    err|   hint: Check the path."
  `);
});

test("a folder in place of an export", async () => {
  const folder = testFolder();
  mkdirSync(join(folder.path, "searches.ris"));
  const { code, err } = await folder.slr("screen", "searches.ris");
  expect(code).toBe(2);
  expect(err).toBe("error: searches.ris is a folder, where slr needs a regular file.");
});

test("JSON of anybody is read where slr.yaml says what it means", async () => {
  const folder = testFolder({
    "slr.yaml": `title: Test
sources:
  - name: Mine
    files: searches/mine.json
    rows: result.pages.items
    columns: { title: heading, year: meta.year, id: key }
`,
    "searches/mine.json": `{ "result": { "pages": [
      { "items": [{ "key": "k1", "heading": "Tea and models", "meta": { "year": 2020 } }] },
      { "items": [{ "key": "k2", "heading": "Cups and models" }, 7] } ] } }`,
  });
  const { code, transcript } = await folder.slr("screen");
  expect(code).toBe(1);
  expect(transcript).toContain(
    "searches/mine.json:3: error: This value among the records is no object in braces. (json/not-json)",
  );
  const records = folder.read("results/records.csv");
  expect(records).toContain("Tea and models,,2020");
  expect(records).toContain("Cups and models");
});

test("a file in no format that slr reads", async () => {
  const folder = testFolder({ "notes.txt": "Dear all,\nthe search is done.\n" });
  const { code, err } = await folder.slr("screen", "notes.txt");
  expect(code).toBe(2);
  expect(err).toBe(
    `error: notes.txt is in no format that slr reads (${FORMAT_NAMES.join(", ")}).
  hint: Export the search result again as RIS, BibTeX or CSV. For a table whose header slr does not know, name its columns in slr.yaml (sources: columns).`,
  );
});

test.each([
  [
    "a picture",
    new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0, 1, 2, 3]),
  ],
  ["a web page", "<!DOCTYPE html>\n<html><body>Search results</body></html>\n"],
  ["a PubMed export as abstracts", "1. J Gait. 2020;1:2.\n\nA title.\n\nPMID: 12345678\n"],
  ["a pointer of git-lfs", "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n"],
])("%s is refused with advice", async (_, content) => {
  const folder = testFolder({ "export.csv": content });
  const { code, err } = await folder.slr("screen", "export.csv");
  expect(code).toBe(2);
  expect(err).toMatch(/^error: export\.csv is .+/);
  expect(err).not.toContain("bug");
});

test("an empty export is a problem, not silence", async () => {
  const folder = testFolder({ "a.ris": risOf("One title about models"), "empty.ris": "" });
  const { code, err } = await folder.slr("screen", "a.ris", "empty.ris");
  expect(code).toBe(1);
  expect(err).toContain("empty.ris: error: This export holds no entries.");
});

test("no exports at all", async () => {
  const { code, transcript } = await testFolder().slr("screen");
  expect(code).toBe(2);
  expect(transcript).toMatchInlineSnapshot(`
    "err| error: No exports: there is nothing to screen.
    err|   hint: Put the exported search results into searches/ and run slr init, or name them: slr screen scopus.csv pubmed.ris"
  `);
});

test("no exports, because the review is in a folder above", async () => {
  const folder = testFolder({ "slr.yaml": "title: Ours\n", "searches/a.ris": risOf("A title") });
  for (const command of ["screen", "status", "criteria", "prisma"]) {
    const { code, err } = await folder.slr(command, "-C", "searches");
    expect(code).toBe(2);
    expect(err).toContain(`There is a review above this folder, in ${folder.path}: run slr there.`);
  }
});

test("an export that holds no record still gives results that balance", async () => {
  const folder = testFolder({ "empty.ris": "\n\n" });
  expect((await folder.slr("screen", "empty.ris")).code).toBe(1);
  expect(JSON.parse(folder.read("results/prisma.json"))).toMatchObject({
    database_results: 0,
    records_screened: 0,
  });
});

test("broken YAML, with line and column", async () => {
  const { code, transcript } = await review({ "slr.yaml": "title: [Test\n" }).slr("screen");
  expect(code).toBe(2);
  expect(transcript).toMatchInlineSnapshot(
    `
    "err| slr.yaml:1: error: The \`[\` that opens here is not closed. Close it with \`]\`. (column 8) (protocol/yaml)
    err|   title: [Test
    err|          ^"
  `,
  );
});

test("a criterion with a syntax error has a caret under the place", async () => {
  const yaml = YAML.replace("year < 2021", '"title(pruning OR"');
  const { code, transcript } = await review({ "slr.yaml": yaml }).slr("screen");
  expect(code).toBe(2);
  expect(transcript).toMatchInlineSnapshot(`
    "err| slr.yaml:6: error: E1: Unexpected end of the query, expected a term after \`OR\`. (column 77) (protocol/query)
    err|     - { id: E1, text: Too old, stage: title-abstract, exclude: "title(pruning OR" }
    err|                                                                               ^^"
  `);
});

test("files beside a protocol are a usage error", async () => {
  const { code, transcript } = await review().slr("screen", "searches/scopus.ris");
  expect(code).toBe(2);
  expect(transcript).toMatchInlineSnapshot(`
    "err| error: Files cannot be named here, because slr.yaml says which exports belong to the review.
    err|   hint: Put them into searches/ and name them under \`sources\`, or run slr in another folder."
  `);
});

test("a pattern that matches no file", async () => {
  const { code, err } = await review({
    "slr.yaml": YAML.replace("scopus.ris", "scopus-*.csv"),
  }).slr("screen");
  expect(code).toBe(2);
  expect(err).toContain(
    "slr.yaml:3: error: No file matches `files: searches/scopus-*.csv` of Scopus.",
  );
});

test("a file that two sources claim", async () => {
  const { code, err } = await review({
    "slr.yaml": YAML.replace("searches/pubmed.ris", "searches/*.ris"),
  }).slr("screen");
  expect(code).toBe(2);
  expect(err).toContain("is in two sources, Scopus and PubMed; a file belongs to one");
});

test("a file in searches/ that no source claims is a problem: its entries would be lost", async () => {
  const { code, err } = await review({ "searches/forgotten.ris": risOf("A title") }).slr("screen");
  expect(code).toBe(1);
  expect(err).toContain("searches/forgotten.ris: error: No source of slr.yaml names this file");
});

test("an expected hit count that the export does not hold", async () => {
  const { code, err } = await review({
    "slr.yaml": YAML.replace("name: Scopus,", "name: Scopus, expected: 3,"),
  }).slr("screen");
  expect(code).toBe(1);
  expect(err).toContain(
    "slr.yaml:3: error: The exports of Scopus hold 2 entries, but slr.yaml expects 3.",
  );
});

test("the same bytes twice are a problem", async () => {
  const text = risOf("One title about models");
  const { code, err } = await testFolder({ "a.ris": text, "b.ris": text }).slr(
    "screen",
    "a.ris",
    "b.ris",
  );
  expect(code).toBe(1);
  expect(err).toContain("b.ris: error: This file is a copy of a.ris");
});

test("results/ that slr did not make is never touched", async () => {
  const folder = review({ "results/my-notes.txt": "precious" });
  const { code, err } = await folder.slr("screen");
  expect(code).toBe(2);
  expect(err).toContain("results/ contains files that slr did not write: my-notes.txt.");
  expect(folder.read("results/my-notes.txt")).toBe("precious");
});

test("a crash between two renames is mended by the next run", async () => {
  const folder = review();
  await folder.slr("screen");
  const before = folder.read("results/prisma.json");
  mkdirSync(join(folder.path, "results.old.tmp"));
  writeFileSync(join(folder.path, "results.old.tmp", "prisma.json"), "{}");
  await folder.slr("screen");
  expect(folder.read("results/prisma.json")).toBe(before);
  expect(() => statSync(join(folder.path, "results.old.tmp"))).toThrow("ENOENT");
});

test("control sequences in an export never reach the terminal", async () => {
  const folder = testFolder({
    "a\u001b[31m.ris":
      "TY  - JOUR\nTI  - \u001b]0;owned\u0007Title about models\nPY  - 20l9\nER  - \n",
  });
  const { transcript } = await folder.slr("screen", "a\u001b[31m.ris");
  expect(transcript).not.toContain("\u001b");
  expect(transcript).not.toContain("\u0007");
});

test("people's duplicates.csv is obeyed", async () => {
  const folder = review();
  await folder.slr("screen");
  const keyOf = (title: string) =>
    new RegExp(`^(\\w{8}),${title}`, "m").exec(folder.read("results/records.csv"))![1]!;
  const [a, b] = [keyOf("Pipelined"), keyOf("Speculative")];
  folder.write(
    "duplicates.csv",
    `a,b,verdict,by\n${a},${b},same,ada\nScopus#2,PubMed#2,different,ada\n`,
  );
  expect((await folder.slr("screen")).code).toBe(0);
  const ledger = folder.read("results/ledger.csv");
  expect(ledger.match(/,duplicate,people: same,people/g)).toHaveLength(1);
  expect(ledger.match(/,duplicate,/g)).toHaveLength(1);
});

test("--format json prints files, flow, problems and next steps, and nothing else on stdout", async () => {
  const folder = review();
  const { out, code } = await folder.slr("screen", "--format", "json");
  const printed = JSON.parse(out);
  expect(printed.flow).toEqual(JSON.parse(folder.read("results/prisma.json")));
  const entries = printed.files.map((file: { entries: number }) => file.entries);
  expect(entries.reduce((sum: number, n: number) => sum + n)).toBe(
    folder.read("results/ledger.csv").trim().split("\n").length - 1,
  );
  const problems = printed.problems.map(({ n }: { n: number }) => n);
  expect(problems.reduce((sum: number, n: number) => sum + n, 0)).toBe(
    folder.read("results/problems.csv").trim().split("\n").length - 1,
  );
  expect(printed.next[0]).toMatchObject({ command: expect.stringMatching(/^slr/) });
  expect(printed).toMatchObject({
    results: "results",
    rating: { kind: "not-enough", outcomes: 3 },
  });
  expect(code).toBe(0);
});

test("--format json without a protocol has no next steps", async () => {
  const folder = testFolder({ "a.ris": risOf("One title about models") });
  const { out } = await folder.slr("screen", "a.ris", "-f", "json");
  expect(JSON.parse(out)).toMatchObject({ next: [], flow: { database_results: 1 } });
});

test.each([40, 60, 80, 120, 200])(
  "at %i columns no row of the table of files is broken",
  async (width) => {
    const folder = testFolder({
      "slr.yaml":
        "sources:\n  - { name: Cochrane Central Register, kind: register, files: exports-of-the-first-search/*.nbib }\n",
      "exports-of-the-first-search/pubmed-of-the-first-of-march.nbib":
        "PMID- 1\nTI  - Paged attention\nAB  - Text.\nDP  - 2020\n\nPMID- 2\nTI  - Sparse attention\nDP  - 2021\n",
    });
    const { out } = await folder.slrWith({ width }, "screen");
    const rows = out.split("\n").slice(0, 2);
    expect(rows[0]).toMatch(/^file .*entries/);
    expect(rows[1]).toMatch(/march\.nbib /);
    for (const row of rows) expect(row.length).toBeLessThanOrEqual(width);
  },
);
