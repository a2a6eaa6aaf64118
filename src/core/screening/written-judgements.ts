import type { Judgement } from "./conclude.ts";
import type { CriterionJudgement } from "./judge-criteria.ts";

export type Verdict = Judgement["verdict"];

/** By the byte of a verdict: what nobody has judged is unknown. */
export const VERDICTS = ["unknown", "met", "violated"] as const satisfies readonly Verdict[];
/** Added to the byte where words or places were found. */
export const FOUND = 4;
/** Added to the byte where the entries of the record disagree. */
export const DISAGREE = 8;
/** The part of the byte that is the verdict. */
export const VERDICT = FOUND - 1;

/** What all criteria say of a record, stage by stage in the order of `CRITERION_STAGES`. */
export interface JudgementsInBytes {
  /** A byte for each criterion with a query. */
  readonly verdicts: Uint8Array;
  /** For each stage the JSON of a `WrittenEvidence`; undefined where nothing was found. */
  readonly evidence: readonly (Uint8Array | undefined)[];
}

/** The bytes of judgements, and what was found. */
export function writeJudgements(judgements: readonly CriterionJudgement[]): {
  readonly verdicts: readonly number[];
  readonly evidence: WrittenEvidence | undefined;
} {
  let evidence: EvidenceWriter | undefined;
  const verdicts = judgements.map((judgement, at) => {
    const { verdict, words, places, disagreements } = judgement;
    let byte = VERDICTS.indexOf(verdict);
    if (words.length > 0 || places.length > 0) byte += FOUND;
    if (disagreements.length > 0) byte += DISAGREE;
    if (byte > VERDICT) {
      evidence ??= new EvidenceWriter();
      evidence.take(at, judgement);
    }
    return byte;
  });
  return { verdicts, evidence: evidence?.written() };
}

/** What a criterion found, and on what the entries of the record disagree. */
export type Evidence = Pick<CriterionJudgement, "words" | "places" | "disagreements">;

/** The evidence of one criterion; a place is a field and the number of its sentence, or -1. */
type WrittenFinds = readonly [
  column: number,
  words: readonly string[],
  places: readonly (string | number)[],
  disagreements: readonly string[],
];
/** What the criteria of a stage found in a record, as JSON can say it. */
export type WrittenEvidence = readonly [sentences: readonly string[], of: readonly WrittenFinds[]];

/** Collects the evidence of a stage. Criteria often match in one sentence, which is kept once. */
class EvidenceWriter {
  readonly #sentences = new Map<string, number>();
  readonly #of: WrittenFinds[] = [];

  take(column: number, { words, places, disagreements }: Evidence): void {
    const written = places.flatMap(({ field, sentence }) => [field, this.#numberOf(sentence)]);
    this.#of.push([column, words, written, disagreements]);
  }

  written(): WrittenEvidence {
    return [[...this.#sentences.keys()], this.#of];
  }

  #numberOf(sentence: string | undefined): number {
    if (sentence === undefined) return -1;
    const known = this.#sentences.get(sentence);
    if (known !== undefined) return known;
    const number = this.#sentences.size;
    this.#sentences.set(sentence, number);
    return number;
  }
}

/** The evidence by the place of its criterion among those of the stage. */
export function readEvidence([sentences, of]: WrittenEvidence): ReadonlyMap<number, Evidence> {
  return new Map(
    of.map(([column, words, written, disagreements]) => {
      const places = [];
      for (let at = 0; at < written.length; at += 2) {
        const field = written[at] as string; // a field and a number, in turn
        const sentence = sentences[written[at + 1] as number];
        places.push(sentence === undefined ? { field } : { field, sentence });
      }
      return [column, { words, places, disagreements }];
    }),
  );
}
