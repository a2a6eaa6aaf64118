import type {
  CriterionView,
  FieldMark,
  FilePage,
  ItemView,
  MarkedField,
  RecordView,
} from "../../src/core/decide/page-data.ts";
import type { Stage } from "../../src/core/records/model.ts";

/** A field with these words marked. */
export function marked(
  text: string,
  words: Partial<Record<FieldMark["kind"], string>> = {},
): MarkedField {
  const marks = Object.entries(words).flatMap(([kind, word]) =>
    [...text.matchAll(new RegExp(word, "gi"))].map(({ 0: found, index }) => ({
      start: index,
      end: index + found.length,
      kind: kind as FieldMark["kind"], // the keys of `words`
    })),
  );
  return { text, marks: marks.sort((a, b) => a.start - b.start) };
}

const CRITERIA: readonly CriterionView[] = [
  {
    id: "E1",
    text: "Outside 2017-2023",
    effect: "exclude",
    stage: "title-abstract",
    matched: false,
    words: [],
    says: "E1 does not apply",
  },
  {
    id: "E2",
    text: "A survey of others' work",
    effect: "exclude",
    stage: "title-abstract",
    matched: true,
    words: ["survey"],
    says: 'E2 applies: "survey"',
  },
  {
    id: "I1",
    text: "About pruning of language models",
    effect: "include",
    stage: "title-abstract",
    matched: true,
    words: ["pruning", "Pruning"],
    says: 'I1 fulfilled: "pruning"',
  },
];

/** A record of a queue; the same number gives the same record. */
export function sampleRecord(n: number, change: Partial<RecordView> = {}): RecordView {
  const key = `k${String(n).padStart(7, "0")}`;
  const words = { include: "pruning", exclude: "survey" };
  return {
    key,
    title: marked(`A survey of pruning for language models, part ${n}`, words),
    abstract: marked(
      `Background: large models are slow. ${"Pruning removes what is not needed, and a survey says how. ".repeat(8)}Record ${n}.`,
      words,
    ),
    keywords: marked("pruning; latency; language models", words),
    authors: ["Lovelace, Ada", "Hopper, Grace", "Noether, Emmy"],
    venue: "Journal of Fast Models",
    year: 2017 + (n % 7),
    type: "article",
    place: `12(3), ${n}-${n + 9}`,
    identifiers: [`doi:10.1000/${n}`],
    sources: ["Scopus"],
    links: [
      { label: "DOI", url: `https://doi.org/10.1000/${n}` },
      { label: "PubMed", url: `https://pubmed.ncbi.nlm.nih.gov/${n + 1}/` },
    ],
    criteria: CRITERIA,
    rating: {
      level: 1 + (n % 5),
      score: (n % 100) / 100,
      terms: [
        { term: "pruning", weight: 1.25 },
        { term: "survey", weight: -0.5 },
      ],
      says: "It rests on 40 decisions of yours.",
    },
    ...change,
  };
}

export function sampleItem(n: number, change: Partial<RecordView> = {}): ItemView {
  const record = sampleRecord(n, change);
  return {
    kind: "record",
    id: record.key,
    seen: 0,
    label: record.title?.text ?? record.key,
    record,
  };
}

/** The page of a file with these items, all of which wait. */
export function samplePage(
  items: readonly ItemView[],
  { reviewer = "ada", stage = "title-abstract" as Stage, exported = "1" } = {},
): FilePage {
  const isFullText = stage === "full-text";
  return {
    reviewer,
    title: "A review of fast models",
    plan: {
      work: `screen/${stage}`,
      task: "screen",
      where: isFullText ? "full text" : "title/abstract",
      stage,
      reasons: [
        { id: "E1", text: "Outside 2017-2023" },
        { id: "E2", text: "A survey of others' work" },
        { id: "I1", text: "Not about pruning" },
      ],
      reasonRequired: isFullText,
      canMissReports: isFullText,
      orders: ["rating", "key"],
    },
    state: {
      decided: 0,
      left: items.length,
      verdicts: {},
      upcoming: items.map(({ id }) => id),
      order: "rating",
      orderName: "by rating",
      pilot: [],
    },
    items,
    notice: "",
    database: `slr a-review ${reviewer} screen/${stage} ${exported}`,
    answers: [],
    references: Object.fromEntries(
      items.map((item, n) => [
        item.id,
        { record: item.id, doi: `10.1000/${n}`, pmid: "", title: item.label, year: "2020" },
      ]),
    ),
    latest: "",
  };
}
