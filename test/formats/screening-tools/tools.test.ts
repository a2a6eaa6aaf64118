import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { isoText } from "../../../src/core/records/time.ts";
import {
  detectTool,
  SCREENING_TOOLS,
  type ToolFile,
} from "../../../src/formats/screening-tools/index.ts";

function toolFile(file: string, content: string): ToolFile {
  return {
    file,
    head: content.slice(0, 65_536).replace(/^\uFEFF/, ""),
    async *text() {
      yield content.replace(/^\uFEFF/, "");
    },
  };
}

/** Who said what of which title, as one line each. */
async function read(files: Readonly<Record<string, string>>, options = {}, from?: string) {
  const opened = Object.entries(files).map(([name, content]) => toolFile(name, content));
  const tool = SCREENING_TOOLS.find(({ id }) => id === from) ?? detectTool(opened[0]!);
  const reading = await tool!.read(opened, options);
  return {
    tool: tool?.id,
    decisions: reading.decisions,
    lines: reading.decisions.map(({ reviewer, stage, reference, verdict, reasons }) =>
      [reviewer ?? "-", stage ?? "-", reference.title, verdict, ...reasons].join(" | "),
    ),
    undecided: reading.undecided,
    problems: reading.problems.map(({ file, line, code }) => `${file}:${line ?? ""} ${code}`),
  };
}

