import { expect, test } from "vitest";
import { reviewedBy, rowsOf } from "../../reviewers.ts";

const DEALT =
  "{ title-abstract: { by: reviewers, per-record: 2, reviewers: [ada, bela, cara], pilot: 4 } }";

test("who has decided what, and who is next, where the protocol names reviewers", async () => {
  const { code, transcript } = await reviewedBy(
    { ada: "iiieeeeeemee", bela: "iieee......." },
    DEALT,
    "adjudicators: [cara]\n",
  ).slr("decisions");
  expect(transcript).toMatchInlineSnapshot(`
    "out| Title/abstract: 12 records, 2 votes each, a pilot of 4 for everybody
    out|   reviewer  dealt  decided  include  exclude  maybe  left  pilot
    out|   ada           9       12        3        8      1     0  4 of 4
    out|   bela          9        5        2        3      0     4  2 of 4
    out|   cara         10        0        0        0      0     8  0 of 4
    out|   1 conflict, to be settled by cara: slr decisions --conflicts
    out|   Next: bela (4 left), cara (8 left)
    out|
    out| Full text: 2 reports, 1 vote each
    out|   reviewer  decided  include  exclude  maybe  left
    out|   ada             0        0        0      0     2
    out|   bela            0        0        0      0     2
    out|   No reviewers are named, so every report is for whoever comes first.
    out|   Next: ada (2 left), bela (2 left)"
  `);
  expect(code).toBe(0);
});

test("without names every record is for whoever comes first", async () => {
  const { out } = await reviewedBy({ ada: "iiiieee", bela: "iiiieee" }).slr("decisions");
  expect(out).toMatchInlineSnapshot(`
    "Title/abstract: 12 records, 2 votes each
      reviewer  decided  include  exclude  maybe  left
      ada             7        4        3      0     5
      bela            7        4        3      0     5
      No reviewers are named, so every record is for whoever comes first.
      Next: ada (5 left), bela (5 left)

    Full text: 4 reports, 1 vote each
      reviewer  decided  include  exclude  maybe  left
      ada             0        0        0      0     4
      bela            0        0        0      0     4
      No reviewers are named, so every report is for whoever comes first.
      Next: ada (4 left), bela (4 left)"
  `);
});

test("the next records of a reviewer: the pilot first, and none that were dealt to others", async () => {
  const folder = reviewedBy({}, DEALT);
  const pilot = (await folder.slr("decisions", "--stage", "title-abstract", "--pilot", "4")).out;
  const { out } = await folder.slr("decisions", "--as", "cara", "--next", "20");
  const keysIn = (text: string) => [...text.matchAll(/^ {2}(\w{8}) /gm)].map(([, key]) => key);
  expect(keysIn(pilot)).toHaveLength(4);
  expect(keysIn(out).slice(0, 4)).toEqual(keysIn(pilot));
  const { stages } = JSON.parse((await folder.slr("decisions", "--format", "json")).out);
  const left = stages[0].reviewers.map(({ left: count }: { left: number }) => count);
  expect(left.reduce((sum: number, count: number) => sum + count)).toBe(4 * 3 + 8 * 2);
  expect(keysIn(out)).toHaveLength(left[2]);
});

test("the pilot shows who has decided a record, never what", async () => {
  const { out, err } = await reviewedBy({ ada: "iiieeeeeeeee", bela: "eee" }).slr(
    "decisions",
    "--stage",
    "title-abstract",
    "--pilot",
    "3",
  );
  expect(out).toMatchInlineSnapshot(`
    "Title/abstract: the pilot, 3 records for everybody
      dtqtt2eb  Paged attention for serving (decided by ada, bela)
      dgo7b4vx  Sparse mixtures of experts (decided by ada)
      vlqzk2jk  Early exit for transformers (decided by ada)"
  `);
  expect(out).not.toMatch(/include|exclude/);
  expect(err).toBe(
    "hint: `pilot: 3` under `screening` of slr.yaml makes this the pilot for everybody.",
  );
});

