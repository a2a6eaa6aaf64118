// Four hundred made-up pairs of records that are hard to judge, by templates over works of many fields
// and languages: 200 that must stay apart, 100 that must be merged, 100 that a person must be asked
// about. `npm run train:duplicates` learns from the templates that say so, on records of the labelled
// sets; the others are for tests alone.
import { readFileSync } from "node:fs";

const DATA = new URL("../../fixtures/dedupe/hard-works.json", import.meta.url);

/** Sentences for abstracts; `%` is the subject of the work. Two halves, for two abstracts that differ. */
const SENTENCES = [
  "Little is known about how % is taken up outside of specialised centres and larger cities.",
  "We followed everybody who was enrolled during two consecutive years until the end of the study.",
  "Data were collected by trained interviewers who did not know the purpose of the comparison.",
  "The primary outcome improved in more than half of the cases, with wide differences between sites.",
  "Differences were largest where the staff had been trained before the first measurement took place.",
  "These findings support a cautious extension of % under routine monitoring of side effects.",
  "A sensitivity analysis that left out incomplete observations led to the same conclusions throughout.",
  "Costs were recorded from the perspective of the payer and discounted at three per cent a year.",
  "Missing values were imputed twenty times under the assumption that they were missing at random.",
  "Interviews with managers suggested that workload, not conviction, decided whether % was continued.",
  "The protocol had been registered in advance and was amended once, before any outcome was seen.",
  "Future work should look at smaller organisations, which were not represented in this sample.",
  "Records from seven archives were linked and checked by hand against the original registers.",
  "Theory predicts opposite signs for the two mechanisms by which % could change the result.",
  "Our model separates both of them with the help of a sudden rule change that nobody had expected.",
  "Contrary to earlier reports, no effect of % was seen once seasonal patterns were accounted for.",
  "Measurements in the laboratory were repeated with three independent batches and blinded assessors.",
  "Exposure was estimated on a grid of one kilometre from satellite images and ground stations.",
  "A quarter of the variance was explained by age and previous experience taken together.",
  "Qualitative material from forty diaries illustrates how people talk about % among themselves.",
  "We derive bounds that hold without any assumption about the distribution of the errors.",
  "The instrument showed good reliability, yet its factor structure could not be reproduced.",
  "Taken together, the evidence calls the usual explanation into doubt and suggests a simpler one.",
  "An open data set and all scripts accompany this article so that others can repeat each step.",
];

function abstractOf(work, half, from) {
  const sentences = SENTENCES.slice(half * 12, half * 12 + 12);
  return Array.from({ length: 5 }, (_, i) =>
    sentences[(from + i) % 12].replace("%", work.subject),
  ).join(" ");
}

const author = (name) => {
  const [family, given] = name.split(", ");
  return { family, given };
};

/** A record of a work with the fields that are named; `title` and `authors` always. */
function record(work, fields = ALL, changes = {}) {
  const made = { title: work.title, authors: work.authors.map(author) };
  for (const field of fields) if (work[field] !== undefined) made[field] = work[field];
  const all = { ...made, ...changes, issn: [], keywords: [], mesh: [], original: [] };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}

const ALL = ["year", "venue", "volume", "issue", "pages", "doi", "pmid"];
const PRINTED = ["year", "venue", "volume", "issue", "pages"];
const ISSUE = ["year", "venue", "volume", "issue"];
const PLACELESS = ["year", "venue"];

const initials = (work) => ({
  authors: work.authors.map(author).map(({ family, given }) => ({ family, given: given[0] })),
});
const later = (text, by = 1) => String(Number(text) + by);
const otherPages = (work) =>
  `${Number(work.pages.split("-")[0]) + 160}-${Number(work.pages.split("-")[0]) + 171}`;

/**
 * @typedef {{id: string, item: number, expected: string, training: boolean, contrast?: string,
 *   unasked?: boolean, language?: string,
 *   make: (work: any, other: any, at: number, frame?: any) => any[]}} Template
 *   `expected`: apart, merge or ask; `item`: of the kinds that the templates stand for; `unasked`: a
 *   librarian would not hesitate; `language`: of all works; `contrast`: of pairs of words that titles
 *   differ in
 */

