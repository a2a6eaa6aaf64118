import { expect, test } from "vitest";
import { exportOfText } from "../../../src/formats/export-of-text.ts";
import { referencesIn } from "../../../src/formats/references/index.ts";

/** The references in the entries of an export. */
async function referencesOf(text: string, path = "a.txt") {
  const found = [];
  for await (const { entries } of exportOfText({ path, text }).read())
    for (const entry of entries)
      if (entry.kind === "record") found.push(...referencesIn(entry.record));
  return found;
}

/** The same in an entry that has only this tag. */
const inTag = (tag: string, value: string) => referencesIn({ original: [[tag, value]] });

test("Web of Science: author, year, journal, volume, page and DOI, a reference on each line", async () => {
  const references = await referencesOf(
    "FN Clarivate Analytics Web of Science\nVR 1.0\nPT J\nAU Doe, J\nTI A title of an article\nCR Finn RS, 2016, J CLIN ONCOL, V34, P507, DOI 10.1000/JCO.1\n   [Anonymous], 2020, BREAST CANC\n   Burt R. S., 1992, STRUCTURAL HOLES SOC\nER\n\nEF\n",
  );
  expect(references).toMatchObject([
    {
      authors: [{ family: "Finn", given: "RS" }],
      year: 2016,
      venue: "J CLIN ONCOL",
      volume: "34",
      pages: "507",
      doi: "10.1000/jco.1",
      titles: [],
    },
    { authors: [], year: 2020, venue: "BREAST CANC" },
    { authors: [{ family: "Burt", given: "R. S." }], year: 1992 },
  ]);
});

test("Web of Science in a table and in BibTeX separates references by `;` and by lines", () => {
  expect(inTag("CR", "Ahuja G, 2000, A, V45, P425; Almeida P, 2003, B, V32, P301")).toHaveLength(2);
  expect(
    referencesIn({
      original: [
        ["@article", "x"],
        [
          "Cited-References",
          "{Ahuja G, 2000, A, V45, P425, DOI 10.1000/a\\_b.\n   Abran A., 2004, C.}",
        ],
      ],
    }),
  ).toMatchObject([{ doi: "10.1000/a_b" }, { authors: [{ family: "Abran" }], venue: "C" }]);
});

test("Web of Science: of two DOIs none counts, one DOI in two spellings does", () => {
  const doiOf = (list: string) => inTag("CR", `OECD, 2019, GOOD GOV, DOI ${list}`)[0]?.doi;
  expect(doiOf("[10.1000/a, DOI 10.1000/b]")).toBeUndefined();
  expect(doiOf("[10.1000/a, DOI 10.1000/A]")).toBe("10.1000/a");
});

test("Web of Science writes arXiv ids without their point", () => {
  expect(inTag("CR", "Shoeybi M, 2019, ARXIV190908053")[0]?.arxiv).toBe("1909.08053");
});

test("Scopus to 2022: the year stands between title and journal", () => {
  const references = inTag(
    "References",
    "Abbott, B.D., Wood, C.R., Effects of an acid, in mice (2012) Reprod. Toxicol., 33 (2), pp. 491-505; Higgins, J., (2011) Cochrane Handbook for Systematic Reviews, , Version 5",
  );
  expect(references).toMatchObject([
    {
      authors: [{ family: "Abbott" }, { family: "Wood", given: "C.R." }],
      titles: ["Effects of an acid, in mice"],
      year: 2012,
      venue: "Reprod. Toxicol.",
      volume: "33",
      issue: "2",
      pages: "491-505",
    },
    { titles: ["Cochrane Handbook for Systematic Reviews"], year: 2011 },
  ]);
});

test("Scopus from 2023 on: the year stands last, and commas leave the end of the title open", () => {
  const [reference] = inTag(
    "References",
    "Hone D.W., Et al., Evaluating the ecology, in brief: a study, Palaeontol. Electron., 24, 3, pp. 1-9, (2021)",
  );
  expect(reference).toMatchObject({
    authors: [{ family: "Hone", given: "D.W." }],
    year: 2021,
    volume: "24",
    issue: "3",
    pages: "1-9",
  });
  expect(reference?.titles[0]).toBe("Evaluating the ecology, in brief: a study");
  expect(reference?.titles).toContain("Evaluating the ecology");
});

