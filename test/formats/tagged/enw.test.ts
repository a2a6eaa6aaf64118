import { describe, expect, test } from "vitest";
import type { BibRecord } from "../../../src/core/records/model.ts";
import { detectFormat } from "../../../src/formats/index.ts";
import { enw } from "../../../src/formats/tagged/enw.ts";
import { behavesLikeAFormat, readText } from "../contract.ts";
import { losesNoEntry } from "./tagged-laws.ts";

async function recordsOf(text: string): Promise<readonly BibRecord[]> {
  const { entries } = await readText(enw, text);
  return entries.map((entry) => {
    if (entry.kind !== "record") throw new Error("expected records");
    return entry.record;
  });
}

describe("ENW", () => {
  behavesLikeAFormat(enw, "fixtures/formats/enw");
  losesNoEntry(enw, {
    lines: ["%0 Book", "%T #", "%A #, A", "%X text", "wrapped", "", "%K word", "%D 2000", "%"],
    // Whether one opens a record depends on the lines before.
    opens: /(?!)/,
    identifies: /^%[TA]/,
  });

  test.each([
    ["a type first", "%0 Journal Article\n%T A\n", true],
    ["a title first", "%T A\n%A Doe, J.\n", true],
    ["an author first", "%A Doe, J.\n%T A\n", true],
    ["a line above", "exported by hand\n%0 Journal Article\n%T A\n", true],
    ["BibTeX behind a comment", "% This file\n@article{a, title={A}}\n", false],
    ["a table of percentages", "%,Title\n5,A\n", false],
  ])("recognizes %s: %j is %s", (_, head, expected) => {
    expect(enw.recognizes(head, { file: "a" })).toBe(expected);
  });

  test("bug 5 (asreview#602): ENW that is called .ris, with Greek letters, is read as what it is", async () => {
    const text = "%0 Journal Article\n%T Η γλώσσα\n%D 2016\n";
    expect(detectFormat(text, { file: "greek.ris" })?.id).toBe("enw");
    expect(await recordsOf(text)).toMatchObject([{ title: "Η γλώσσα", year: 2016 }]);
  });

  test("a type line always belongs to one record, with and without blank lines between", async () => {
    const titles = async (text: string) => (await recordsOf(text)).map(({ title }) => title);
    expect(await titles("%0 Book\n%T A\n%0 Book\n%T B\n")).toEqual(["A", "B"]);
    expect(await titles("%T A\n%0 Book\n\n%T B\n%0 Book\n")).toEqual(["A", "B"]);
    expect(await titles("%T A\n%D 2000\n%T B\n")).toEqual(["A", "B"]);
    expect(await titles("%T A\n%D 2000\n\n%0 Book\n%T B\n")).toEqual(["A", "B"]);
  });

  test.each([
    ["%R https://doi.org/10.9999/A.1", "10.9999/a.1"],
    ["%U http://dx.doi.org/10.9999/u", "10.9999/u"],
    ["%O 10.9999/o", "10.9999/o"],
    ["%O This comments on 10.9999/x", undefined],
    ["%X See 10.9999/x", undefined],
  ])("doi in %j", async (line, doi) => {
    expect((await recordsOf(`%0 Book\n%T A\n${line}`))[0]?.doi).toBe(doi);
  });

  test("an accession number is a PMID only where PubMed is named", async () => {
    const [named, unnamed] = await recordsOf(
      "%0 Book\n%T A\n%M 1234567\n%W NLM\n\n%0 Book\n%T B\n%M 1234567\n",
    );
    expect([named?.pmid, unnamed?.pmid]).toEqual(["1234567", undefined]);
  });
});