/** Two works of one issue by others, with the same tail behind their titles. */
const tail = (remark, training) => ({
  id: `tail ${remark}`,
  item: 1,
  expected: "apart",
  unasked: true,
  training,
  make: (work, other) => [
    record(work, PLACELESS, { title: `${work.title} ${remark}` }),
    record(other, [], { title: `${other.title} ${remark}`, year: work.year, venue: work.venue }),
  ],
});

/** Two works of one team in one year whose titles differ in a word. */
const contrast = (kind, fields, training) => ({
  id: `contrast of ${kind}`,
  item: 2,
  expected: "apart",
  training,
  contrast: kind,
  make: (work, _, __, { frame, words }) =>
    words.map((word, side) => {
      const title = frame.replace("%", word);
      const doi = side === 0 || !fields.includes("doi") ? undefined : `${work.doi}.2`;
      return record(work, fields, { title: title[0].toUpperCase() + title.slice(1), doi });
    }),
});

/** @type {Template[]} */
const APART = [
  tail("[Systematic Review]", true),
  tail("[Meta-Analysis]", false),
  tail("[Conference Abstract]", true),
  tail("[Clinical Trial]", false),
  tail("[Dissertation]", true),
  tail("[Published online ahead of print]", false),
  tail("[Electronic resource]", true),
  tail("(results of a nationwide survey among primary care providers)", false),
  contrast("drugs", PLACELESS, false),
  contrast("sexes", PLACELESS, true),
  contrast("with and without", PLACELESS, false),
  contrast("before and after", ISSUE, false),
  contrast("ages", ISSUE, true),
  contrast("countries", PLACELESS, true),
  contrast("technology", PLACELESS, false),
  contrast("phases", PLACELESS, true),
  contrast("places", ISSUE, false),
  contrast("degrees", PLACELESS, true),
  {
    id: "two subtitles under one title",
    item: 2,
    expected: "apart",
    training: false,
    make: (work) =>
      ["a qualitative study", "cost-effectiveness analysis"].map((subtitle) =>
        record(work, PLACELESS, { title: `${work.title.split(":")[0]}: ${subtitle}` }),
      ),
  },
  {
    id: "abstracts clearly differ, one issue",
    item: 3,
    expected: "apart",
    training: true,
    make: (work, _, at) => [
      record(work, ISSUE, { abstract: abstractOf(work, 0, at) }),
      record(work, ISSUE, { ...initials(work), abstract: abstractOf(work, 1, at) }),
    ],
  },
  {
    id: "abstracts clearly differ, nothing but authors, venue and year",
    item: 3,
    expected: "apart",
    training: false,
    make: (work, _, at) => [
      record(work, PLACELESS, { abstract: abstractOf(work, 0, at) }),
      record(work, PLACELESS, {
        title: work.title.toUpperCase(),
        abstract: abstractOf(work, 1, at),
      }),
    ],
  },
  {
    id: "abstracts clearly differ, two DOIs",
    item: 3,
    expected: "apart",
    training: true,
    make: (work, _, at) => [
      record(work, [...PLACELESS, "doi"], { abstract: abstractOf(work, 0, at) }),
      record(work, PLACELESS, { doi: `${work.doi}b`, abstract: abstractOf(work, 1, at) }),
    ],
  },
  {
    id: "abstracts clearly differ, one without a year",
    item: 3,
    expected: "apart",
    training: false,
    make: (work, _, at) => [
      record(work, ["year", "venue", "volume"], { abstract: abstractOf(work, 0, at) }),
      record(work, ["venue", "volume"], { abstract: abstractOf(work, 1, at) }),
    ],
  },
  {
    id: "congress abstract and paper",
    item: 4,
    expected: "apart",
    training: true,
    make: (work, other) => [
      record(work, PLACELESS),
      record(work, [], { year: work.year - 1, venue: `Congress of the ${other.venue} Society` }),
    ],
  },
  {
    id: "two congresses",
    item: 4,
    expected: "apart",
    training: false,
    make: (work, other) => [
      record(work, [], {
        year: work.year,
        venue: `Conference on ${work.venue}`,
        type: "conference abstract",
      }),
      record(work, [], {
        ...initials(work),
        year: work.year,
        venue: `Annual Meeting, ${other.venue}`,
        type: "conference abstract",
      }),
    ],
  },
  {
    id: "letters by others under one title",
    item: 4,
    expected: "apart",
    training: true,
    unasked: true,
    make: (work, other) => [
      record(work, PLACELESS),
      record(other, [], { title: work.title, year: work.year, venue: work.venue }),
    ],
  },
  {
    id: "columns of one editor in two years",
    item: 4,
    expected: "apart",
    training: false,
    make: (work) => [
      record(work, PLACELESS, { title: "Editor's comments" }),
      record(work, PLACELESS, { title: "Editor's comments", year: work.year + 1 }),
    ],
  },
  {
    id: "reprint in another journal",
    item: 4,
    expected: "apart",
    training: true,
    make: (work, other) => [
      record(work, PLACELESS),
      record(work, ["year"], { ...initials(work), venue: other.venue }),
    ],
  },
  {
    id: "two notes of one editor",
    item: 5,
    expected: "apart",
    training: false,
    make: (work) => [
      record(work, PLACELESS, { title: "Editorial" }),
      record(work, PLACELESS, { title: "Editorial introduction" }),
    ],
  },
  {
    id: "two issues of one rubric",
    item: 5,
    expected: "apart",
    training: true,
    make: (work) => [
      record(work, ISSUE, { title: "Issues and Opinions" }),
      record(work, ISSUE, { title: "Issues and Opinions", issue: later(work.issue) }),
    ],
  },
  {
    id: "technical report and article",
    item: 6,
    expected: "apart",
    training: true,
    make: (work) => [
      record(work, PRINTED),
      record(work, ["year"], { title: `${work.title} [Technical Report]`, type: "report" }),
    ],
  },
  {
    id: "manuscript and article",
    item: 6,
    expected: "apart",
    training: false,
    make: (work) => [
      record(work, [...PRINTED, "doi"]),
      record(work, ["year"], { title: `${work.title} [manuscript]` }),
    ],
  },
  {
    id: "thesis chapter and article",
    item: 6,
    expected: "apart",
    training: true,
    make: (work) => [
      record(work, PRINTED),
      record(work, [], {
        title: `${work.title} (thesis chapter)`,
        year: work.year - 1,
        authors: [author(work.authors[0])],
      }),
    ],
  },
  {
    id: "arXiv version and article, Inspec",
    item: 6,
    expected: "apart",
    training: false,
    make: (work) => [
      record(work, [...PRINTED, "doi"]),
      record(work, ["year"], { ...initials(work), title: `${work.title} [arXiv]`, venue: "arXiv" }),
    ],
  },
  {
    id: "a version two of a system",
    item: 8,
    expected: "apart",
    training: true,
    make: (work) => [
      record(work, PLACELESS, { title: `Flareon: ${work.title}` }),
      record(work, ["venue"], { title: `Flareon-2: ${work.title}`, year: work.year + 1 }),
    ],
  },
  {
    id: "reports of two years",
    item: 8,
    expected: "apart",
    training: false,
    make: (work) => [
      record(work, PLACELESS, { title: `${work.title}, report for ${work.year - 1}` }),
      record(work, PLACELESS, { title: `${work.title}, report for ${work.year - 2}` }),
    ],
  },
  {
    id: "retraction note",
    item: 9,
    expected: "apart",
    unasked: true,
    training: true,
    make: (work) => [
      record(work, ALL),
      record(work, ["venue"], {
        title: `Retraction note: ${work.title}`,
        year: work.year + 2,
        volume: later(work.volume, 2),
        pages: "901",
        doi: `${work.doi}r`,
      }),
    ],
  },
  {
    id: "notice of retraction, nothing but venue and year",
    item: 9,
    expected: "apart",
    training: false,
    make: (work) => [
      record(work, PLACELESS),
      record(work, PLACELESS, { title: `Notice of retraction: ${work.title}` }),
    ],
  },
  {
    id: "retracted article and its retraction note",
    item: 9,
    expected: "apart",
    training: true,
    make: (work) => [
      record(work, PRINTED, { title: `RETRACTED ARTICLE: ${work.title}` }),
      record(work, ["venue"], {
        title: `Retraction Note to: ${work.title}`,
        year: work.year + 1,
        pages: "77",
      }),
    ],
  },
  {
    id: "expression of concern",
    item: 9,
    expected: "apart",
    training: false,
    make: (work) => [
      record(work, PRINTED),
      record(work, ["venue", "volume"], {
        title: `Expression of concern: ${work.title}`,
        year: work.year,
        pages: otherPages(work),
      }),
    ],
  },
];