describe("Rayyan", () => {
  const HEADER =
    "key,title,year,month,day,journal,issn,volume,issue,pages,authors,url,language,publisher,location,abstract,notes,doi,keywords,pubmed_id,pmc_id\n";
  const article = (id: number, notes: string) =>
    `rayyan-${id},Article ${id},2020,,,,,,,,,,,,,,"${notes.replaceAll('"', '""')}",10.1000/a${id},,,\n`;
  const LOG = "created_at,user_id,user_email,article_id,key,value\n";

  test("notes of a CSV say who decided, and reasons belong to those who excluded", async () => {
    const found = await read({
      "articles.csv":
        HEADER +
        article(
          1,
          'Cited by: 3 | RAYYAN-INCLUSION: {"Ann"=>"Included", "Bob"=>"Excluded"} | RAYYAN-LABELS: a,b | RAYYAN-EXCLUSION-REASONS: wrong population,out, of scope',
        ) +
        article(
          2,
          'RAYYAN-INCLUSION: {"Ann"=>"Maybe"} | USER-NOTES: {"Ann"=>["see | p. 2", "ask"]}',
        ) +
        article(3, "RAYYAN-LABELS: later"),
    });
    expect(found.lines).toEqual([
      "Ann | - | Article 1 | include",
      "Bob | - | Article 1 | exclude | wrong population | out, of scope",
      "Ann | - | Article 2 | maybe",
    ]);
    expect(found.decisions[1]?.labels).toEqual(["a", "b"]);
    expect(found.decisions[2]?.notes).toEqual(["see | p. 2", "ask"]);
    expect(found.undecided).toBe(1);
    expect(found.problems).toEqual([]);
  });

  test("notes of a BibTeX file are read through their nested braces", async () => {
    const found = await read({
      "articles.bib": `@article{rayyan-7,\n  title={Braces},\n  year={2020},\n  note={ | RAYYAN-INCLUSION: {"Ann \\"A\\""=>"Excluded"} | RAYYAN-EXCLUSION-REASONS: x > y}\n}\n`,
    });
    expect(found.lines).toEqual(['Ann "A" | - | Braces | exclude | x > y']);
  });

  test("a broken hash is a problem at its record", async () => {
    const found = await read({
      "articles.csv": HEADER + article(1, 'RAYYAN-INCLUSION: {"Ann"=>Included}'),
    });
    expect(found.lines).toEqual([]);
    expect(found.problems).toEqual(["articles.csv:2 rayyan/notes"]);
  });

  test("the log alone says who, when and why; later rows override and deleted clears", async () => {
    const found = await read({
      "customizations_log.csv": `${LOG}2024-01-01T10:00:00.000Z,5,ann@example.org,1,included,1
2024-01-02T10:00:00.000Z,5,ann@example.org,1,included,-1
2024-01-02T10:00:01.000Z,5,ann@example.org,1,"""__EXR__wrong drug""",1
2024-01-02T10:00:02.000Z,5,ann@example.org,1,"""__EXR__gone""",1
2024-01-02T10:00:03.000Z,5,ann@example.org,1,"""__EXR__gone""",deleted
2024-01-03T10:00:00.000Z,6,bob@example.org,2,included,0
2024-01-03T10:00:01.000Z,6,bob@example.org,2,included,deleted
2024-01-03T10:00:02.000Z,6,bob@example.org,9,included,1
2024-01-03T10:00:03.000Z,6,bob@example.org,2,included,7
`,
      "articles.csv": HEADER + article(1, "") + article(2, ""),
    });
    expect(found.lines).toEqual(["ann@example.org | - | Article 1 | exclude | wrong drug"]);
    expect(found.decisions[0]?.decidedAt.written).toBe("2024-01-02T10:00:00.000Z");
    expect(found.problems).toEqual([
      "customizations_log.csv:10 rayyan/log",
      "customizations_log.csv:9 rayyan/no-article",
    ]);
  });

  test("log and notes that say the same are one person, with the date of the log", async () => {
    const files = {
      "articles.csv":
        HEADER +
        article(
          1,
          'RAYYAN-INCLUSION: {"Ann"=>"Included", "Bob"=>"Excluded"} | RAYYAN-EXCLUSION-REASONS: x',
        ),
      "log.csv": `${LOG}2024-01-01T10:00:00.000Z,5,a@example.org,1,included,1
2024-01-02T10:00:00.000Z,6,b@example.org,1,included,-1
2024-01-02T10:00:00.000Z,6,b@example.org,1,"""__EXR__x""",1
`,
    };
    const found = await read(files);
    expect(found.lines).toEqual([
      "Ann | - | Article 1 | include",
      "Bob | - | Article 1 | exclude | x",
    ]);
    expect(found.decisions.map(({ decidedAt }) => decidedAt.written.slice(0, 10))).toEqual([
      "2024-01-01",
      "2024-01-02",
    ]);
    const other = await read({
      ...files,
      "log.csv": files["log.csv"].replace("included,1", "included,0"),
    });
    expect(other.lines).toEqual(found.lines);
    expect(other.decisions[0]?.decidedAt.written).toBe("");
    expect(other.problems).toEqual(["undefined: rayyan/who-is-who"]);
  });

  test("a log without its articles asks for them", async () => {
    const log = `${LOG}2024-01-01T10:00:00.000Z,5,a@example.org,1,included,1\n`;
    expect((await read({ "log.csv": log })).problems).toEqual(["log.csv: rayyan/no-articles"]);
  });
});

describe("ASReview", () => {
  test("labels of a CSV: 1, 0 and nothing; prior knowledge and notes are kept", async () => {
    const found = await read({
      "export.csv":
        "record_id,title,asreview_prior,asreview_label,asreview_note,asreview_time\n1,One,1,1,,\n2,Two,,0.0,why,1722470400.25\n3,Three,,,,\n4,Four,,yes,,\n",
    });
    expect(found.tool).toBe("asreview");
    expect(found.lines).toEqual(["- | - | One | include", "- | - | Two | exclude"]);
    expect(found.decisions.map(({ notes }) => notes)).toEqual([["prior knowledge"], ["why"]]);
    expect(found.decisions.slice(0, 2).map(({ decidedAt }) => isoText(decidedAt))).toEqual([
      "",
      "2024-08-01T00:00:00Z",
    ]);
    expect(found.undecided).toBe(1);
    expect(found.problems).toEqual(["export.csv:5 asreview/label"]);
  });

  test("notes of a RIS file, also glued or in a paragraph; a label LB is none", async () => {
    const note = (n: number, text: string) =>
      `TY  - GEN\nTI  - R${n}\nLB  - 1\nN1  - ${text}\nER  - \n\n`;
    const found = await read({
      "export.ris":
        note(1, "Note. ASReview_relevant. More.") +
        note(2, "<p>ASReview_irrelevant</p>") +
        note(3, "ASReview_not_seen") +
        note(4, "nothing") +
        note(5, "ASReview_relevant ASReview_irrelevant"),
    });
    expect(found.lines).toEqual(["- | - | R1 | include", "- | - | R2 | exclude"]);
    expect(found.undecided).toBe(2);
    expect(found.problems).toEqual(["export.ris:25 asreview/label"]);
  });
});

