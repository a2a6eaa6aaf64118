import { expect, test } from "vitest";
import { classifyPair } from "../../../src/core/dedupe/evidence.ts";
import { keysOf } from "../records/records.ts";

type Fields = Parameters<typeof keysOf>[0];
const judge = (a: Fields, b: Fields) => classifyPair(keysOf(a), keysOf(b));

const gpipe: Fields = {
  title: "GPipe: Efficient Training of Giant Neural Networks using Pipeline Parallelism",
  authors: ["Huang, Yanping", "Cheng, Youlong"],
  year: 2019,
};

const inIssue: Fields = {
  ...gpipe,
  authors: ["Huang, Yanping", "Cheng, Youlong", "Bapna, Ankur"],
  venue: "Machine Learning",
  volume: "12",
  issue: "3",
  pages: "103-112",
};

const { issue: _, ...online } = inIssue;

const CASES: readonly [note: string, a: Fields, b: Fields, kind: string][] = [
  ["the same DOI and title", { ...gpipe, doi: "10.1/a" }, { ...gpipe, doi: "10.1/a" }, "duplicate"],
  [
    "the same DOI, the subtitle dropped",
    { ...gpipe, doi: "10.1/a" },
    { title: "GPipe: Efficient Training of Giant Neural Networks", doi: "10.1/a" },
    "duplicate",
  ],
  [
    "the same DOI over two abstracts of a supplement",
    { title: "Sparse attention in radiology", authors: ["Abel, A."], doi: "10.1/s1" },
    { title: "Dense retrieval for cardiology", authors: ["Zorn, Z."], doi: "10.1/s1" },
    "distinct",
  ],
  [
    "the same DOI, no title on one side",
    { doi: "10.1/a" },
    { ...gpipe, doi: "10.1/a" },
    "possible",
  ],
  [
    "the same DOI, title, authors and volume, with a number of pages for the page",
    { ...inIssue, pages: "11", doi: "10.1/a" },
    { ...online, pages: "106482", doi: "10.1/a" },
    "duplicate",
  ],
  ["the same PMID and title", { ...gpipe, pmid: "1" }, { ...gpipe, pmid: "1" }, "duplicate"],
  [
    "the same arXiv id and title",
    { ...gpipe, arxiv: "1811.06965" },
    { ...gpipe, arxiv: "1811.06965" },
    "duplicate",
  ],
  [
    "the same title, year and authors",
    gpipe,
    { ...gpipe, authors: ["Y. Huang", "Y. Cheng"] },
    "duplicate",
  ],
  ["the same title by others", gpipe, { ...gpipe, authors: ["Novak, N."] }, "distinct"],
  ["the same title, three years apart", gpipe, { ...gpipe, year: 2022 }, "distinct"],
  [
    "the same title, a year and the venue missing",
    gpipe,
    { title: gpipe.title!, authors: ["Huang, Y."] },
    "possible",
  ],
  ["only the title is there", { title: gpipe.title! }, { title: gpipe.title! }, "possible"],
  [
    "the same title, other DOIs",
    { ...gpipe, doi: "10.1/a" },
    { ...gpipe, doi: "10.1/b" },
    "possible",
  ],
  [
    "a preprint and its published version",
    { ...gpipe, arxiv: "1811.06965", venue: "arXiv" },
    { ...gpipe, venue: "Advances in Neural Information Processing Systems" },
    "linked",
  ],
  [
    "parts I and II",
    { ...gpipe, title: "Efficient inference of transformers, Part I: theory" },
    { ...gpipe, title: "Efficient inference of transformers, Part II: theory" },
    "distinct",
  ],
  [
    "FlashAttention and FlashAttention-2",
    { ...gpipe, title: "FlashAttention: fast exact attention with better work partitioning" },
    { ...gpipe, title: "FlashAttention-2: fast exact attention with better work partitioning" },
    "possible",
  ],
  ["an erratum", gpipe, { ...gpipe, title: `Erratum: ${gpipe.title}` }, "distinct"],
  ["a reply", gpipe, { ...gpipe, title: `Reply to: ${gpipe.title}` }, "distinct"],
  ["a notice of retraction", gpipe, { ...gpipe, title: `Retraction: ${gpipe.title}` }, "distinct"],
  [
    "a report that was retracted",
    { ...gpipe, doi: "10.1/a" },
    { ...gpipe, doi: "10.1/a", title: `Retracted: ${gpipe.title}` },
    "duplicate",
  ],
  [
    "an editorial in each issue of a volume",
    {
      title: "Editorial",
      authors: ["Lee, A."],
      year: 2000,
      venue: "MISQ",
      volume: "24",
      issue: "1",
    },
    {
      title: "Editorial",
      authors: ["Lee, A."],
      year: 2000,
      venue: "MISQ",
      volume: "24",
      issue: "2",
    },
    "distinct",
  ],
  [
    "a title in two languages on one page",
    {
      title: "Crowdworking als Herausforderung",
      authors: ["Greef, S."],
      year: 2020,
      volume: "27",
      pages: "205-226",
    },
    {
      title: "Platform economy as a challenge",
      authors: ["Greef, S."],
      year: 2020,
      volume: "27",
      pages: "205-226",
    },
    "duplicate",
  ],
  [
    "two translations of one title on the same pages",
    {
      title: "Antibiotic prophylaxis in surgery of the lung. A blind study of two drugs",
      authors: ["Train, M."],
      year: 1994,
      volume: "13",
      pages: "280-284",
    },
    {
      title:
        "[Comparison of two drugs in the prevention of infections in lung surgery. A blind study]",
      authors: ["Train, M."],
      year: 1994,
      volume: "13",
      pages: "280-284",
    },
    "duplicate",
  ],
  ["one issue, a year misread", inIssue, { ...inIssue, year: 2018 }, "duplicate"],
  ["one issue, a page misread", inIssue, { ...inIssue, pages: "303-312" }, "duplicate"],
  [
    "one issue, two characters of the DOI changed places",
    { ...inIssue, doi: "10.1/16526" },
    { ...inIssue, doi: "10.1/16256" },
    "duplicate",
  ],
  [
    "two pages of one supplement",
    { ...inIssue, issue: "Suppl 1", pages: "S12" },
    { ...inIssue, issue: "Suppl 1", pages: "S78" },
    "possible",
  ],
  [
    "the number online and the pages in print",
    { ...online, pages: "a1754" },
    { ...online, pages: "969-972" },
    "duplicate",
  ],
  [
    "a misprint in the title, the same page",
    { ...gpipe, volume: "32", pages: "103-112" },
    {
      ...gpipe,
      title: "GPipe: Eficient Training of Giant Neural Network using Pipeline Paralelism",
      volume: "32",
      pages: "103-12",
    },
    "duplicate",
  ],
];

test.each(CASES)("%s: %#", (_, a, b, kind) => {
  expect(judge(a, b).kind).toBe(kind);
  expect(judge(b, a)).toEqual(judge(a, b));
});

test("every merge and every doubt names its evidence", () => {
  expect(judge({ ...gpipe, doi: "10.1/a" }, { ...gpipe, doi: "10.1/a" })).toMatchObject({
    rule: "same DOI, title, authors and year",
  });
  expect(judge({ ...gpipe, doi: "10.1/a" }, { ...gpipe, doi: "10.1/b" })).toMatchObject({
    rule: "same title, authors and year; other DOI",
  });
});
