import { BREAK, type Corpus, type RecordText } from "./corpus.ts";

/** Which words of a record count, as what, and how often. */
export interface Reading {
  /** The texts that count. `title and abstract` are one text, as ASReview joins them. */
  readonly texts: "title" | "title and abstract" | "all";
  /** How often a word of the title counts. */
  readonly titleTimes: number;
  /** Whether words with one stem are one feature. */
  readonly stems: boolean;
  /** Whether stop words and single letters count. */
  readonly stopWords: boolean;
  /** Words with fewer letters do not count. */
  readonly shortestWord: number;
  /** Whether pairs of neighbours count beside the words. */
  readonly pairs: boolean;
  /** Features that more than this share of the records have do not count. */
  readonly mostCommon: number;
}

/** Where pairs of words end. */
export const STOP = 0xffffffff;
/** A word that does not count. */
const SKIP = 0xfffffffe;

/** Reads the texts of a corpus as sequences of terms: words or stems, `STOP` where pairs end. */
export interface Reader {
  /** How many terms there can be. */
  readonly terms: number;
  /** Terms of a row in the order of its text. The first `doubled` are those of the title. */
  read(row: number): { readonly terms: Uint32Array; readonly title: number };
  readText(text: string): Uint32Array;
  nameOf(term: number): string;
  /** Whether a term is a word that says nothing about a subject. */
  isStopWord(term: number): boolean;
}

export function createReader(corpus: Corpus, reading: Reading): Reader {
  const counts = (word: number): boolean =>
    (reading.stopWords || !corpus.isStopWord(word)) &&
    corpus.wordName(word).length >= reading.shortestWord;
  const termOfWord = Uint32Array.from({ length: corpus.words }, (_, word) => {
    if (!counts(word)) return SKIP;
    return reading.stems ? corpus.stem(word) : word;
  });
  const silentStem = new Uint8Array(reading.stems ? corpus.stems : 0);
  for (let word = 0; reading.stems && word < corpus.words; word += 1)
    if (corpus.isStopWord(word)) silentStem[corpus.stem(word)] = 1;

  /** Drops words that do not count; in `joined` texts breaks are no end of a pair. */
  function translate(words: Uint32Array, joined: boolean): Uint32Array {
    const terms = new Uint32Array(words.length);
    let length = 0;
    for (const word of words) {
      if (word === BREAK) {
        if (joined) continue;
        terms[length] = STOP;
        length += 1;
        continue;
      }
      const term = termOfWord[word]!;
      if (term === SKIP) continue;
      terms[length] = term;
      length += 1;
    }
    return terms.subarray(0, length);
  }

  const lengthOf: Record<Reading["texts"], (text: RecordText) => number> = {
    title: ({ title }) => title,
    "title and abstract": ({ titleAndAbstract }) => titleAndAbstract,
    all: ({ words }) => words.length,
  };
  return {
    terms: reading.stems ? corpus.stems : corpus.words,
    read(row) {
      const text = corpus.text(row);
      const joined = reading.texts === "title and abstract";
      const title = translate(text.words.subarray(0, text.title), joined);
      const rest = translate(
        text.words.subarray(text.title, lengthOf[reading.texts](text)),
        joined,
      );
      const terms = new Uint32Array(title.length + rest.length);
      terms.set(title);
      terms.set(rest, title.length);
      return { terms, title: title.length };
    },
    readText: (text) => translate(corpus.read(text), false),
    nameOf: (term) => (reading.stems ? corpus.stemName(term) : corpus.wordName(term)),
    isStopWord: (term) => (reading.stems ? silentStem[term] === 1 : corpus.isStopWord(term)),
  };
}
