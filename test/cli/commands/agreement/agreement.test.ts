import { expect, test } from "vitest";
import { reviewedBy, rowsOf } from "../../reviewers.ts";

test("two reviewers: table, figures, remarks and alpha", async () => {
  const { code, transcript } = await reviewedBy({
    ada: "iiieeeeeeeee",
    bela: "iieieeeeeeee",
  }).slr("agreement");
  expect(transcript).toMatchInlineSnapshot(`
    "out| Title/abstract
    out|
    out| ada and bela: 12 records
    out|                   bela: include  bela: exclude
    out|     ada: include              2              1
    out|     ada: exclude              1              8
    out|     observed agreement    0.83
    out|     Cohen's kappa         0.56 [0.01, 1.00]
    out|     PABAK                 0.67
    out|     prevalence index      -0.50
    out|     bias index            0.00
    out|     agreement on include  0.67
    out|     agreement on exclude  0.89
    out|     The interval rests on 12 pairs of votes and is rough.
    out|
    out| Krippendorff's alpha among people (ada, bela):
    out|     0.57  12 records with 24 votes"
  `);
  expect(code).toBe(0);
});

test("a maybe is counted three ways, the review's own first", async () => {
  const { out } = await reviewedBy({ ada: "iimeeeeeeeee", bela: "iiiemeeeeeee" }).slr("agreement");
  expect(out).toMatchInlineSnapshot(`
    "Title/abstract

    ada and bela: 12 records
      maybe counted as include, as the review does:
                      bela: include  bela: exclude
        ada: include              3              0
        ada: exclude              1              8
        observed agreement    0.92
        Cohen's kappa         0.80 [0.43, 1.00]
        PABAK                 0.83
        prevalence index      -0.42
        bias index            -0.08
        agreement on include  0.86
        agreement on exclude  0.94
        The interval rests on 12 pairs of votes and is rough.
      maybe as a verdict of its own:
                      bela: include  bela: maybe  bela: exclude
        ada: include              2            0              0
        ada: maybe                1            0              0
        ada: exclude              0            1              8
        observed agreement    0.83
        Cohen's kappa         0.63 [0.25, 1.00]
        PABAK                 0.75
        agreement on include  0.80
        agreement on exclude  0.94
      without the records on which either said maybe:
                      bela: include  bela: exclude
        ada: include              2              0
        ada: exclude              0              8
        observed agreement    1.00
        Cohen's kappa         1.00
        PABAK                 1.00
        prevalence index      -0.60
        bias index            0.00
        agreement on include  1.00
        agreement on exclude  1.00
        The large-sample interval of this kappa has no width, which would look like
        certainty, so slr gives none.

    Krippendorff's alpha among people (ada, bela):
        0.81  12 records with 24 votes, maybe counted as include, as the review does
        0.64  12 records with 24 votes, maybe as a verdict of its own
        1.00  10 records with 20 votes, without the records on which either said maybe"
  `);
});

test("at full text a maybe is a verdict of its own, and then its reports are left out", async () => {
  const folder = reviewedBy({ ada: "iiiiiiiiiiii", bela: "iiiiiiiiiiii" });
  folder.write("decisions/cara.csv", rowsOf("iiiiieeeem..", "full-text"));
  folder.write("decisions/dora.csv", rowsOf("iiiieeeeee..", "full-text"));
  const { stages } = JSON.parse(
    (await folder.slr("agreement", "--stage", "full-text", "--format", "json")).out,
  );
  expect(stages).toHaveLength(1);
  const [pair] = stages[0].pairs;
  expect(pair.reviewers).toEqual(["cara", "dora"]);
  expect(pair.figures.map(({ maybe, records }: never) => [maybe, records])).toEqual([
    ["apart", 10],
    ["left-out", 9],
  ]);
  expect(pair.figures[0].table).toEqual([
    [4, 0, 1],
    [0, 0, 1],
    [0, 0, 4],
  ]);
  expect(pair.figures[0].prevalence_index).toBe(null);
});

