import { expect, test } from "vitest";
import { rowsOf, workbookOf } from "../formats/zip-writer.ts";
import { risOf, testFolder } from "./captured-io.ts";

const TITLES = [
  "Pipelined training of giant models",
  "Paged attention for serving",
  "Speculative decoding of language models",
  "Pruning of transformers in one shot",
];

/** Records with ids `A1`, `A2`, … from one export; a title has its year and author wherever it stands. */
function exportOf(titles: readonly string[], prefix: string): string {
  const record = (title: string, at: number) => {
    const n = TITLES.indexOf(title);
    const author = ["Huang, Y.", "Kwon, W.", "Leviathan, Y.", "Frantar, E."][n];
    return `TY  - JOUR\nTI  - ${title}\nAU  - ${author}\nPY  - ${2020 + n}\nAB  - About it.\nAN  - ${prefix}${at + 1}\nER  - \n`;
  };
  return titles.map(record).join("\n");
}

function adopted(yaml: string, files: Readonly<Record<string, string>>) {
  return testFolder({
    "slr.yaml": `title: Adopted
sources:
  - { name: Scopus, files: searches/scopus.ris }
  - { name: PubMed, files: searches/pubmed.ris }
${yaml}`,
    "searches/scopus.ris": exportOf(TITLES.slice(0, 3), "A"),
    "searches/pubmed.ris": exportOf([TITLES[1]!, TITLES[3]!], "B"),
    ...files,
  });
}

const flowOf = (folder: ReturnType<typeof testFolder>) =>
  JSON.parse(folder.read("results/prisma.json"));
const boxOf = (folder: ReturnType<typeof testFolder>, title: string) =>
  new RegExp(`^\\w{8}(?:-\\w+)?,${title}.*,([\\w-]+)$`, "m").exec(
    folder.read("results/records.csv"),
  )?.[1];

test("a table of decisions by identifiers and titles, with its own words for verdicts", async () => {
  const folder = adopted(
    `decisions:
  - file: kept/screening.tsv
    stage: title-abstract
    record: { title: Title, year: Year }
    verdict: { column: Decision, include: [yes], maybe: ["?"], exclude: [no, out] }
    reason: Why
    reviewer: Who
`,
    {
      "kept/screening.tsv": [
        "Title\tYear\tDecision\tWhy\tWho",
        `${TITLES[0]}\t2020\tYES\t\tada`,
        `${TITLES[1]}\t\tno\ttoo old; off topic\tada`,
        `${TITLES[2]}\t2022\t?\t\tada`,
        `${TITLES[3]}\t2023\t\t\tada`,
      ].join("\n"),
    },
  );
  const { code } = await folder.slr("screen");
  expect(code).toBe(0);
  expect(TITLES.map((title) => boxOf(folder, title))).toEqual([
    "pending-full-text",
    "excluded-title-abstract",
    "pending-full-text",
    "pending-title-abstract",
  ]);
  expect(folder.read("results/ledger.csv")).toContain(
    ",excluded-title-abstract,too old;off topic,ada",
  );
});

test("entries by the export's own id, by number and by title, names of sources translated", async () => {
  const folder = adopted(
    `decisions:
  - file: kept/ids.csv
    stage: title-abstract
    entry: { source: db, sources: { sc: Scopus, pm: PubMed }, id: { column: id, pattern: "ID:(.*)" } }
    verdict: { column: v, include: [1], exclude: [0] }
    reviewer: ada
  - file: kept/numbers.csv
    stage: title-abstract
    entry: { source: PubMed, ordinal: n }
    verdict: { column: v, include: [1], exclude: [0] }
    reviewer: ada
`,
    {
      "kept/ids.csv": "db,id,v\nsc,ID:A1,1\nsc,ID:A3,0\n",
      "kept/numbers.csv": "n,v\n2,1\n",
    },
  );
  expect((await folder.slr("screen")).code).toBe(0);
  expect(TITLES.map((title) => boxOf(folder, title))).toEqual([
    "pending-full-text",
    "pending-title-abstract",
    "excluded-title-abstract",
    "pending-full-text",
  ]);
});

