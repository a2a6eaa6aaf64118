import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { madeUpReview } from "../../living-review/made-up-review.ts";
import { reviewWithCache } from "../../screened-review.ts";
import { testFolder } from "../captured-io.ts";

const EXAMPLE = "fixtures/reviews/llm-acceleration";

test("every number of the text is that of the flow, in every form, as slr check --paper reads it", async () => {
  const folder = await reviewWithCache(EXAMPLE);
  await folder.slr("screen");
  for (const file of ["methods.md", "methods.tex", "methods.docx"]) {
    expect((await folder.slr("methods", "-o", file)).code).toBe(0);
    const { out } = await folder.slr("check", "--paper", file);
    expect(out).toContain("ok    the numbers of the paper are those of the flow");
    expect(out).toMatch(/2\d numbers of the paper beside words of the flow: (2\d) agree, 0 differ/);
  }
});

test("an update counts what is new, and says which figures are of all versions", async () => {
  const locks = ["slr-2023.lock", "slr-2024.lock"].map((file) => [
    file,
    readFileSync(`fixtures/living-review/${file}`, "utf8"),
  ]);
  const folder = testFolder({ ...madeUpReview(2025), ...Object.fromEntries(locks) });
  const { out } = await folder.slr("methods");
  expect(out).toContain("This is an update of a review of 27 studies in 28 reports.");
  expect(out).toContain("Of 70 entries that are new in this version, 20 were duplicates");
  expect(out).toContain(
    "47 records reached screening: 33 screened by two reviewers; 7 by one reviewer",
  );
  expect(out).toContain("These figures are those of all versions of the review together.");
  expect(out).toContain("With those of the previous version, the review includes 32 studies");
});

const RECORDS = ["Tea", "Coffee", "Milk", "Water"];
const EXPORT = RECORDS.map(
  (title, at) =>
    `TY  - JOUR\nTI  - ${title} and the sleep of adults\nAU  - Ruiz, Ana\nPY  - 2020\nDO  - 10.1000/${title.toLowerCase()}\nAB  - Study ${at}.\nER  - \n`,
).join("\n");

/** Rows of a decision file: verdicts on the records in their order. */
function votes(stage: string, ...verdicts: readonly string[]): string {
  return verdicts
    .map((verdict, at) => `doi:10.1000/${RECORDS[at]!.toLowerCase()},${stage},${verdict}\n`)
    .join("");
}
const HEAD = "record,stage,verdict,reason\n";

const SAID = `title: Drinks and sleep
sources:
  - name: MEDLINE
    platform: Ovid
    coverage: 1946 to present
    files: searches/a.ris
    searched: 2026-03-01
    query: (tea or coffee) and sleep
    limits: English
    expected: 5
criteria:
  - { id: F1, text: No adults, stage: full-text, exclude: "year < 1900" }
reviewers: { ann: { kind: person }, gpt: { kind: automation } }
`;
const METHODS = `methods:
  contacts: Nobody was contacted.
  earlier-work: No filter of earlier work was used
  peer-review: A librarian reviewed the strings (PRESS).
  grouping: Studies were grouped by drink.
  independence: Both worked independently.
  disagreements: Disagreements were discussed.
  reading-order: Records were read in the order of their keys.
  other-automation: No other tool was used.
`;
const GPT = `tool: Chat completions
model: m-large
version: 2026-01
role: Second reviewer at title/abstract
settings: temperature 0
dates: 2026-03-02
validation: Compared with ann on 50 records
oversight: ann settled every conflict
prompt: |
  Decide whether the record
  is about a drink.
`;

const folderOf = (more: Readonly<Record<string, string>> = {}) =>
  testFolder({
    "slr.yaml": SAID,
    "searches/a.ris": EXPORT,
    "decisions/ann.csv": `${HEAD}${votes("title-abstract", "include", "exclude", "exclude")}${votes("full-text", "include")}`,
    "decisions/gpt.csv": `${HEAD}${votes("title-abstract", "include", "include", "exclude", "exclude")}`,
    ...more,
  });

describe("a folder that says everything", () => {
  test("leaves no gap", async () => {
    const folder = folderOf({ "slr.yaml": `${SAID}${METHODS}`, "automation/gpt.yaml": GPT });
    const { out, err, code } = await folder.slr("methods");
    expect(out).not.toContain("not stated");
    expect(err).toBe("");
    expect(code).toBe(0);
    expect(out).toContain(
      "Records were identified in one database: MEDLINE (platform: Ovid; coverage: 1946 to present; searched on 1 March 2026, 4 records). MEDLINE showed 5 hits, of which the export has 4.",
    );
    expect(out).toContain("Limits beyond the strings: MEDLINE, English.");
    expect(out).toContain("**MEDLINE, 1 March 2026**\n\n    (tea or coffee) and sleep");
    expect(out).toContain("Studies were grouped by drink.");
    expect(out).toContain("No filter of earlier work was used.");
  });

  test("describes each program by its file, and what it decided by the votes", async () => {
    const folder = folderOf({ "slr.yaml": `${SAID}${METHODS}`, "automation/gpt.yaml": GPT });
    const { out } = await folder.slr("methods");
    expect(out).toContain(
      "The program gpt was Chat completions (model: m-large; version: 2026-01).",
    );
    expect(out).toContain("Role: Second reviewer at title/abstract. Settings: temperature 0.");
    expect(out).toContain(
      "At title/abstract it voted on 4 records, on 1 of them without a reviewer; 1 of these was excluded. At title/abstract it agreed with ann on 66.7 % of 3 records that both decided.",
    );
    expect(out).toContain("    Decide whether the record\n    is about a drink.");
    expect(out).toContain(
      "4 records reached screening: 3 screened by one reviewer and one program; 1 by one program.",
    );
    expect(out).toContain("1 conflict of votes is not settled.");
  });
});

