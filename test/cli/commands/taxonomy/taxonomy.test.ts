import { SaxesParser } from "saxes";
import { expect, test } from "vitest";
import { readWorkbook } from "../../../../src/formats/tables/workbook.ts";
import { rowsOf } from "../../../screened-review.ts";
import { type TestFolder, testFolder } from "../../captured-io.ts";

const TAXONOMY = `
taxonomy:
  - id: training
    text: Training
    query: title-abs-key(training)
    classes:
      - { id: pipelines, text: Pipelines, query: title-abs-key(pipeline*) }
      - { id: tuning, text: Tuning }
  - { id: serving, text: Serving, query: title-abs-key(serving) }
`;

interface Study {
  readonly title: string;
  readonly abstract?: string;
  readonly year?: number;
}

/** A review of studies that are all included, with the codes of coders. */
function reviewOf(
  studies: readonly Study[],
  codes: Readonly<Record<string, string>> = {},
  taxonomy = TAXONOMY,
  more: Readonly<Record<string, string>> = {},
): TestFolder {
  return testFolder({
    "slr.yaml": `title: T\nsources: [{ name: A, files: searches/a.csv }]\nscreening: { title-abstract: { by: rules } }\n${taxonomy}`,
    "searches/a.csv": [
      "title,abstract,year",
      ...studies.map(({ title, abstract = "", year = "" }) => `${title},${abstract},${year}`),
      "",
    ].join("\n"),
    "decisions/ann.csv": [
      "record,stage,verdict",
      ...studies.map(({ title }) => `${title},full-text,include`),
      "",
    ].join("\n"),
    ...Object.fromEntries(Object.entries(codes).map(([name, rows]) => [`codes/${name}.csv`, rows])),
    ...more,
  });
}

const FOUR: readonly Study[] = [
  { title: "Alpha of networks", abstract: "Training in a pipeline.", year: 2020 },
  { title: "Bravo of networks", abstract: "Serving and training.", year: 2022 },
  { title: "Charlie of networks", abstract: "Neither of them.", year: 2022 },
  { title: "Delta of networks" },
];

/** The code of each study for each class, as `code by`. */
async function codesOf(folder: TestFolder): Promise<Record<string, string>> {
  const { out } = await folder.slr("taxonomy", "--format", "json");
  const { studies } = JSON.parse(out) as {
    studies: { title: string; codes: Record<string, { code: string; by: string }> }[];
  };
  return Object.fromEntries(
    studies.flatMap(({ title, codes }) =>
      Object.entries(codes).map(([name, { code, by }]) => [
        `${title.split(" ")[0]} ${name}`,
        `${code} ${by}`,
      ]),
    ),
  );
}

const HEADER = "record,classes,within,resolves,decided_at\n";

test("queries code the studies, and the table adds up", async () => {
  const { code, out } = await reviewOf(FOUR).slr("taxonomy");
  expect(out).toMatchInlineSnapshot(`
    "class        2020  2021  2022  no year  studies  unknown
    Training        1     0     1        0        2        2
      Pipelines     1     0     0        0        1        1
      Tuning        0     0     0        0        0        4
    Serving         0     0     1        0        1        1
    In no class     0     0     0        0        0
    Uncoded         0     0     1        1        2
    All studies     1     0     2        1        4

    The classes add up to 3 and not to 2, because 1 of 4 studies is in more than one
    and counts in each.

    2 studies are uncoded: in no class as far as is known, because the text that
    would tell is missing or coders have not settled it. Uncoded is not "in no
    class".

    1 study has no year."
  `);
  expect(code).toBe(0);
});

test("a sub-class without query or codes is unknown, not no", async () => {
  const codes = await codesOf(reviewOf(FOUR));
  expect(codes["Charlie tuning"]).toBe("unknown nobody");
  expect(codes["Charlie pipelines"]).toBe("no query");
});

test("a study whose abstract is missing is uncoded", async () => {
  const codes = await codesOf(reviewOf(FOUR));
  expect(codes["Delta training"]).toBe("unknown query");
  expect(codes["Delta serving"]).toBe("unknown query");
});

test("a row of a coder overrides the queries of every class that it speaks of", async () => {
  const codes = await codesOf(
    reviewOf(FOUR, { ada: `${HEADER}Alpha of networks,serving,,,\nDelta of networks,none,,,\n` }),
  );
  expect(codes).toMatchObject({
    "Alpha training": "no people",
    "Alpha pipelines": "no people",
    "Alpha serving": "yes people",
    "Delta training": "no people",
    "Delta serving": "no people",
    "Bravo training": "yes query",
  });
});

