import { createHash } from "node:crypto";
import { createCorpus } from "../rating/text/corpus.ts";
import type { RatingTexts } from "../rating/text/rating-texts.ts";
import type { BibRecord } from "../records/model.ts";
import { compareText } from "../records/problem.ts";

/** A review in which the outcome of every record is known: the input of simulations. */
export interface LabelledSet extends RatingTexts {
  readonly name: string;
  /** The labels, by row. */
  readonly included: Uint8Array;
  /** Rows that are known when reading begins, instead of records drawn at random. */
  readonly priors?: readonly number[];
  /** Entries that are left out because they have no label, or because they cannot be read. */
  readonly unlabelled: number;
}

/** The number of included records of a set. */
export function includedIn({ order, included }: Pick<LabelledSet, "order" | "included">): number {
  return order.reduce((sum, row) => sum + included[row]!, 0);
}

/** Gathers the labelled records of a set, one after the other. */
export interface LabelledSetBuilder {
  /** @param isPrior whether its label is known when reading begins */
  add(record: BibRecord, included: boolean, isPrior?: boolean): void;
  /** Counts an entry that has no label, or no text. */
  leaveOut(): void;
  build(criteriaText: readonly string[]): LabelledSet;
}

/**
 * A set whose records may arrive in any order. They are read in the order of the hashes of their
 * texts.
 */
export function labelledSet(name: string): LabelledSetBuilder {
  const corpus = createCorpus();
  const labels: number[] = [];
  const hashes: string[] = [];
  const priors: number[] = [];
  let unlabelled = 0;
  return {
    add(record, included, isPrior = false) {
      const row = corpus.add(record);
      if (isPrior) priors.push(row);
      labels.push(included ? 1 : 0);
      hashes.push(
        createHash("sha256")
          .update(`${record.title ?? ""}\n${record.abstract ?? ""}\n${included}`, "utf8")
          .digest("base64"),
      );
    },
    leaveOut() {
      unlabelled += 1;
    },
    build: (criteriaText) => ({
      name,
      corpus,
      order: Uint32Array.from(labels.keys()).sort(
        (a, b) => compareText(hashes[a]!, hashes[b]!) || a - b,
      ),
      included: Uint8Array.from(labels),
      criteriaText,
      ...(priors.length > 0 && { priors }),
      unlabelled,
    }),
  };
}
