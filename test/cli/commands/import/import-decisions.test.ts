import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import {
  databaseOf,
  RESULTS,
  recordRow,
  V3_RECORD,
} from "../../../formats/screening-tools/asreview-databases.ts";
import { zipOf } from "../../../formats/zip-writer.ts";
import { risOf, testFolder } from "../../captured-io.ts";

const HEADER =
  "key,title,year,month,day,journal,issn,volume,issue,pages,authors,url,language,publisher,location,abstract,notes,doi,keywords,pubmed_id,pmc_id\n";
const article = (id: number, title: string, year: number, notes: string) =>
  `rayyan-${id},${title},${year},,,,,,,,,,,,,,"${notes.replaceAll('"', '""')}",,,,\n`;

const PROTOCOL = `title: Sleep
sources: [{ name: Scopus, files: searches/*.ris }]
criteria:
  - { id: E1, text: Wrong population, stage: title-abstract }
`;

function review(more: Readonly<Record<string, string | Uint8Array>> = {}) {
  return testFolder({
    "slr.yaml": PROTOCOL,
    "searches/scopus.ris": risOf("Sleep in mice", "Sleep in men", "Naps at noon"),
    "articles.csv":
      HEADER +
      article(
        1,
        "Sleep in mice",
        2020,
        'RAYYAN-INCLUSION: {"Ann Lee"=>"Excluded"} | RAYYAN-LABELS: mice | RAYYAN-EXCLUSION-REASONS: wrong population,too; small',
      ) +
      article(
        2,
        "Sleep in men",
        2021,
        'RAYYAN-INCLUSION: {"Ann Lee"=>"Included", "bo@example.org"=>"Maybe"} | USER-NOTES: {"Ann Lee"=>["ask =1 bo@example.org"]}',
      ) +
      article(3, "Not in this review", 2020, 'RAYYAN-INCLUSION: {"Ann Lee"=>"Included"}'),
    ...more,
  });
}

test("an import of Rayyan says what it read, added and could not attach", async () => {
  const folder = review();
  const { code, transcript } = await folder.slr("import", "decisions", "articles.csv");
  expect(code).toBe(1);
  expect(transcript).toMatchInlineSnapshot(`
    "out| reviewer    stage           read  added  already there  of no record  contradictory
    out| Ann-Lee     title-abstract     3      3              0             1              0
    out| reviewer-1  title-abstract     1      1              0             0              0
    err| articles.csv:4: error: \`Not in this review\` is no record of this review: no record has its title and year. The row is kept without a key. (import/unknown-record)
    err| Added 4 decisions to decisions/.
    err| reviewer-1: known to Rayyan by e-mail address only, numbered in the order of this import; import all files of one export together."
  `);
  expect(folder.read("decisions/Ann-Lee.csv")).toMatchInlineSnapshot(`
    "record,stage,verdict,reason,resolves,note,decided_at,doi,pmid,title,year,tags
    67l5m5th,title-abstract,exclude,"E1;too, small",,,,,,Sleep in mice,2020,mice
    by7xxf7j,title-abstract,include,,,ask =1,,,,Sleep in men,2021,
    ,title-abstract,include,,,,,,,Not in this review,2020,
    "
  `);
  expect(folder.read("decisions/reviewer-1.csv")).toMatchInlineSnapshot(`
    "record,stage,verdict,reason,resolves,note,decided_at,doi,pmid,title,year,tags
    by7xxf7j,title-abstract,maybe,,,,,,,Sleep in men,2021,
    "
  `);
});

