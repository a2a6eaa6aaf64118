import { describe, expect, test } from "vitest";
import { DEFAULT_POLICY } from "../../../src/core/dedupe/relations/index.ts";
import { tabulate } from "../../../src/core/dedupe/table.ts";
import { trainedPairTrees } from "../../../src/core/dedupe/trees.ts";
import { createPairClassifier } from "../../../src/core/dedupe/verdict.ts";
import { vetoOf } from "../../../src/core/dedupe/vetoes.ts";
import { keysOf } from "../records/records.ts";
import { type Fields, measureKeys } from "./comparisons/measured.ts";

type Pair = readonly [a: Fields, b: Fields, ...others: readonly Fields[]];

function vetoOn([a, b, ...others]: Pair) {
  const [x, y] = [keysOf(a), keysOf(b)];
  const among = others.map(keysOf);
  const veto = vetoOf(measureKeys(x, y, among), x, y);
  expect(vetoOf(measureKeys(y, x, among), y, x)).toBe(veto);
  return veto;
}

function verdictOn([a, b, ...others]: Pair) {
  const table = tabulate([a, b, ...others].map(keysOf));
  return createPairClassifier(table, DEFAULT_POLICY, trainedPairTrees()).verdict(0, 1);
}

const TITLE = "Training of giant neural networks on many accelerators";
const report: Fields = {
  title: TITLE,
  authors: ["Huang, Y.", "Cheng, Y."],
  year: 2019,
  venue: "Machine Learning",
  volume: "12",
  issue: "3",
  pages: "103-112",
};
const elsewhere: Fields = { ...report, volume: "13", issue: "1", pages: "77-80" };
const without = (fields: Fields, ...names: (keyof Fields)[]): Fields =>
  Object.fromEntries(
    Object.entries(fields).filter(([name]) => !names.includes(name as keyof Fields)),
  );
const placeless = without(report, "volume", "issue", "pages");

const column: Fields = { ...placeless, title: "Trends in the intelligent use of agents" };

/** A pair that the veto stops, and one that is near to it and that no veto stops. */
const VETOES: Readonly<
  Record<string, readonly { readonly note: string; readonly stops: Pair; readonly near: Pair }[]>