test("a sub-class stands for its class, and a class alone leaves its sub-classes to their queries", async () => {
  const codes = await codesOf(
    reviewOf(FOUR, {
      ada: `${HEADER}Charlie of networks,tuning,,,\nAlpha of networks,training,,,\n`,
    }),
  );
  expect(codes).toMatchObject({
    "Charlie training": "yes people",
    "Charlie tuning": "yes people",
    "Charlie pipelines": "no people",
    "Alpha pipelines": "yes query",
    "Alpha tuning": "unknown nobody",
  });
});

test("`within` speaks of the sub-classes of one class only", async () => {
  const codes = await codesOf(
    reviewOf(FOUR, { ada: `${HEADER}Bravo of networks,tuning,training,,\n` }),
  );
  expect(codes).toMatchObject({
    "Bravo tuning": "yes people",
    "Bravo pipelines": "no people",
    "Bravo serving": "yes query",
  });
});

test("an empty cell is not coded yet, `?` cannot tell, and `withdrawn` takes back", async () => {
  const codes = await codesOf(
    reviewOf(FOUR, {
      ada: `${HEADER}Alpha of networks,,,,\nBravo of networks,training;?serving,,,\nCharlie of networks,serving,,,2024-01-01\nCharlie of networks,withdrawn,,,2024-01-02\n`,
    }),
  );
  expect(codes).toMatchObject({
    "Alpha training": "yes query",
    "Bravo serving": "unknown people",
    "Charlie serving": "no query",
  });
});

test("coders who differ are a conflict, which a later row settles", async () => {
  const ada = `${HEADER}Alpha of networks,serving,,,2024-01-01\n`;
  const bela = `${HEADER}Alpha of networks,none,,,2024-01-02\n`;
  const open = reviewOf(FOUR, { ada, bela });
  expect(await codesOf(open)).toMatchObject({ "Alpha serving": "conflict people" });
  expect((await open.slr("taxonomy")).out).toContain("Coders disagree on 1 study");
  const settled = reviewOf(FOUR, {
    ada: `${ada}Alpha of networks,serving,,yes,2024-01-03\n`,
    bela,
  });
  expect(await codesOf(settled)).toMatchObject({ "Alpha serving": "yes people" });
});

test("a row that settles before a vote settles nothing, and only adjudicators settle", async () => {
  const bela = `${HEADER}Alpha of networks,none,,,2024-01-09\n`;
  const early = reviewOf(FOUR, {
    ada: `${HEADER}Alpha of networks,serving,,,2024-01-01\nAlpha of networks,serving,,yes,2024-01-03\n`,
    bela,
  });
  const { err, code } = await early.slr("taxonomy");
  expect(err).toContain("codes/ada.csv:3: warning:");
  expect(err).toContain("(codes/resolved-too-early)");
  // One row speaks of four classes and is told once.
  expect(err.match(/resolved-too-early/g)).toHaveLength(1);
  expect(code).toBe(0);
  const adjudicated = reviewOf(
    FOUR,
    {
      ada: `${HEADER}Alpha of networks,serving,,,2024-01-01\nAlpha of networks,serving,,yes,2024-02-03\n`,
      bela,
    },
    `adjudicators: [carl]\n${TAXONOMY}`,
  );
  expect(await codesOf(adjudicated)).toMatchObject({ "Alpha serving": "conflict people" });
});

test("rows that cannot be applied are problems with their lines", async () => {
  const { err, code } = await reviewOf(FOUR, {
    ada: `${HEADER}Nobody knows,serving,,,\nAlpha of networks,servin,,,\nAlpha of networks,none;serving,,,\nAlpha of networks,tuning,serving,,\nAlpha of networks,serving,training,,\n`,
  }).slr("taxonomy");
  expect(err).toMatchInlineSnapshot(`
    "codes/ada.csv:4: error: Unexpected classes \`none;serving\`, expected ids of classes with \`;\` between them, or \`none\` alone. The row is not applied. (codes/bad-classes)
    codes/ada.csv:2: error: \`Nobody knows\` is no record of this review: no record has its title. The row is not applied. (codes/unknown-record)
    codes/ada.csv:3: error: Unexpected class \`servin\` in \`classes\`, expected training, pipelines, tuning, serving. Did you mean \`serving\`? The row is not applied. (codes/unknown-class)
    codes/ada.csv:5: error: Unexpected class \`serving\` in \`within\`, expected a class with sub-classes: training. The row is not applied. (codes/unknown-class)
    codes/ada.csv:6: error: Unexpected class \`serving\` in \`classes\`, expected pipelines, tuning. The row is not applied. (codes/unknown-class)"
  `);
  expect(code).toBe(1);
});

