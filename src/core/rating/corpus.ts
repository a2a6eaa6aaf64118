import type { BibRecord } from "../model.ts";
import { createFeatureIds, enlarge } from "./feature-ids.ts";
import { termOf, wordsOf } from "./text-features.ts";

/** The distinct features of one record, in the order in which its text first has them. */
export interface FeatureRow {
  readonly features: Uint32Array;
  /** How often the record has each; 255 stands for that and more. */
  readonly counts: Uint8Array;
}

/**
 * Collects the texts of records as sparse counts of words and word pairs. It holds numbers and one
 * copy of each distinct word, never a text: 1.5 to 2.5 kB for a record with an abstract.
 *
 * Ids depend on the order in which records are added, which is the order of files. Nothing may
 * follow from an id: the features of a row stand in the order of its own text, so that sums over
 * them come out the same to the last bit whatever was read before.
 */
export interface Corpus {
  /** Adds a record and gives its row. A record with neither title nor abstract has an empty row. */
  add(record: Pick<BibRecord, "title" | "abstract" | "keywords" | "mesh">): number;
  readonly rows: number;
  /** Distinct features so far. */
  readonly features: number;
  row(row: number): FeatureRow;
  /** A feature in readable words; the shortest form stands for all words with its stem. */
  nameOf(feature: number): string;
}

/** Words of a record beyond this are not read; then its features fit into one block. */
const MOST_WORDS = 1 << 15;
const BLOCK = 1 << 16;
/** A title's words count twice: they are the subject, where an abstract also has the circumstances. */
const TITLE_WEIGHT = 2;

export function createCorpus(): Corpus {
  const ids = createFeatureIds();
  /** Every word met, to the feature it counts as; -1 for stop words. */
  const featureOfWord = new Map<string, number>();
  const featureOfTerm = new Map<string, number>();
  const shortestForm = new Map<number, string>();

  // Rows lie in blocks, and none crosses a block: adding never copies what is there already.
  const blocks = [emptyBlock()];
  let free = 0;
  let rows = 0;
  let starts = new Uint32Array(1024);
  let lengths = new Uint32Array(1024);

  // The row being added. `found` is an open hash table from a feature to its place in the row.
  const rowFeatures = new Uint32Array(BLOCK);
  const rowCounts = new Uint8Array(BLOCK);
  const found = new Uint32Array(BLOCK * 2);
  let rowLength = 0;
  let rowWords = 0;
  let mask = 0;

  function learn(word: string): number {
    const term = termOf(word);
    // A match of a regular expression can keep the whole text alive that it was found in.
    const copy = ` ${word}`.slice(1);
    let feature = -1;
    if (term !== undefined) {
      feature = featureOfTerm.get(term) ?? -1;
      if (feature < 0) {
        feature = ids.addWord();
        featureOfTerm.set(term === word ? copy : term, feature);
      }
      const form = shortestForm.get(feature);
      if (
        form === undefined ||
        word.length < form.length ||
        (word.length === form.length && word < form)
      ) {
        shortestForm.set(feature, copy);
      }
    }
    featureOfWord.set(copy, feature);
    return feature;
  }

  function count(feature: number, times: number): void {
    let slot = Math.imul(feature, 0x9e3779b1) >>> 8;
    for (; ; slot += 1) {
      slot &= mask;
      const held = found[slot]!;
      if (held === 0) {
        rowFeatures[rowLength] = feature;
        rowCounts[rowLength] = times;
        rowLength += 1;
        found[slot] = rowLength;
        return;
      }
      if (rowFeatures[held - 1] === feature) {
        rowCounts[held - 1] = Math.min(255, rowCounts[held - 1]! + times);
        return;
      }
    }
  }

  function countText(words: readonly string[], times: number): void {
    let previous = -1;
    for (const word of words) {
      const feature = featureOfWord.get(word) ?? learn(word);
      if (feature < 0) continue;
      if (rowWords === MOST_WORDS) return;
      rowWords += 1;
      count(feature, times);
      if (previous >= 0) count(ids.pair(previous, feature), times);
      previous = feature;
    }
  }

  function store(): number {
    if (free + rowLength >= BLOCK) {
      blocks.push(emptyBlock());
      free = 0;
    }
    const block = blocks.at(-1)!;
    block.features.set(rowFeatures.subarray(0, rowLength), free);
    block.counts.set(rowCounts.subarray(0, rowLength), free);
    if (rows === starts.length) {
      starts = enlarge(starts);
      lengths = enlarge(lengths);
    }
    starts[rows] = (blocks.length - 1) * BLOCK + free;
    lengths[rows] = rowLength;
    free += rowLength;
    rows += 1;
    return rows - 1;
  }

  return {
    get rows() {
      return rows;
    },
    get features() {
      return ids.size;
    },
    add({ title, abstract, keywords, mesh }) {
      rowLength = 0;
      rowWords = 0;
      if (title === undefined && abstract === undefined) return store();
      const texts: { words: readonly string[]; times: number }[] = [];
      if (title !== undefined) texts.push({ words: wordsOf(title), times: TITLE_WEIGHT });
      if (abstract !== undefined) texts.push({ words: wordsOf(abstract), times: 1 });
      for (const keyword of keywords) texts.push({ words: wordsOf(keyword), times: 1 });
      for (const heading of mesh) texts.push({ words: wordsOf(heading), times: 1 });
      const words = texts.reduce((sum, text) => sum + text.words.length, 0);
      // At most two features a word, in a table of a power of two that is at most half full.
      const most = Math.max(1, Math.min(words, MOST_WORDS));
      const size = 4 << (32 - Math.clz32(most - 1));
      mask = size - 1;
      found.fill(0, 0, size);
      for (const text of texts) countText(text.words, text.times);
      return store();
    },
    row(row) {
      const start = starts[row]!;
      const block = blocks[Math.floor(start / BLOCK)]!;
      const from = start % BLOCK;
      const to = from + lengths[row]!;
      return {
        features: block.features.subarray(from, to),
        counts: block.counts.subarray(from, to),
      };
    },
    nameOf(feature) {
      return ids
        .wordsOf(feature)
        .map((word) => shortestForm.get(word) ?? "")
        .join(" ");
    },
  };
}

function emptyBlock(): FeatureRow {
  return { features: new Uint32Array(BLOCK), counts: new Uint8Array(BLOCK) };
}
