import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decisionsUntilLearning } from "../../../src/core/rating/learning-schedule.ts";
import { labelledSet } from "../../../src/core/simulate/labelled-set.ts";
import { pairedDifferences } from "../../../src/core/simulate/paired-differences.ts";
import { recallCurve } from "../../../src/core/simulate/recall-curve.ts";
import {
  createSimulator,
  meansOf,
  meansOverSets,
  STARTS,
} from "../../../src/core/simulate/simulate.ts";
import { stoppingOutcome } from "../../../src/core/simulate/stopping-outcome.ts";
import { STOPPING_RULES } from "../../../src/core/stopping/index.ts";
import { aRecord } from "../records/records.ts";

const TOPIC = ["pruning", "distillation", "quantization", "sparse", "kernels"];
const OTHER = ["soil", "rivers", "harvest", "clinics", "poetry", "taxes", "bridges"];

/** Records on a topic, each n-th of them included, in an order of the file that a number decides. */
function topicSet(count: number, every: number, turn = 0, criteria: readonly string[] = []) {
  const builder = labelledSet("topic");
  for (let rank = 0; rank < count; rank += 1) {
    const at = (rank + turn) % count;
    const included = at % every === 0;
    const words = included ? TOPIC : OTHER;
    const word = (step: number) => words[(at * 7 + step) % words.length]!;
    builder.add(
      aRecord({
        title: `On ${word(1)} and ${word(2)} ${at}`,
        abstract: `Study ${at} of ${word(3)} with ${OTHER[at % OTHER.length]}.`,
      }),
      included,
    );
  }
  return builder.build(criteria);
}

const start = (name: string) => STARTS.find((one) => one.name === name)!;

function ranked(name: string, set = topicSet(120, 10), seed = 1) {
  const run = createSimulator(set)(start(name), "default", seed, STOPPING_RULES);
  if ("impossible" in run) throw new Error(run.impossible);
  return run;
}

describe("a simulated screening", () => {
  test.each([
    ["priors", 118, 11],
    ["zero", 120, 12],
    ["rayyan", 70, undefined],
  ])(
    "from %s: what is known before is not counted, everything else is found",
    (name, records, included) => {
      const { screeningOrder } = ranked(name);
      expect(screeningOrder.records).toBe(records);
      if (included !== undefined) expect(screeningOrder.ranks).toHaveLength(included);
      expect(screeningOrder.ranks.length).toBeGreaterThan(0);
      expect([...screeningOrder.ranks]).toEqual([...screeningOrder.ranks].sort((a, b) => a - b));
      expect(screeningOrder.ranks.at(-1)).toBeLessThanOrEqual(screeningOrder.records);
    },
  );

  test("a topic that words tell apart is found early", () => {
    expect(ranked("priors").metrics["wss@95"]).toBeGreaterThan(0.5);
    expect(ranked("rayyan").metrics.loss).toBeLessThan(0.1);
  });

  test("the same seed gives the same run, another seed another", () => {
    expect(ranked("priors").screeningOrder).toEqual(ranked("priors").screeningOrder);
    const ranks = [1, 2, 3, 4].map((seed) =>
      ranked("zero", topicSet(60, 6), seed).screeningOrder.ranks.join(),
    );
    expect(new Set(ranks).size).toBeGreaterThan(1);
  });

  test("the order of the file changes nothing", () => {
    for (const name of ["priors", "zero", "rayyan"])
      expect(ranked(name, topicSet(120, 10, 47)).metrics).toEqual(ranked(name).metrics);
  });

  test("one after another, they are as each by itself", () => {
    const set = topicSet(120, 10);
    const simulate = createSimulator(set);
    for (const seed of [1, 2])
      for (const name of ["zero", "priors"])
        expect(simulate(start(name), "default", seed, STOPPING_RULES)).toEqual(
          ranked(name, set, seed),
        );
  });

  test("a set that is too small says why", () => {
    expect(createSimulator(topicSet(40, 10))(start("rayyan"), "default", 1)).toEqual({
      impossible: expect.stringContaining("more than 50 records"),
    });
    expect(createSimulator(topicSet(5, 5))(start("priors"), "default", 1)).toEqual({
      impossible: expect.stringContaining("two included"),
    });
  });
});

