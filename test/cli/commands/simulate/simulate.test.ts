import { expect, test } from "vitest";
import { testFolder } from "../../captured-io.ts";
import { reviewedBy } from "../../reviewers.ts";

const WORDS = {
  included: ["pruning", "distillation", "quantization", "sparse", "kernels"],
  excluded: ["soil", "rivers", "harvest", "clinics", "poetry", "taxes", "bridges"],
};

/** A labelled table of so many records, every tenth of them included. */
function labelledCsv(
  count: number,
  header = "title,abstract,label_included",
  one = "1",
  zero = "0",
) {
  const rows = Array.from({ length: count }, (_, at) => {
    const included = at % 10 === 0;
    const words = WORDS[included ? "included" : "excluded"];
    const word = (step: number) => words[(at * 7 + step) % words.length];
    return `On ${word(1)} and ${word(2)} ${at},Study ${at} of ${word(3)} and more.,${included ? one : zero}`;
  });
  return `${[header, ...rows].join("\n")}\n`;
}

/** Text as it was before it was broken into lines. */
function unwrapped(text: string): string {
  return text.replace(/\n/g, " ");
}

test("figures for each start, and the recall curve", async () => {
  const folder = testFolder({
    "topic.csv": labelledCsv(120),
    "criteria.txt": "Pruning and distillation",
  });
  const { code, out, err } = await folder.slr(
    "simulate",
    "topic.csv",
    "--criteria",
    "criteria.txt",
    "--seeds",
    "2",
  );
  expect(code).toBe(0);
  expect(err).toBe("");
  expect(unwrapped(out)).toContain(
    "topic: 120 records, 12 included (column label_included); with criteria; model default, 2 seeds",
  );
  expect(out).toMatch(/^ +priors +zero +rayyan$/m);
  for (const metric of ["recall@10", "recall@20", "wss@95", "wss@100", "atd", "loss", "ndcg"])
    expect(out).toMatch(new RegExp(`^  ${metric} +\\d\\.\\d{3} \\[`, "m"));
  expect(out).toContain("100 % |");
  expect(out).not.toContain("Stopping rules");
  for (const line of out.split("\n")) expect(line.length).toBeLessThanOrEqual(80);
});

test("JSON has a run for each start and seed, with seven figures and the time", async () => {
  const folder = testFolder({ "topic.csv": labelledCsv(120) });
  let seconds = 0;
  const { out } = await folder.slrWith(
    { cpuSeconds: () => (seconds += 0.5) },
    ...["simulate", "topic.csv", "--seeds", "2", "--format", "json"],
  );
  const { sets } = JSON.parse(out);
  expect(sets).toHaveLength(1);
  const [{ name, records, included, runs, mean }] = sets;
  expect([name, records, included]).toEqual(["topic", 120, 12]);
  expect(runs.map(({ start, model, seed }: never) => [start, model, seed])).toEqual([
    ["priors", "default", 1],
    ["priors", "default", 2],
    ["zero", "default", 1],
    ["zero", "default", 2],
    ["rayyan", "default", 1],
    ["rayyan", "default", 2],
  ]);
  for (const run of runs) {
    expect(Object.keys(run)).toEqual(["start", "model", "seed", "metrics", "seconds"]);
    expect(Object.keys(run.metrics)).toEqual([
      "recall@10",
      "recall@20",
      "wss@95",
      "wss@100",
      "atd",
      "loss",
      "ndcg",
    ]);
    expect(run.seconds).toBe(0.5);
  }
  expect(Object.keys(mean)).toEqual(["priors", "zero", "rayyan"]);
  expect(mean.priors.metrics.loss).toBeCloseTo(
    (runs[0].metrics.loss + runs[1].metrics.loss) / 2,
    6,
  );
});

test("the same command prints the same bytes, in whatever order the rows are", async () => {
  const [header, ...rows] = labelledCsv(80).trim().split("\n");
  const folder = testFolder({
    "a/topic.csv": labelledCsv(80),
    "b/topic.csv": `${[header, ...rows.reverse()].join("\n")}\n`,
  });
  const run = async (file: string) =>
    (await folder.slr("simulate", file, "--seeds", "2", "--format", "csv")).out;
  expect(await run("a/topic.csv")).toBe(await run("b/topic.csv"));
});

test("--stop says what each rule would have cost and missed", async () => {
  const folder = testFolder({ "topic.csv": labelledCsv(300) });
  const asked = ["simulate", "topic.csv", "--seeds", "1", "--start", "priors", "--stop"];
  const { out } = await folder.slr(...asked);
  expect(out).toContain("Stopping rules from priors: means over 1 run");
  for (const rule of ["hypergeometric", "safe", "knee", "budget", "consecutive"])
    expect(out).toMatch(
      new RegExp(`^  ${rule} +[01] of 1 +\\d+ +\\d+\\.\\d % +[01]\\.\\d{3}`, "m"),
    );
  const csv = (await folder.slr(...asked, "--format", "csv")).out.split("\n");
  expect(csv[0]).toBe(
    "set,records,included,start,model,seed,rule,stopped,read,read_share,recall,missed",
  );
  expect(csv).toHaveLength(6);
});

