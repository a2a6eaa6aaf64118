import { expect, test } from "vitest";
import type { CheckedReview } from "../../../../src/core/checks/check.ts";
import { retracted } from "../../../../src/core/checks/included/retracted.ts";
import { DEFAULT_PROTOCOL } from "../../../../src/core/protocol/protocol.ts";
import type { Retraction } from "../../../../src/core/records/retraction.ts";
import { screenWithoutRating } from "../../../../src/core/review/review.ts";
import { exportOfText } from "../../../../src/formats/export-of-text.ts";
import { readRetractions } from "../../../../src/formats/review-files/retractions.ts";

/** What the check says of a review that includes every entry of an export. */
async function found(text: string, retractions: readonly Retraction[] = []) {
  const exports = [exportOfText({ path: "searches/a.txt", text })];
  const including = { by: "rules", perRecord: 1, reviewers: [], pilot: 0 } as const;
  const protocol = {
    ...DEFAULT_PROTOCOL,
    screening: { "title-abstract": including, "full-text": including },
  };
  const review = await screenWithoutRating({ protocol, exports });
  expect(review.results.included.length).toBeGreaterThan(0);
  const problems = retracted.find?.({ review, protocol, retractions } as unknown as CheckedReview);
  return (problems ?? []).map(({ code, message }) => `${code} ${message}`);
}

const ris = (title: string, more = "") =>
  `TY  - JOUR\nTI  - ${title}\nAU  - Writer, W.\nPY  - 2020\n${more}ER  - \n`;
const nbib = (more: string) =>
  `PMID- 31000001\nTI  - Statins after stroke in older adults\nFAU - Moreau, Claire\nDP  - 2016 Jan\n${more}\n`;
const TITLE = "Statins after stroke in older adults";

test.each([
  ["a title that publishers marked", ris(`RETRACTED: ${TITLE}`), "check/retracted"],
  ["a title that databases marked", ris(`${TITLE} (Retracted article)`), "check/retracted"],
  ["a notice of retraction", ris(`Retraction note: ${TITLE}`), "check/retracted"],
  [
    "an expression of concern",
    ris(`Expression of concern: ${TITLE}`),
    "check/expression-of-concern",
  ],
  ["an erratum", ris(`Erratum to: ${TITLE}`), "check/erratum"],
  [
    "a type of PubMed",
    nbib("PT  - Journal Article\nPT  - Retracted Publication"),
    "check/retracted",
  ],
  ["the type of a notice", nbib("PT  - Retraction of Publication"), "check/retracted"],
  ["the type of a correction", nbib("PT  - Published Erratum"), "check/erratum"],
  [
    "a link to its retraction",
    nbib("RIN - Stroke. 2018 Jan;1(1):1. PMID: 32000000"),
    "check/retracted",
  ],
  [
    "a link to a concern",
    nbib("ECI - Stroke. 2018 Jan;1(1):1. PMID: 32000000"),
    "check/expression-of-concern",
  ],
  [
    "a link to a correction",
    nbib("EIN - Stroke. 2018 Jan;1(1):1. PMID: 32000000"),
    "check/erratum",
  ],
  [
    "a link in PubMed's XML",
    `<?xml version="1.0" ?><!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle, 1st January 2024//EN" "https://dtd.nlm.nih.gov/ncbi/pubmed/out/pubmed_240101.dtd"><PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>31000001</PMID><Article><ArticleTitle>${TITLE}</ArticleTitle></Article><CommentsCorrectionsList><CommentsCorrections RefType="RetractionIn"><RefSource>Stroke. 2018</RefSource></CommentsCorrections></CommentsCorrectionsList></MedlineCitation></PubmedArticle></PubmedArticleSet>`,
    "check/retracted",
  ],
])("an included report is told by %s", async (_, text, code) => {
  const [first, ...more] = await found(text);
  expect(first).toContain(code);
  expect(more).toEqual([]);
});

test.each([
  ["studies retractions", ris("Retraction of papers: a survey of reasons in medicine")],
  ["is about errors", ris("Correcting for measurement error in surveys of diets")],
  ["is plain", nbib("PT  - Journal Article")],
])("a report that %s is no retraction", async (what, text) => {
  const problems = await found(text);
  // A title that begins like a notice is worth a look, whatever it turns out to be.
  expect(problems.length).toBe(what === "studies retractions" ? 1 : 0);
});

const HEADER =
  "Record ID,Title,RetractionDate,RetractionDOI,OriginalPaperDOI,OriginalPaperPubMedID,RetractionNature,Reason";
const list = (...rows: readonly string[]) =>
  readRetractions([HEADER, ...rows, ""].join("\n"), "retractions.csv");

test("retractions.csv is searched by DOI, by PMID, and by title where one side has neither", async () => {
  const { retractions, problems } = list(
    "1,Another,1/15/2024 0:00,10.1000/n,10.1000/STROKE,0,Retraction,+Error in Data;+Plagiarism;",
    "2,Another,1/15/2024 0:00,unavailable,unavailable,31000001,Expression of concern,",
    `3,${TITLE},1/15/2024 0:00,unavailable,unavailable,0,Correction,`,
  );
  expect(problems).toEqual([]);
  const byDoi = await found(ris(TITLE, "DO  - 10.1000/stroke\n"), retractions);
  expect(byDoi).toEqual([
    expect.stringContaining(
      "retractions.csv:2 has a retraction of it (1/15/2024; doi:10.1000/n; Error in Data; Plagiarism)",
    ),
    expect.stringContaining("check/erratum"),
  ]);
  expect(await found(nbib("PT  - Journal Article"), retractions)).toEqual([
    expect.stringContaining("retractions.csv:3 has an expression of concern of it"),
    expect.stringContaining("retractions.csv:4 has a correction of it"),
  ]);
  expect(await found(ris("A quite different title of a paper"), retractions)).toEqual([]);
});

test("a reinstatement is no retraction, and a retraction beside one says so", async () => {
  const row = (nature: string) => `1,Another,,,10.1000/stroke,0,${nature},`;
  const text = ris(TITLE, "DO  - 10.1000/stroke\n");
  expect(await found(text, list(row("Reinstatement")).retractions)).toEqual([]);
  const [said] = await found(text, list(row("Retraction"), row("Reinstatement")).retractions);
  expect(said).toContain("(reinstated in another row)");
});

test("what retractions.csv says in other words is a problem, and costs no other row", () => {
  expect(readRetractions("a,b\n1,2\n", "retractions.csv")).toMatchObject({
    retractions: [],
    problems: [{ code: "retractions/no-column", line: 1 }],
  });
  const { retractions, problems } = list(
    "1,x,,,10.1000/a,0,Perhaps,",
    "2,x,,,10.1000/b,0,Retraction,",
  );
  expect(retractions.map(({ doi }) => doi)).toEqual(["10.1000/b"]);
  expect(problems).toMatchObject([{ code: "retractions/bad-nature", line: 2 }]);
});