> = {
  notice: [
    ...["Erratum: ", "Retraction: ", "Reply to: ", "Comment on: "].map((notice) => ({
      note: notice,
      stops: [report, { ...elsewhere, title: notice + TITLE }] as const,
      near: [
        { ...report, title: notice + TITLE },
        { ...report, title: notice + TITLE },
      ] as const,
    })),
    {
      note: "what Web of Science calls a correction",
      stops: [placeless, { ...placeless, title: `${TITLE} (vol 12, pg 103, 2019)` }],
      near: [placeless, { ...placeless, title: `${TITLE} [Erratum appears in Mach Learn. 2019]` }],
    },
    {
      note: "the editor's introduction",
      stops: [placeless, { ...placeless, title: `${TITLE}: guest editors' introduction` }],
      near: [placeless, { ...placeless, title: `${TITLE}: introduction` }],
    },
    {
      note: "a protocol",
      stops: [report, { ...elsewhere, title: `${TITLE}: study protocol` }],
      near: [report, { ...report, title: `${TITLE}: study report` }],
    },
    {
      note: "a part",
      stops: [report, { ...elsewhere, title: `${TITLE}, part one` }],
      near: [
        { ...report, title: `${TITLE}, part one` },
        { ...report, title: `${TITLE} part one` },
      ],
    },
    {
      note: "a marker that one database leaves out",
      stops: [
        { ...report, title: `${TITLE} and of many other things (correction)` },
        { ...elsewhere, title: `${TITLE} and of many other things` },
      ],
      near: [
        { ...report, title: `${TITLE} and of many other things (comment)` },
        { ...report, title: `${TITLE} and of many other things` },
      ],
    },
  ],
  numbers: [
    {
      note: "the reports of two years",
      stops: [
        { ...report, title: "Surveillance of influenza in 2018" },
        { ...elsewhere, title: "Surveillance of influenza in 2019" },
      ],
      near: [
        { ...report, title: "Surveillance of influenza in 2018" },
        { ...report, title: "Surveillance of influenza in 2019" },
      ],
    },
    {
      note: "two phases",
      stops: [
        { ...placeless, title: "Phase II trial of lixisenatide in diabetes" },
        { ...placeless, title: "Phase III trial of lixisenatide in diabetes" },
      ],
      near: [
        { ...placeless, title: "Phase II trial of lixisenatide in diabetes" },
        { ...placeless, title: "Phase 2 trial of lixisenatide in diabetes" },
      ],
    },
  ],
  "number-on-one-side": [
    {
      note: "a system and its second version",
      stops: [
        { ...placeless, title: "FlashAttention: fast exact attention" },
        { ...placeless, title: "FlashAttention-2: fast exact attention" },
      ],
      near: [
        { ...report, title: "FlashAttention: fast exact attention" },
        { ...report, title: "FlashAttention-2: fast exact attention" },
      ],
    },
  ],
  registrations: [
    {
      note: "two trials of one sponsor",
      stops: [
        { ...placeless, accession: "NCT01888881" },
        { ...placeless, accession: "NCT01888882" },
      ],
      near: [
        { ...placeless, accession: "NCT01888881" },
        { ...placeless, accession: "NCT01888881" },
      ],
    },
    {
      note: "one of two registrations in common",
      stops: [
        { ...placeless, accession: "NCT01888881" },
        { ...placeless, accession: "ISRCTN12345678" },
      ],
      near: [
        { ...placeless, accession: "NCT01888881; ISRCTN12345678" },
        { ...placeless, accession: "ISRCTN12345678" },
      ],
    },
    {
      note: "a registration on one side only",
      stops: [
        { ...report, accession: "NCT01888881" },
        { ...report, accession: "NCT01888882" },
      ],
      near: [report, { ...report, accession: "NCT01888882" }],
    },
  ],
  pmid: [
    {
      note: "two records of PubMed",
      stops: [
        { ...report, pmid: "31234567" },
        { ...report, pmid: "31234568" },
      ],
      near: [{ ...report, pmid: "31234567" }, report],
    },
  ],
  "generic-title-elsewhere": [
    {
      note: "an editorial in each issue",
      stops: [
        { ...report, title: "Editorial" },
        { ...elsewhere, title: "Editorial" },
      ],
      near: [
        { ...report, title: "Editorial" },
        { ...report, title: "Editorial" },
      ],
    },
  ],
  "generic-title": [
    {
      note: "chapters of two books on the same pages",
      stops: [
        {
          title: "Introduction",
          authors: ["Huang, Y."],
          year: 2019,
          venue: "Handbook of sleep",
          pages: "1-12",
        },
        {
          title: "Introduction",
          authors: ["Huang, Y."],
          year: 2019,
          venue: "Crowds in cities",
          pages: "1-12",
        },
      ],
      near: [
        {
          title: "Introduction",
          authors: ["Huang, Y."],
          year: 2019,
          venue: "Handbook of sleep",
          pages: "1-12",
        },
        {
          title: "Introduction",
          authors: ["Huang, Y."],
          year: 2019,
          venue: "Handbook of sleep",
          pages: "1-12",
        },
      ],
    },
    {
      note: "a column that fills the same pages in issues of two years",
      stops: [
        { ...placeless, title: "Editorial introduction", authors: ["Huang, Y."], pages: "5-10" },
        {
          ...without(report, "year", "volume"),
          title: "Editorial introduction",
          authors: ["Huang, Y."],
          pages: "5-10",
        },
      ],
      near: [
        { ...placeless, title: "Editorial introduction", authors: ["Huang, Y."], pages: "5-10" },
        { ...placeless, title: "Editorial introduction", authors: ["Huang, Y."], pages: "5-10" },
      ],
    },
    {
      note: "two words over one author",
      stops: [
        { ...placeless, title: "Industry perspectives", authors: ["Huang, Y."] },
        { ...placeless, title: "Industry perspective", authors: ["Huang, Y."] },
      ],
      near: [
        { ...report, title: "Industry perspectives", authors: ["Huang, Y."] },
        { ...report, title: "Industry perspective", authors: ["Huang, Y."] },
      ],
    },
    {
      note: "three words over one author in two years",
      stops: [
        { ...placeless, title: "Trade press news", authors: ["Huang, Y."] },
        { ...placeless, title: "Trade press news", authors: ["Huang, Y."] },
        { ...placeless, title: "Trade press news", authors: ["Huang, Y."], year: 2018 },
      ],
      near: [
        { ...placeless, title: "Trade press news", authors: ["Huang, Y."] },
        { ...placeless, title: "Trade press news", authors: ["Huang, Y."] },
      ],
    },
    {
      note: "a column of which the place is not known",
      stops: [
        { ...column, authors: ["Huang, Y."] },
        { ...column, authors: ["Huang, Y."] },
        ...[2001, 2002, 2003].map((year) => ({
          title: "Trends in the intelligent use of agents",
          year,
        })),
      ],
      near: [
        { ...column, authors: ["Huang, Y."] },
        { ...column, authors: ["Huang, Y."] },
      ],
    },
  ],
  "little-known": [
    {
      note: "a title and a year",
      stops: [
        { title: TITLE, year: 2019 },
        { title: TITLE, year: 2019 },
      ],
      near: [
        { title: TITLE, year: 2019, authors: ["Huang, Y."] },
        { title: TITLE, year: 2019, authors: ["Huang, Y."] },
      ],
    },
    {
      note: "a title alone",
      stops: [{ title: TITLE }, { title: TITLE }],
      near: [
        { title: TITLE, doi: "10.1/a" },
        { title: TITLE, doi: "10.1/a" },
      ],
    },
    {
      note: "everything but the title",
      stops: [
        { ...without(report, "title"), pages: "103" },
        { ...report, pages: "103" },
      ],
      near: [
        { ...without(report, "title"), pages: "103", doi: "10.1/a" },
        { ...report, pages: "103", doi: "10.1/a" },
      ],
    },
    {
      note: "everything but the title, letters that begin on one page",
      stops: [{ ...without(report, "title"), pages: "103" }, report],
      near: [without(report, "title"), report],
    },
  ],
  "whole-supplement": [
    {
      note: "the pages of all abstracts",
      stops: [
        {
          ...report,
          title: "Effect of lorvotinib on relapse in dependence: results",
          pages: "S314-S446",
          doi: "10.1/s",
        },
        {
          ...report,
          title: "Effect of baclotinib on relapse in dependence: results",
          pages: "S314-S446",
          doi: "10.1/s",
        },
      ],
      near: [
        {
          ...report,
          title: "Effect of lorvotinib on relapse in dependence: results",
          pages: "S314-S446",
          doi: "10.1/s",
        },
        {
          ...report,
          title: "Effect of lorvotinb on relapse in dependence - results",
          pages: "S314-S446",
          doi: "10.1/s",
        },
      ],
    },
    {
      note: "the pages of one abstract",
      stops: [
        {
          ...report,
          title: "Effect of lorvotinib on relapse in dependence: results",
          pages: "S314-S344",
          doi: "10.1/s",
        },
        {
          ...report,
          title: "Effect of baclotinib on relapse in dependence: results",
          pages: "S314-S344",
          doi: "10.1/s",
        },
      ],
      near: [
        {
          ...report,
          title: "Effect of lorvotinib on relapse in dependence: results",
          pages: "S314-S315",
          doi: "10.1/s",
        },
        {
          ...report,
          title: "Effect of lorvotinib on relapse in dependence",
          pages: "S314-S315",
          doi: "10.1/s",
        },
      ],
    },
    {
      note: "a long report in no supplement",
      stops: [
        {
          ...report,
          title: "Effect of lorvotinib on relapse in dependence: results",
          pages: "S1-S90",
          doi: "10.1/s",
        },
        {
          ...report,
          title: "Effect of baclotinib on relapse in dependence: results",
          pages: "S1-S90",
          doi: "10.1/s",
        },
      ],
      near: [
        {
          ...report,
          title: "Effect of lorvotinib on relapse in dependence: results",
          pages: "1-90",
          doi: "10.1/s",
        },
        {
          ...report,
          title: "Effect of lorvotinib on relapse in dependence",
          pages: "1-90",
          doi: "10.1/s",
        },
      ],
    },
  ],
  "shared-doi": [
    {
      note: "two abstracts on two pages",
      stops: [
        { ...report, title: "Sleep of mice under light", pages: "S12", doi: "10.1/s" },
        { ...report, title: "Fear of fish in the dark", pages: "S90", doi: "10.1/s" },
      ],
      near: [
        { ...report, title: "Sleep of mice under light", pages: "S12", doi: "10.1/s" },
        { ...report, title: "Sleep of mice under the light", pages: "S90", doi: "10.1/s" },
      ],
    },
    {
      note: "many titles under one DOI",
      stops: [
        { ...placeless, title: "Sleep of mice under light", doi: "10.1/s" },
        { ...placeless, title: "Fear of fish in the dark", doi: "10.1/s" },
        { title: "Love of bees in spring", doi: "10.1/s" },
      ],
      near: [
        { ...placeless, title: "Sleep of mice under light", doi: "10.1/s" },
        { ...placeless, title: "Sleep of mice under the light", doi: "10.1/s" },
      ],
    },
  ],
  "two-congresses": [
    {
      note: "one abstract in two supplements",
      stops: [
        { ...report, venue: "Diabetologia", issue: "1 Suppl", pages: "S334" },
        { ...report, venue: "Vascular Reports", volume: "63", issue: "2 Suppl", pages: "A254" },
      ],
      near: [
        { ...report, venue: "Diabetologia", issue: "1 Suppl", pages: "S334" },
        { ...report, venue: "Diabetologia", volume: "63", issue: "2 Suppl", pages: "A254" },
      ],
    },
    {
      note: "one congress",
      stops: [
        { ...report, venue: "Conference on Agents", pages: "12" },
        { ...report, venue: "Workshop on Retrieval", pages: "60" },
      ],
      near: [
        { ...report, venue: "Conference on Agents", pages: "12" },
        { ...report, venue: "Proceedings of the Conference on Agents", pages: "60" },
      ],
    },
  ],
};