test("conflicts show both sides with their reasons, and who may settle them", async () => {
  const folder = reviewedBy(
    { ada: "iiieee", bela: "iieiee" },
    undefined,
    "adjudicators: [dora, emil]\n",
  );
  const { out } = await folder.slr("decisions", "--conflicts", "--stage", "title-abstract");
  expect(out).toMatchInlineSnapshot(`
    "Title/abstract: 2 conflicts, to be settled by dora or emil with a row resolves=yes
      vamx7k6b  Speculative decoding with small drafts
        ada   exclude  E1
        bela  include
      xlem5u2j  Quantization below four bits
        ada   include
        bela  exclude  E1"
  `);
  const summary = (await folder.slr("decisions")).out;
  expect(summary).toContain("2 conflicts, to be settled by dora or emil");
  expect(summary).not.toContain("Quantization");
  expect((await folder.slr("decisions", "--conflicts", "--format", "csv")).out.split("\n")).toEqual(
    [
      "stage,record,title,year,doi,reviewer,verdict,reason",
      expect.stringMatching(/^title-abstract,\w{8},.*,ada,(?:include,|exclude,E1)$/),
      expect.stringMatching(/^title-abstract,\w{8},.*,bela,(?:include,|exclude,E1)$/),
      expect.stringMatching(/^title-abstract,\w{8},.*,ada,(?:include,|exclude,E1)$/),
      expect.stringMatching(/^title-abstract,\w{8},.*,bela,(?:include,|exclude,E1)$/),
    ],
  );
});

test("records that rules exclude are dealt to nobody, whatever anybody voted", async () => {
  const folder = reviewedBy(
    { bela: "i" },
    "{ title-abstract: { by: rules-then-reviewers, reviewers: [ada], pilot: 99 } }",
  );
  folder.write(
    "slr.yaml",
    folder
      .read("slr.yaml")
      .replace("stage: title-abstract }", "stage: title-abstract, exclude: year < 2026 }"),
  );
  const { out } = await folder.slr("decisions", "--stage", "title-abstract", "--format", "json");
  const [stage] = JSON.parse(out).stages;
  expect(stage).toMatchObject({ records: 6, pilot: 6 });
  expect(stage.reviewers).toMatchObject([
    { reviewer: "ada", named: true, assigned: 6, decided: 0, left: 6 },
    { reviewer: "bela", named: false, assigned: 0, decided: 1, include: 1, left: 0 },
  ]);
});

test("a maybe at full text is left for the one who said it, a report without votes for both", async () => {
  const folder = reviewedBy(
    { ada: "iii", bela: "iii" },
    "{ title-abstract: { per-record: 2 }, full-text: { per-record: 2, reviewers: [ada, bela] } }",
  );
  folder.write(
    "decisions/ada.csv",
    rowsOf("iii") + rowsOf("im", "full-text").split("\n").slice(1).join("\n"),
  );
  const { out } = await folder.slr("decisions", "--stage", "full-text");
  expect(out).toMatchInlineSnapshot(`
    "Full text: 3 reports, 2 votes each
      reviewer  dealt  decided  include  exclude  maybe  left
      ada           3        2        1        0      1     2
      bela          3        0        0        0      0     3
      Next: ada (2 left), bela (3 left)"
  `);
});

test("votes of somebody whom the protocol does not name count, with a warning", async () => {
  const folder = reviewedBy({ ada: "iiieee", belah: "iiieee" }, DEALT);
  await folder.slr("screen");
  expect(folder.read("results/problems.csv")).toContain(
    "warning,decisions/unnamed-reviewer,decisions/belah.csv,2,",
  );
  expect((await folder.slr("decisions")).out).toMatch(/belah +0 +6 +3 +3 +0 +0/);
});

test("a table for spreadsheets has a row for each stage and reviewer", async () => {
  const { out } = await reviewedBy({ ada: "iiee", bela: "iie" }, DEALT).slr(
    "decisions",
    "--format",
    "csv",
    "--as",
    "ada",
  );
  expect(out).toMatchInlineSnapshot(`
    "stage,reviewer,kind,assigned,decided,include,exclude,maybe,left,pilot,pilot_decided
    title-abstract,ada,person,9,4,2,2,0,7,4,1
    full-text,ada,person,2,0,0,0,0,2,0,0"
  `);
});

test.each([
  [["--next", "3"], "--next lists the next records of one reviewer; --as names the reviewer."],
  [
    ["--as", "ada", "--next", "0"],
    "'--next <count>' argument '0' is invalid. Give a whole number from 1 to 9999999.",
  ],
  [
    ["--pilot", "many"],
    "'--pilot <count>' argument 'many' is invalid. Give a whole number from 1 to 9999999.",
  ],
  [
    ["--as", "ada", "--next", "3", "--conflicts"],
    "--next and --conflicts cannot be used together; choose one of them.",
  ],
  [
    ["--as", "zoe", "--stage", "title-abstract"],
    "`zoe` is not a reviewer of this review; its reviewers are ada, bela, cara.",
  ],
  [["--format", "xml"], "argument 'xml' is invalid. Choose from text, json, csv."],
])("slr decisions %j is a usage error", async (options, message) => {
  const { code, err } = await reviewedBy({}, DEALT).slr("decisions", ...options);
  expect(code).toBe(2);
  expect(err).toContain(message);
});