test("a coded record that is not included is said, and counts nowhere", async () => {
  const folder = reviewOf(FOUR, { ada: `${HEADER}Delta of networks,serving,,,\n` });
  folder.write("decisions/ann.csv", "record,stage,verdict\nAlpha of networks,full-text,include\n");
  const { err, out } = await folder.slr("taxonomy");
  expect(err).toContain("is not included");
  expect(out).toMatch(/^All studies +1 +1$/m);
});

test("the reports of a study are one study, in the year of the earliest", async () => {
  const folder = reviewOf(FOUR, { ada: `${HEADER}Both,serving,,,\n` }, TAXONOMY, {
    "studies.csv": "study,record\nBoth,Alpha of networks\nBoth,Bravo of networks\n",
  });
  const { out } = await folder.slr("taxonomy", "--format", "json");
  const { all, studies } = JSON.parse(out);
  expect(all).toMatchObject({ studies: 3, by_year: { 2020: 1, 2021: 0, 2022: 1 }, no_year: 1 });
  const both = studies.find(({ study }: { study: string }) => study === "Both");
  expect(both).toMatchObject({
    year: 2020,
    // A person's code of one report stands for the study, whatever the query says of the other.
    codes: { serving: { code: "yes" }, training: { code: "no", by: "people" } },
  });
});

test("kappa for a class is that of the table worked out by hand", async () => {
  const studies = "abcdefghij".split("").map((letter) => ({
    title: `Study ${letter} of ${letter.repeat(4)} things`,
    abstract: "Text.",
    year: 2020,
  }));
  const rows = (yes: string) =>
    HEADER +
    studies
      .map(({ title }) => `${title},${yes.includes(title[6]!) ? "serving" : "none"},,,\n`)
      .join("");
  const folder = reviewOf(studies, { ada: rows("abcde"), bela: rows("abcdf") });
  const { out } = await folder.slr("taxonomy", "--table", "agreement", "--format", "csv");
  // Both yes 4, both no 4, one each 1: observed 0.8, by chance 0.5 * 0.5 + 0.5 * 0.5 = 0.5, so
  // kappa = 0.3 / 0.5 = 0.6. Its variance is (0.288 + 0.032 - 0.16) / (0.25 * 10) = 0.064, and
  // 0.6 - 1.96 * 0.253 = 0.104.
  expect(rowsOf(out).find((row) => row.class === "serving")).toMatchObject({
    studies: "10",
    "both yes": "4",
    "first only": "1",
    "second only": "1",
    "both no": "4",
    observed: "0.8",
    kappa: "0.6",
    low: "0.1042",
    high: "1",
  });
});

test("three coders have alpha, too, and rows that settle are not independent", async () => {
  const one = (name: string) =>
    `${HEADER}Alpha of networks,${name},,,\nBravo of networks,none,,,\n`;
  const { out } = await reviewOf(FOUR, {
    ada: `${one("serving")}Alpha of networks,none,,yes,\n`,
    bela: one("serving"),
    carl: one("serving"),
  }).slr("taxonomy", "--table", "agreement");
  expect(out).toContain("Krippendorff's alpha");
  expect(out).toMatch(/^Serving +ada, bela +2 +1\.00 +1\.00$/m);
});

test("the workbook has a sheet for each table, and text never becomes a formula", async () => {
  const folder = reviewOf([{ title: "=1+1 of networks", abstract: "Serving.", year: 2020 }]);
  await folder.slr("taxonomy", "-o", "t.xlsx");
  const { readFileSync } = await import("node:fs");
  const { sheets } = await readWorkbook(readFileSync(`${folder.path}/t.xlsx`));
  expect(sheets.map(({ name }) => name)).toEqual(["counts", "studies", "agreement"]);
  expect(sheets[0]!.rows[0]).toEqual([
    "class",
    "parent",
    "text",
    "2020",
    "no_year",
    "studies",
    "unknown",
    "conflict",
  ]);
  expect(sheets[1]!.rows[4]).toContain("=1+1 of networks");
});