test("a picture of the recall curves, written to a file", async () => {
  const folder = testFolder({ "topic.csv": labelledCsv(120) });
  const { out, err } = await folder.slr(
    ...["simulate", "topic.csv", "--seeds", "1", "--format", "svg", "-o", "recall.svg"],
  );
  expect([out, err]).toEqual(["", "The simulations of 1 set are in recall.svg."]);
  const svg = folder.read("recall.svg");
  expect(svg).toMatch(/^<svg xmlns/);
  expect(svg).toContain('<title id="slr-recall-title">Recall curves</title>');
  expect(svg.match(/fill="none"/g)).toHaveLength(3);
  expect(svg).not.toMatch(/NaN|undefined/);
});

test("the file extension of the output selects the form, and - is stdout", async () => {
  const folder = testFolder({ "topic.csv": labelledCsv(60) });
  const asked = ["simulate", "topic.csv", "--seeds", "1"];
  await folder.slr(...asked, "-o", "recall.svg");
  expect(folder.read("recall.svg")).toMatch(/^<svg xmlns/);
  const { code, err } = await folder.slr(...asked, "-o", "recall.foo");
  expect(code).toBe(2);
  expect(err).toContain("No form of a simulation has the file extension of recall.foo.");
  expect((await folder.slr(...asked, "-o", "-")).out).toBe((await folder.slr(...asked)).out);
});

test("several sets, each with its own criteria, and their means", async () => {
  const folder = testFolder({
    "one.csv": labelledCsv(90),
    "two.csv": labelledCsv(110, "title,abstract,included", "yes", "no"),
    "criteria.json": JSON.stringify({ one: { title: "Pruning", inc: "distillation" } }),
  });
  const { out, err, code } = await folder.slr(
    ...["simulate", "one.csv", "two.csv", "--criteria", "criteria.json", "--seeds", "1"],
    ...["--start", "rayyan,priors"],
  );
  expect(code).toBe(0);
  expect(err).toBe("criteria.json has no criteria for two, which runs without criteria.");
  expect(unwrapped(out)).toContain(
    "one: 90 records, 9 included (column label_included); with criteria",
  );
  expect(unwrapped(out)).toContain(
    "two: 110 records, 11 included (column included); without criteria",
  );
  expect(out).toContain("Means over 2 sets, with bootstrap intervals of 95 % over the sets");
});

test("RIS with ASReview's notes; records without a label are left out and counted", async () => {
  const ris = Array.from({ length: 60 }, (_, at) => {
    const note =
      at % 20 === 7 ? "" : `N1  - ASReview_${at % 6 === 0 ? "relevant" : "irrelevant"}\n`;
    return `TY  - JOUR\nTI  - ${at % 6 === 0 ? "Pruning" : "Rivers"} ${at}\nAB  - About ${at}.\n${note}ER  - \n`;
  }).join("\n");
  const { out } = await testFolder({ "lab.ris": ris }).slr(
    ...["simulate", "lab.ris", "--seeds", "1", "--start", "priors"],
  );
  expect(unwrapped(out)).toContain(
    "lab: 57 records, 10 included (notes of ASReview); 3 left out without label or text",
  );
});

test("a column that is named, and a label that is none", async () => {
  const table = labelledCsv(60, "title,abstract,Verdict", "include", "exclude").replace(
    ",exclude",
    ",perhaps so",
  );
  const { out, err, code } = await testFolder({ "t.csv": table }).slr(
    ...["simulate", "t.csv", "--label", "verdict", "--seeds", "1", "--start", "priors"],
  );
  expect(code).toBe(1);
  expect(unwrapped(out)).toContain("t: 59 records, 6 included (column verdict); 1 left out");
  expect(err).toBe(
    "t.csv:3: error: Unexpected label `perhaps so`, expected 1 or 0, yes or no, included or excluded, or nothing. The record is left out. (simulate/label)",
  );
});

test("a decided review is its own set, with the text of its protocol", async () => {
  const { out, code } = await reviewedBy(
    { ada: "iieeeieeieee" },
    "{ title-abstract: { by: reviewers } }",
    "title: Cheaper training\nquestion: Which methods make training cheaper?\n",
  ).slr("simulate", "--seeds", "1", "--start", "priors,zero");
  expect(code).toBe(0);
  expect(unwrapped(out)).toContain(
    "Cheaper training: 12 records, 4 included (outcomes by people); with criteria",
  );
});

test("a set too small for Rayyan's protocol is told, the other starts run", async () => {
  const { out, err, code } = await testFolder({ "t.csv": labelledCsv(40) }).slr(
    ...["simulate", "t.csv", "--seeds", "1"],
  );
  expect(code).toBe(0);
  expect(err).toBe(
    "t cannot be simulated from rayyan: it needs more than 50 records, more than 5 of them included and more than 5 excluded.",
  );
  expect(out).toMatch(/^ +priors +zero$/m);
});