describe("stopping rules in a simulation", () => {
  test("each stops after so many records as it asks for, or reads everything", () => {
    const { screeningOrder, stopped } = ranked("priors");
    expect(stopped.map(({ rule }) => rule)).toEqual(STOPPING_RULES.map(({ name }) => name));
    for (const { read, recall, missed, stopped: did } of stopped) {
      expect(read).toBeLessThanOrEqual(screeningOrder.records);
      expect(missed).toBe(Math.round((1 - recall) * screeningOrder.ranks.length));
      if (!did) expect([read, recall, missed]).toEqual([screeningOrder.records, 1, 0]);
    }
  });

  test("fifty in a row stop at the first gap of fifty, by hand", () => {
    const rule = STOPPING_RULES.find(({ name }) => name === "consecutive")!;
    const screeningOrder = { records: 300, ranks: Uint32Array.of(1, 30, 90, 200) };
    expect(stoppingOutcome(rule, screeningOrder)).toEqual({
      rule: "consecutive",
      read: 80,
      stopped: true,
      recall: 0.5,
      missed: 2,
    });
    // Looked at after every hundred: 10 in a row at 100; none at 200, where the last one stands.
    const everyHundred = (read: number) => read % 100 === 0;
    expect(stoppingOutcome(rule, screeningOrder, everyHundred)).toMatchObject({
      read: 300,
      stopped: false,
    });
    const later = { records: 300, ranks: Uint32Array.of(1, 30, 90, 210) };
    expect(stoppingOutcome(rule, later, everyHundred)).toMatchObject({ read: 200, recall: 0.75 });
  });
});

describe("means", () => {
  test("over seeds and over sets", () => {
    const run = (loss: number) => ({ metrics: { ...ranked("priors").metrics, loss } });
    const means = meansOf([run(0.1), run(0.3)]);
    expect(means.loss!.mean).toBeCloseTo(0.2, 12);
    expect(means.loss!.interval).toEqual([0, 1]);
    const over = meansOverSets([[run(0.1), run(0.3)], [run(0.4)]]);
    expect(over.loss!.mean).toBeCloseTo(0.3, 12);
  });
});

describe("differences between models", () => {
  const run = (model: "default" | "elas-u4", seed: number, loss: number) => ({
    ...{ start: "priors", model, seed },
    metrics: { ...ranked("priors").metrics, loss },
  });

  test("are taken in pairs of one seed, from the first model", () => {
    const runs = [
      run("default", 1, 0.1),
      run("default", 2, 0.2),
      run("elas-u4", 1, 0.3),
      run("elas-u4", 2, 0.3),
      run("elas-u4", 3, 0.9),
    ];
    const [difference] = pairedDifferences([runs], 1);
    const between = { start: "priors", model: "default", against: "elas-u4" };
    expect(difference).toMatchObject({ ...between, over: "seeds", pairs: 2 });
    expect(difference!.metrics.loss!.mean).toBeCloseTo(-0.15, 12);
    expect(difference!.metrics.loss!.interval![0]).toBeCloseTo(-0.2, 12);
  });

  test("of several sets are those of their means", () => {
    const set = (loss: number) => [run("default", 1, 0.1), run("elas-u4", 1, loss)];
    const [difference] = pairedDifferences([set(0.2), set(0.4)], 1);
    expect(difference).toMatchObject({ over: "sets", pairs: 2 });
    expect(difference!.metrics.loss!.mean).toBeCloseTo(-0.2, 12);
  });

  test("with one model there are none", () => {
    expect(pairedDifferences([[run("default", 1, 0.1)]], 1)).toEqual([]);
  });
});

test("priors that the set names are known and not counted", () => {
  const set = topicSet(120, 10);
  const [first, second] = [...set.order].filter((row) => set.included[row] === 1);
  const { screeningOrder } = ranked("priors", { ...set, priors: [first!, second!] });
  expect(screeningOrder.records).toBe(118);
  expect(screeningOrder.ranks).toHaveLength(10);
  const all = [...set.order].filter((row) => set.included[row] === 1);
  expect(createSimulator({ ...set, priors: all })(start("priors"), "default", 1)).toEqual({
    impossible: "all included records are known from the start",
  });
});

test("a recall curve rises from nothing to everything", () => {
  const rankings = fc
    .array(fc.boolean(), { minLength: 2, maxLength: 80 })
    .filter((labels) => labels.includes(true))
    .map((labels) => ({
      records: labels.length,
      ranks: Uint32Array.from(labels.flatMap((label, at) => (label ? [at + 1] : []))),
    }));
  fc.assert(
    fc.property(fc.array(rankings, { minLength: 1, maxLength: 3 }), (several) => {
      const curve = recallCurve(several);
      expect(curve).toHaveLength(101);
      expect([curve[0], curve[100]]).toEqual([0, 1]);
      for (let at = 1; at < curve.length; at += 1)
        expect(curve[at]!).toBeGreaterThanOrEqual(curve[at - 1]!);
    }),
  );
});

test("learning comes after each decision, then after 5 % more, but no later than asked for", () => {
  expect([0, 1, 20, 39, 40, 100, 799, 800, 5000].map((n) => decisionsUntilLearning(n))).toEqual([
    1, 1, 1, 1, 2, 5, 39, 40, 250,
  ]);
  expect([20, 800, 5000].map((decided) => decisionsUntilLearning(decided, 40))).toEqual([
    1, 40, 40,
  ]);
});
