import { createHash } from "node:crypto";
import type { BytesAside } from "../../records/bulk/bytes-aside.ts";
import type { BibRecord } from "../../records/model.ts";
import {
  BREAK,
  createTextStore,
  eachStoredText,
  MOST_WORDS,
  type RecordText,
  type StoredTexts,
} from "./text-store.ts";
import { createWordVocabulary } from "./word-vocabulary.ts";
import { isStopWord, stemOf } from "./words.ts";

export { BREAK, type RecordText } from "./text-store.ts";

/**
 * The texts of records as sequences of word numbers: title, abstract, keywords, MeSH headings, with
 * a `BREAK` after each. It holds numbers and one copy of each distinct word, but no texts: about
 * half a kilobyte for a record with an abstract.
 *
 * Word numbers depend on the order in which records are added, which is the order of files, so no
 * result may depend on a number: sums run in the order of a record's own text, and come out the
 * same to the last bit whatever was read before.
 */
export interface Corpus {
  /**
   * Adds a record and returns its row. A record with neither title nor abstract has an empty row.
   */
  add(record: Pick<BibRecord, "title" | "abstract" | "keywords" | "mesh">): number;
  readonly rows: number;
  /**
   * Everything that `corpusFrom` needs to make the same corpus.
   *
   * @param mayMove whether the caller may give the words of the texts away to another thread
   */
  parts(mayMove?: boolean): CorpusParts;
  /** The same for two corpora that have the same words by the same numbers in the same rows. */
  fingerprint(): string;
  /** Distinct words so far. */
  readonly words: number;
  /** Distinct stems so far. */
  readonly stems: number;
  /** Words of all records together, including the breaks. */
  readonly length: number;
  /** The words of a row, until the next row is asked for. */
  text(row: number): RecordText;
  /** Whether a row has an abstract. */
  hasAbstract(row: number): boolean;
  /** How many words a row has, including its breaks. */
  lengthOf(row: number): number;
  /** The words of a text that is not a record, with `BREAK` for words that no record has. */
  read(text: string): Uint32Array;
  wordName(word: number): string;
  /** The number of a word's stem. */
  stem(word: number): number;
  /** The shortest word with this stem. */
  stemName(stem: number): string;
  /** Whether a word says nothing about a subject. */
  isStopWord(word: number): boolean;
  /** Whether a record has a word that counts; otherwise nothing can be said about it. */
  isReadable(row: number): boolean;
}

/** A corpus as plain values. */
export interface CorpusParts extends StoredTexts {
  /** The distinct words, by their numbers. */
  readonly names: readonly string[];
  /** By word, the number of its stem; missing for words at the end, whose stems are found. */
  readonly stems: Uint32Array;
}

/**
 * The corpus with these parts, which is made when something of it is first asked for: finding the
 * stems of all words takes time, and a rating that is known needs none of it.
 */
export function corpusWhenNeeded(parts: CorpusParts): Corpus {
  let made: Corpus | undefined;
  const corpus = (): Corpus => {
    made ??= corpusFrom(parts);
    return made;
  };
  return {
    get rows() {
      return made === undefined ? parts.lengths.length : made.rows;
    },
    get words() {
      return corpus().words;
    },
    get stems() {
      return corpus().stems;
    },
    get length() {
      return corpus().length;
    },
    add: (record) => corpus().add(record),
    parts(mayMove = false) {
      if (made !== undefined) return made.parts();
      return mayMove ? { ...parts, words: parts.words.slice() } : parts;
    },
    fingerprint: () =>
      made === undefined ? fingerprintOf(parts, [parts.words]) : made.fingerprint(),
    text: (row) => corpus().text(row),
    hasAbstract: (row) => corpus().hasAbstract(row),
    lengthOf: (row) => corpus().lengthOf(row),
    read: (text) => corpus().read(text),
    wordName: (word) => corpus().wordName(word),
    stem: (word) => corpus().stem(word),
    stemName: (stem) => corpus().stemName(stem),
    isStopWord: (word) => corpus().isStopWord(word),
    isReadable: (row) => corpus().isReadable(row),
  };
}

/** @param words the words of all rows, one piece after another */
function fingerprintOf(
  { names, lengths, titles, abstracts }: Omit<CorpusParts, "words" | "stems">,
  words: Iterable<Uint16Array>,
): string {
  const hash = createHash("sha256");
  for (const numbers of words) hash.update(numbers);
  for (const numbers of [lengths, titles, abstracts]) hash.update(numbers);
  return hash.update(names.join("\n")).digest("hex");
}

/** @param aside a place outside of memory for the texts */
export function createCorpus(aside?: BytesAside): Corpus {
  const none = new Uint32Array();
  const parts = { names: [], stems: none, lengths: none, titles: none, abstracts: none };
  return corpusFrom({ ...parts, words: new Uint16Array() }, aside);
}

