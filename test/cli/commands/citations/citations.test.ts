import { SaxesParser } from "saxes";
import { expect, test } from "vitest";
import { rowsOf } from "../../../screened-review.ts";
import { type TestFolder, testFolder } from "../../captured-io.ts";

const OUTSIDE = "Kaplan J., Scaling laws for neural language models, J. Laws, 4, pp. 11-19, (2020)";
const ATTENTION = "Vaswani A., Attention is all that anybody needs, Adv. Syst., 30, (2017)";

const ROWS: readonly (readonly [
  title: string,
  author: string,
  year: number,
  references: string,
])[] = [
  ["Attention is all that anybody needs", "Vaswani A.", 2017, ""],
  ["First study of large language models", "Ames B.", 2021, `${ATTENTION}; ${OUTSIDE}`],
  [
    "Second study of large language models",
    "Bond C.",
    2022,
    `${OUTSIDE}; ${ATTENTION}; Ames B., First study of large language models, J. X, (2021)`,
  ],
  [
    "A survey that nobody includes",
    "Cole D.",
    2023,
    `Ames B., First study of large language models, J. X, (2021); Bond C., Second study of large language models, (2022)`,
  ],
];

/** A review in which the studies are included and the others are not. */
function review(more: Readonly<Record<string, string>> = {}): TestFolder {
  const cells = (row: readonly (string | number)[]) => row.map((cell) => `"${cell}"`).join(",");
  return testFolder({
    "slr.yaml":
      "title: T\nsources: [{ name: Scopus, files: searches/scopus.csv }]\nscreening: { title-abstract: { by: rules } }\n",
    "searches/scopus.csv": [
      cells(["Title", "Authors", "Year", "References", "Source", "EID"]),
      ...ROWS.map(([title, author, year, references], at) =>
        cells([title, author, year, references, "Scopus", `2-s2.0-8500000000${at}`]),
      ),
      "",
    ].join("\n"),
    "decisions/ann.csv": [
      "record,stage,verdict,reason",
      ...ROWS.map(
        ([title]) =>
          `${title},full-text,${/study/.test(title) ? "include," : "exclude,not a study"}`,
      ),
      "",
    ].join("\n"),
    ...more,
  });
}

async function network(folder: TestFolder, ...argv: string[]) {
  return JSON.parse((await folder.slr("citations", "--format", "json", ...argv)).out);
}

test("backward, forward, co-cited and coupled", async () => {
  const { code, out } = await review().slr("citations");
  expect(out).toMatchInlineSnapshot(`
    "3 records of 4 carry references in their exports, among them 2 of 2 included.
    7 references: 5 are records of the review (0 by identifier, 5 by title, 0 by
    author, year, volume and page), 0 may be, which is not certain, and 2 are none.

    Backward: cited by 2 or more included studies, found by no search (1)
      2  Kaplan 2020: Scaling laws for neural language models

    Forward: not included, and cite included records (1)
      2  bxcn2rzt  excluded-full-text  Cole 2023: A survey that nobody includes

    Found and not included, and cited by included records (1)
      2  md5pwmjq  excluded-full-text  Vaswani 2017: Attention is all that anybody…

    Co-cited: included records that the same records cite
      1  c43viiry Ames 2021  jxxpr2ao Bond 2022

    Coupled: included records that cite the same works
      2  c43viiry Ames 2021  jxxpr2ao Bond 2022"
  `);
  expect(code).toBe(0);
});

test("a work that one record cites is a find only if that is asked for", async () => {
  const folder = review({
    "searches/scopus.csv": `${'"Title","Authors","Year","References","Source","EID"'}\n"First study of large language models","Ames B.","2021","${OUTSIDE}","Scopus","2-s2.0-85000000001"\n`,
    "decisions/ann.csv":
      "record,stage,verdict\nFirst study of large language models,full-text,include\n",
  });
  expect((await network(folder)).finds).toEqual([]);
  expect((await network(folder, "--least", "1")).finds).toMatchObject([
    { work: "work-1", studies: 1, title: "Scaling laws for neural language models" },
  ]);
});