test.each([
  [
    "no labels",
    { "t.csv": "title,abstract\nA,B\nC,D\n" },
    ["t.csv"],
    "t.csv holds no labels, expected a column such as label_included",
  ],
  [
    "one kind of label",
    { "t.csv": "title,included\nA,0\nB,0\n" },
    ["t.csv"],
    "t.csv holds labels of one kind only, expected both: all 2 records with a label are excluded.",
  ],
  ["an empty file", { "t.csv": "" }, ["t.csv"], "t.csv holds no records."],
  ["no file", {}, ["t.csv"], "Cannot read t.csv: there is no such file."],
  [
    "a column that is not there",
    { "t.csv": "title,included\nA,0\nB,1\n" },
    ["t.csv", "--label", "decision"],
    "t.csv holds no labels in the column decision",
  ],
  [
    "a model that is none",
    {},
    ["t.csv", "--model", "bert"],
    "argument 'bert' is invalid. Choose from default, rayyan, elas-u4.",
  ],
  [
    "a start that is none",
    {},
    ["t.csv", "--start", "priors,none"],
    "argument 'priors,none' is invalid. Choose from priors, zero, rayyan.",
  ],
  [
    "no seeds",
    {},
    ["t.csv", "--seeds", "0"],
    "'--seeds <count>' argument '0' is invalid. Give a whole number from 1 to 9999999.",
  ],
  [
    "criteria that are not there",
    { "t.csv": labelledCsv(20) },
    ["t.csv", "--criteria", "c.txt"],
    "Cannot read c.txt: there is no such file.",
  ],
  [
    "JSON that says nothing",
    { "t.csv": labelledCsv(20), "c.json": "{}" },
    ["t.csv", "--criteria", "c.json"],
    "c.json is JSON without criteria",
  ],
  [
    "the same file twice",
    { "t.csv": labelledCsv(20) },
    ["t.csv", "t.csv"],
    "t.csv is given twice; name each file once.",
  ],
  ["no files and no review", {}, [], "No exports: there is nothing to screen."],
])("%s: a clear message", async (_, files, options, message) => {
  const { code, out, err } = await testFolder(files as Record<string, string>).slr(
    "simulate",
    ...options,
  );
  expect(err).toContain(message);
  expect(out).toBe("");
  expect(code).toBe(2);
});

test("one useless set among useful ones is told, and ends with 1", async () => {
  const { code, out, err } = await testFolder({
    "good.csv": labelledCsv(40),
    "bad.csv": "title,included\nA,1\nB,1\n",
  }).slr("simulate", "good.csv", "bad.csv", "--seeds", "1", "--start", "priors");
  expect(code).toBe(1);
  expect(out).toContain("good: 40 records");
  expect(err).toContain("error: bad.csv holds labels of one kind only");
});

test("several models in one run, with their differences in pairs", async () => {
  const folder = testFolder({ "topic.csv": labelledCsv(60) });
  const arguments_ = ["--model", "default,elas-u4", "--start", "priors", "--seeds", "3"];
  const { code, out } = await folder.slr("simulate", "topic.csv", ...arguments_);
  expect(code).toBe(0);
  expect(out).toMatch(/^ +priors default +priors elas-u4$/m);
  expect(unwrapped(out)).toContain("over the seeds (bootstrap seed 1)");
  expect(out).toMatch(/^ +priors default - elas-u4 \(3\)$/m);
  expect(out).toContain("a priors default   b priors elas-u4");
  const json = JSON.parse(
    (await folder.slr("simulate", "topic.csv", ...arguments_, "--seed", "7", "-f", "json")).out,
  );
  expect(Object.keys(json.sets[0].mean)).toEqual(["priors default", "priors elas-u4"]);
  expect(json.bootstrap_seed).toBe(7);
  expect(json.differences).toMatchObject([{ model: "default", against: "elas-u4", pairs: 3 }]);
});

test("records that a column marks are known at the start", async () => {
  const rows = labelledCsv(60).trimEnd().split("\n");
  const marked = rows.map(
    (row, at) => `${row},${at === 0 ? "known" : at === 1 || at === 2 ? 1 : ""}`,
  );
  const folder = testFolder({ "topic.csv": `${marked.join("\n")}\n` });
  const options = ["--start", "priors", "--seeds", "1", "--format", "csv"];
  const { out } = await folder.slr("simulate", "topic.csv", "--priors", "known", ...options);
  expect(out.split("\n")).toHaveLength(2);
  const other = await folder.slr("simulate", "topic.csv", "--priors", "nothing", ...options);
  expect(other.code).toBe(2);
  expect(other.err).toContain("marks no labelled record in the column nothing");
});

test("criteria.json beside a file gives its criteria", async () => {
  const folder = testFolder({
    "sets/topic.csv": labelledCsv(60),
    "sets/criteria.json": JSON.stringify({ topic: { title: "Pruning and distillation" } }),
  });
  const { out } = await folder.slr("simulate", "sets/topic.csv", "--start", "zero", "--seeds", "1");
  expect(unwrapped(out)).toContain("with criteria");
});