/** The corpus with these parts; more records can be added to it. */
export function corpusFrom(parts: CorpusParts, aside?: BytesAside): Corpus {
  const vocabulary = createWordVocabulary(parts.names);
  const stems = createStemVocabulary(vocabulary.nameOf);
  const texts = createTextStore(aside);
  const readable: boolean[] = [];

  // The row that is being added.
  const row = new Uint32Array(MOST_WORDS);
  let written = 0;
  let hasSubject = false;

  function write(text: string): void {
    const count = vocabulary.number(text);
    for (let word = stems.words; word < vocabulary.size; word += 1) stems.learn(word);
    const { found } = vocabulary;
    // One place is kept for the break.
    const writes = Math.max(0, Math.min(count, MOST_WORDS - 1 - written));
    for (let i = 0; i < writes; i += 1) row[written + i] = found[i]!;
    for (let i = 0; i < writes && !hasSubject; i += 1) hasSubject = !stems.isStopWord(found[i]!);
    written += writes;
    if (written < MOST_WORDS) {
      row[written] = BREAK;
      written += 1;
    }
  }

  for (const word of parts.names.keys()) stems.learn(word, parts.stems[word]);
  eachStoredText(parts, (words, at) => {
    readable.push(words.some((word) => word !== BREAK && !stems.isStopWord(word)));
    texts.add(words, parts.titles[at]!, parts.abstracts[at]!);
  });

  return {
    get rows() {
      return texts.rows;
    },
    parts: () => ({
      names: Array.from({ length: vocabulary.size }, (_, word) => vocabulary.nameOf(word)),
      stems: Uint32Array.from({ length: vocabulary.size }, (_, word) => stems.stemOf(word)),
      ...texts.stored(),
    }),
    fingerprint() {
      const names = Array.from({ length: vocabulary.size }, (_, word) => vocabulary.nameOf(word));
      return fingerprintOf({ names, ...texts.ends() }, texts.pieces());
    },
    get words() {
      return vocabulary.size;
    },
    get stems() {
      return stems.size;
    },
    get length() {
      return texts.length;
    },
    add({ title, abstract, keywords, mesh }) {
      written = 0;
      hasSubject = false;
      let titleEnd = 0;
      let abstractEnd = 0;
      if (title !== undefined || abstract !== undefined) {
        if (title !== undefined) write(title);
        titleEnd = written;
        if (abstract !== undefined) write(abstract);
        abstractEnd = written;
        for (const keyword of keywords) write(keyword);
        for (const heading of mesh) write(heading);
      }
      readable.push(hasSubject);
      return texts.add(row.subarray(0, written), titleEnd, abstractEnd);
    },
    text: texts.text,
    hasAbstract: texts.hasAbstract,
    lengthOf: texts.lengthOf,
    read(text) {
      const count = vocabulary.find(text);
      return Uint32Array.from(vocabulary.found.subarray(0, count), (word) =>
        word < 0 ? BREAK : word,
      );
    },
    wordName: vocabulary.nameOf,
    stem: stems.stemOf,
    stemName: stems.nameOf,
    isStopWord: stems.isStopWord,
    isReadable: (at) => readable[at]!,
  };
}

/**
 * The stems of the words of a vocabulary, numbered in order of appearance, and which words are stop
 * words.
 */
function createStemVocabulary(wordName: (word: number) => string) {
  const stemOfWord: number[] = [];
  const stopWords: boolean[] = [];
  const stemNumber = new Map<string, number>();
  const shortestForm: string[] = [];
  /** How many words have their stems in `stemNumber`: those whose stems were known follow late. */
  let numbered = 0;

  function numberOf(text: string): number {
    for (; numbered < stemOfWord.length; numbered += 1)
      stemNumber.set(stemOf(wordName(numbered)), stemOfWord[numbered]!);
    numbered += 1;
    const stem = stemNumber.get(text) ?? shortestForm.length;
    stemNumber.set(text, stem);
    return stem;
  }

  return {
    /** Words learned so far. */
    get words() {
      return stemOfWord.length;
    },
    /** Distinct stems so far. */
    get size() {
      return shortestForm.length;
    },
    /**
     * Adds the next word of the vocabulary.
     *
     * @param known the number of its stem, if somebody has found it before
     */
    learn(word: number, known?: number): void {
      const name = wordName(word);
      const stem = known ?? numberOf(stemOf(name));
      const form = shortestForm[stem];
      if (
        form === undefined ||
        name.length < form.length ||
        (name.length === form.length && name < form)
      )
        shortestForm[stem] = name;
      stemOfWord.push(stem);
      stopWords.push(isStopWord(name));
    },
    stemOf: (word: number) => stemOfWord[word]!,
    nameOf: (stem: number) => shortestForm[stem]!,
    isStopWord: (word: number) => stopWords[word]!,
  };
}