test.each([
  [
    "a preprint that `versions` merges",
    "versions: { preprint: merge }\n",
    {
      "searches/scopus.ris":
        "TY  - JOUR\nTI  - Sleep in mice\nAU  - Ada, B\nPY  - 2020\nDO  - 10.1000/mice\nER  - \n" +
        "TY  - UNPB\nTI  - Sleep in mice\nAU  - Ada, B\nPY  - 2020\nDO  - 10.1101/2020.01.01.123456\nER  - \n",
    },
  ],
  [
    "entries that a ledger of duplicates joins",
    "duplicates: [{ file: d.csv, group: group, entry: { source: Scopus, ordinal: nr } }]\n",
    {
      "searches/scopus.ris":
        "TY  - JOUR\nTI  - Sleep in mice\nPY  - 2020\nDO  - 10.1000/mice\nER  - \n" +
        "TY  - JOUR\nTI  - Sleep in mice\nPY  - 2020\nDO  - 10.1000/mice-again\nER  - \n",
      "d.csv": "nr,group\n1,g\n2,g\n",
    },
  ],
])("the import sees the same records as `slr screen`: %s", async (_, yaml, files) => {
  const folder = review({
    "slr.yaml": PROTOCOL + yaml,
    ...files,
    "articles.csv":
      HEADER + article(1, "Sleep in mice", 2020, 'RAYYAN-INCLUSION: {"Ann Lee"=>"Excluded"}'),
  });
  await folder.slr("screen");
  expect(folder.read("results/records.csv").trim().split("\n")).toHaveLength(2);
  const { code, err } = await folder.slr("import", "decisions", "articles.csv");
  expect(err).not.toMatch(/2 records have/);
  expect(code).toBe(0);
  const key = folder.read("results/records.csv").split("\n")[1]?.split(",")[0];
  expect(folder.read("decisions/Ann-Lee.csv").split("\n")[1]).toMatch(new RegExp(`^${key},`));
});

test("importing the same file twice adds nothing", async () => {
  const folder = review();
  await folder.slr("import", "decisions", "articles.csv");
  const before = folder.read("decisions/Ann-Lee.csv");
  const { out, err } = await folder.slr("import", "decisions", "articles.csv");
  expect(folder.read("decisions/Ann-Lee.csv")).toBe(before);
  expect(out).toMatch(/Ann-Lee +title-abstract +3 +0 +3/);
  expect(err).toContain("Nothing to add.");
});

test("a reviewer who changes in the tool gets another row, and back again", async () => {
  const folder = review();
  const one = (verdict: string) =>
    HEADER + article(3, "Naps at noon", 2022, `RAYYAN-INCLUSION: {"Ann"=>"${verdict}"}`);
  for (const verdict of ["Included", "Excluded", "Included", "Included"]) {
    folder.write("articles.csv", one(verdict));
    await folder.slr("import", "decisions", "articles.csv");
  }
  const rows = folder.read("decisions/Ann.csv").trim().split("\n").slice(1);
  expect(rows.map((row) => row.split(",")[2])).toEqual(["include", "exclude", "include"]);
});

test("a dry run writes nothing", async () => {
  const folder = review();
  const { err } = await folder.slr("import", "decisions", "articles.csv", "--dry-run");
  expect(err).toContain("Would add 4 decisions; nothing is written");
  expect(existsSync(`${folder.path}/decisions`)).toBe(false);
});

test("no e-mail address gets into the review", async () => {
  const folder = review({
    "log.csv":
      "created_at,user_id,user_email,article_id,key,value\n2024-01-01T10:00:00.000Z,5,zoe@example.org,2,included,1\n2024-01-02T10:00:00.000Z,6,abe@example.org,2,included,-1\n",
    "articles.csv": HEADER + article(2, "Sleep in men", 2021, ""),
  });
  const { transcript } = await folder.slr("import", "decisions", "articles.csv", "log.csv");
  expect(transcript).not.toContain("@");
  expect(folder.read("decisions/reviewer-1.csv")).toContain("include,,,,2024-01-01T10:00:00.000Z");
  expect(folder.read("decisions/reviewer-2.csv")).toContain("exclude,,,,2024-01-02T10:00:00.000Z");
});

test("records of the tool that are one here and contradict each other are left to people", async () => {
  const folder = review({
    "articles.csv":
      HEADER +
      article(1, "Sleep in mice", 2020, 'RAYYAN-INCLUSION: {"Ann"=>"Excluded"}') +
      article(2, "Sleep in Mice.", 2020, 'RAYYAN-INCLUSION: {"Ann"=>"Included"}'),
  });
  const { code, err } = await folder.slr("import", "decisions", "articles.csv");
  expect(code).toBe(1);
  expect(err).toContain("articles.csv:3: error: Ann says include here and exclude before");
  expect(existsSync(`${folder.path}/decisions`)).toBe(false);
});

