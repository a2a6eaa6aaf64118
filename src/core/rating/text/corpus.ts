import type { BibRecord } from "../../records/model.ts";
import { enlarge } from "./feature-vocabulary.ts";
import { createWordNumbers } from "./word-vocabulary.ts";
import { isStopWord, stemOf } from "./words.ts";

/** Between two texts of a record, and in place of a word that no record has. */
export const BREAK = 0xffffffff;

/**
 * The texts of records as sequences of word numbers: title, abstract, keywords, MeSH headings, with a
 * `BREAK` after each. It holds numbers and one copy of each distinct word, never a text: about 1 kB for
 * a record with an abstract.
 *
 * Word numbers depend on the order in which records are added, which is the order of files. Nothing may
 * follow from a number: sums run in the order of a record's own text, so that they come out the same to
 * the last bit whatever was read before.
 */
export interface Corpus {
  /** Adds a record and gives its row. A record with neither title nor abstract has an empty row. */
  add(record: Pick<BibRecord, "title" | "abstract" | "keywords" | "mesh">): number;
  readonly rows: number;
  /** Distinct words so far. */
  readonly words: number;
  /** Distinct stems so far. */
  readonly stems: number;
  /** Words of all records together, and the breaks. */
  readonly length: number;
  text(row: number): RecordText;
  /** Words of a text that is no record, with `BREAK` for words that no record has. */
  read(text: string): Uint32Array;
  wordName(word: number): string;
  /** The number of a word's stem. */
  stem(word: number): number;
  /** The shortest word with this stem. */
  stemName(stem: number): string;
  /** Whether a word says nothing about a subject. */
  isStopWord(word: number): boolean;
  /** Whether a record has a word that counts; without one, nothing can be said about it. */
  isReadable(row: number): boolean;
}

/** The words of one record. */
export interface RecordText {
  readonly words: Uint32Array;
  /** How many of `words` are the title, its break included, and the title with the abstract. */
  readonly title: number;
  readonly titleAndAbstract: number;
}

/** Words of a record beyond this are not read; then a record fits into one block. */
const MOST_WORDS = 1 << 15;
const BLOCK = 1 << 18;

export function createCorpus(): Corpus {
  const numbers = createWordNumbers();
  const stems: number[] = [];
  const silent: boolean[] = [];
  const stemNumber = new Map<string, number>();
  const shortestForm: string[] = [];

  // Rows lie in blocks, and none crosses a block: adding never copies what is there already.
  const blocks = [new Uint32Array(BLOCK)];
  let free = 0;
  let length = 0;
  let rows = 0;
  let starts = new Uint32Array(1024);
  let ends = new Uint32Array(1024);
  let titles = new Uint32Array(1024);
  let abstracts = new Uint32Array(1024);
  const readable: boolean[] = [];

  /** Takes note of a word that was never met before. */
  function learn(word: number): void {
    const name = numbers.nameOf(word);
    const stem = stemOf(name);
    let itsStem = stemNumber.get(stem);
    if (itsStem === undefined) {
      itsStem = shortestForm.length;
      stemNumber.set(stem, itsStem);
      shortestForm.push(name);
    } else {
      const form = shortestForm[itsStem]!;
      if (name.length < form.length || (name.length === form.length && name < form))
        shortestForm[itsStem] = name;
    }
    stems.push(itsStem);
    silent.push(isStopWord(name));
  }

  // The row being added.
  const text = new Uint32Array(MOST_WORDS);
  let written = 0;
  let speaks = false;

  function writeWord(word: number): void {
    if (word === stems.length) learn(word);
    if (written + 1 >= MOST_WORDS) return;
    text[written] = word;
    written += 1;
    if (!silent[word]) speaks = true;
  }

  function write(words: string): void {
    numbers.number(words, writeWord);
    if (written < MOST_WORDS) {
      text[written] = BREAK;
      written += 1;
    }
  }

  return {
    get rows() {
      return rows;
    },
    get words() {
      return numbers.size;
    },
    get stems() {
      return shortestForm.length;
    },
    get length() {
      return length;
    },
    add({ title, abstract, keywords, mesh }) {
      written = 0;
      speaks = false;
      if (rows === starts.length) {
        starts = enlarge(starts);
        ends = enlarge(ends);
        titles = enlarge(titles);
        abstracts = enlarge(abstracts);
      }
      if (title !== undefined || abstract !== undefined) {
        if (title !== undefined) write(title);
        titles[rows] = written;
        if (abstract !== undefined) write(abstract);
        abstracts[rows] = written;
        for (const keyword of keywords) write(keyword);
        for (const heading of mesh) write(heading);
      }
      if (free + written > BLOCK) {
        blocks.push(new Uint32Array(BLOCK));
        free = 0;
      }
      blocks.at(-1)!.set(text.subarray(0, written), free);
      starts[rows] = (blocks.length - 1) * BLOCK + free;
      ends[rows] = starts[rows]! + written;
      readable.push(speaks);
      free += written;
      length += written;
      rows += 1;
      return rows - 1;
    },
    text(row) {
      const start = starts[row]!;
      const from = start % BLOCK;
      return {
        words: blocks[Math.floor(start / BLOCK)]!.subarray(from, from + ends[row]! - start),
        title: titles[row]!,
        titleAndAbstract: abstracts[row]!,
      };
    },
    read(text) {
      const words: number[] = [];
      numbers.find(text, (word) => words.push(word < 0 ? BREAK : word));
      return Uint32Array.from(words);
    },
    wordName: numbers.nameOf,
    stem: (word) => stems[word]!,
    stemName: (stem) => shortestForm[stem]!,
    isStopWord: (word) => silent[word]!,
    isReadable: (row) => readable[row]!,
  };
}
