import { parquetWriteBuffer } from "hyparquet-writer";
import { expect, test } from "vitest";
import { reviewWithResults } from "../../../screened-review.ts";
import { risOf, testFolder } from "../../captured-io.ts";
import { reviewedBy, rowsOf, TITLES } from "../../reviewers.ts";

const example = () => reviewWithResults("fixtures/reviews/llm-acceleration");

test("which model, from which decisions, how good it is, and what contradicts it", async () => {
  const { code, out } = await (await example()).slrWith({ width: 80 }, "rate");
  expect(code).toBe(0);
  expect(out).toMatch(
    /^Model default, seed 1, trained on 63 outcomes by people \(45 included, 18\nexcluded\) and the text of the protocol; [\d,]+ terms\./,
  );
  expect(out).toMatch(
    /Cross-validated in \d+ folds: AUC 0\.\d\d, recall@10 [\s\S]*Brier score 0\.\d\d \(0\.25 is no better than chance\)/,
  );
  expect(out).toContain("Nothing waits for a first decision.");
  expect(out).toMatch(/^5 most likely to include +0\.8 to 1 /m);
  expect(out).toMatch(/^Words for inclusion: /m);
  expect(out).toMatch(/neither the searches nor the criteria\s+contain:\s/);
  expect(out).toContain("Somebody has read all 63 records of title/abstract screening");
  expect(out).toMatch(/Double check: the rating contradicts \d+ outcomes[,;]/);
  for (const line of out.split("\n")) expect(line.length).toBeLessThanOrEqual(80);
});

test("the words that raised and lowered a rating, by key or DOI", async () => {
  const folder = await example();
  const { out } = await folder.slr("rate", "--explain", "257o2smx");
  expect(out).toContain("257o2smx Tabi: An Efficient Multi-Level Inference System");
  expect(out).toMatch(
    /score 0\.\d{6}\. Model default, seed 1\. The record is\n?\s*already included/,
  );
  expect(out).toMatch(/^raised by\n {2}\+0\.\d{4} {2}\w+/m);
  expect((await folder.slr("rate", "--explain", "doi:10.1145/3552326.3587438")).out).toBe(out);
  const { terms } = JSON.parse(
    (await folder.slr("rate", "--explain", "257o2smx", "--format", "json")).out,
  );
  expect(terms[0]).toEqual({ term: expect.any(String), weight: expect.any(Number) });
});

test("a cold start is marked as such, and its order comes from the protocol", async () => {
  const folder = reviewedBy(
    { ada: "" },
    "{ title-abstract: { by: reviewers } }",
    "title: Quantization and distillation\n",
  );
  const { out, err, code } = await folder.slr("rate", "--limit", "3");
  expect(code).toBe(0);
  expect(out).toMatch(
    /^COLD START\. Model default, seed 1: no record has an outcome yet, so the\s/,
  );
  expect(out).toContain("The first 3 of 12 records that wait for a first decision:");
  expect(err).toContain("Next: slr decide shows what waits, in this order");
});

test("a few decisions are a cold start, too", async () => {
  const { out } = await reviewedBy(
    { ada: "iiee........" },
    "{ title-abstract: { by: reviewers } }",
  ).slr("rate");
  expect(out).toMatch(
    /^COLD START\. Model default, seed 1: the order below comes from 4 outcomes by/,
  );
  expect(out.replace(/\s+/g, " ")).toContain(
    "need 10 outcomes with 5 included and 5 excluded; there are 4 (2 and 2)",
  );
  expect(out).not.toContain("Cross-validated");
});

test("single votes of two blind reviewers are no outcome, and are told", async () => {
  const { out } = await reviewedBy({ ada: "iiee........", bela: "....ie......" }).slr("rate");
  const text = out.replace(/\s+/g, " ");
  expect(text).toMatch(/no record has an outcome yet/i);
  expect(text).toContain(
    "6 votes are on records that have no outcome yet; only the queue of who gave them learns from them",
  );
  expect(text).not.toContain("nothing is decided");
});