const ABSTRACT = Array.from({ length: 60 }, (_, at) => `word${at}`).join(" ");
const ANOTHER = Array.from({ length: 60 }, (_, at) => `text${at}`).join(" ");

Object.assign(VETOES, {
  "abstracts-differ": [
    {
      note: "two texts",
      stops: [
        { ...report, abstract: ABSTRACT },
        { ...report, abstract: ANOTHER },
      ],
      near: [
        { ...report, abstract: ABSTRACT },
        { ...report, abstract: ABSTRACT.slice(0, 300) },
      ],
    },
    {
      note: "two texts, unless DOI and title agree",
      stops: [
        { ...report, abstract: ABSTRACT, doi: "10.1/a" },
        { ...report, abstract: ANOTHER, doi: "10.1/b" },
      ],
      near: [
        { ...report, abstract: ABSTRACT, doi: "10.1/a" },
        { ...report, abstract: ANOTHER, doi: "10.1/a" },
      ],
    },
  ],
  "words-differ": [
    {
      note: "two groups",
      stops: [
        { ...placeless, title: "Coronary risk of middle-aged men in offices" },
        { ...placeless, title: "Coronary risk of middle-aged women in offices" },
      ],
      near: [
        { ...placeless, title: "Coronary risk of middle-aged men in offices" },
        { ...placeless, title: "Coronary risks of middle-aged man in the office" },
      ],
    },
  ],
  "one-word-differs": [
    {
      note: "two drugs on one page",
      stops: [
        { ...report, title: "Effect of lorvotinib on relapse in dependence" },
        { ...report, title: "Effect of naltrexone on relapse in dependence" },
      ],
      near: [
        { ...report, title: "Effect of lorvotinib on relapse in dependence" },
        { ...report, title: "Effect of lorvotmib on relapse in dependence" },
      ],
    },
  ],
  "words-added": [
    {
      note: "a word within",
      stops: [
        { ...placeless, title: "Outcomes of knee surgery in patients with gout" },
        { ...placeless, title: "Outcomes of knee surgery in elderly patients with gout" },
      ],
      near: [
        { ...placeless, title: "Outcomes of knee surgery in patients with gout" },
        { ...placeless, title: "Outcomes of knee surgery in patients with gout: a cohort" },
      ],
    },
  ],
  "words-differ-in-issue": [
    {
      note: "the only two works of an author in an issue",
      stops: [
        { ...without(report, "pages"), title: "Outcomes of knee surgery in women", doi: "10.1/a" },
        { ...without(report, "pages"), title: "Outcomes of knee surgery in men" },
      ],
      near: [
        { ...without(report, "pages"), title: "Outcomes of knee surgery in women", doi: "10.1/a" },
        { ...without(report, "pages"), title: "Outcomes of knee surgeries in women" },
      ],
    },
  ],
  "common-title": [
    {
      note: "a disease, under the same authors",
      stops: [
        { ...placeless, title: "Atypical haemolytic syndrome in adults" },
        { ...placeless, title: "Atypical haemolytic syndrome in adults" },
        ...[2001, 2002, 2003].map((year) => ({
          title: "Atypical haemolytic syndrome in adults",
          year,
        })),
      ],
      near: [
        { ...report, title: "Atypical haemolytic syndrome in adults" },
        { ...report, title: "Atypical haemolytic syndrome in adults" },
        ...[2001, 2002, 2003].map((year) => ({
          title: "Atypical haemolytic syndrome in adults",
          year,
        })),
      ],
    },
  ],
  "erratum-or-report": [
    {
      note: "an erratum that adds an author",
      stops: [
        { ...placeless, title: `${TITLE}. [Erratum appears in Mach Learn. 2019 Dec;12(4):309]` },
        { ...placeless, authors: ["Huang, Y.", "Cheng, Y.", "Novak, N."] },
      ],
      near: [
        { ...placeless, title: `${TITLE}. [Erratum appears in Mach Learn. 2019 Dec;12(4):309]` },
        placeless,
      ],
    },
  ],
  "other-first-author": [
    {
      note: "lists that begin with two people",
      stops: [
        { ...placeless, authors: ["Ruiz Soto, A.", "Vidal, C.", "Novak, N.", "Pena Gil, J."] },
        { ...placeless, authors: ["Melo, R.", "Vidal, C.", "Novak, N.", "Gil, J."] },
      ],
      near: [
        { ...placeless, authors: ["Huang, Y.", "Vidal, C.", "Novak, N.", "Pena Gil, J."] },
        { ...placeless, authors: ["Vidal, C.", "Novak, N.", "Gil, J.", "Huang, Y."] },
      ],
    },
    {
      note: "lists that begin with two people, and not on one page",
      stops: [
        { ...placeless, authors: ["Tong, H.", "Vidal, C.", "Novak, N."] },
        { ...placeless, authors: ["Alba, T.", "Vidal, C.", "Novak, N."] },
      ],
      near: [
        { ...placeless, authors: ["Tong, H.", "Vidal, C.", "Novak, N."], pages: "5067" },
        { ...placeless, authors: ["Alba, T.", "Vidal, C.", "Novak, N."], pages: "5067" },
      ],
    },
    {
      note: "lists that begin with two people, and not with one whose names are turned round",
      stops: [
        { ...placeless, authors: ["Tong, H.", "Vidal, C.", "Novak, N."] },
        { ...placeless, authors: ["Alba, T.", "Vidal, C.", "Novak, N."] },
      ],
      near: [
        { ...placeless, authors: ["Tong, H.", "Vidal, C.", "Novak, N."] },
        { ...placeless, authors: ["Hua, T.", "Vidal, C.", "Novak, N."] },
      ],
    },
  ],
  "years-differ": [
    {
      note: "a congress abstract and the paper of the next year",
      stops: [placeless, { ...placeless, year: 2020 }],
      near: [
        { ...placeless, volume: "12" },
        { ...placeless, volume: "12", year: 2020 },
      ],
    },
    {
      note: "two years of a journal that printed a meeting, and not of one meeting",
      stops: [
        { ...placeless, venue: "Machine Learning. Conference: 12th congress on learning" },
        { ...placeless, year: 2018 },
      ],
      near: [
        { ...placeless, venue: "Proceedings of the International Conference on Machine Learning" },
        { ...placeless, venue: "International Conference on Machine Learning", year: 2020 },
      ],
    },
  ],
  "other-given-names": [
    {
      note: "two people on two pages, and not on one",
      stops: [
        { ...placeless, authors: ["Smith, J."], pages: "7" },
        { ...placeless, authors: ["Smith, A."], pages: "31" },
      ],
      near: [
        { ...placeless, authors: ["Smith, J."], pages: "7" },
        { ...placeless, authors: ["Smith, A."], pages: "7" },
      ],
    },
    {
      note: "theses of two people under one title",
      stops: [
        { ...placeless, authors: ["Smith, Joan"] },
        { ...placeless, authors: ["Smith, A."] },
      ],
      near: [
        { ...placeless, authors: ["Smith, Joan Ada"] },
        { ...placeless, authors: ["Smith, A."] },
      ],
    },
    {
      note: "one given name of one author, but not of two in a list of three",
      stops: [
        { ...placeless, authors: ["Smith, J.", "Li, P."] },
        { ...placeless, authors: ["Smith, A.", "Li, W."] },
      ],
      near: [
        { ...placeless, authors: ["Smith, J.", "Li, P.", "Novak, N."] },
        { ...placeless, authors: ["Smith, A.", "Li, P.", "Novak, N."] },
      ],
    },
  ],
  "title-in-a-word": [
    {
      note: "a word that is none of the other title, on the same pages",
      stops: [
        { ...report, title: "Name" },
        { ...report, title: TITLE },
      ],
      near: [
        { ...report, title: "Accelerators" },
        { ...report, title: `${TITLE} and accelerators` },
      ],
    },
    {
      note: "the same in a script of its own is a translation",
      stops: [
        { ...report, title: "Contents" },
        { ...report, title: TITLE },
      ],
      near: [
        { ...report, title: "巨大神经网络的训练" },
        { ...report, title: TITLE },
      ],
    },
  ],
  "author-between": [
    {
      note: "a paper and the abstract before it",
      stops: [
        { ...placeless, authors: ["Huang, Y.", "Bapna, A.", "Firat, O."] },
        { ...placeless, authors: ["Huang, Y.", "Novak, N.", "Bapna, A.", "Firat, O."] },
      ],
      near: [
        { ...placeless, authors: ["Huang, Y.", "Bapna, A.", "Firat, O."] },
        { ...placeless, authors: ["Huang, Y.", "Bapna, A.", "Firat, O.", "Novak, N."] },
      ],
    },
  ],
  "other-authors": [
    {
      note: "letters under one title",
      stops: [placeless, { ...placeless, authors: ["Novak, N.", "Oyelaran, T."] }],
      near: [placeless, { ...placeless, authors: ["Cheng, Y.", "Huang, Y."] }],
    },
  ],
  "other-letters": [
    {
      note: "names in Cyrillic and in Latin letters",
      stops: [
        { ...placeless, authors: ["Иванов, П.", "Сидорова, А."] },
        { ...placeless, authors: ["Ivanov, P.", "Sidorova, A."] },
      ],
      near: [
        { ...placeless, authors: ["Иванов, П.", "Сидорова, А."] },
        { ...placeless, authors: ["Иванов, Пётр", "Сидорова, А."] },
      ],
    },
  ],
  "other-name-of-venue": [
    {
      note: "two names of meetings",
      stops: [
        { ...placeless, venue: "SIGMOD Conference" },
        { ...placeless, venue: "International Conference on Management of Data" },
      ],
      near: [
        { ...placeless, venue: "International Conference on Management of Data" },
        { ...placeless, venue: "Int Conf on Management of Data" },
      ],
    },
    {
      note: "two catalogues of theses",
      stops: [
        { ...placeless, type: "thesis", venue: "ProQuest Dissertations and Theses" },
        { ...placeless, venue: "Dissertation Abstracts International Section B" },
      ],
      near: [
        { ...placeless, type: "thesis", venue: "ProQuest Dissertations and Theses" },
        { ...placeless, type: "thesis", venue: "ProQuest Dissertations & Theses" },
      ],
    },
  ],
  "other-venue": [
    {
      note: "two journals",
      stops: [placeless, { ...placeless, venue: "Annals of Statistics" }],
      near: [placeless, { ...placeless, venue: "Mach Learn" }],
    },
  ],
  "two-titles": [
    {
      note: "two titles under one DOI",
      stops: [
        { ...report, title: "Sleep of mice under the light", doi: "10.1/a" },
        { ...report, title: "A new survey of coastal fisheries", doi: "10.1/a" },
      ],
      near: [
        { ...report, title: "Sleep of mice under the light", doi: "10.1/a" },
        { ...report, title: "Der Schlaf der Maus unter dem Licht", doi: "10.1/a" },
      ],
    },
  ],
  "online-or-print": [
    {
      note: "pages of the file and pages of the issue, of two years",
      stops: [
        { ...placeless, year: 2018, pages: "1-9" },
        { ...placeless, pages: "103-112" },
      ],
      near: [
        { ...placeless, pages: "1-9" },
        { ...placeless, pages: "103-112" },
      ],
    },
  ],
  "two-dois": [
    {
      note: "two DOIs of one supplement",
      stops: [
        { ...report, issue: "Suppl 1", pages: "S12", doi: "10.1/a" },
        { ...report, issue: "Suppl 1", pages: "S12", doi: "10.1/b" },
      ],
      near: [
        { ...report, doi: "10.1/a" },
        { ...report, doi: "10.1/b" },
      ],
    },
  ],
  "title-within": [
    {
      note: "a title with the head of its page",
      stops: [
        { title: TITLE, authors: ["Huang, Y."] },
        { title: `Contents lists available ${TITLE}`, authors: ["Huang, Y."] },
      ],
      near: [
        { title: TITLE, authors: ["Huang, Y."], year: 2019 },
        { title: `${TITLE}: a study`, authors: ["Huang, Y."], year: 2019 },
      ],
    },
  ],
} satisfies typeof VETOES);

