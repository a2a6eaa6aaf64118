import { describe, expect, test } from "vitest";
import { createLiveOrder } from "../../../src/core/decide/live-order.ts";
import type { Ranker } from "../../../src/core/rating/ranker.ts";
import type { ReviewTexts } from "../../../src/core/review/rated/rate-review.ts";

const KEYS = ["a", "b", "c", "d", "e"];

/** A ranker that learns nothing but what a test tells it. */
function scripted(values: readonly number[]) {
  const told: [row: number, outcome: number][] = [];
  let learned = 0;
  const ranker = {
    values: Float64Array.from(values),
    decide: (row: number, outcome: number) => told.push([row, outcome]),
    learn: () => {
      learned += 1;
    },
  } as unknown as Ranker;
  const texts = {
    order: Uint32Array.from(KEYS.keys()),
    labels: new Int8Array(KEYS.length),
    rowOf: (key: string) => (KEYS.includes(key) ? KEYS.indexOf(key) : undefined),
  } as unknown as ReviewTexts;
  return { ranker, texts, told, learned: () => learned };
}

const everywhere = () => true;

describe("the order of a queue that follows its reviewer", () => {
  test("the most likely come first, and what does not move keeps its place", () => {
    const { ranker, texts } = scripted([1, 5, 3, 9, 2]);
    const live = createLiveOrder(texts, ranker, ["a", "c", "d", "e"]);
    expect(live.arrange(KEYS, everywhere)).toEqual(["d", "b", "c", "e", "a"]);
  });

  test("a record that was shown stays where the reviewer leaves it, as a skipped one at the end", () => {
    const { ranker, texts } = scripted([1, 5, 3, 9, 2]);
    const live = createLiveOrder(texts, ranker, KEYS);
    live.shown("d");
    expect(live.arrange(["a", "b", "c", "e", "d"], everywhere)).toEqual(["b", "c", "e", "a", "d"]);
  });

  test("what is at hand comes before what must be read first", () => {
    const { ranker, texts } = scripted([1, 5, 3, 9, 2]);
    const live = createLiveOrder(texts, ranker, KEYS);
    expect(live.arrange(KEYS, (key) => "abc".includes(key))).toEqual(["b", "c", "a", "d", "e"]);
  });

  test("each of the first decisions is learned from, and so is one that is taken back", () => {
    const { ranker, texts, told, learned } = scripted([1, 2, 3, 4, 5]);
    const live = createLiveOrder(texts, ranker, KEYS);
    live.decide("a", 1);
    live.decide("b", -1);
    live.decide("b", 0);
    live.decide("elsewhere", 1);
    expect(told).toEqual([
      [0, 1],
      [1, -1],
      [1, 0],
    ]);
    expect(learned()).toBe(3);
  });

  test("a ranker that finds all alike knows nothing", () => {
    const { ranker, texts } = scripted([0, 0, 0, 0, 0]);
    expect(createLiveOrder(texts, ranker, KEYS).knows).toBe(false);
  });
});