test("outcomes of rules are called outcomes", async () => {
  const { out } = await testFolder({
    "slr.yaml":
      "sources: [{ name: Scopus, files: a.ris }]\ncriteria:\n  - { id: R1, text: Off, stage: title-abstract, exclude: title(training) }\n",
    "a.ris": risOf(...TITLES),
  }).slr("rate");
  expect(out.replace(/\s+/g, " ")).toContain(
    "outcomes by rules, because no outcome is by people yet",
  );
  expect(out).not.toMatch(/\d+ decisions/);
});

test("Rayyan's model waits for fifty decisions, as Rayyan does", async () => {
  const { out } = await reviewedBy(
    { ada: "iiee........" },
    "{ title-abstract: { by: reviewers } }",
    "title: Quantization\n",
  ).slr("rate", "--model", "rayyan");
  expect(out).toMatch(/need 50 outcomes with 5\s+included and 5 excluded/);
  expect(out).not.toContain("text of the protocol");
});

test("without decisions and criteria there is nothing to go by, and it says so", async () => {
  const { out } = await reviewedBy({}).slr("rate");
  expect(out).toContain("COLD START. No record has an outcome yet");
});

test("what anybody has decided gets no place", async () => {
  const folder = reviewedBy({ ada: "ie..........", bela: "i..........." });
  const csv = (await folder.slr("rate", "--format", "csv")).out.split("\n");
  expect(csv[0]).toBe("place,record,rating,score,title,authors,year,doi");
  expect(csv).toHaveLength(11);
  for (const title of TITLES.slice(0, 2)) expect(csv.join("\n")).not.toContain(title);
});

test("where the stopping rules stand: that of slr.yaml first", async () => {
  const folder = reviewedBy(
    { ada: "iieeeeee...." },
    "{ title-abstract: { by: reviewers, stop: { rule: consecutive, records: 6 } } }",
  );
  const { out } = await folder.slr("rate");
  expect(out).toContain("Stopping rules at title/abstract: 8 of 12 records read, 2 relevant.");
  expect(out).toContain("8 decisions have no certain time, so slr takes the order of reading");
  expect(out).toMatch(
    / {2}consecutive \(slr\.yaml\): may stop\n {4}6 irrelevant records in a row; stops at 6\n/,
  );
  expect(out).toMatch(/ {2}hypergeometric: goes on\n {4}p = 0\.\d{4} that recall is below 95 %/);
  const { stopping } = JSON.parse((await folder.slr("rate", "--format", "json")).out);
  expect(stopping[0]).toMatchObject({ rule: "consecutive", planned: true, met: true });
  expect(stopping).toHaveLength(5);
});

test("an audit: the sample is the same for everybody, and what was read again is counted", async () => {
  const folder = reviewedBy({ ada: "iieeeeeeeeee" }, "{ title-abstract: { by: reviewers } }");
  const first = await folder.slr("rate", "--audit", "4");
  expect(first.out).toContain(
    "A random sample of 4 of 10 records that people excluded at title/abstract",
  );
  expect(first.out.match(/to read again/g)).toHaveLength(4);
  expect(first.out).toContain("None has been read again yet.");
  expect((await folder.slr("rate", "--audit", "4")).out).toBe(first.out);

  const sample = (await folder.slr("rate", "--audit", "4", "--format", "csv")).out
    .split("\n")
    .slice(1)
    .map((line) => line.split(",")[1]!);
  const rows = sample.map(
    (key, at) =>
      `${key},title-abstract,${at === 0 ? "include" : "exclude"},,${at === 0 ? "yes" : ""},,2024-06-01,,,,`,
  );
  folder.write("decisions/cara.csv", `${rowsOf("").trim()}\n${rows.join("\n")}\n`);
  const { out } = await folder.slr("rate", "--audit", "4");
  expect(out).toContain("4 of 10 read again, 1 missed.");
  expect(out).toContain("Missed among all excluded: about 2.5, with 95 % confidence 1 to 7");
  expect(out).toContain("Recall of title/abstract screening: about 66.7 %");
});

test("another seed draws another sample", async () => {
  const folder = reviewedBy({ ada: "eeeeeeeeeeee" }, "{ title-abstract: { by: reviewers } }");
  const drawn = async (seed: string) =>
    (await folder.slr("rate", "--audit", "12", "--seed", seed, "--format", "csv")).out;
  expect(await drawn("1")).not.toBe(await drawn("2"));
});