test("Scopus from 2024 on separates authors by `;`, too", () => {
  const references = inTag(
    "References",
    "Schilit B.; Adams N.; Want R., Context-aware computing applications, Proceedings of a workshop, (1994); Dey A.K., Understanding and using context, (2001)",
  );
  expect(references).toMatchObject([
    { authors: [{ family: "Schilit" }, { family: "Adams" }, { family: "Want" }], year: 1994 },
    { titles: ["Understanding and using context"], year: 2001 },
  ]);
});

test("Scopus in RIS has them in a note", () => {
  expect(
    inTag(
      "N1",
      "References: Lack, D., The significance (1947) Ibis, 89;\nBolton, M., Of gulls (1993) Can. J., 71",
    ),
  ).toHaveLength(2);
  expect(inTag("N1", "Cited By :5")).toEqual([]);
});

test("The Lens and OpenAlex give ids of their own", () => {
  expect(inTag("References", "001-292-833-536-007; 003-518-132-806-67X")).toMatchObject([
    { accession: "001-292-833-536-007" },
    { accession: "003-518-132-806-67X" },
  ]);
  const openalex = [
    { accession: "HTTPS://OPENALEX.ORG/W19" },
    { accession: "HTTPS://OPENALEX.ORG/W2" },
  ];
  expect(
    inTag("referenced_works", "https://openalex.org/W19|https://openalex.org/W2"),
  ).toMatchObject(openalex);
  expect(
    inTag("referenced_works", '["https://openalex.org/W19","https://openalex.org/W2"]'),
  ).toMatchObject(openalex);
});

test("Crossref gives parts, or the reference as it was printed", () => {
  const list = [
    {
      key: "1",
      DOI: "10.1000/A",
      author: "H Bastian",
      year: "2010",
      "journal-title": "PLoS Med",
      volume: "7",
      "first-page": "e1",
      "article-title": "Seventy-five trials",
    },
    {
      key: "2",
      unstructured:
        "Cohen A. Optimizing feature representation for work. AMIA Annu Symp Proc. 2008;121–5.",
    },
  ];
  expect(inTag("reference", JSON.stringify(list))).toMatchObject([
    {
      doi: "10.1000/a",
      authors: [{ family: "Bastian" }],
      year: 2010,
      titles: ["Seventy-five trials"],
      pages: "e1",
    },
    { year: 2008, titles: expect.arrayContaining(["Optimizing feature representation for work"]) },
  ]);
  expect(inTag("reference", "[{broken")).toEqual([]);
});

test("PubMed's XML gives a citation and its ids", async () => {
  const references = await referencesOf(
    `<?xml version="1.0"?><PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>1</PMID><Article><ArticleTitle>A title</ArticleTitle></Article></MedlineCitation><PubmedData><ReferenceList><Reference><Citation>BMJ. 2017 Sep 21;358:j4008</Citation><ArticleIdList><ArticleId IdType="pubmed">28935701</ArticleId><ArticleId IdType="doi">10.1136/BMJ.J4008</ArticleId></ArticleIdList></Reference><Reference><Citation>Doe J, Roe B. A study of many things. J Med. 2001;3(2):11-9</Citation></Reference></ReferenceList></PubmedData></PubmedArticle></PubmedArticleSet>`,
    "a.xml",
  );
  expect(references).toMatchObject([
    {
      pmid: "28935701",
      doi: "10.1136/bmj.j4008",
      year: 2017,
      volume: "358",
      pages: "j4008",
      titles: [],
      authors: [],
    },
    {
      authors: [{ family: "Doe" }],
      titles: expect.arrayContaining(["A study of many things"]),
      volume: "3",
      pages: "11-9",
    },
  ]);
});

test("an entry without references has none, whatever its tags are called", () => {
  expect(
    referencesIn({
      original: [
        ["reference-count", "3"],
        ["TI", "References: a history"],
        ["references", ""],
      ],
    }),
  ).toEqual([]);
});

test("what only looks like a list of Web of Science is none", () => {
  expect(inTag("CR", "Copyright 2020, The Authors")).toEqual([]);
  expect(inTag("Cited references", "[Moed, HF]|Citation analysis|2005|10.1000/a")).toEqual([]);
});