describe.each(Object.entries(VETOES))("the veto %s", (name, pairs) => {
  test.each(pairs)("$note: it stops the pair, and not the near one", ({ stops, near }) => {
    expect(vetoOn(stops)?.name).toBe(name);
    expect(["possible", "linked", "distinct"]).toContain(verdictOn(stops).kind);
    expect(vetoOn(near)).toBeUndefined();
  });

  test("it is told in words", () => {
    const veto = vetoOn(pairs[0]!.stops)!;
    expect(veto.words).toMatch(/^[a-zA-Z].+[a-zA-Z]$/);
    const verdict = verdictOn(pairs[0]!.stops);
    if (verdict.kind === "possible") expect(verdict.rule).toContain(`but ${veto.words}`);
  });
});

test("every veto of the code is here, and no other", async () => {
  const { readFileSync } = await import("node:fs");
  const code = readFileSync("src/core/dedupe/vetoes.ts", "utf8");
  const named = [...code.matchAll(/^ {4}name: "([\w-]+)"/gm)].map(([, name]) => name);
  expect(named.sort()).toEqual(Object.keys(VETOES).sort());
});

test("one DOI under one title is beyond the vetoes that weigh what is printed", () => {
  const doi = "10.1/a";
  const [a, b] = [
    { ...report, pmid: "1", doi },
    { ...elsewhere, pmid: "2", doi },
  ];
  expect(vetoOn([a, b])).toBeUndefined();
  expect(vetoOn([a, { ...b, doi: "10.1/b" }])?.name).toBe("pmid");
  // A DOI that stands over three titles is none of one report.
  const supplement = [
    { title: "Sleep", doi },
    { title: "Fear", doi },
  ];
  expect(vetoOn([a, b, ...supplement])?.name).toBe("pmid");
});

test("missing values veto nothing but what is too little known", () => {
  expect(vetoOn([{}, {}])?.name).toBe("little-known");
  expect(vetoOn([report, {}])?.name).toBe("little-known");
});