test.each([
  [["--explain", "zzzzzzzz"], "`zzzzzzzz` names no record of this review."],
  [
    ["--explain", "a", "--audit", "3"],
    "--explain and --audit cannot be used together; choose one of them.",
  ],
  [["--model", "bert"], "argument 'bert' is invalid. Choose from default, rayyan, elas-u4."],
  [
    ["--seed", "-1"],
    "'--seed <seed>' argument '-1' is invalid. Give a whole number from 0 to 2147483648.",
  ],
  [
    ["--audit", "none"],
    "'--audit <count>' argument 'none' is invalid. Give a whole number from 1 to 9999999.",
  ],
  [["--format", "xml"], "argument 'xml' is invalid. Choose from text, csv, json."],
])("slr rate %j is a usage error", async (options, message) => {
  const { code, err } = await reviewedBy({}).slr("rate", ...options);
  expect(code).toBe(2);
  expect(err).toContain(message);
});

test("what somebody has read and what has an outcome are told apart", async () => {
  const { out } = await reviewedBy({ ada: "iiiiiieeeeee", bela: "iiiiii" }).slr("rate");
  expect(out.replaceAll(/\s+/g, " ")).toContain(
    "Somebody has read all 12 records of title/abstract screening, so there is nothing left to stop. 6 records of them have no outcome yet",
  );
});

test("a report that waits at full text is not called included", async () => {
  const folder = reviewedBy({ ada: "iiiiiieeeeee", bela: "iiiiiieeeeee" });
  await folder.slr("screen");
  const waiting = folder
    .read("results/records.csv")
    .split("\n")
    .find((line) => line.includes("pending-full-text"))!;
  const { out } = await folder.slr("rate", "--explain", waiting.slice(0, 8));
  expect(out.replaceAll(/\s+/g, " ")).toContain(
    "The record is passed on from title/abstract and waiting at full text.",
  );
});

test("vectors of the reviewers go into the rating, the manifest and the lock", async () => {
  const folder = await example();
  const yaml = folder.read("slr.yaml");
  const { out: before } = await folder.slr("rate", "--explain", "257o2smx");
  const records = rowsOfRecords(folder.read("results/records.csv"));
  const vectors = records.map((_, at) => [at % 3, (at % 7) - 3, 1]);
  const lines = records.map((record, at) => JSON.stringify({ record, vector: vectors[at] }));
  folder.write("slr.yaml", `${yaml}\nrating: { vectors: vectors.jsonl }\n`);
  folder.write("vectors.jsonl", [...lines, '{"doi":"10.1/no","vector":[1,2,3]}', ""].join("\n"));
  const { code, err } = await folder.slr("screen");
  expect(code).toBe(1); // two entries cannot be read, on purpose
  expect(err.replace(/\s+/g, " ")).toContain("1 vector names no record of this review");
  expect(folder.read("results/manifest.json")).toContain('"vectors.jsonl"');
  const { out } = await folder.slr("rate", "--explain", "257o2smx");
  expect(out).toContain("(your vectors)");
  expect(out).not.toBe(before);

  folder.write("slr.yaml", `${yaml}\nrating: { vectors: vectors.parquet }\n`);
  const numbers = [0, 1, 2].map((at) => ({
    name: `${at}`,
    data: vectors.map((vector) => vector[at]!),
    type: "FLOAT" as const,
  }));
  const columnData = [{ name: "record", data: [...records], type: "STRING" as const }, ...numbers];
  folder.write("vectors.parquet", new Uint8Array(parquetWriteBuffer({ columnData })));
  expect((await folder.slr("rate", "--explain", "257o2smx")).out).toBe(out);

  folder.write("slr.yaml", `${yaml}\nrating: { vectors: no.jsonl }\n`);
  const missing = await folder.slr("rate");
  expect(missing.code).toBe(2);
  expect(missing.err).toContain("slr.yaml names the vectors no.jsonl, but there is no such file.");
});

function rowsOfRecords(csv: string): readonly string[] {
  return csv
    .split("\n")
    .slice(1)
    .map((line) => line.slice(0, 8))
    .filter((key) => /^[a-z0-9]{8}$/.test(key));
}