describe("Covidence", () => {
  const CSV =
    "Title,Authors,Abstract,Published Year,Covidence #,Study,Notes,Tags\nOne,,,2020,#1,A 2020,Exclusion reason: Wrong setting; Ann: hm,x; y\n";

  test.each([
    ["review_9_irrelevant_csv.csv", ["title-abstract | One | exclude | Wrong setting"]],
    ["review_9_select_csv.csv", ["title-abstract | One | include | Wrong setting"]],
    [
      "review_9_excluded_csv.csv",
      ["title-abstract | One | include", "full-text | One | exclude | Wrong setting"],
    ],
    [
      "review_9_included_csv.csv",
      ["title-abstract | One | include", "full-text | One | include | Wrong setting"],
    ],
  ])("%s says its state in its name", async (name, expected) => {
    const found = await read({ [name]: CSV });
    expect(found.lines).toEqual(expected.map((line) => `- | ${line}`));
    expect(found.decisions.at(-1)?.labels.map((label) => label.trim())).toEqual(["x", "y"]);
  });

  test("another name needs a verdict", async () => {
    expect((await read({ "export.csv": CSV })).problems).toEqual(["export.csv: covidence/state"]);
    const told = await read({ "export.csv": CSV }, { verdict: "exclude" });
    expect(told.lines).toEqual(["- | - | One | exclude | Wrong setting"]);
  });
});

test("Abstrackr has a column for each reviewer, and a consensus that settles", async () => {
  const found = await read({
    "export.csv":
      "(internal) id,(source) id,pubmed id,keywords,abstract,title,journal,authors,tags,consensus,labeled_at,Ann,labeled_at,Bob,labeled_at,general notes (Ann)\n" +
      "1,7,0,,,One,,,t,-1,2024-08-16 08:00:00,1,2024-08-15 08:42:23,-1,2024-08-15 09:00:00,hm\n" +
      "2,8,0,,,Two,,,,o,,0,2024-08-15 08:42:36,,,\n" +
      "citations that are not yet labeled by anyone\n3,9,0,,,Three,,,,o\n",
  });
  expect(found.tool).toBe("abstrackr");
  expect(found.lines).toEqual([
    "consensus | - | One | exclude",
    "Ann | - | One | include",
    "Bob | - | One | exclude",
    "Ann | - | Two | maybe",
  ]);
  expect(found.decisions.map(({ resolves }) => resolves ?? false)).toEqual([
    true,
    false,
    false,
    false,
  ]);
  expect(found.decisions[1]?.notes).toEqual(["hm"]);
  expect(isoText(found.decisions[1]!.decidedAt)).toBe("2024-08-15T08:42:23Z");
  expect(found.undecided).toBe(1);
});

