import { createHash } from "node:crypto";
import type { RatingTexts } from "../../rating/text/rating-texts.ts";
import type { KnownParts, VectorParts } from "../../rating/text/vector-parts.ts";
import { type EarlierRuns, hashOf } from "../earlier/earlier-runs.ts";

const VECTORS = "vectors";

/** 10,000 entries take some 26 MB. Of a review that takes more than this, nothing is kept. */
const MOST_BYTES = 320 * 1024 * 1024;

/** Takes what an earlier run found in these very texts, if it was kept. */
export async function recallVectors(
  earlier: EarlierRuns | undefined,
  texts: RatingTexts,
  parts: VectorParts,
): Promise<void> {
  const kept = await earlier?.recall(VECTORS, identityOf(texts));
  if (kept !== undefined) parts.take(kept as KnownParts); // from `keepVectors`
}

/** Keeps what was found in these texts for later runs, if anything of it is new. */
export async function keepVectors(
  earlier: EarlierRuns | undefined,
  texts: RatingTexts,
  parts: VectorParts,
): Promise<void> {
  if (!parts.hasNew || sizeOf(parts.all()) > MOST_BYTES) return;
  await earlier?.keep(VECTORS, identityOf(texts), parts.all());
}

/**
 * Everything that vectors depend on: words by their numbers, the order of the records, the text of
 * the protocol and the table of word vectors. They depend on no decision, and on a criterion only
 * through these.
 */
function identityOf({ corpus, order, criteriaText, wordTable }: RatingTexts): string {
  const orderHash = createHash("sha256").update(order).digest("hex");
  return hashOf(corpus.fingerprint(), orderHash, criteriaText, wordTable?.().fingerprint());
}

/** The bytes of all arrays of numbers. */
function sizeOf(parts: KnownParts): number {
  const numbers = [...parts.values()].flatMap((found) =>
    Object.values(found).filter((value) => ArrayBuffer.isView(value)),
  );
  return numbers.reduce((sum, { byteLength }) => sum + byteLength, 0);
}
