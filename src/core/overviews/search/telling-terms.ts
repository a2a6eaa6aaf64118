import { isStopWord, stemOf, wordsOf } from "../../rating/text/words.ts";
import type { BibRecord } from "../../records/model.ts";
import { compareText } from "../../records/problem.ts";
import { ln } from "../../statistics/deterministic-arithmetic.ts";
import { wordMatcher } from "../missed-terms.ts";

/** A term of included reports that no search string contains. */
export interface TellingTerm {
  /** A word or two, in the form in which most records write it. */
  readonly term: string;
  readonly included: number;
  /** Records with it that are not included. */
  readonly others: number;
  /**
   * For each string, the records at hand that it does not find and that have the term: what adding
   * the term to the whole string with OR would cost, as far as the records at hand tell.
   */
  readonly costs: readonly { readonly records: number; readonly included: number }[];
}

/** A term of fewer included reports says nothing of the others. */
const FEWEST_INCLUDED = 3;
/** The most terms that are listed. */
const MOST = 50;

interface Counts {
  readonly forms: Map<string, number>;
  included: number;
  others: number;
  readonly records: number[];
  readonly ofThem: number[];
}

/**
 * Counts terms over all records: first the included ones, which say what is looked for, then every
 * record once. A term is told from others by how much more frequent it is among the included: by
 * Dunning's log-likelihood ratio.
 *
 * Source: Dunning T. Accurate methods for the statistics of surprise and coincidence. Comput
 * Linguist 1993;19(1):61-74.
 */
export class TermCounter {
  readonly #strings: number;
  readonly #isSearchedFor: (word: string) => boolean;
  readonly #candidates = new Map<string, number>();
  readonly #counts = new Map<string, Counts>();
  #included = 0;
  #others = 0;

  constructor(strings: readonly string[]) {
    this.#strings = strings.length;
    this.#isSearchedFor = wordMatcher(strings);
  }

  /** Takes the terms of an included report as candidates. */
  propose(record: BibRecord): void {
    for (const [stem, form] of termsOf(record)) {
      if (form.split(" ").some((word) => this.#isSearchedFor(word))) continue;
      this.#candidates.set(stem, (this.#candidates.get(stem) ?? 0) + 1);
    }
  }

  /**
   * Counts the terms of a record.
   *
   * @param isFoundBy whether each string finds it
   */
  count(record: BibRecord, isIncluded: boolean, isFoundBy: readonly boolean[]): void {
    if (isIncluded) this.#included += 1;
    else this.#others += 1;
    for (const [stem, form] of termsOf(record)) {
      if ((this.#candidates.get(stem) ?? 0) < FEWEST_INCLUDED) continue;
      const counts = this.#countsOf(stem);
      counts.forms.set(form, (counts.forms.get(form) ?? 0) + 1);
      if (isIncluded) counts.included += 1;
      else counts.others += 1;
      for (const [at, isFound] of isFoundBy.entries()) {
        if (isFound) continue;
        counts.records[at]! += 1;
        if (isIncluded) counts.ofThem[at]! += 1;
      }
    }
  }

  #countsOf(stem: string): Counts {
    const known = this.#counts.get(stem);
    if (known !== undefined) return known;
    const zeros = () => Array.from({ length: this.#strings }, () => 0);
    const counts = { forms: new Map(), included: 0, others: 0, records: zeros(), ofThem: zeros() };
    this.#counts.set(stem, counts);
    return counts;
  }

  /** The most telling terms first; a word that stands only in a listed pair is left out. */
  tellingTerms(): TellingTerm[] {
    const scored = [...this.#counts]
      .map(([stem, counts]) => ({ stem, counts, score: this.#score(counts) }))
      .filter(({ score }) => score > 0)
      .sort(
        (a, b) =>
          b.score - a.score ||
          b.stem.split(" ").length - a.stem.split(" ").length ||
          compareText(a.stem, b.stem),
      );
    const kept: typeof scored = [];
    for (const one of scored) {
      if (kept.length === MOST) break;
      const words = new Set(one.stem.split(" "));
      const isPart = kept.some(
        ({ stem, counts }) =>
          counts.included === one.counts.included &&
          counts.others === one.counts.others &&
          stem.split(" ").some((word) => words.has(word)),
      );
      if (!isPart) kept.push(one);
    }
    return kept.map(({ counts: { forms, included, others, records, ofThem } }) => ({
      term: commonest(forms),
      included,
      others,
      costs: records.map((n, at) => ({ records: n, included: ofThem[at]! })),
    }));
  }

  /** The log-likelihood ratio; 0 for a term that is not more frequent among the included. */
  #score({ included, others }: Counts): number {
    const [n1, n2] = [this.#included, this.#others];
    if (n1 === 0 || n2 === 0 || included / n1 <= others / n2) return 0;
    const all = (included + others) / (n1 + n2);
    const part = (k: number, n: number) =>
      times(k, k / n / all) + times(n - k, (n - k) / n / (1 - all));
    return 2 * (part(included, n1) + part(others, n2));
  }
}

function times(count: number, ratio: number): number {
  return count === 0 ? 0 : count * ln(ratio);
}

function commonest(forms: ReadonlyMap<string, number>): string {
  const [first] = [...forms].sort(([a, n], [b, m]) => m - n || compareText(a, b));
  return first?.[0] ?? "";
}

/** The words and pairs of words of a record by their stems, each once, in its own spelling. */
function termsOf({ title = "", abstract = "", keywords, mesh }: BibRecord): Map<string, string> {
  const terms = new Map<string, string>();
  for (const text of [title, abstract, ...keywords, ...mesh]) {
    let before: { readonly stem: string; readonly word: string } | undefined;
    for (const word of wordsOf(text)) {
      if (isStopWord(word) || /^\d+$/.test(word)) {
        before = undefined;
        continue;
      }
      const stem = stemOf(word);
      if (!terms.has(stem)) terms.set(stem, word);
      if (before !== undefined) {
        const pair = `${before.stem} ${stem}`;
        if (!terms.has(pair)) terms.set(pair, `${before.word} ${word}`);
      }
      before = { stem, word };
    }
  }
  return terms;
}