describe("EPPI-Reviewer", () => {
  const CODES = {
    CodeSets: [
      {
        SetName: "Screen on title & abstract",
        Attributes: {
          AttributesList: [
            { AttributeId: 1, AttributeName: "EXCLUDE on date", AttributeType: "Exclude" },
            { AttributeId: 2, AttributeName: "Second stage", AttributeType: "Include" },
          ],
        },
      },
      {
        SetName: "Screen on full text",
        Attributes: {
          AttributesList: [
            {
              AttributeId: 3,
              AttributeName: "Reasons",
              Attributes: {
                AttributesList: [{ AttributeId: 4, AttributeName: "Exclude: no data" }],
              },
            },
          ],
        },
      },
    ],
  };
  const report = (...codes: readonly number[][]) =>
    JSON.stringify(
      {
        ...CODES,
        References: codes.map((ids, at) => ({
          ItemId: at,
          Title: `Item ${at}`,
          Year: "2020",
          Codes: ids.map((AttributeId) => ({ AttributeId, AdditionalText: "said" })),
        })),
      },
      null,
      1,
    );

  test("codes that include or exclude are decisions, their sets are stages", async () => {
    const found = await read({ "eppi.json": report([1], [2, 4], [], [1, 2]) });
    expect(found.tool).toBe("eppi");
    expect(found.lines).toEqual([
      "- | title-abstract | Item 0 | exclude | EXCLUDE on date",
      "- | title-abstract | Item 1 | include",
      "- | full-text | Item 1 | exclude | Exclude: no data",
    ]);
    expect(found.undecided).toBe(1);
    expect(found.problems).toEqual([
      expect.stringMatching(/^eppi\.json:\d\d eppi\/contradiction$/),
    ]);
  });

  test.each([
    ["half a file", report([1]).slice(0, -20)],
    ["no references", '{"CodeSets": []}'],
    ["no screening codes", '{"CodeSets": [{"SetName": "Topics"}], "References": []}'],
  ])("%s is a problem, not a crash", async (_, json) => {
    expect((await read({ "eppi.json": json })).problems).toEqual(["eppi.json:1 eppi/report"]);
  });
});

test("CoLRev's status says how far a record came, its criteria why no further", async () => {
  const entry = (status: string, more = "") =>
    `@article{k${status},\n  colrev_status = {${status}},\n  title = {On ${status}},\n  year = {2020}${more},\n}\n`;
  const found = await read({
    "records.bib":
      entry("rev_prescreen_excluded", ",\n  prescreen_exclusion = {retracted}") +
      entry("rev_excluded", ",\n  screening_criteria = {data=in;scope=out}") +
      entry("rev_synthesized") +
      entry("pdf_prepared") +
      entry("md_processed") +
      entry("elsewhere"),
  });
  expect(found.tool).toBe("colrev");
  expect(found.lines).toEqual([
    "- | title-abstract | On rev_prescreen_excluded | exclude | retracted",
    "- | title-abstract | On rev_excluded | include",
    "- | full-text | On rev_excluded | exclude | scope",
    "- | title-abstract | On rev_synthesized | include",
    "- | full-text | On rev_synthesized | include",
    "- | title-abstract | On pdf_prepared | include",
  ]);
  expect(found.undecided).toBe(1);
  expect(found.problems).toEqual([expect.stringMatching(/colrev\/status$/)]);
});

const EXPORTS = new URL("../../../../shared/exports/", import.meta.url);

/** Verdicts in each real export, counted by other means. */
const REAL = [
  ["csv/rayyan-cff.csv", "rayyan", { include: 2, exclude: 2, maybe: 2 }],
  ["ris/rayyan-cff.ris", "rayyan", { include: 2, exclude: 2, maybe: 2 }],
  ["ris/rayyan-rayyanR.ris", "rayyan", { include: 8, exclude: 2 }],
  ["csv/asreview-export-all.csv", "asreview", { include: 1, exclude: 22 }],
  ["ris/asreview-labels.ris", "asreview", { include: 10, exclude: 10 }],
  ["csv/abstrackr-cff.csv", "abstrackr", { include: 2, exclude: 2, maybe: 2 }],
] as const;

describe.skipIf(!existsSync(EXPORTS))("with the exports in ../shared", () => {
  test.each(REAL)("%s is of %s, with its verdicts", async (path, tool, expected) => {
    const content = readFileSync(fileURLToPath(new URL(path, EXPORTS)), "utf8");
    const found = await read({ [path]: content });
    const counts: Record<string, number> = {};
    for (const { verdict } of found.decisions) counts[verdict] = (counts[verdict] ?? 0) + 1;
    expect(found.tool).toBe(tool);
    expect(counts).toEqual(expected);
  });
});
