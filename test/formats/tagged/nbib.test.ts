import { describe, expect, test } from "vitest";
import type { BibRecord } from "../../../src/core/records/model.ts";
import { nbib } from "../../../src/formats/tagged/nbib.ts";
import { behavesLikeAFormat, readText } from "../contract.ts";
import { losesNoEntry } from "./tagged-laws.ts";

async function recordOf(...lines: readonly string[]): Promise<BibRecord> {
  const { entries } = await readText(nbib, ["PMID- 1", "TI  - T", ...lines].join("\n"));
  const [entry] = entries;
  if (entries.length !== 1 || entry?.kind !== "record") throw new Error("expected one record");
  return entry.record;
}

describe("NBIB", () => {
  behavesLikeAFormat(nbib, "fixtures/formats/nbib");
  losesNoEntry(nbib, {
    lines: [
      "PMID- 1",
      "TI  - #",
      "FAU - #, A",
      "AB  - text",
      "      wrapped",
      "CONCLUSIONS: none",
      "",
      "PMC - PMC1",
      "OWN - ERIC",
      "STAT- x",
    ],
    // Whether one opens a record depends on the lines before.
    opens: /(?!)/,
    identifies: /^(?:TI|FAU)/,
  });

  test.each([
    ["PubMed's first line", "\nPMID- 30776994\nOWN - NLM\n", true],
    ["PubMed Central's", "PMC - PMC6055010\nPMID- 30042925\n", true],
    ["ERIC's", "OWN - ERIC\nTI  - A\n", true],
    ["text above, and lone CR", "Format: PubMed\rPMID- 1\r", true],
    ["the tag of APA's RIS", "TY  - JOUR\nPMID  - 33355555\nER  - ", false],
    ["RIS that quotes it", "TY  - JOUR\nAB  - a\nPMID- 1\nER  - ", false],
    ["a list of PMIDs", "30776994\n30776995\n", false],
    ["an abstract as text", "1. J Gait. 2020.\n\nPMID: 12345678\n", false],
  ])("recognizes %s: %j is %s", (_, head, expected) => {
    expect(nbib.recognizes(head, { file: "a" })).toBe(expected);
  });

  test("bug 7 (asreview#871): a PubMed .txt with Greek letters is no encoding error", async () => {
    const { entries, problems } = await readText(nbib, "PMID- 1\nTI  - TNF-α\nAB  - Σ\n", "a.txt");
    expect(entries.map((e) => e.kind === "record" && e.record.title)).toEqual(["TNF-α"]);
    expect(problems).toEqual([]);
  });

  test("bug 17 (revtools#30): a wrapped `CONCLUSIONS:` stays in the abstract", async () => {
    const { abstract, title } = await recordOf(
      "AB  - Methods.",
      "CONCLUSIONS: it works.",
      "JT  - J",
    );
    expect([abstract, title]).toEqual(["Methods. CONCLUSIONS: it works.", "T"]);
  });

  test("bug 18 (revtools#37): the last record needs no end, and neither does the only one", async () => {
    const { entries, problems } = await readText(nbib, "PMID- 1\nTI  - A\n\nPMID- 2\nTI  - B");
    expect(entries.map(({ line }) => line)).toEqual([1, 4]);
    expect(problems).toEqual([]);
  });

  test("PMC stands after PMID in PubMed and before it in PubMed Central", async () => {
    const families = async (text: string) =>
      (await readText(nbib, text)).entries.map(
        (e) => e.kind === "record" && [e.record.pmid, e.record.pmcid],
      );
    const pubmed = "PMID- 1\nTI  - A\nPMC - PMC1\nAU  - B\n\nPMID- 2\nTI  - C\nPMC - PMC2\n";
    expect(await families(pubmed)).toEqual([
      ["1", "PMC1"],
      ["2", "PMC2"],
    ]);
    const central = "PMC - PMC1\nPMID- 1\nTI  - A\nPMC - PMC2\nPMID- 2\nTI  - C\n";
    expect(await families(central)).toEqual([
      ["1", "PMC1"],
      ["2", "PMC2"],
    ]);
  });

  test.each([
    [
      ["FAU - Doe, Jane", "AU  - Doe J", "FAU - Roe, Al", "AU  - Roe A"],
      ["Doe, Jane", "Roe, Al"],
    ],
    [
      ["AU  - Doe J", "AU  - Roe A"],
      ["Doe, J", "Roe, A"],
    ],
    [
      ["FAU - Doe, Jane", "AU  - Doe J", "AU  - Roe A"],
      ["Doe, Jane", "Roe, A"],
    ],
    [
      ["CN  - Study Group, The", "FAU - Doe, Jane", "AU  - Doe J"],
      ["Study Group, The", "Doe, Jane"],
    ],
    [["FED - Poe, Ann", "ED  - Poe A"], ["Poe, Ann"]],
  ])("authors of %j", async (lines, names) => {
    const { authors } = await recordOf(...lines);
    const written = authors.map(({ family, given }) =>
      given === undefined ? family : `${family}, ${given}`,
    );
    expect(written).toEqual(names);
  });

  test.each([
    [["PT  - Journal Article", "PT  - Clinical Trial"], "article"],
    [["PT  - Clinical Trial, Phase II"], "article"],
    [["PT  - Journal Article", "PT  - Systematic Review"], "review"],
    [["PT  - Journal Article", "PT  - Published Erratum"], "erratum"],
    [["PT  - Retracted Publication", "PT  - Journal Article"], "article"],
    [["PT  - Retraction of Publication"], "retraction"],
    [["PT  - Comment", "PT  - Editorial"], "editorial"],
    [["PT  - Research Support, Non-U.S. Gov't"], undefined],
  ])("type of %j", async (lines, type) => {
    expect((await recordOf(...lines)).type).toBe(type);
  });

  test.each([
    [["AID - 10.9999/pii [pii]", "LID - 10.9999/doi [doi]"], "10.9999/doi"],
    [["AID - S1234 [pii]"], undefined],
    [["SO  - J. 2020;1:2. doi: 10.9999/so.1. Epub 2019."], "10.9999/so.1"],
    [["CIN - J. 2020;1:2. doi: 10.9999/comment"], undefined],
  ])("doi of %j", async (lines, doi) => {
    expect((await recordOf(...lines)).doi).toBe(doi);
  });

  test("mesh keeps qualifiers and loses stars", async () => {
    const { mesh } = await recordOf("MH  - *Stroke/*therapy/diagnosis", "MH  - Aged", "MH  - Aged");
    expect(mesh).toEqual(["Stroke/therapy/diagnosis", "Aged"]);
  });

  test("a MEDLINE-like text of nobody in particular has no database", async () => {
    const { entries } = await readText(nbib, "TI  - A\nOWN - PIP\n");
    expect(entries.map((e) => e.kind === "record" && e.attribution)).toEqual([{}]);
  });
});
