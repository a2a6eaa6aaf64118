import { expect, test } from "vitest";
import {
  conflictsWaiting,
  firstStageWith,
  ownDecisions,
  recordsWaiting,
} from "../../../src/core/decide/queue.ts";
import { reasonsAt } from "../../../src/core/decide/reasons.ts";
import { decidedAtOf, decisionRow } from "../../../src/core/decide/rows.ts";
import { parseProtocol } from "../../../src/core/protocol/parse-protocol.ts";
import type { Protocol } from "../../../src/core/protocol/protocol.ts";
import type { Decision } from "../../../src/core/records/decision.ts";
import { readTime } from "../../../src/core/records/time.ts";
import { type ScreenedReview, screenReview } from "../../../src/core/review/review.ts";
import { aRecord } from "../records/records.ts";

const TITLES = ["Alpha pruning", "Bravo pruning", "Charlie distillation", "Delta serving"];
const PROTOCOL = `
criteria:
  - { id: E1, text: Too old, stage: title-abstract, exclude: year < 2017 }
  - { id: E2, text: Off topic, stage: title-abstract }
  - { id: F1, text: No evaluation, stage: full-text }
screening:
  title-abstract: { by: rules-then-reviewers, per-record: 2 }
  full-text: { by: reviewers, per-record: 1 }
`;

let line = 1;
function row(
  reviewer: string,
  title: string,
  verdict: Decision["verdict"],
  stage: Decision["stage"] = "title-abstract",
): Decision {
  line += 1;
  return {
    place: { file: `decisions/${reviewer}.csv`, line },
    reviewer,
    reference: { record: "", title },
    stage,
    verdict,
    reasons: verdict === "exclude" ? ["E2"] : [],
    resolves: false,
    note: "",
    tags: [],
    decidedAt: readTime(`${1_700_000_000 + line}`),
  };
}

async function reviewOf(
  decisions: readonly Decision[],
  yaml = PROTOCOL,
): Promise<{ review: ScreenedReview; protocol: Protocol; title: (key: string) => string }> {
  const parsed = parseProtocol(yaml, "slr.yaml");
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  const { protocol } = parsed;
  const review = await screenReview({
    protocol,
    exports: [
      {
        path: "a.ris",
        sha256: () => "",
        format: () => "test",
        async *read() {
          yield {
            entries: TITLES.map((title, at) => ({
              kind: "record" as const,
              line: at + 1,
              attribution: {},
              record: aRecord({ title, year: 2020, abstract: `About ${title}.` }),
            })),
            problems: [],
          };
        },
      },
    ],
    decisions,
    pairs: [],
    retrievals: [],
    studies: [],
    fullText: () => Promise.resolve(undefined),
    problems: [],
  });
  const titles = new Map(review.results.records.map(({ key, summary }) => [key, summary.title]));
  return { review, protocol, title: (key) => titles.get(key)! };
}

async function waiting(
  reviewer: string,
  stage: Decision["stage"],
  decisions: readonly Decision[],
  yaml?: string,
): Promise<string[]> {
  const { review, protocol, title } = await reviewOf(decisions, yaml);
  return recordsWaiting(review, protocol, reviewer, stage, "key").map(title).sort();
}

test("what a reviewer has voted on waits no more, what another has voted on still does", async () => {
  const decisions = [row("ada", TITLES[0]!, "include"), row("bela", TITLES[1]!, "exclude")];
  expect(await waiting("ada", "title-abstract", decisions)).toEqual(TITLES.slice(1));
});

test("what has as many votes as it needs waits for nobody else", async () => {
  const decisions = [row("ada", TITLES[0]!, "include"), row("bela", TITLES[0]!, "include")];
  expect(await waiting("cara", "title-abstract", decisions)).toEqual(TITLES.slice(1));
});

test("a conflict waits for whoever still has to vote, so that its absence tells nothing", async () => {
  const yaml = PROTOCOL.replace("per-record: 2", "per-record: 3");
  const decisions = [row("ada", TITLES[0]!, "include"), row("bela", TITLES[0]!, "exclude")];
  expect(await waiting("cara", "title-abstract", decisions, yaml)).toEqual(TITLES);
});

test("what rules exclude waits for nobody, unless rules only suggest", async () => {
  const rule = PROTOCOL.replace("year < 2017", "title(alpha)");
  expect(await waiting("ada", "title-abstract", [], rule)).toEqual(TITLES.slice(1));
  const suggested = rule.replace("rules-then-reviewers", "reviewers");
  expect(await waiting("ada", "title-abstract", [], suggested)).toEqual(TITLES);
});

test("at full text waits what passed title/abstract", async () => {
  const passed = ["ada", "bela"].map((reviewer) => row(reviewer, TITLES[2]!, "include"));
  expect(await waiting("ada", "full-text", passed)).toEqual([TITLES[2]]);
});