/** One work whose DOI, or its title, is written in two ways; everything else agrees. */
const sameWork = (id, item, training, fields, changes) => ({
  id,
  item,
  expected: "merge",
  training,
  make: (work, other, at) => [
    record(work, fields),
    record(work, fields, { ...initials(work), ...changes(work, other, at) }),
  ],
});

/** @type {Template[]} */
const MERGE = [
  sameWork("a tail on one side", 1, true, PRINTED, (work) => ({
    title: `${work.title} [Systematic Review]`,
  })),
  sameWork("a long remark on one side", 1, false, [...PRINTED, "doi"], (work) => ({
    title: `${work.title} [Published online ahead of print]`,
  })),
  {
    id: "a translation in brackets that another entry gives",
    item: 1,
    expected: "merge",
    training: false,
    make: (work, other) => [
      record(work, PRINTED, { title: `${work.title} [${other.title}]` }),
      record(work, PRINTED, { title: `[${other.title}]` }),
    ],
  },
  sameWork("DOI with /full", 7, true, ALL, (work) => ({ doi: `${work.doi}/full` })),
  sameWork("DOI with .pdf", 7, false, ALL, (work) => ({ doi: `${work.doi}.pdf` })),
  sameWork("DOI with the query of a link", 7, false, [...PRINTED, "doi"], (work) => ({
    doi: `${work.doi}?journalcode=abc&download=true`,
  })),
  {
    id: "DOI percent-encoded",
    item: 7,
    expected: "merge",
    training: true,
    make: (work) =>
      ["(a)", "%28a%29"].map((part) =>
        record(work, PLACELESS, { doi: work.doi.replace("10.1000/", `10.1000/${part}`) }),
      ),
  },
  sameWork("one DOI, other pages", 7, false, [...ISSUE, "doi"], (work) => ({
    pages: otherPages(work),
  })),
  sameWork("a footnote figure behind the title", 8, true, PRINTED, (work) => ({
    title: `${work.title} 1`,
  })),
  sameWork("a raised footnote figure", 8, false, [...ISSUE, "doi"], (work) => ({
    title: `${work.title}¹`,
  })),
  sameWork("a poster number before the title", 8, true, PRINTED, (work) => ({
    title: `P12 ${work.title}`,
  })),
  sameWork("an abstract number before the title", 8, false, PRINTED, (work) => ({
    title: `Abstract 145: ${work.title}`,
  })),
  sameWork("a running number before the title", 8, true, PRINTED, (work) => ({
    title: `12. ${work.title}`,
  })),
  sameWork("the year behind the title", 8, false, PRINTED, (work) => ({
    title: `${work.title} ${work.year}`,
  })),
  sameWork("RETRACTED", 9, true, ALL, (work) => ({ title: `RETRACTED: ${work.title}` })),
  sameWork("WITHDRAWN", 9, false, PRINTED, (work) => ({ title: `WITHDRAWN: ${work.title}` })),
  sameWork("RETRACTED ARTICLE without a place", 9, true, [...PLACELESS, "doi"], (work) => ({
    title: `RETRACTED ARTICLE: ${work.title}`,
  })),
  sameWork("the conference in the journal field of CENTRAL", 11, false, PRINTED, (work) => ({
    venue: `${work.venue}. Conference: 12th annual congress of the society. Utrecht netherlands. Conference publication`,
  })),
  {
    id: "British and American spellings",
    item: 11,
    expected: "merge",
    training: true,
    make: (work, _, at) =>
      SPELLINGS[at % SPELLINGS.length].map((title) => record(work, PLACELESS, { title })),
  },
  {
    id: "one DOI and title, the abstract rewritten",
    item: 3,
    expected: "merge",
    training: false,
    make: (work, _, at) => [
      record(work, [...PLACELESS, "doi"], { abstract: abstractOf(work, 0, at) }),
      record(work, [...PLACELESS, "doi"], { abstract: abstractOf(work, 1, at) }),
    ],
  },
];

