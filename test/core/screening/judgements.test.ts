import { deserialize, serialize } from "node:v8";
import fc from "fast-check";
import { expect, test } from "vitest";
import { parseProtocol } from "../../../src/core/protocol/parse-protocol.ts";
import { CRITERION_STAGES } from "../../../src/core/protocol/protocol.ts";
import type { CriterionJudgement } from "../../../src/core/screening/judge-criteria.ts";
import { Judgements, type KeptJudgements } from "../../../src/core/screening/judgements.ts";

const parsed = parseProtocol(
  `criteria:
  - { id: F1, text: a, stage: full-text, exclude: full-text(mice) }
  - { id: E1, text: b, stage: before-screening, exclude: year < 2015 }
  - { id: I1, text: c, stage: title-abstract, include: title(x) }
  - { id: P1, text: people decide, stage: title-abstract }
  - { id: E2, text: d, stage: before-screening, exclude: title(y) }
`,
  "slr.yaml",
);
if (!parsed.ok) throw new Error("The protocol of this test is wrong.");
const { criteria } = parsed.protocol;
const idsAt = { "before-screening": ["E1", "E2"], "title-abstract": ["I1"], "full-text": ["F1"] };

const said = fc.record({
  verdict: fc.constantFrom("met", "violated", "unknown"),
  words: fc.array(fc.string({ unit: "binary" }), { maxLength: 3 }),
  places: fc.array(
    fc.record(
      { field: fc.constantFrom("title", "abstract"), sentence: fc.constantFrom("", "A b.", "C") },
      { requiredKeys: ["field"] },
    ),
    { maxLength: 3 },
  ),
  disagreements: fc.array(fc.constantFrom("year", "type"), { maxLength: 2 }),
});
const record = fc.record({
  "before-screening": fc.tuple(said, said),
  "title-abstract": fc.tuple(said),
  "full-text": fc.tuple(said),
});

/** The judgements as a list says them, whatever they are in memory. */
function plain(judgements: readonly CriterionJudgement[]) {
  return judgements.map(({ criterion, verdict, words, places, disagreements }) => ({
    ...{ criterion, verdict, words, places, disagreements },
  }));
}

test("every judgement comes back with its words, places and disagreements, in a later run, too", () => {
  fc.assert(
    fc.property(fc.array(record), (records) => {
      const kept = new Judgements(criteria, records.length);
      const given = records.map((judged) =>
        CRITERION_STAGES.map((stage) =>
          judged[stage].map((one, at) => ({ criterion: idsAt[stage][at]!, ...one })),
        ),
      );
      for (const [at, stages] of given.entries())
        for (const [n, stage] of CRITERION_STAGES.entries()) kept.take(at, stage, stages[n]!);
      const bytes = deserialize(serialize(kept.kept())) as KeptJudgements; // what was serialised
      for (const judgements of [kept, new Judgements(criteria, records.length, bytes)])
        expect(
          records.map((_, at) => CRITERION_STAGES.map((stage) => plain(judgements.of(at, stage)))),
        ).toEqual(given);
    }),
    { numRuns: 60 },
  );
});

test("what nobody has judged is unknown", () => {
  expect(new Judgements(criteria, 1).of(0, "title-abstract")).toMatchObject([
    { criterion: "I1", verdict: "unknown", words: [] },
  ]);
});

test("verdicts are counted at the stages that records reached", () => {
  const kept = new Judgements(criteria, 3);
  const judge = (at: number, verdict: "met" | "violated") =>
    kept.take(at, "title-abstract", [
      { criterion: "I1", verdict, words: ["x"], places: [], disagreements: [] },
    ]);
  judge(0, "met");
  judge(1, "violated");
  judge(2, "violated");
  const counts = kept.counts([
    ["before-screening", "title-abstract"],
    ["before-screening", "title-abstract"],
    ["before-screening"],
  ]);
  expect(counts.get("I1")).toEqual({ met: 1, violated: 1, unknown: 0 });
  expect(counts.get("E1")).toEqual({ met: 0, violated: 0, unknown: 3 });
  expect(counts.get("F1")).toEqual({ met: 0, violated: 0, unknown: 0 });
  expect(kept.numberAt(["before-screening", "title-abstract"])).toBe(3);
});
