import { describe, expect, test } from "vitest";
import { findOutliers } from "../../../src/core/rating/outliers.ts";
import { corpusOf, inOrder, type Text } from "./texts.ts";

const pick = (words: readonly string[], k: number) => words[k % words.length]!;
const smells = "smell refactoring duplicated quality detection maintenance".split(" ");
const others = "students energy teaching games mobile history".split(" ");
const hearts = "heart failure mortality patients cardiac placebo".split(" ");
const flaws = "anomalies antipatterns flaws decay erosion defects".split(" ");
const rest = ["modules", "program", "classes"];

/** A table in which smells and flaws mean nearly the same. */
const vectors: Record<string, readonly number[]> = Object.fromEntries([
  ...smells.map((word) => [word, [100, 0, 0]]),
  ...[...flaws, ...rest].map((word) => [word, [100, 0, 10]]),
  ...hearts.map((word) => [word, [0, 100, 0]]),
  ...others.map((word, i) => [word, [20, 20, 30 * (i - 2)]]),
]);
const known = Object.keys(vectors);
const wordTable = () => ({
  dimensions: 3,
  find: (word: string) => known.indexOf(word),
  numbers: Int8Array.from(known.flatMap((word) => vectors[word]!)),
  scales: new Float32Array(known.length).fill(1),
  fingerprint: () => "",
});

const about = (words: readonly string[], length: number, extra: readonly string[]): Text[] =>
  Array.from({ length }, (_, i) => ({
    title: `${pick(words, i)} ${pick(words, 3 * i + 1)} ${pick(extra, 5 * i)}`,
    abstract: `${pick(words, i + 2)} ${pick(extra, i + 1)} ${pick(extra, 3 * i + 4)} code`,
  }));

const texts = [
  ...about(smells, 12, others),
  ...about(hearts, 40, hearts),
  ...about(flaws, 6, rest),
  ...about(smells, 6, others),
];
const labels = new Int8Array(texts.length).fill(1, 0, 12).fill(-1, 12, 32);

const outliersOf = (given: Int8Array) =>
  findOutliers(
    { corpus: corpusOf(texts), order: inOrder(texts.length), criteriaText: [], wordTable },
    given,
  );

describe("outliers", () => {
  test("are undecided records near the included ones that say it in other words", () => {
    const { rows } = outliersOf(labels);
    expect(rows.slice(0, 6).sort((a, b) => a - b)).toEqual([52, 53, 54, 55, 56, 57]);
    expect(rows.every((row) => row >= 52)).toBe(true);
  });

  test("lie in clusters with their telling words, of which the included have few", () => {
    const { clusters } = outliersOf(labels);
    expect(clusters.length).toBeGreaterThan(0);
    const { rows, terms } = clusters[0]!;
    expect(rows.every((row) => row >= 52 && row < 58)).toBe(true);
    expect(terms.length).toBeGreaterThan(1);
    for (const term of terms) expect([...flaws, ...rest]).toContain(term);
  });

  test("are never records that somebody has decided", () => {
    const decided = labels.slice().fill(-1, 52, 58);
    expect(outliersOf(decided).rows.every((row) => row >= 58)).toBe(true);
  });

  test("need a few included records", () => {
    const few = new Int8Array(texts.length).fill(1, 0, 4).fill(-1, 12, 32);
    expect(outliersOf(few)).toEqual({ rows: [], clusters: [] });
  });
});