test("rows are appended in the columns of the file that is there", async () => {
  const own = "verdict;stage;record;decided_at\ninclude;title-abstract;pmid:1;2024-01-01\n";
  const one = HEADER + article(1, "Naps at noon", 2022, 'RAYYAN-INCLUSION: {"ANN"=>"Included"}');
  const folder = review({ "decisions/ann.csv": own, "articles.csv": one });
  const refused = await folder.slr("import", "decisions", "articles.csv");
  expect(refused.code).toBe(2);
  expect(refused.err).toContain("decisions/ann.csv:1: error: The header lacks title, year");
  folder.write("decisions/ann.csv", own.replace("decided_at", "decided_at;title;year"));
  await folder.slr("import", "decisions", "articles.csv");
  expect(folder.read("decisions/ann.csv").split("\n").at(-2)).toMatch(
    /^include;title-abstract;[a-z2-7]{8};;Naps at noon;2022$/,
  );
});

test("a tool that names nobody is told with --as; several people cannot be one", async () => {
  const folder = review({ "labels.csv": "record_id,title,year,included\n1,Naps at noon,2022,1\n" });
  const { code } = await folder.slr(
    "import",
    "decisions",
    "labels.csv",
    "--as",
    "ada",
    "--stage",
    "full-text",
  );
  expect(code).toBe(0);
  expect(folder.read("decisions/ada.csv")).toContain(",full-text,include,");
  const several = await folder.slr("import", "decisions", "articles.csv", "--as", "ada");
  expect(several.err).toContain(
    "--as ada names one reviewer, and these files hold decisions of several: Ann-Lee, reviewer-1.",
  );
});

test("a zip of Rayyan is read as it was downloaded", async () => {
  const folder = review({});
  folder.write(
    "rayyan.zip",
    zipOf(
      { name: "articles.csv", content: folder.read("articles.csv") },
      {
        name: "customizations_log.csv",
        content: "created_at,user_id,user_email,article_id,key,value\n",
      },
    ),
  );
  const zipped = await folder.slr("import", "decisions", "rayyan.zip");
  expect(zipped.code).toBe(
    (await folder.slr("import", "decisions", "articles.csv", "--dry-run")).code,
  );
  const ann = folder.read("decisions/Ann-Lee.csv");
  await folder.slr("import", "decisions", "articles.csv");
  expect(folder.read("decisions/Ann-Lee.csv")).toBe(ann);
});

test.each([
  ["notes.txt", "Dear all,\nnothing decided yet.\n", "holds no decisions that slr recognises"],
])("%s gets advice", async (file, content, expected) => {
  const { code, err } = await review({ [file]: content }).slr("import", "decisions", file);
  expect(code).toBe(2);
  expect(err).toContain(expected);
  expect(err).toContain("hint: ");
});

test("an ASReview project says which labels it holds, and nothing twice", async () => {
  const project = zipOf(
    { name: "project.json", content: '{"version":"3.0.8","mode":"oracle","datasets":[]}' },
    {
      name: "results.db",
      content: await databaseOf(
        V3_RECORD,
        recordRow(0, "Sleep in mice", 2020),
        recordRow(1, "Sleep in men", 2021),
        recordRow(2, "Naps at noon", 2022),
        RESULTS,
        "INSERT INTO results (record_id, label, time) VALUES (1, 1, 1722470400.25)",
        "INSERT INTO results (record_id, label, querier, note) VALUES (0, 0, 'max', 'mice')",
      ),
    },
  );
  const folder = review({ "sleep.asreview": project });
  const { code, transcript } = await folder.slr("import", "decisions", "sleep.asreview");
  expect(code).toBe(0);
  expect(transcript).toMatchInlineSnapshot(`
    "out| reviewer  stage           read  added  already there  of no record  contradictory
    out| asreview  title-abstract     2      2              0             0              0
    err| Added 2 decisions to decisions/.
    err| 1 record without a decision.
    err| ASReview does not say who decided; the reviewer is called asreview. --as <reviewer> names them."
  `);
  expect(folder.read("decisions/asreview.csv")).toMatchInlineSnapshot(`
    "record,stage,verdict,reason,resolves,note,decided_at,doi,pmid,title,year,tags
    by7xxf7j,title-abstract,include,,,prior knowledge,2024-08-01T00:00:00Z,,,Sleep in men,2021,
    67l5m5th,title-abstract,exclude,,,mice,,,,Sleep in mice,2020,
    "
  `);
  const again = await folder.slr("import", "decisions", "sleep.asreview", "--from", "asreview");
  expect(again.err).toContain("Nothing to add.");
  const wrong = await folder.slr("import", "decisions", "sleep.asreview", "--from", "rayyan");
  expect([wrong.code, wrong.err]).toEqual([
    2,
    expect.stringContaining("sleep.asreview is a project of ASReview, not of Rayyan"),
  ]);
});

