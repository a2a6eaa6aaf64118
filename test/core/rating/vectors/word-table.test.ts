import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { readWordTable } from "../../../../src/core/rating/text/word-table.ts";
import { createTableVectors } from "../../../../src/core/rating/vectors/table-vectors.ts";
import { corpusOf, inOrder, type Text, wordTable } from "../texts.ts";

const texts: readonly Text[] = [
  { title: "ACE inhibitors in heart failure" },
  { title: "Enalapril for cardiac insufficiency", abstract: "A randomised trial." },
  { title: "Test case prioritization" },
  { title: "Lisinopril and mortality in patients with heart failure: a trial" },
  { title: "Regression testing of software product lines" },
  { title: "Qwzyx blorfen" },
];

/** The inner product of two rows. */
function likeness(vectors: ReturnType<typeof createTableVectors>, a: number, b: number): number {
  const weights = new Float64Array(vectors.width);
  vectors.addTo(weights, a, 1);
  return vectors.dot(b, weights);
}

const vectorsOf = (given: readonly Text[], text: readonly string[] = []) =>
  createTableVectors(corpusOf(given), inOrder(given.length), text, wordTable(), 2);

describe("the word table", () => {
  test("is the one that models/README.md describes", () => {
    const readme = readFileSync("models/README.md", "utf8");
    const hashes = [...readme.matchAll(/^\| `(\S+)` \| `([0-9a-f]{64})` \|$/gm)];
    expect(hashes).toHaveLength(3);
    for (const [, name, hash] of hashes) {
      const bytes = readFileSync(`models/${name}`);
      expect(createHash("sha256").update(bytes).digest("hex")).toBe(hash);
    }
  });

  test("has 128 numbers for each word, and no row for others", () => {
    const { dimensions, find, numbers, scales } = wordTable();
    expect(dimensions).toBe(128);
    expect(scales).toHaveLength(43_862);
    expect(numbers).toHaveLength(128 * 43_862);
    expect(find("heart")).toBeGreaterThanOrEqual(0);
    expect(find("qwzyx")).toBe(-1);
  });

  test("refuses files that do not fit each other", () => {
    const files = { words: "a\nb\n", numbers: new Uint8Array(4), scales: new Uint8Array(8) };
    expect(readWordTable(files).dimensions).toBe(2);
    for (const damaged of [{ numbers: new Uint8Array(3) }, { scales: new Uint8Array(4) }])
      expect(() => readWordTable({ ...files, ...damaged })).toThrow("install slr again");
  });
});

describe("vectors of the word table", () => {
  test("bring together records that share a subject and no word", () => {
    const vectors = vectorsOf(texts);
    expect(likeness(vectors, 0, 1)).toBeGreaterThan(likeness(vectors, 0, 2) + 0.2);
    expect(likeness(vectors, 2, 4)).toBeGreaterThan(likeness(vectors, 1, 4) + 0.2);
  });

  test("have length 1, and are zero where no word is known", () => {
    const { squaredLengths } = vectorsOf(texts, ["Captopril"]);
    expect([...squaredLengths].map((one) => Math.round(1e6 * one) / 1e6)).toEqual([
      1, 1, 1, 1, 1, 0, 1,
    ]);
  });

  test("know words of the protocol that no record has", () => {
    const vectors = vectorsOf(texts, ["Captopril"]);
    expect(likeness(vectors, 6, 1)).toBeGreaterThan(likeness(vectors, 6, 2));
  });

  test("say what each word adds: the terms add up to the inner product", () => {
    const vectors = vectorsOf(texts, ["Randomised trials of captopril"]);
    const weights = Float64Array.from({ length: 128 }, (_, j) => (j % 7) - 3);
    for (const row of [0, 1, 2, 3, 4, 5, 6]) {
      let sum = 0;
      vectors.eachTerm(weights)(row, (_, value) => {
        sum += value;
      });
      expect(sum).toBeCloseTo(vectors.dot(row, weights), 5);
    }
  });

  test("are the same to the last bit on every machine", () => {
    const { values } = vectorsOf(texts, ["Captopril"]);
    const bytes = Buffer.alloc(4 * values.length);
    for (const [at, value] of values.entries()) bytes.writeFloatLE(value, 4 * at);
    expect(createHash("sha256").update(bytes).digest("hex").slice(0, 16)).toBe("a0b49568b1a24f24");
  });
});
