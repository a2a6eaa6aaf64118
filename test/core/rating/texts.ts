import { readFileSync } from "node:fs";
import type { ModelName } from "../../../src/core/rating/models/index.ts";
import { type RatingResult, rate } from "../../../src/core/rating/rate.ts";
import { type Corpus, createCorpus } from "../../../src/core/rating/text/corpus.ts";
import { readWordTable } from "../../../src/core/rating/text/word-table.ts";
import type { BibRecord } from "../../../src/core/records/model.ts";

export type Text = Partial<Pick<BibRecord, "title" | "abstract" | "keywords" | "mesh">>;

/** A record of which only the text matters. */
export function text(fields: Text): Pick<BibRecord, "title" | "abstract" | "keywords" | "mesh"> {
  return { keywords: [], mesh: [], ...fields };
}

export function corpusOf(texts: readonly Text[]): Corpus {
  const corpus = createCorpus();
  for (const fields of texts) corpus.add(text(fields));
  return corpus;
}

/** A small review: every third record is about sheep, the others are about cars, all with noise. */
export function review(size: number): { readonly texts: Text[]; readonly about: Int8Array } {
  const sheep = ["sheep", "wool", "pasture", "lamb", "flock", "grazing"];
  const cars = ["engine", "wheel", "brake", "diesel", "highway", "gearbox"];
  const noise = ["method", "result", "measure", "sample", "model", "effect", "study"];
  const texts: Text[] = [];
  const about = new Int8Array(size);
  for (let i = 0; i < size; i += 1) {
    about[i] = i % 3 === 0 ? 1 : -1;
    const topic = i % 3 === 0 ? sheep : cars;
    const pick = (words: readonly string[], k: number): string => words[k % words.length] ?? "";
    texts.push({
      title: `${pick(topic, i)} ${pick(noise, i)} ${pick(noise, i * 5 + 1)}`,
      abstract: `${pick(noise, i * 3)} ${pick(topic, i + 1)} ${pick(noise, i + 2)} number ${i} ${pick(topic, i + 3)}`,
    });
  }
  return { texts, about };
}

const table = readWordTable({
  words: readFileSync("models/words.vocab.txt", "utf8"),
  numbers: readFileSync("models/words-128.i8"),
  scales: readFileSync("models/words-128.scale.f32"),
});
/** The table of word vectors that slr ships. */
export const wordTable = () => table;

export const inOrder = (size: number): Uint32Array =>
  Uint32Array.from({ length: size }, (_, i) => i);

export interface RateOptions {
  readonly seed?: number;
  readonly model?: ModelName;
  readonly criteriaText?: readonly string[];
  readonly mostHeld?: number;
  readonly progress?: (share: number) => void;
}

/** Rates texts whose order is the order in which they were added. */
export function rateTexts(
  texts: readonly Text[],
  labels: Int8Array,
  { seed = 1, model = "default", criteriaText = [], ...most }: RateOptions = {},
): RatingResult {
  const order = inOrder(texts.length);
  const corpus = corpusOf(texts);
  return rate({ corpus, labels, order, criteriaText, wordTable, model, seed, ...most });
}

export function rated(result: RatingResult): Extract<RatingResult, { kind: "rated" }> {
  if (result.kind !== "rated") throw new Error(`Unexpected ${result.kind}, expected a rating.`);
  return result;
}