test("gaps have one form, and stderr says where to fill each of them", async () => {
  const { out, err } = await folderOf().slr("methods");
  expect(out).toContain("**[not stated: validation of gpt]**");
  expect(err).toContain("  validation of gpt: `validation` in automation/gpt.yaml");
  expect(err).toContain(
    "  how studies were grouped for the syntheses: `grouping` under `methods` in slr.yaml",
  );
  const listed = err.split("\n").filter((line) => line.startsWith("  "));
  expect(err).toContain(`${listed.length} things are not stated in the review folder`);
  expect(new Set(out.match(/\[not stated: [^\]]+\]/g)).size).toBe(listed.length);
});

test("a table that names no reviewer is no reviewer: nothing is said of how many decided", async () => {
  const folder = folderOf({
    "slr.yaml": `${SAID}decisions:
  - { file: sheet.csv, stage: title-abstract, record: { doi: doi }, verdict: { column: said, include: [in], exclude: [out] } }
`,
    "decisions/ann.csv": HEAD,
    "decisions/gpt.csv": HEAD,
    "sheet.csv":
      "doi,said\n10.1000/tea,in\n10.1000/coffee,out\n10.1000/milk,out\n10.1000/water,out\n",
  });
  const { out } = await folder.slr("methods");
  expect(out).toContain("4 records were screened: 4 in a table that names no reviewer.");
  expect(out).toContain("[not stated: who decided the records of tables that name no reviewer");
  expect(out).not.toMatch(/one reviewer|The reviewer was|agreement was not measured/);
});

test("a mistake in automation/ is an error with its line; the text marks what is missing", async () => {
  const folder = folderOf({ "automation/gpt.yaml": "tool: Chat\nmodell: x\n" });
  const { out, err, code } = await folder.slr("methods");
  expect(code).toBe(1);
  expect(err).toContain("automation/gpt.yaml:2: error: Unexpected key `modell`");
  expect(out).toContain("[not stated: tool of gpt]");
});

test("names are text in every form", async () => {
  const name = "A_b <b>x</b> [c](d) \\\\input{/x} $1$";
  const folder = folderOf({ "slr.yaml": SAID.replace("MEDLINE", `"${name}"`) });
  await folder.slr("methods", "-o", "m.md");
  await folder.slr("methods", "-o", "m.tex");
  await folder.slr("methods", "-o", "m.docx");
  expect(folder.read("m.md")).toContain(
    "A\\_b &lt;b&gt;x&lt;/b&gt; \\[c\\](d) \\\\input{/x} \\$1\\$",
  );
  expect(folder.read("m.tex")).toContain(
    "A\\_b \\textless{}b\\textgreater{}x\\textless{}/b\\textgreater{} [c](d) \\textbackslash{}input\\{/x\\} \\$1\\$",
  );
  const first = folder.read("m.docx");
  await folder.slr("methods", "-o", "m.docx");
  expect(folder.read("m.docx")).toBe(first);
});

test("a binary form goes to a file, not to a terminal", async () => {
  const { code, err } = await folderOf().slrWith(
    { terminal: {} as never },
    "methods",
    "--format",
    "docx",
  );
  expect(code).toBe(2);
  expect(err).toContain("slr methods -o methods.docx");
});

test("a library is no database: its records are those of the databases that the flow counts", async () => {
  const entries = [
    ["PubMed", "Tea"],
    ["Embase", "Milk"],
    ["PubMed", "Water"],
  ];
  const library = entries
    .map(([database, title]) => `TY  - JOUR\nTI  - ${title} and sleep\nDB  - ${database}\nER  - \n`)
    .join("\n");
  const folder = testFolder({
    "slr.yaml":
      "sources:\n  - { name: Refs, files: searches/refs.ris, by: entry }\n  - { name: PubMed, files: searches/a.ris }\n",
    "searches/refs.ris": library,
    "searches/a.ris": EXPORT,
  });
  const { out } = await folder.slr("methods");
  expect(out).toContain("Records were identified in one database: PubMed (");
  expect(out).toMatch(
    /in a library, and each counts for the database that it names: Refs \(.*, 3 records: 2 of PubMed and 1 of Embase\)\./,
  );
  expect(out).toContain("[not stated: date of the search of PubMed]");
  await folder.slr("report", "-o", "report.html");
  expect(folder.read("report.html")).toContain("Refs<br>with 2 of PubMed, 1 of Embase");
  expect((await folder.slr("search")).out).toContain("counted   2 for PubMed, 1 for Embase");
});
