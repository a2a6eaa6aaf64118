import { expect, test } from "vitest";
import type { FlowCounts } from "../../../../src/core/screening/flow.ts";
import { describeFlow } from "../../../../src/outputs/flow/diagram/describe-flow.ts";
import { diagramTexts } from "../../../../src/outputs/flow/diagram/flow-diagram.ts";
import {
  EXAMPLE_FLOWS,
  small,
  unfinished,
  updated,
  withOtherMethods,
} from "../../example-flows.ts";

test.each(Object.entries(EXAMPLE_FLOWS))("the numbers of the example %s add up", (_, flow) => {
  const waiting = (pending: FlowCounts["pending"]) =>
    pending.title_abstract + pending.title_abstract_conflict + pending.unread;
  const sum = (list: FlowCounts["dbr_excluded"]) => list.reduce((total, { n }) => total + n, 0);
  expect(sum(flow.database_specific_results)).toBe(flow.database_results);
  expect(sum(flow.register_specific_results)).toBe(flow.register_results);
  expect(flow.database_results + flow.register_results).toBe(
    flow.duplicates + flow.excluded_automatic + flow.excluded_other + flow.records_screened,
  );
  expect(flow.records_screened).toBe(
    flow.records_excluded + flow.dbr_sought_reports + waiting(flow.pending),
  );
  expect(flow.records_excluded_by.human + flow.records_excluded_by.automation).toBe(
    flow.records_excluded,
  );
  expect(flow.dbr_sought_reports).toBe(
    flow.dbr_notretrieved_reports + flow.pending.retrieval + flow.dbr_assessed,
  );
  const open = (pending: FlowCounts["pending"]) => pending.full_text + pending.full_text_conflict;
  expect(flow.new_reports).toBe(
    flow.dbr_assessed -
      sum(flow.dbr_excluded) -
      open(flow.pending) +
      flow.other_assessed -
      sum(flow.other_excluded) -
      open(flow.other_pending),
  );
});

const texts = (flow: FlowCounts) => diagramTexts(describeFlow(flow));

test("a finished review has the boxes of PRISMA 2020 in its words and no others", () => {
  expect(texts(small)).toEqual([
    "Identification of studies via databases and registers",
    "Records identified from:",
    "Databases (n = 1,204)",
    "Scopus (n = 704)",
    "PubMed (n = 500)",
    "Registers (n = 12)",
    "ClinicalTrials.gov (n = 12)",
    "Records removed before screening:",
    "Duplicate records removed (n = 200)",
    "Records marked as ineligible by automation tools (n = 0)",
    "Records removed for other reasons (n = 1)",
    "Records screened (n = 1,015)",
    "Records excluded (n = 899)",
    "Reports sought for retrieval (n = 116)",
    "Reports not retrieved (n = 4)",
    "Reports assessed for eligibility (n = 112)",
    "Reports excluded:",
    "E1: Wrong population (n = 30)",
    "E2: p < 0.05 & no effect size, or none reported (n = 10)",
    "Studies included in review (n = 70)",
    "Reports of included studies (n = 72)",
  ]);
});

test("an updated review has previous, new and total studies", () => {
  expect(texts(updated)).toEqual(
    expect.arrayContaining([
      "Previous studies",
      "Studies included in previous version of review (n = 40)",
      "Reports of studies included in previous version of review (n = 44)",
      "Identification of new studies via databases and registers",
      "Identification of new studies via other methods",
      "New studies included in review (n = 76)",
      "Reports of new included studies (n = 79)",
      "Total studies included in review (n = 115)",
      "Reports of total included studies (n = 123)",
    ]),
  );
});

test("other methods that found nothing are left out, and so are those of their lines that are 0", () => {
  expect(texts(small).join("\n")).not.toContain("other methods");
  expect(texts(withOtherMethods)).toContain("Citation searching (n = 31)");
  expect(texts(withOtherMethods).join("\n")).not.toContain("Organisations");
});

test("merged other methods stand in the first column", () => {
  const merged = { ...small, citations_results: 31, other_methods: "merged" } as const;
  const diagram = describeFlow(merged);
  expect(diagram.other).toBeUndefined();
  expect(diagram.databases.heading).toBe(
    "Identification of studies via databases, registers and other methods",
  );
  expect(texts(merged)).toContain("Citation searching (n = 31)");
});

test("human and automation are told apart only if automation excluded any", () => {
  expect(texts(unfinished)).toEqual(
    expect.arrayContaining(["By a human (n = 250)", "By automation tools (n = 350)"]),
  );
  expect(texts(small).join("\n")).not.toContain("By a human");
});

