import { expect, test } from "vitest";
import { type Fields, measure } from "./measured.ts";

test.each<[field: "doi" | "pmid" | "arxiv", feature: string]>([
  ["doi", "DOI: the same"],
  ["pmid", "PMID: the same"],
  ["arxiv", "arXiv id: the same"],
])("a %s is the same, another, or not known", (field, feature) => {
  const identified = (value: string): Fields => ({ [field]: value });
  expect(measure(identified("10.1/a"), identified("10.1/a"))(feature)).toBe(1);
  expect(measure(identified("10.1/a"), identified("10.1/b"))(feature)).toBe(-1);
  expect(measure(identified("10.1/a"), {})(feature)).toBe(0);
});

test("a misread DOI is like the other", () => {
  const value = measure(
    { doi: "10.1016/j.pain.2010.01.003" },
    { doi: "10.1016/j.pain.2010.01.030" },
  );
  expect(value("DOI: likeness letter by letter")).toBeGreaterThan(0.9);
});

test("a DOI of arXiv is an arXiv id and no DOI", () => {
  const value = measure({ doi: "10.48550/arxiv.1811.06965" }, { arxiv: "1811.06965" });
  expect(value("arXiv id: the same")).toBe(1);
  expect(value("DOI: the same")).toBe(0);
});

test("the DOI of a supplement stands over many titles", () => {
  const abstract = (title: string): Fields => ({ title, doi: "10.1/supplement" });
  const others = ["Sleep in mice", "Pain in rats"].map(abstract);
  const under = "DOI: titles that stand under it";
  expect(measure(abstract("Fear in fish"), abstract("Fear in fish"))(under)).toBe(1);
  expect(measure(abstract("Fear in fish"), abstract("Love in bees"), others)(under)).toBe(4);
  expect(measure(abstract("Fear in fish"), { title: "Fear in fish" }, others)(under)).toBe(0);
});

test("abstracts are as alike as their runs of words", () => {
  const text =
    "We split a giant network into stages that work on small batches one after another, which makes training of networks possible that no single accelerator can hold.";
  const share = "abstract: share of runs of words in both";
  expect(measure({ abstract: text }, { abstract: text.toUpperCase() })(share)).toBe(1);
  expect(
    measure({ abstract: text }, { abstract: text.split(" ").reverse().join(" ") })(share),
  ).toBe(0);
  expect(measure({ abstract: text }, { abstract: "No abstract." })(share)).toBe(-1);
});
