import { expect, test } from "vitest";
import { testFolder } from "../../captured-io.ts";

const YAML = `title: T
sources:
  - name: Scopus
    files: searches/a.ris
    query: TITLE-ABS-KEY(asthma AND (school OR classroom)
  - { name: Ovid MEDLINE, files: searches/b.ris, query: "(tumor* and school*).ti,ab." }
`;

test("slr search --lint shows each finding of slr.yaml at its place, with the reason", async () => {
  const { code, out } = await testFolder({ "slr.yaml": YAML }).slr("search", "--lint");
  expect(code).toBe(1);
  expect(out).toMatchInlineSnapshot(`
    "Scopus (Scopus, slr.yaml:5)
      error: This parenthesis is not closed. (search/unbalanced, column 14)
        TITLE-ABS-KEY(asthma AND (school OR classroom)
                     ^
        hint: Put in its partner, or take it out.

    Ovid MEDLINE (Ovid, slr.yaml:6)
      warning: \`tumor*\` is here without \`tumour*\`. (search/missing-spelling, column
      2)
        (tumor* and school*).ti,ab.
         ^^^^^^
        hint: Add \`tumour*\` with OR, or write a wildcard that finds both.

    Why
      search/unbalanced: Databases close a parenthesis where they like or refuse the
      string; errors of logic were in 19.0 % of strategies (Sampson and McGowan
      2006).
      search/missing-spelling: Missing terms and spellings are the commonest errors:
      spelling variants were missed in 20.6 % of 63 MEDLINE strategies (Sampson and
      McGowan 2006), and missing terms lead in 137 (Salvador-Oliván 2019).

    2 search strings: 1 error, 1 warning."
  `);
});

test("a string or a file is linted without a review; warnings alone are no failure", async () => {
  const folder = testFolder({ "strategy.txt": "1. tumor*.ti,ab.\n2. 1 and school*.ti,ab.\n" });
  const { code, out } = await folder.slr("search", "--lint", "--dialect", "ovid", "strategy.txt");
  expect(code).toBe(0);
  expect(out).toContain("strategy.txt (Ovid)");
  expect(out.replace(/\s+/g, " ")).toContain("(search/missing-spelling, line 1, column 4)");
  const given = await folder.slr(
    "search",
    "--lint",
    "--dialect",
    "pubmed",
    "asthma[tiab] and x[ti]",
  );
  expect(given.code).toBe(1);
  expect(given.out).toContain("PubMed reads `and` as a word.");
});

test("the same for programs", async () => {
  const { out } = await testFolder({ "slr.yaml": YAML }).slr(
    "search",
    "--lint",
    "--format",
    "json",
  );
  const [scopus] = JSON.parse(out);
  expect(scopus).toMatchObject({
    name: "Scopus",
    database: "Scopus",
    line: 5,
    findings: [{ code: "search/unbalanced", severity: "error", start: 13, end: 14 }],
  });
});

test.each<[args: string[], message: string]>([
  [["--lint"], "There is no slr.yaml here, and no string to lint."],
  [["--lint", "missing.txt"], "There is no file missing.txt."],
  [["--lint", "--part", "terms", "a"], "--lint and --part cannot be used together"],
  [["--lint", "--format", "csv", "a"], "--lint has no form csv."],
  [["asthma[ti]"], "A search string is given, which only --lint looks at."],
  [["--dialect", "ovid"], "--dialect says the language of a string for --lint; add --lint."],
])("slr search %j could not run, and says why", async (args, message) => {
  const { code, err } = await testFolder().slr("search", ...args);
  expect(code).toBe(2);
  expect(err).toContain(message);
});
