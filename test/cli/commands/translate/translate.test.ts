import { expect, test } from "vitest";
import { testFolder } from "../../captured-io.ts";

test("a string of Ovid: the query alone goes to stdout, what was translated to stderr", async () => {
  const { code, out, err } = await testFolder().slr(
    "translate",
    "--from",
    "ovid",
    "(nurs* adj3 burnout).ti,ab.",
  );
  expect(out).toBe('title-abs(nurs* NEAR/2 "burnout")');
  expect(err).toMatchInlineSnapshot(`
    "adj3     → NEAR/2        Ovid counts one more: at most 2 words between, in any order
    .ti,ab.  → title-abs(…)
    note: \`.tw.\` is the title and the abstract in MEDLINE; Embase adds trade names of drugs."
  `);
  expect(code).toBe(0);
});

test("a string without a counterpart is refused with a caret under the place", async () => {
  const { code, out, err } = await testFolder({
    "string.txt": "1. nurs*.ti.\n2. exp Burnout/\n3. 1 and 2\n",
  }).slr("translate", "--from", "ovid", "--file", "string.txt");
  expect(out).toBe("");
  expect(err).toMatchInlineSnapshot(`
    "error: Unexpected \`exp Burnout/\`, a heading with all narrower ones, which needs the thesaurus. (Ovid, line 2, column 4)
    2. exp Burnout/
       ^^^^^^^^^^^^
    hint: List those that you mean: index-terms("burnout" OR "…")."
  `);
  expect(code).toBe(1);
});

test("without a string: the queries of sources whose name or `dialect` says the database, and criteria", async () => {
  const folder = testFolder({
    "slr.yaml": `sources:
  - { name: Scopus, files: a.csv, query: TITLE(nurse*) AND PUBYEAR > 2010 }
  - { name: Our library, dialect: ebsco, files: b.csv, query: TI burnout }
  - { name: Elsewhere, files: c.csv, query: burnout }
criteria:
  - { id: I1, text: On topic, stage: title-abstract, dialect: web-of-science, include: TS=burnout }
`,
  });
  const { code, out } = await folder.slr("translate");
  expect(out).toMatchInlineSnapshot(`
    "Scopus (Scopus, slr.yaml:2)
      title(nurse*) AND year > 2010
      TITLE           → title(…)
      PUBYEAR > 2010  → year > 2010
      note: Scopus finds plurals and other spellings inside of quotes, too; slr takes a phrase as it is written: write stem* or optimi?ation.

    Our library (EBSCOhost, slr.yaml:3)
      title(burnout)
      TI  → title(…)

    I1 (Web of Science, slr.yaml:6)
      title-abs-key(burnout)
      TS=  → title-abs-key(…)
      note: Of words without quotes, Web of Science finds all forms (lemmas); slr finds plurals and British or American spellings: for more write stem*.
      note: TS= looks in Keywords Plus as well; slr finds them if the export has them."
  `);
  expect(code).toBe(0);
  const { out: json } = await folder.slr("translate", "--format", "json");
  expect(JSON.parse(json)[1]).toMatchObject({ of: "Our library", query: "title(burnout)" });
});

test.each([
  ["no database", ["translate", "burnout.ti."], /--from: ovid, pubmed/],
  [
    "a string that the shell has split",
    ["translate", "--from", "ovid", "a.ti.", "or"],
    /single quotes/,
  ],
  ["nothing to translate", ["translate"], /no slr.yaml here/],
])("%s: says what to do", async (_, args, message) => {
  const { code, err } = await testFolder().slr(...args);
  expect(err).toMatch(message);
  expect(code).toBe(2);
});
