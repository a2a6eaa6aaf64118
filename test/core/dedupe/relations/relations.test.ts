import { describe, expect, test } from "vitest";
import { classifyPair } from "../../../../src/core/dedupe/evidence.ts";
import {
  DEFAULT_POLICY,
  RELATIONS,
  type RelationName,
  relationOf,
} from "../../../../src/core/dedupe/relations/index.ts";
import { keysOf } from "../../records/records.ts";

type Fields = Parameters<typeof keysOf>[0];

const study = {
  title: "Early mobilisation after hip fracture: a randomised trial",
  authors: ["Novak, Petra", "Lindqvist, Arne"],
};
const article: Fields = {
  ...study,
  type: "article",
  year: 2021,
  venue: "Journal of Geriatric Surgery",
  volume: "14",
  issue: "3",
  pages: "201-209",
  doi: "10.1000/jgs.14.201",
};
/** The same without a DOI. */
const { doi: _, ...printed } = article;
const cochrane: Fields = {
  ...study,
  type: "review",
  venue: "Cochrane Database of Systematic Reviews",
};

const RELATED: readonly [RelationName, note: string, a: Fields, b: Fields, words: string][] = [
  [
    "preprint",
    "medRxiv and a journal",
    { ...study, year: 2020, type: "preprint", venue: "medRxiv", doi: "10.1101/2020.05.01.200001" },
    article,
    "a preprint and a published version",
  ],
  [
    "conference",
    "an abstract of a congress in a supplement",
    { ...study, year: 2020, venue: "Bone Reports", volume: "12", issue: "Suppl 1", pages: "S44" },
    article,
    "a conference version and a journal version",
  ],
  [
    "conference",
    "a paper in proceedings",
    { ...study, year: 2019, type: "conference paper", venue: "Proceedings of GeriTech 2019" },
    article,
    "a conference version and a journal version",
  ],
  [
    "thesis",
    "a dissertation",
    { ...study, year: 2019, type: "thesis", venue: "University of Graz" },
    article,
    "a thesis and what was published of it",
  ],
  [
    "registration",
    "a register entry whose number the article names",
    { ...study, venue: "https://clinicaltrials.gov/show/NCT01234567", year: 2018 },
    { ...article, accession: "NCT01234567" },
    "a register entry and a report of NCT01234567",
  ],
  [
    "update",
    "two versions by their DOIs",
    { ...cochrane, year: 2012, doi: "10.1002/14651858.cd001234.pub2" },
    { ...cochrane, year: 2018, doi: "10.1002/14651858.cd001234.pub4" },
    "versions 2 and 4 of CD001234",
  ],
  [
    "update",
    "the protocol's number alone is the first version",
    { ...cochrane, year: 2012, doi: "10.1002/14651858.cd001234" },
    { ...cochrane, year: 2018, doi: "10.1002/14651858.cd001234.pub2" },
    "versions 1 and 2 of CD001234",
  ],
  [
    "update",
    "two versions by their years",
    { ...cochrane, year: 2008, pages: "CD001234" },
    { ...cochrane, year: 2012, issue: "4" },
    "CD001234 as of 2008 and as of 2012",
  ],
  [
    "update",
    "two versions of a living preprint",
    { ...study, doi: "10.12688/f1000research.12345.1" },
    { ...study, doi: "10.12688/f1000research.12345.3" },
    "versions 1 and 3 of 10.12688/f1000research.12345",
  ],
  [
    "translation",
    "one article in two languages",
    { ...article, language: "de", venue: "Zeitschrift für Alterschirurgie", doi: "10.1000/za.1" },
    { ...article, language: "en" },
    "published in two languages (de, en)",
  ],
  [
    "translated-title",
    "a title that PubMed translated",
    { ...printed, title: "Frühmobilisation nach Hüftfraktur", language: "de" },
    { ...printed, title: "[Early mobilisation after hip fracture.]" },
    "the title as printed and its translation",
  ],
];

describe.each(RELATED)("%s: %s", (name, _, one, other, words) => {
  const [a, b] = [keysOf(one), keysOf(other)];
  const policy = (treatment: "separate" | "merge") => ({ ...DEFAULT_POLICY, [name]: treatment });

  test("is recognised from either side", () => {
    const found = { name, words, treatment: DEFAULT_POLICY[name] };
    expect([relationOf(a, b), relationOf(b, a)]).toEqual([found, found]);
  });

  test("kept separate the two are linked, merged they are duplicates", () => {
    expect(classifyPair(a, b, policy("separate"))).toMatchObject({
      kind: "linked",
      relation: name,
    });
    expect(classifyPair(a, b, policy("merge"))).toMatchObject({ kind: "duplicate" });
  });
});

const UNRELATED: readonly [note: string, a: Fields, b: Fields][] = [
  ["two records of one article", article, { ...article, title: "EARLY MOBILISATION" }],
  [
    "a conference paper that another database calls an article",
    { ...article, type: "conference paper" },
    article,
  ],
  [
    "a dissertation and its entry in Dissertation Abstracts",
    { ...study, type: "thesis", year: 2019 },
    { ...study, year: 2020, venue: "Dissertation Abstracts International", volume: "80" },
  ],
  [
    "a register entry and the report of another trial",
    { ...study, venue: "ClinicalTrials.gov", accession: "NCT01234567" },
    { ...article, accession: "NCT07654321" },
  ],
  [
    "one version of a Cochrane review in two databases",
    { ...cochrane, year: 2012, doi: "10.1002/14651858.cd001234.pub2" },
    { ...cochrane, year: 2013, doi: "10.1002/14651858.cd001234.pub2" },
  ],
  [
    "a Cochrane review whose version is known on one side only",
    { ...cochrane, doi: "10.1002/14651858.cd001234.pub2" },
    { ...cochrane, year: 2012, pages: "CD001234" },
  ],
  ["a preprint and an entry that says nothing", { ...study, type: "preprint" }, study],
  [
    "an article whose language two databases do not agree on",
    { ...article, language: "de" },
    { ...article, language: "en" },
  ],
  [
    "two titles on one page without a sign of translation",
    { ...article, title: "Crowdwork as a challenge" },
    { ...article, title: "Platform economies of care" },
  ],
];

test.each(UNRELATED)("no relation: %s", (_, a, b) => {
  expect(relationOf(keysOf(a), keysOf(b))).toBeUndefined();
});

test("of two relations the one that is kept separate decides", () => {
  const preprint = keysOf({ ...study, year: 2020, venue: "medRxiv", language: "en" });
  const published = keysOf({ ...article, language: "de" });
  const merged = { ...DEFAULT_POLICY, preprint: "merge" } as const;
  expect(relationOf(preprint, published)?.name).toBe("preprint");
  expect(relationOf(preprint, published, merged)).toMatchObject({
    name: "translation",
    treatment: "separate",
  });
});

test("by default only records of the same report are duplicates, as PRISMA 2020 has it", () => {
  expect(Object.entries(DEFAULT_POLICY).filter(([, treatment]) => treatment === "merge")).toEqual([
    ["translated-title", "merge"],
  ]);
  expect(new Set(RELATIONS.map(({ name }) => name)).size).toBe(RELATIONS.length);
});