const SPELLINGS = [
  [
    "Randomised behavioural programme for anaemia after haemorrhage: a tumour centre evaluation",
    "Randomized behavioral program for anemia after hemorrhage: a tumor center evaluation",
  ],
  [
    "Modelling labour market behaviour of unionised fibre workers: an optimised organisation",
    "Modeling labor market behavior of unionized fiber workers: an optimized organization",
  ],
  [
    "Oesophageal and paediatric diarrhoea: characterising faecal colour at the centre",
    "Esophageal and pediatric diarrhea: characterizing fecal color at the center",
  ],
  [
    "Oestrogen, leukaemia and ischaemic heart disease: haematological signalling programmes",
    "Estrogen, leukemia and ischemic heart disease: hematological signaling programs",
  ],
  [
    "Analysing aluminium vapour defence catalogues: a generalised colour labelling",
    "Analyzing aluminum vapor defense catalogs: a generalized color labeling",
  ],
];

/** Two byte-identical entries of a title that many works share. */
const identical = (title, fields, training) => ({
  id: `identical rows of ${title}`,
  item: 5,
  expected: "ask",
  training,
  make: (work) => [record(work, fields, { title }), record(work, fields, { title })],
});

/** @type {Template[]} */
const ASK = [
  identical("Editorial", PLACELESS, false),
  identical("Issues and Opinions", ISSUE, false),
  identical("Letter to the editor", PLACELESS, false),
  identical("Preface", ISSUE, false),
  {
    id: "one page, one abstract, two DOIs of a supplement",
    item: 10,
    expected: "ask",
    training: true,
    make: (work, _, at) => [
      record(work, [...PRINTED, "doi"], {
        issue: "Suppl 1",
        pages: "S112",
        abstract: abstractOf(work, 0, at),
      }),
      record(work, PRINTED, {
        issue: "Suppl 1",
        pages: "S112",
        doi: `${work.doi}.b`,
        abstract: abstractOf(work, 0, at),
      }),
    ],
  },
  {
    id: "one page, one abstract, two DOIs, one called a conference abstract",
    item: 10,
    expected: "ask",
    training: false,
    make: (work, _, at) => [
      record(work, [...PRINTED, "doi"], {
        abstract: abstractOf(work, 0, at),
        type: "conference abstract",
      }),
      record(work, PRINTED, {
        doi: `${work.doi}.b`,
        abstract: abstractOf(work, 0, at),
        type: "article",
      }),
    ],
  },
  {
    id: "one page, two abstracts",
    item: 3,
    expected: "ask",
    training: true,
    make: (work, _, at) => [
      record(work, PRINTED, { abstract: abstractOf(work, 0, at) }),
      record(work, PRINTED, { ...initials(work), abstract: abstractOf(work, 1, at) }),
    ],
  },
  {
    id: "one DOI, two titles in one language",
    item: 3,
    language: "en",
    expected: "ask",
    training: false,
    make: (work, other) => [
      record(work, ALL),
      record(work, ALL, { title: other.title, pmid: undefined }),
    ],
  },
  {
    id: "PubMed has two records",
    item: 12,
    expected: "ask",
    training: true,
    make: (work) => [
      record(work, PRINTED, { pmid: "40219900" }),
      record(work, PRINTED, { pmid: "40219977" }),
    ],
  },
  {
    id: "registered as two trials",
    item: 12,
    expected: "ask",
    training: false,
    make: (work) => [
      record(work, PRINTED, { accession: "NCT01234567" }),
      record(work, PRINTED, { ...initials(work), accession: "NCT07654321" }),
    ],
  },
  {
    id: "title and authors alone",
    item: 12,
    expected: "ask",
    training: true,
    make: (work) => [record(work, []), record(work, [], initials(work))],
  },
  {
    id: "title and year alone, the authors on one side",
    item: 12,
    expected: "ask",
    training: false,
    make: (work) => [record(work, ["year"]), record(work, ["year"], { authors: [] })],
  },
  {
    id: "two journals, no place",
    item: 4,
    expected: "ask",
    training: true,
    make: (work, other) => [
      record(work, PLACELESS),
      record(work, ["year"], { venue: other.venue }),
    ],
  },
  {
    id: "journal and congress, no place, one abstract",
    item: 4,
    expected: "ask",
    training: false,
    make: (work, other, at) => [
      record(work, PLACELESS, { abstract: abstractOf(work, 0, at) }),
      record(work, ["year"], {
        venue: `${other.venue} Congress`,
        abstract: abstractOf(work, 0, at),
      }),
    ],
  },
  {
    id: "one word differs, the same page",
    item: 2,
    expected: "ask",
    training: true,
    contrast: "drugs",
    make: (work, _, __, { frame, words }) =>
      words.map((word) =>
        record(work, ISSUE, { title: frame.replace("%", word), pages: work.pages }),
      ),
  },
  {
    id: "one word differs, the same DOI",
    item: 2,
    expected: "ask",
    training: false,
    contrast: "ages",
    make: (work, _, __, { frame, words }) =>
      words.map((word) => record(work, [...ISSUE, "doi"], { title: frame.replace("%", word) })),
  },
  {
    id: "another place in one volume, the authors and the title agree",
    item: 12,
    expected: "ask",
    training: true,
    make: (work) => [
      record(work, [...ISSUE, "pages"], { issue: undefined }),
      record(work, ["year", "venue", "volume"], { ...initials(work), pages: otherPages(work) }),
    ],
  },
  {
    id: "a number on one side and no place",
    item: 8,
    expected: "ask",
    training: false,
    make: (work) => [
      record(work, PLACELESS),
      record(work, PLACELESS, { title: `${work.title} 2` }),
    ],
  },
  {
    id: "a year apart, without a place",
    item: 4,
    expected: "ask",
    training: true,
    make: (work) => [
      record(work, PLACELESS),
      record(work, ["venue"], { ...initials(work), year: work.year + 3 }),
    ],
  },
  {
    id: "withdrawn, nothing else known",
    item: 9,
    expected: "ask",
    training: false,
    make: (work) => [record(work, []), record(work, [], { title: `Withdrawn: ${work.title}` })],
  },
];

export const TEMPLATES = [...APART, ...MERGE, ...ASK];

/** How many pairs each template makes, each of works of its own. */
const OF_EACH = 5;

/**
 * All pairs, the same ones each time.
 * @returns {{id: string, template: string, item: number, expected: string, unasked: boolean,
 *   training: boolean, records: import("../../dist/index.js").BibRecord[]}[]}
 */
export function hardPairs() {
  const { works, contrasts } = JSON.parse(readFileSync(DATA, "utf8"));
  return TEMPLATES.flatMap((template, nth) =>
    Array.from({ length: OF_EACH }, (_, i) => {
      const at = nth * OF_EACH + i;
      const among = works.filter(({ language }) => language === (template.language ?? language));
      const work = among[(nth * 3 + i * 4) % among.length];
      const other = among[(nth * 3 + i * 4 + 7) % among.length];
      const frames = contrasts.filter(({ kind }) => kind === template.contrast);
      return {
        id: `${template.id}, ${i + 1}`,
        template: template.id,
        item: template.item,
        expected: template.expected,
        unasked: template.unasked === true,
        training: template.training,
        records: template.make(work, other, at, frames[i]),
      };
    }),
  );
}
