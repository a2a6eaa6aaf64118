import { MODELS, type ModelName } from "../models/index.ts";
import { type CorpusParts, corpusFrom } from "../text/corpus.ts";
import type { RatingTexts } from "../text/rating-texts.ts";
import { createVectorParts, type KnownParts, type VectorParts } from "../text/vector-parts.ts";
import { textOf } from "./vector-space.ts";
import { createPartFinder } from "./views.ts";

/** The texts of a review and what a model needs to know of them, for another thread. */
export interface PartsAsked extends Pick<RatingTexts, "order" | "criteriaText"> {
  /** Its words may move to the other thread. */
  readonly corpus: CorpusParts;
  readonly model: ModelName;
  /** By view of the model's machines: 1 if a thread has begun with it. The threads share it. */
  readonly begun: Int32Array;
}

/** Has another thread find parts; the answer is undefined if it breaks down. */
export type FindPartsAside = (asked: PartsAsked) => Promise<KnownParts | undefined>;

/**
 * Finds what the vectors of a model are made from in two threads: this one begins with the first view,
 * the other with the last, and each takes the next with which nobody has begun. Each part is the same,
 * whoever finds it; what the other does not find, the rating finds.
 */
export async function findPartsTogether(
  texts: RatingTexts,
  model: ModelName,
  parts: VectorParts,
  findAside: FindPartsAside,
): Promise<void> {
  const { machines } = MODELS[model];
  const begun = new Int32Array(new SharedArrayBuffer(4 * machines.length));
  const { corpus, order, criteriaText } = texts;
  const answer = findAside({ corpus: corpus.parts(true), order, criteriaText, model, begun });
  findBegun({ ...texts, vectorParts: parts }, model, begun, [...machines.keys()]);
  const found = await answer;
  if (found !== undefined) parts.add(found);
}

/** What the other thread finds. */
export function findPartsAsked(
  { corpus: words, order, criteriaText, model, begun }: PartsAsked,
  wordTable: RatingTexts["wordTable"],
): KnownParts {
  const corpus = corpusFrom(words);
  const vectorParts = createVectorParts(corpus, order);
  const texts = { corpus, order, criteriaText, wordTable, vectorParts };
  findBegun(texts, model, begun, [...begun.keys()].reverse());
  return vectorParts.all();
}

/** Finds the parts of views with which no other thread has begun. */
function findBegun(
  texts: RatingTexts,
  model: ModelName,
  begun: Int32Array,
  turns: readonly number[],
): void {
  const { machines } = MODELS[model];
  const find = createPartFinder({ ...texts, text: textOf(texts, MODELS[model]) });
  for (const turn of turns) if (Atomics.exchange(begun, turn, 1) === 0) find(machines[turn]!.view);
}