test("two reports of one study are one study", async () => {
  const folder = review({
    "studies.csv":
      "study,record\nBoth,First study of large language models\nBoth,Second study of large language models\n",
  });
  expect((await network(folder)).finds).toEqual([]);
});

test("included records whose exports have no references are said, and not taken for ones that cite nothing", async () => {
  const folder = review();
  folder.write(
    "decisions/ann.csv",
    folder.read("decisions/ann.csv").replace("exclude,not a study", "include,"),
  );
  const { included_without_references } = await network(folder);
  expect(included_without_references).toHaveLength(1);
  expect((await folder.slr("citations")).out).toContain("cite nothing is known");
});

test("finds go out as RIS with their seeds, and come in as a source of the kind citation searching", async () => {
  const folder = review();
  const { err } = await folder.slr("citations", "-o", "finds.ris");
  expect(err).toContain("1 find with 2 seeds in finds.ris");
  expect(folder.read("finds.ris")).toContain("TI  - Scaling laws for neural language models\n");
  expect(folder.read("finds.ris")).toMatch(
    /N1 {2}- Cited by \w{8} \(\w+ study of large language models\); \w{8} \(/,
  );
  await folder.slr("add", "finds.ris");
  expect(folder.read("slr.yaml")).toContain("kind: citation-searching");
  const { out } = await folder.slr("prisma", "--format", "json");
  expect(JSON.parse(out)).toMatchObject({ citations_results: 1, database_results: 4 });
  // What was found is now a record of the review.
  const after = await network(folder);
  expect(after.finds).toEqual([]);
  expect(after.references.unmatched).toBe(0);
});

test("GraphML has a node for each record and find that is linked, and an arrow for each citation", async () => {
  const { out } = await review().slr("citations", "-f", "graphml");
  expect(out.match(/<node /g)).toHaveLength(5);
  expect(out.match(/<edge /g)).toHaveLength(7);
  expect(out).toContain('<data key="kind">find</data>');
  expect(out).toContain('target="work-1"/>');
});

test("the map is drawn twice alike and names what it leaves out", async () => {
  const folder = review();
  const [one, two] = [
    await folder.slr("citations", "-f", "svg"),
    await folder.slr("citations", "-f", "svg"),
  ];
  expect(one.out).toBe(two.out);
  for (const name of ["Ames 2021", "Bond 2022", "Kaplan 2020", "Vaswani 2017", "Cole 2023"])
    expect(one.out).toContain(`${name}</text>`);
});

test("each list is a table", async () => {
  const folder = review();
  const table = async (name: string) =>
    rowsOf((await folder.slr("citations", "--table", name)).out);
  expect(await table("finds")).toMatchObject([
    { work: "work-1", studies: "2", volume: "4", pages: "11-19" },
  ]);
  expect(await table("citing")).toMatchObject([{ studies: "2", box: "excluded-full-text" }]);
  expect((await table("cited")).map(({ studies, box }) => [studies, box])).toEqual([
    ["2", "excluded-full-text"],
    ["1", "included"],
  ]);
  expect(await table("coupled")).toMatchObject([{ count: "2" }]);
  expect(await table("co-cited")).toMatchObject([{ count: "1" }]);
});

test("without references it says what to export, and --table is refused where it means nothing", async () => {
  const folder = review({
    "searches/scopus.csv": "title,year\nFirst study of large language models,2021\n",
  });
  const { err, code } = await folder.slr("citations");
  expect(err).toContain("Export again with cited references");
  expect(code).toBe(0);
  expect((await folder.slr("citations", "-t", "finds", "-f", "svg")).err).toContain(
    "--table is for csv",
  );
});

test.each(["svg", "graphml"])("titles with markup leave the %s well formed", async (form) => {
  const folder = review();
  const csv = folder.read("searches/scopus.csv");
  folder.write(
    "searches/scopus.csv",
    csv
      .replaceAll("Ames B.", "Am<e>s & Sons \u0007 B.")
      .replaceAll("Kaplan J.", "K\ud800aplan & J."),
  );
  const { out } = await folder.slr("citations", "--format", form);
  const parser = new SaxesParser();
  parser.on("error", (error) => {
    throw error;
  });
  expect(() => parser.write(out).close()).not.toThrow();
});