test("a matrix of criteria: any that is violated excludes, any in doubt is a maybe", async () => {
  const folder = adopted(
    `criteria:
  - { id: I1, text: On topic, stage: title-abstract }
  - { id: E1, text: Survey, stage: title-abstract }
decisions:
  - file: kept/matrix.csv
    stage: title-abstract
    record: { title: title }
    verdict: { matrix: { include: { I1: topic }, exclude: { E1: survey } } }
    reviewer: ada
`,
    {
      "kept/matrix.csv": [
        "title,topic,survey",
        `${TITLES[0]},yes,no`,
        `${TITLES[1]},no,x`,
        `${TITLES[2]},?,0`,
        `${TITLES[3]},,`,
      ].join("\n"),
    },
  );
  expect((await folder.slr("screen")).code).toBe(0);
  expect(TITLES.map((title) => boxOf(folder, title))).toEqual([
    "pending-full-text",
    "excluded-title-abstract",
    "pending-full-text",
    "pending-title-abstract",
  ]);
  expect(folder.read("results/ledger.csv")).toContain("I1;E1");
});

test("one verdict for both stages; not retrieved is a verdict, too; rows of a program are automation", async () => {
  const folder = adopted(
    `decisions:
  - file: kept/all.csv
    stage: [title-abstract, full-text]
    record: { title: title }
    verdict: { column: verdict, include: [in], exclude: [out], not-retrieved: [no pdf] }
    automation: { column: by, values: [script] }
    reviewer: by
  - file: kept/first.csv
    stage: title-abstract
    record: { title: title }
    verdict: { column: verdict }
    reviewer: ada
`,
    {
      "kept/all.csv": [
        "title,verdict,by",
        `${TITLES[0]},in,ada`,
        `${TITLES[1]},out,script`,
        `${TITLES[2]},no pdf,ada`,
      ].join("\n"),
      "kept/first.csv": ["title,verdict", `${TITLES[2]},include`].join("\n"),
    },
  );
  await folder.slr("screen");
  expect(TITLES.slice(0, 3).map((title) => boxOf(folder, title))).toEqual([
    "included",
    "excluded-title-abstract",
    "not-retrieved",
  ]);
  expect(flowOf(folder)).toMatchObject({
    records_excluded_by: { human: 0, automation: 1 },
    dbr_notretrieved_reports: 1,
  });
});

