import type { Dashboard, ItemView, WorkView } from "../../src/core/decide/page-data.ts";
import { marked, sampleItem, samplePage, sampleRecord } from "./sample-page.ts";

/** Possible duplicates. */
export function samplePairs(count: number): WorkView {
  const items = Array.from({ length: count }, (_, n): ItemView => {
    const [a, b] = [sampleRecord(2 * n), sampleRecord(2 * n + 1)];
    return {
      kind: "pair",
      id: `${a.key} ${b.key}`,
      seen: 0,
      label: a.title!.text,
      why: "same title, same year; one report with a probability of 83 %",
      cause: "not enough agrees to be sure",
      a: { key: a.key, sources: ["Scopus"], links: a.links },
      b: { key: b.key, sources: ["Web of Science"], links: b.links },
      fields: [
        {
          field: "title",
          finding: "alike, not the same",
          a: marked("A survey of pruning", { differs: "survey" }),
          b: marked("An overview of pruning", { differs: "overview" }),
        },
        {
          field: "authors",
          finding: "same names, written otherwise",
          a: marked("Lovelace, Ada; Hopper, Grace"),
          b: marked("Lovelace, A.; Hopper, G."),
        },
        {
          field: "year",
          finding: "different, one year apart",
          a: marked("2020", { differs: "2020" }),
          b: marked("2021", { differs: "2021" }),
        },
        {
          field: "DOI",
          finding: "one only",
          a: marked("10.1000/1", { differs: "10.1000/1" }),
          b: marked(""),
        },
      ],
    };
  });
  const page = samplePage([]);
  return {
    ...page,
    plan: {
      work: "pairs",
      task: "pairs",
      where: "possible duplicates",
      reasons: [],
      reasonRequired: false,
      canMissReports: false,
      orders: [],
    },
    state: { ...page.state, left: count, upcoming: items.map(({ id }) => id), orderName: "" },
    items,
  };
}

/** Records on which two reviewers disagree. */
export function sampleConflicts(count: number): WorkView {
  const items = Array.from({ length: count }, (_, n): ItemView => {
    const item = sampleItem(n);
    if (item.kind !== "record") return item;
    return {
      ...item,
      kind: "conflict",
      votes: [
        {
          reviewer: "ada",
          kind: "person",
          verdict: "include",
          side: "include",
          reasons: [],
          note: "Pruning is the main part.",
          tags: ["methods"],
          decidedAt: "2026-01-02T10:00:00Z",
        },
        {
          reviewer: "bela",
          kind: "person",
          verdict: "exclude",
          side: "exclude",
          reasons: ["E2"],
          note: "",
          tags: [],
          decidedAt: "2026-01-03T09:30:00Z",
        },
      ],
    };
  });
  const page = samplePage(items);
  return {
    ...page,
    reviewer: "cara",
    plan: {
      ...page.plan,
      work: "resolve/title-abstract",
      task: "resolve",
      where: "conflicts at title/abstract",
      orders: [],
    },
  };
}

/** The overview of somebody who may see outcomes. */
export const SAMPLE_DASHBOARD: Dashboard = {
  title: "A review of fast models",
  reviewer: "cara",
  work: [
    {
      work: "screen/title-abstract",
      where: "title/abstract",
      decided: 312,
      left: 892,
      verdicts: { include: 80, maybe: 12, exclude: 220 },
    },
    {
      work: "resolve/title-abstract",
      where: "conflicts at title/abstract",
      decided: 3,
      left: 9,
      verdicts: { include: 1, exclude: 2 },
    },
    {
      work: "pairs",
      where: "possible duplicates",
      decided: 4,
      left: 0,
      verdicts: { same: 3, different: 1 },
    },
  ],
  others: [
    {
      reviewer: "ada",
      kind: "person",
      stages: [{ stage: "title-abstract", decided: 1204, left: 0 }],
    },
    {
      reviewer: "gpt",
      kind: "automation",
      stages: [{ stage: "title-abstract", decided: 1200, left: 4 }],
    },
  ],
  outcomes: {
    stages: [
      {
        stage: "title-abstract",
        records: 1204,
        include: 130,
        exclude: 700,
        pending: 362,
        conflict: 12,
        unread: 0,
      },
      {
        stage: "full-text",
        records: 130,
        include: 20,
        exclude: 30,
        pending: 80,
        conflict: 0,
        unread: 0,
      },
    ],
    conflicts: { "title-abstract": 12, "full-text": 0 },
    agreement: [
      {
        stage: "title-abstract",
        reviewers: ["ada", "bela"],
        records: 842,
        agreement: 0.93,
        kappa: 0.71,
      },
    ],
    flow: [
      { box: "records identified", n: 1500 },
      { box: "duplicates", n: 296 },
      { box: "records screened", n: 1204 },
    ],
    recall: Array.from({ length: 40 }, (_, n) => ({
      read: n * 20,
      found: Math.round(130 * (1 - Math.exp(-n / 9))),
    })),
    records: 1204,
    stopping: [
      {
        rule: "consecutive",
        planned: true,
        met: false,
        says: "12 of 50 records in a row were excluded",
        promises: "nothing about recall",
      },
    ],
    next: ["slr decide --conflicts settles 12 conflicts (cara)"],
  },
  outcomesBecause: "You settle conflicts, so you see what the review concludes.",
};