test("a high prevalence is explained where it lowers kappa", async () => {
  const { out } = await reviewedBy({ ada: "ieeeeeeeeeee", bela: "eieeeeeeeeee" }).slr("agreement");
  expect(out).toMatch(/Cohen's kappa +-0\.09/);
  expect(out).toContain(
    "Most verdicts are exclude: agreement by chance is then high, which lowers\n    kappa. Read kappa beside PABAK and the positive agreement.",
  );
});

test("what is undefined is said to be undefined, and why", async () => {
  const { out } = await reviewedBy({ ada: "eeeeeeeeeeee", bela: "eeeeeeeeeeee" }).slr("agreement");
  expect(out).toMatch(/observed agreement +1\.00/);
  expect(out).toMatch(/Cohen's kappa +undefined/);
  expect(out).toMatch(/agreement on include +undefined/);
  expect(out).toContain("both reviewers always gave the same verdict");
  expect(out).toContain("    undefined  12 records with 24 votes");
});

test("three reviewers who share parts of the records: every pair, and one alpha for all", async () => {
  const { out } = await reviewedBy({
    ada: "iieeiiee....",
    bela: "iiee....iiee",
    cara: "....iieiiiei",
  }).slr("agreement", "--format", "csv");
  expect(out).toMatchInlineSnapshot(`
    "stage,reviewers,among,maybe,records,votes,include_include,include_exclude,exclude_include,exclude_exclude,observed_agreement,kappa,kappa_low,kappa_high,pabak,prevalence_index,bias_index,positive_agreement,negative_agreement,alpha
    title-abstract,ada;bela,pair,never-said,4,8,2,0,0,2,1,1,,,1,0,0,1,1,
    title-abstract,ada;cara,pair,never-said,4,8,2,0,1,1,0.75,0.5,-0.234986,1,0.5,0.25,-0.25,0.8,0.666667,
    title-abstract,bela;cara,pair,never-said,4,8,2,0,1,1,0.75,0.5,-0.234986,1,0.5,0.25,-0.25,0.8,0.666667,
    title-abstract,ada;bela;cara,people,never-said,12,24,,,,,,,,,,,,,,0.671429"
  `);
});

test("a program is a reviewer of its own: alpha with it and without", async () => {
  const { stages } = JSON.parse(
    (
      await reviewedBy(
        { ada: "iiiieeeeeeee", bela: "iiieeeeeeeee", gpt: "iiiiiieeeeee" },
        undefined,
        "reviewers: { gpt: { kind: automation } }\n",
      ).slr("agreement", "--format", "json")
    ).out,
  );
  const [titleAbstract] = stages;
  expect(titleAbstract.reviewers).toContainEqual({
    reviewer: "gpt",
    kind: "automation",
    votes: 12,
  });
  expect(titleAbstract.pairs).toHaveLength(3);
  expect(titleAbstract.alpha.map(({ among, reviewers }: never) => [among, reviewers])).toEqual([
    ["people", ["ada", "bela"]],
    ["people and programs", ["ada", "bela", "gpt"]],
  ]);
});

test("a row that settles a conflict is no vote, and a vote that replaced another is pointed out", async () => {
  const folder = reviewedBy({ ada: "iiiieeeeeeee", bela: "iiiieeeeeeee" });
  const settled = ",title-abstract,include,,yes,,,,,Early exit for transformers,\n";
  folder.write("decisions/cara.csv", rowsOf("") + settled);
  const changed = ",title-abstract,include,,,,2024-05-01,,,Distillation without labels,\n";
  folder.write("decisions/bela.csv", folder.read("decisions/bela.csv") + changed);
  const { out } = await folder.slr("agreement", "--bands");
  expect(out).not.toContain("cara");
  expect(out).toContain("ada and bela: 12 records");
  expect(out).toContain(
    "1 of these votes replaced another verdict of the same reviewer; votes that\n    changed after a discussion are not independent.",
  );
  expect(out).toMatch(/in words +excellent \(Cochrane\), almost perfect \(Landis and Koch\)/);
});

test("no pair of reviewers: a message that says how to get one", async () => {
  const { code, transcript } = await reviewedBy({ ada: "iiee" }).slr("agreement");
  expect(transcript).toMatchInlineSnapshot(`
    "err| No record has votes of two reviewers at title/abstract or full text, so there is no agreement to measure.
    err|   hint: Two reviewers decide the same records with \`per-record: 2\` or \`pilot: 50\` under \`screening\` of slr.yaml."
  `);
  expect(code).toBe(0);
});

test("rows that are lost to the figures are pointed out", async () => {
  const folder = reviewedBy({ ada: "iiee", bela: "iiee" });
  folder.write("decisions/cara.csv", `${rowsOf("")}zzzzzzzz,title-abstract,include,,,,,,,,\n`);
  const { code, err } = await folder.slr("agreement");
  expect(code).toBe(0);
  expect(err).toBe(
    "1 problem with rows in decisions/, which may be missing here: slr check lists them.",
  );
});

test.each([
  [["--stage", "titles"], "argument 'titles' is invalid. Choose from title-abstract, full-text."],
  [["--format", "xml"], "argument 'xml' is invalid. Choose from text, json, csv."],
])("slr agreement %j is a usage error", async (options, message) => {
  const { code, err } = await reviewedBy({}).slr("agreement", ...options);
  expect(code).toBe(2);
  expect(err).toContain(message);
});
