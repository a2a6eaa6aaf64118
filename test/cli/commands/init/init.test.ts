import { expect, test } from "vitest";
import { parseProtocol } from "../../../../src/core/protocol/parse-protocol.ts";
import { risOf, testFolder } from "../../captured-io.ts";

test("slr.yaml is written from the exports in searches/, and slr screen reads it", async () => {
  const folder = testFolder({
    "searches/scopus.ris": risOf("Pipelined training of giant models").replace(
      "ER  - ",
      "DB  - Scopus\nER  - ",
    ),
    "searches/other.ris": risOf("Paged attention for serving"),
  });
  const { code, transcript } = await folder.slr("init");
  expect(code).toBe(0);
  expect(transcript).toMatchInlineSnapshot(`
    "out| source  kind      entries  files
    out| Scopus  database        1  searches/scopus.ris
    out| other   database        1  searches/other.ris
    err| slr.yaml names 2 sources. Next: write your criteria into it, then slr screen."
  `);
  expect(parseProtocol(folder.read("slr.yaml"), "slr.yaml").ok).toBe(true);
  expect(folder.read(".gitattributes")).toContain("decisions/*.csv merge=union");
  expect((await folder.slr("screen")).code).toBe(0);
});

test("one source is called one source", async () => {
  const folder = testFolder({ "searches/a.ris": risOf("Paged attention for serving") });
  expect((await folder.slr("init")).err).toContain("slr.yaml names 1 source. Next:");
});

test("exports beside searches/ are found where there is no searches/", async () => {
  const folder = testFolder({
    "pubmed.ris": risOf("Paged attention for serving"),
    "retrieval.csv": "record,status\n",
  });
  expect((await folder.slr("init")).out).toContain("pubmed.ris");
});

test("a protocol that is there is never changed", async () => {
  const folder = testFolder({ "slr.yaml": "title: Mine\n" });
  const { code } = await folder.slr("init");
  expect(code).toBe(2);
  expect(folder.read("slr.yaml")).toBe("title: Mine\n");
});

test("names and paths that YAML would misread are quoted", async () => {
  const folder = testFolder({ "searches/yes: #1.ris": risOf("Paged attention for serving") });
  await folder.slr("init");
  const parsed = parseProtocol(folder.read("slr.yaml"), "slr.yaml");
  expect(parsed.ok && parsed.protocol.sources).toMatchObject([
    { name: "yes: #1", searches: [{ files: ["searches/yes: #1.ris"] }] },
  ]);
});

test("no exports to start from", async () => {
  const { code, err } = await testFolder({ "readme.md": "# Hello" }).slr("init");
  expect(code).toBe(2);
  expect(err).toContain("Put the exported search results (RIS, BibTeX, CSV) into searches/");
});

test("an export outside of the folder is refused", async () => {
  expect((await testFolder().slr("init", "../../elsewhere.ris")).code).toBe(2);
});

test("names with brackets, braces and stars mean themselves, in slr.yaml and for slr screen", async () => {
  const folder = testFolder({
    "searches/savedrecs [1].ris": risOf("Title of a work"),
    "searches/savedrecs 1.ris": risOf("Another title about sleep"),
    "searches/{a,b}.ris": risOf("A third title about models"),
    "searches/c (2)!.ris": risOf("A fourth title on proteins"),
  });
  expect((await folder.slr("init")).code).toBe(0);
  expect((await folder.slr("screen")).code).toBe(0);
  for (const name of ["savedrecs [1]", "savedrecs 1", "{a,b}", "c (2)!"])
    expect(folder.read("results/ledger.csv")).toContain(`searches/${name}.ris`);
});

test.each([
  ["alone", /^( *)#( *(?!yaml-language)(?:- )?[\w-]+:(?!\S)| *- doi:)/gm],
  ["with the blank after it", /^( *)# ?( *(?!yaml-language)(?:- )?[\w-]+:(?!\S)| *- doi:)/gm],
])("the commented examples hold if the # is removed %s", async (_how, hash) => {
  const folder = testFolder({ "searches/scopus.ris": risOf("Tea and sleep") });
  await folder.slr("init");
  const written = folder.read("slr.yaml");
  expect(written).toMatch(/^# yaml-language-server: \$schema=/);
  expect(parseProtocol(written, "slr.yaml")).toMatchObject({ ok: true, problems: [] });
  const uncommented = written.replace(hash, "$1$2");
  expect(uncommented).not.toMatch(/^# *- id/m);
  const parsed = parseProtocol(uncommented.replaceAll("query: …", "query: tea"), "slr.yaml");
  expect(parsed).toMatchObject({ ok: true, problems: [] });
  expect(parsed.ok && parsed.protocol.criteria.map(({ id }) => id)).toEqual(["E1", "I1", "F1"]);
});

test("a folder of a review does not become a review of its own", async () => {
  const folder = testFolder({ "slr.yaml": "title: Ours\n", "searches/a.ris": risOf("A title") });
  const { code, err } = await folder.slr("init", "-C", "searches");
  expect(code).toBe(2);
  expect(err).toBe(
    `error: This folder, searches/, is part of the review in ${folder.path}.\n  hint: Run slr there; slr add takes in exports that came later.`,
  );
});

test("a review may lie below another one", async () => {
  const folder = testFolder({ "slr.yaml": "title: Ours\n", "update/a.ris": risOf("A title") });
  expect((await folder.slr("init", "-C", "update")).code).toBe(0);
});