test("a ledger of duplicates is authoritative: the machine's further pairs are possible ones", async () => {
  const folder = adopted(
    `duplicates:
  - { file: kept/dedup.csv, entry: { source: source, id: id }, group: group, kept: keep }
`,
    {
      "kept/dedup.csv": [
        "source,id,group,keep",
        "Scopus,A1,g1,no",
        "PubMed,B2,g1,yes",
        "Scopus,A2,g2,yes",
        "PubMed,B1,g3,yes",
        "Scopus,A3,g4,yes",
      ].join("\n"),
    },
  );
  expect((await folder.slr("screen")).code).toBe(0);
  expect(flowOf(folder)).toMatchObject({ duplicates: 1, records_screened: 4 });
  const ledger = folder.read("results/ledger.csv");
  expect(ledger).toMatch(/^Scopus#1,\w{8},.*,duplicate,ledger of duplicates,/m);
  expect(ledger).toMatch(/^PubMed#2,\w{8},.*,pending-title-abstract,/m);
  expect(folder.read("results/possible-duplicates.csv")).toContain(
    "but the ledger has two records",
  );
});

test("a source whose entries are records already: likely duplicates are listed, none is merged", async () => {
  const folder = testFolder({
    "slr.yaml": "sources: [{ name: Sheet, files: searches/*.ris, unique: true }]\n",
    "searches/a.ris": `${risOf("Paged attention for serving")}${risOf("Paged attention for serving")}`,
  });
  await folder.slr("screen");
  expect(flowOf(folder)).toMatchObject({ duplicates: 0, records_screened: 2 });
  expect(folder.read("results/possible-duplicates.csv").trim().split("\n")).toHaveLength(2);
});

test("rows that fit nothing are problems with file and line, never lost in silence", async () => {
  const folder = adopted(
    `decisions:
  - file: kept/odd.csv
    stage: title-abstract
    entry: { source: db, id: id }
    verdict: { column: v, include: [1], exclude: [0] }
    reason: why
    reviewer: ada
`,
    {
      "kept/odd.csv":
        "db,id,v,why\nScopus,A9,1,\nEmbase,A1,1,\nScopus,A1,perhaps,\nScopus,A2,1,F1\n,,1,\n",
    },
  );
  const { code, err } = await folder.slr("screen");
  expect(code).toBe(1);
  expect(err).toContain(
    "kept/odd.csv:2: error: This row is about no entry of the review: Scopus has no entry with the id `A9`.",
  );
  expect(err).toContain(
    "kept/odd.csv:3: error: This row is about no entry of the review: there is no source `Embase` among PubMed, Scopus.",
  );
  expect(err).toContain("kept/odd.csv:4: error: Unexpected verdict `perhaps`");
  // Tools keep the reason of an exclusion that was taken back: the verdict counts.
  expect(err).not.toContain("kept/odd.csv:5: ");
  expect(err).toContain("kept/odd.csv:6: error: ");
});

test("a column that the table does not have is named with those it has", async () => {
  const folder = adopted(
    "decisions:\n  - { file: kept/a.csv, stage: full-text, record: { title: Titel }, verdict: { column: v } }\n",
    { "kept/a.csv": "Title,v\nx,include\n" },
  );
  const { code, err } = await folder.slr("screen");
  expect(code).toBe(1);
  expect(err).toContain(
    "kept/a.csv:1: error: The table has no column `Titel`, which slr.yaml names. It has Title, v. (maps/no-column)",
  );
});

test.each([
  [
    "a table that is not there",
    "decisions:\n  - { file: kept/no.csv, stage: full-text, record: { title: T }, verdict: { column: v } }\n",
  ],
  [
    "a map that does not say which record",
    "decisions:\n  - { file: a.csv, stage: full-text, verdict: { column: v } }\n",
  ],
  [
    "a path that leaves the review",
    "duplicates:\n  - { file: ../a.csv, entry: { source: s, id: i }, group: g }\n",
  ],
  ["a ledger without groups", "duplicates:\n  - { file: a.csv, entry: { source: s, id: i } }\n"],
])("%s keeps slr from running, with a message", async (_, yaml) => {
  const { code, err } = await adopted(yaml, {}).slr("screen");
  expect(code).toBe(2);
  expect(err).toMatch(/error: /);
  expect(err).not.toContain("bug");
});

test.each([
  ["beside the file", "file: kept/all.xlsx\n    sheet: SCREENING"],
  ["with the file", "file: { file: kept/all.xlsx, sheet: SCREENING }"],
])("a sheet of a workbook is named %s", async (_, file) => {
  const folder = adopted(
    `decisions:
  - ${file}
    stage: title-abstract
    record: { title: Title }
    verdict: { column: Decision, include: [1], exclude: [0] }
    reviewer: ada
`,
    {},
  );
  folder.write(
    "kept/all.xlsx",
    workbookOf([
      { name: "NOTES", rows: rowsOf([["nothing"]]) },
      {
        name: "SCREENING",
        rows: rowsOf([
          ["Title", "Decision"],
          [TITLES[0], 1],
          [TITLES[2], 0],
        ]),
      },
    ]),
  );
  expect((await folder.slr("screen")).code).toBe(0);
  expect(boxOf(folder, TITLES[0]!)).toBe("pending-full-text");
  expect(boxOf(folder, TITLES[2]!)).toBe("excluded-title-abstract");
});
