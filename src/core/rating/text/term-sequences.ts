import { BREAK, type Corpus, type RecordText } from "./corpus.ts";

/** Which words of a record count, in which form, and how often. */
export interface TermSettings {
  /** The texts that count. `title and abstract` are one text, as ASReview joins them. */
  readonly texts: "title" | "title and abstract" | "all";
  /** How often a word of the title counts. */
  readonly titleTimes: number;
  /** Whether words with one stem are one feature. */
  readonly stems: boolean;
  /** Whether stop words and single letters count. */
  readonly stopWords: boolean;
  /** Shorter words do not count. */
  readonly shortestWord: number;
  /** Whether pairs of neighbouring words count beside the words. */
  readonly pairs: boolean;
  /** Features that more than this share of the records have do not count. */
  readonly mostCommon: number;
}

/** A position at which pairs of words end. */
export const STOP = 0xffffffff;
/** A word that does not count. */
const SKIP = 0xfffffffe;

/** The texts of a corpus as sequences of terms: words or stems, `STOP` where pairs end. */
export interface TermSequences {
  /** How many terms there can be. */
  readonly terms: number;
  /**
   * Terms of a row in the order of its text. The first `title` terms are those of the title. They
   * are valid until the next row is asked for.
   */
  ofRow(row: number): { readonly terms: Uint32Array; readonly title: number };
  ofText(text: string): Uint32Array;
  nameOf(term: number): string;
  /** Whether a term is a word that says nothing about a subject. */
  isStopWord(term: number): boolean;
}

export function createTermSequences(corpus: Corpus, settings: TermSettings): TermSequences {
  const counts = (word: number): boolean =>
    (settings.stopWords || !corpus.isStopWord(word)) &&
    corpus.wordName(word).length >= settings.shortestWord;
  const termOfWord = Uint32Array.from({ length: corpus.words }, (_, word) => {
    if (!counts(word)) return SKIP;
    return settings.stems ? corpus.stem(word) : word;
  });
  const silentStem = new Uint8Array(settings.stems ? corpus.stems : 0);
  for (let word = 0; settings.stems && word < corpus.words; word += 1)
    if (corpus.isStopWord(word)) silentStem[corpus.stem(word)] = 1;

  // Work space for the current text.
  let terms = new Uint32Array(1024);

  /**
   * Writes the terms of the words from an index on, at another index, and returns where they end. In
   * `joined` texts a break ends no pair.
   */
  function translate(
    words: Uint32Array,
    from: number,
    to: number,
    at: number,
    joined: boolean,
  ): number {
    if (at + to - from > terms.length) {
      const larger = new Uint32Array(2 * (at + to - from));
      larger.set(terms);
      terms = larger;
    }
    const atBreak = joined ? SKIP : STOP;
    const written = terms;
    let end = at;
    for (let i = from; i < to; i += 1) {
      const word = words[i]!;
      const term = word === BREAK ? atBreak : termOfWord[word]!;
      if (term === SKIP) continue;
      written[end] = term;
      end += 1;
    }
    return end;
  }

  const lengthOf: Record<TermSettings["texts"], (text: RecordText) => number> = {
    title: ({ title }) => title,
    "title and abstract": ({ titleAndAbstract }) => titleAndAbstract,
    all: ({ words }) => words.length,
  };
  return {
    terms: settings.stems ? corpus.stems : corpus.words,
    ofRow(row) {
      const text = corpus.text(row);
      const joined = settings.texts === "title and abstract";
      const title = translate(text.words, 0, text.title, 0, joined);
      const length = lengthOf[settings.texts](text);
      const end = translate(text.words, text.title, length, title, joined);
      return { terms: terms.subarray(0, end), title };
    },
    ofText(text) {
      const words = corpus.read(text);
      const end = translate(words, 0, words.length, 0, false);
      return terms.slice(0, end);
    },
    nameOf: (term) => (settings.stems ? corpus.stemName(term) : corpus.wordName(term)),
    isStopWord: (term) => (settings.stems ? silentStem[term] === 1 : corpus.isStopWord(term)),
  };
}