test("an unfinished review says what waits, outside of PRISMA's boxes", () => {
  const { databases, notes, extended } = describeFlow(unfinished);
  const beside = databases.steps.flatMap(({ sides }) =>
    sides.filter(({ standard }) => !standard).flatMap(({ lines }) => lines),
  );
  expect(beside.map(({ label, n }) => [label, n])).toEqual([
    ["Records awaiting screening", 300],
    ["Records in conflict", 10],
    ["Records left unread by a stopping rule", 50],
    ["Reports awaiting retrieval", 9],
    ["Reports awaiting assessment", 12],
    ["Reports in conflict", 3],
  ]);
  expect(notes).toEqual([
    "**Of the records excluded, 250 were excluded by a human and 350 by automation tools.",
    "Screening is not finished: 310 records and 24 reports await a decision.",
  ]);
  expect(extended).toBe(true);
  expect(describeFlow(small)).toMatchObject({ notes: [], extended: false });
});

test("a review that excluded no report says 0 instead of an empty list", () => {
  expect(texts({ ...small, dbr_excluded: [] })).toContain("Reports excluded (n = 0)");
});

test("human and automation have PRISMA's second footnote, and only then", () => {
  expect(texts(unfinished)).toContain("Records excluded** (n = 600)");
  expect(texts(small).join("\n")).not.toContain("**");
});

test("the last box says how many studies enter which synthesis, where studies.csv says so", () => {
  const synthesis = {
    qualitative: 70,
    qualitative_reports: 72,
    quantitative: 41,
    quantitative_reports: 42,
  };
  expect(texts({ ...small, synthesis }).slice(-2)).toEqual([
    "Studies included in qualitative synthesis (n = 70)",
    "Studies included in quantitative synthesis (meta-analysis) (n = 41)",
  ]);
  expect(describeFlow(small).synthesis).toBeUndefined();
});

test("PRISMA 2009 has its words, and what it has no box for stands beside it", () => {
  expect(texts({ ...withOtherMethods, template: "prisma-2009" })).toEqual([
    "PRISMA 2009 flow diagram",
    "Records identified through database searching (n = 1,204)",
    "Scopus (n = 704)",
    "PubMed (n = 500)",
    "Additional records identified through other sources (n = 52)",
    "ClinicalTrials.gov (n = 12)",
    "Websites (n = 9)",
    "Citation searching (n = 31)",
    "Records after duplicates removed (n = 1,035)",
    "Records removed for other reasons (n = 1)",
    "Records screened (n = 1,034)",
    "Records excluded (n = 904)",
    "Full-text articles assessed for eligibility (n = 125)",
    "Full-text articles excluded, with reasons (n = 46)",
    "E1: Wrong population (n = 30)",
    "E2: p < 0.05 & no effect size, or none reported (n = 10)",
    "Wrong design (n = 6)",
    "Reports not retrieved (n = 5)",
    "Studies included in qualitative synthesis (n = 76)",
  ]);
});

test("the numbers of PRISMA 2009 add up, whatever is not finished", () => {
  for (const flow of Object.values(EXAMPLE_FLOWS)) {
    const lines = diagramLines({ ...flow, template: "prisma-2009" });
    const n = (label: string) => lines.find((line) => line.label.startsWith(label))?.n ?? 0;
    expect(n("Records identified through") + n("Additional records")).toBe(
      n("Records after duplicates removed") + flow.duplicates + flow.other_duplicates,
    );
    expect(n("Records after duplicates removed")).toBe(
      n("Records marked as ineligible") + n("Records removed for other") + n("Records screened"),
    );
    expect(n("Records screened")).toBe(
      n("Records excluded") +
        n("Records awaiting") +
        n("Records in conflict") +
        n("Records left unread") +
        n("Reports not retrieved") +
        n("Reports awaiting retrieval") +
        n("Full-text articles assessed"),
    );
  }
});

test("PRISMA-ScR counts sources of evidence", () => {
  const scoping = texts({ ...updated, template: "prisma-scr" });
  expect(scoping).toContain("Sources of evidence screened (n = 1,015)");
  expect(scoping).toContain("Total sources of evidence included in review (n = 123)");
  expect(scoping.join("\n")).not.toMatch(/\b(?:records|reports)\b/i);
});

function diagramLines(flow: FlowCounts) {
  const { databases } = describeFlow(flow);
  return databases.steps.flatMap(({ main, beside, sides }) =>
    [main, ...(beside ? [beside] : []), ...sides].flatMap(({ lines }) => lines),
  );
}