test("a vote that was taken back waits again", async () => {
  const decisions = [row("ada", TITLES[0]!, "include"), row("ada", TITLES[0]!, "withdrawn")];
  expect(await waiting("ada", "title-abstract", decisions)).toEqual(TITLES);
});

test("a maybe at full text comes back, at the end, to the one who said it", async () => {
  const yaml = PROTOCOL.replace("per-record: 2", "per-record: 1");
  const decisions = [
    row("ada", TITLES[0]!, "include"),
    row("ada", TITLES[1]!, "include"),
    row("ada", TITLES[0]!, "maybe", "full-text"),
  ];
  const { review, protocol, title } = await reviewOf(decisions, yaml);
  const queue = (reviewer: string) =>
    recordsWaiting(review, protocol, reviewer, "full-text", "key").map(title);
  expect(queue("ada")).toEqual([TITLES[1], TITLES[0]]);
  expect(queue("bela")).toEqual([TITLES[1]]);
});

test("conflicts are those of the stage; the first stage with work left comes first", async () => {
  const decisions = [row("ada", TITLES[0]!, "include"), row("bela", TITLES[0]!, "exclude")];
  const { review, title } = await reviewOf(decisions);
  const left = (stage: Decision["stage"]) => conflictsWaiting(review, stage, "rating").map(title);
  expect(left("full-text")).toEqual([]);
  expect(firstStageWith(left)).toEqual({ stage: "title-abstract", left: [TITLES[0]] });
  expect(firstStageWith(() => [])).toEqual({ stage: "title-abstract", left: [] });
});

test("a record without a rating comes after those with one, the likely includes first", async () => {
  const { review, protocol } = await reviewOf([]);
  const records = review.results.records.map((record, at) => ({
    ...record,
    ...(at !== 1 && { rating: { level: 3 as const, score: at / 10 } }),
  }));
  const rated = { ...review, results: { ...review.results, records } };
  const keys = records.map(({ key }) => key);
  expect(recordsWaiting(rated, protocol, "ada", "title-abstract", "rating")).toEqual(
    [3, 2, 0, 1].map((at) => keys[at]),
  );
  expect(recordsWaiting(rated, protocol, "ada", "title-abstract", "key")).toEqual(keys);
});

test("own decisions are in the order in which they were made", async () => {
  const decisions = [
    row("ada", TITLES[3]!, "include"),
    row("bela", TITLES[1]!, "include"),
    row("ada", TITLES[0]!, "exclude"),
  ];
  const { review, title } = await reviewOf(decisions);
  const own = ownDecisions(review, "ada", "title-abstract");
  expect(own.map(({ key }) => title(key))).toEqual([TITLES[3], TITLES[0]]);
});

test("the records are read again in full, those that were asked for and no other", async () => {
  const { review } = await reviewOf([]);
  const wanted = [...review.results.records].slice(1, 3).map(({ key }) => key);
  const read = new Map<string, string | undefined>();
  for await (const { key, subject } of review.read(new Set(wanted)))
    read.set(key, subject.record.abstract);
  expect([...read.keys()].sort()).toEqual(wanted);
  expect([...read.values()].every((abstract) => abstract?.startsWith("About "))).toBe(true);
});

test("the reasons of full text are its own, then those of title/abstract", async () => {
  const { protocol } = await reviewOf([]);
  expect(reasonsAt(protocol, "title-abstract").map(({ id }) => id)).toEqual(["E1", "E2"]);
  expect(reasonsAt(protocol, "full-text").map(({ id }) => id)).toEqual(["F1", "E1", "E2"]);
});

test("a row names its record as the reviewer's earlier row did, and is never older than it", () => {
  const seen = { title: "T", authors: "", year: 2020, venue: "", doi: "10.1/x", pmid: "" };
  const saying = { verdict: "exclude", reasons: ["F1", "E2"], note: "n", tags: [] } as const;
  const at = decidedAtOf("2024-06-03T09:00:00Z", readTime("2024-06-04T00:00:00Z"));
  expect(at).toBe("2024-06-04T00:00:00Z");
  expect(decisionRow("abcd2345", seen, undefined, "full-text", saying, false, at)).toEqual({
    record: "abcd2345",
    stage: "full-text",
    verdict: "exclude",
    reason: "F1;E2",
    resolves: "",
    note: "n",
    decided_at: at,
    doi: "10.1/x",
    pmid: "",
    title: "T",
    year: "2020",
    tags: "",
  });
  const earlier = { record: "doi:10.1/x" };
  expect(decisionRow("abcd2345", seen, earlier, "full-text", undefined, true, at)).toMatchObject({
    record: "doi:10.1/x",
    verdict: "withdrawn",
    resolves: "yes",
    title: "",
  });
});