test("an ASReview project without a database that can be read gets advice", async () => {
  const project = zipOf(
    { name: "project.json", content: "{}" },
    { name: "reviews/ab12/results.db", content: "SQLite format 3" },
  );
  const folder = review({ "export.asreview": project });
  const { code, transcript } = await folder.slr("import", "decisions", "export.asreview");
  expect(code).toBe(1);
  expect(transcript).toMatchInlineSnapshot(`
    "err| export.asreview/reviews/ab12/results.db: error: The database of the ASReview project could not be read (file is not a database). In ASReview choose Collection, then Export dataset as CSV or RIS, and import that file. (asreview/database)
    err| Nothing to add."
  `);
});

const MOLITERNO = new URL(
  "../../../../../shared/reviews/moliterno-genai-testing/data/rayyan_screening_all.csv",
  import.meta.url,
);

test.skipIf(!existsSync(MOLITERNO))(
  "the export of a published review in ../shared: 67 included, 114 excluded with their reasons",
  async () => {
    const articles = readFileSync(fileURLToPath(MOLITERNO), "utf8");
    const folder = testFolder({ "searches/rayyan.csv": articles });
    const imported = await folder.slr("import", "decisions", "searches/rayyan.csv");
    expect(imported.code).toBe(0);
    expect(imported.out).toMatch(/Nicolas +title-abstract +181 +181 +0 +0 +0/);
    await folder.slr("screen");
    const flow = JSON.parse(folder.read("results/prisma.json"));
    expect([flow.records_screened, flow.records_excluded, flow.dbr_sought_reports]).toEqual([
      181, 114, 67,
    ]);
    const reasons: Record<string, number> = {};
    for (const row of folder.read("decisions/Nicolas.csv").trim().split("\n").slice(1)) {
      const [, , verdict, reason = ""] = row.split(",");
      if (verdict === "exclude") reasons[reason] = (reasons[reason] ?? 0) + 1;
    }
    expect(reasons).toEqual({
      EC3: 60,
      "wrong publication type": 21,
      "EC3;EC6": 18,
      EC6: 14,
      "": 1,
    });
  },
);

test("a reviewer whose name is a program's votes as automation, and slr.yaml says so", async () => {
  const folder = testFolder({
    "slr.yaml": `# kept\n${PROTOCOL}screening: { title-abstract: { by: reviewers } }\n`,
    "searches/scopus.ris": risOf("Sleep in mice", "Sleep in men"),
    "articles.csv":
      HEADER +
      article(1, "Sleep in mice", 2020, 'RAYYAN-INCLUSION: {"AI Reviewer"=>"Excluded"}') +
      article(2, "Sleep in men", 2021, 'RAYYAN-INCLUSION: {"Ann Lee"=>"Included"}'),
  });
  const dry = await folder.slr("import", "decisions", "articles.csv", "--dry-run");
  expect(dry.err).toContain("AI-Reviewer is a program by its name: slr.yaml would list it");
  const { err } = await folder.slr("import", "decisions", "articles.csv");
  expect(err).toContain("If it is a person, write kind: person there.");
  const { out } = await folder.slr("screen");
  expect(out).toContain("1 excluded (1 by automation tools)");
  // Who corrects it is not overruled by the next import.
  const again = await folder.slr("import", "decisions", "articles.csv");
  expect(again.err).not.toContain("is a program");
});

test("a file of decisions with the name of a program is a warning until slr.yaml says what it is", async () => {
  const files = {
    "searches/scopus.ris": risOf("Sleep in mice", "Sleep in men"),
    "decisions/AI-Reviewer.csv":
      "record,stage,verdict,title\n,title-abstract,include,Sleep in mice\n",
  };
  const silent = await testFolder({ "slr.yaml": PROTOCOL, ...files }).slr("screen");
  expect(silent.err).toMatch(/AI-Reviewer\.csv:2: warning: .*\(decisions\/program-as-person\)/);
  const person = `${PROTOCOL}reviewers: { AI-Reviewer: { kind: person } }\n`;
  const told = await testFolder({ "slr.yaml": person, ...files }).slr("screen");
  expect(told.err).not.toContain("program-as-person");
});