test("a sheet to code holds the studies and no suggestion, and is read back as not coded", async () => {
  const folder = reviewOf(FOUR);
  const { out } = await folder.slr("taxonomy", "--table", "sheet");
  folder.write("codes/ada.csv", `${out}\n`);
  expect(rowsOf(out).map(({ classes }) => classes)).toEqual(["", "", "", ""]);
  const { err, code } = await folder.slr("taxonomy");
  expect([err, code]).toEqual(["", 0]);
});

test("Markdown and LaTeX escape what they hold", async () => {
  const folder = reviewOf(
    FOUR,
    {},
    'taxonomy: [{ id: a, text: "Cost | 50 % & <b>", query: title-abs-key(training) }]\n',
  );
  expect((await folder.slr("taxonomy", "-f", "md")).out).toContain("Cost \\| 50 % &amp; &lt;b&gt;");
  expect((await folder.slr("taxonomy", "-f", "tex")).out).toContain(
    "Cost \\textbar{} 50 \\% \\& \\textless{}b\\textgreater{} & 1 & 0 & 1",
  );
});

test.each(["bubbles", "bars"])(
  "the figure of %s is drawn twice alike, with every number",
  async (figure) => {
    const folder = reviewOf(FOUR);
    const [one, two] = [
      await folder.slr("taxonomy", "--figure", figure),
      await folder.slr("taxonomy", "--figure", figure),
    ];
    expect(one.out).toBe(two.out);
    expect(one.out).toMatch(/^<svg /);
    expect(one.out).toContain("no year");
    expect(one.out).toContain("Training");
  },
);

test("what makes no sense is refused", async () => {
  const folder = reviewOf(FOUR);
  const errors = async (...argv: string[]) => (await folder.slr("taxonomy", ...argv)).err;
  expect(await errors("--within", "serving")).toContain("has no sub-classes");
  expect(await errors("--within", "nothing")).toContain("is no class of the taxonomy");
  expect(await errors("--figure", "bars", "-f", "csv")).toContain("csv holds no figure");
  expect(await errors("--table", "studies", "-f", "json")).toContain("holds every table");
  expect(await errors("-o", "codes/x.csv")).toContain("lies in codes/, where slr reads");
  expect(await errors("-t", "sheet", "-o", "codes/x.csv")).toContain("is in codes/x.csv");
  expect(await errors("-t", "sheet", "-o", "codes/x.csv")).toContain("lies in codes/");
  const without = reviewOf(FOUR, {}, "");
  const { err, code } = await without.slr("taxonomy");
  expect(err).toContain("slr.yaml has no taxonomy");
  expect(code).toBe(2);
});

test("a wrong class in slr.yaml is told at its line", async () => {
  const folder = reviewOf(
    FOUR,
    {},
    "taxonomy:\n  - id: a\n    classes:\n      - { id: A, query: title( }\n  - { id: none }\n",
  );
  const { err, code } = await folder.slr("taxonomy");
  expect(err).toContain("In the codes of people this word means something else");
  expect(code).toBe(2);
  folder.write("slr.yaml", folder.read("slr.yaml").replace("id: none", "id: b, querry: x"));
  expect((await folder.slr("taxonomy")).err).toContain("Did you mean `query`?");
  folder.write("slr.yaml", folder.read("slr.yaml").replace("querry: x", "text: x"));
  const { err: queries } = await folder.slr("taxonomy");
  expect(queries).toContain("A class above already has the id `A`");
  expect(queries).toContain("(protocol/query)");
});

test("slr check answers for the rows of codes/, with or without a taxonomy", async () => {
  const rows = { ada: `${HEADER}Nobody knows,serving,,,\n` };
  const { out, code } = await reviewOf(FOUR, rows).slr("check");
  expect(out).toMatch(/codes\/ada\.csv:2: error: .*\(codes\/unknown-record\)/);
  expect(code).toBe(1);
  expect((await reviewOf(FOUR, rows, "").slr("check")).out).toContain("(codes/no-taxonomy)");
});

test.each(["bubbles", "bars"])(
  "texts with markup leave the figure of %s well formed",
  async (figure) => {
    const folder = reviewOf(
      FOUR,
      {},
      'taxonomy:\n  - { id: a, text: "A <b> & \\"c\\" 量子", query: title-abs-key(training) }\n',
    );
    const parser = new SaxesParser();
    parser.on("error", (error) => {
      throw error;
    });
    const { out } = await folder.slr("taxonomy", "--figure", figure);
    expect(out).toContain("&lt;b&gt; &amp; &quot;c&quot;");
    expect(() => parser.write(out).close()).not.toThrow();
  },
);
