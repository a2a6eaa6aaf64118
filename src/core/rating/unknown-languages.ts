import { BREAK } from "./text/corpus.ts";
import type { RatingTexts } from "./text/rating-texts.ts";

/** Records whose words the table of word vectors mostly does not know. */
export interface UnknownLanguages {
  readonly records: number;
  /** Of so many that have words. */
  readonly of: number;
  /** The languages of these records that were recognised, the most frequent first. */
  readonly languages: readonly string[];
}

/**
 * A record of which the table knows a smaller share of the words is in another language; it knows
 * 96 % of English ones. Frequent words of other languages are in it, so where the language is
 * recognised, a smaller share is enough.
 */
const KNOWN_SHARE = { unnamed: 0.5, named: 0.8 } as const;
/** Of fewer words nothing can be said. */
const LEAST_WORDS = 4;

/** Scripts that tell a language, or a few. */
const SCRIPTS: readonly (readonly [string, RegExp])[] = [
  ["Japanese", /[\p{Script=Hiragana}\p{Script=Katakana}]/u],
  ["Korean", /\p{Script=Hangul}/u],
  ["Chinese", /\p{Script=Han}/u],
  ["Russian or another in Cyrillic", /\p{Script=Cyrillic}/u],
  ["Arabic or Persian", /\p{Script=Arabic}/u],
  ["Greek", /\p{Script=Greek}/u],
  ["Hebrew", /\p{Script=Hebrew}/u],
  ["Thai", /\p{Script=Thai}/u],
];
/** Frequent words of languages in Latin script, folded. */
const FREQUENT: readonly (readonly [string, readonly string[]])[] = [
  [
    "German",
    "und der die das mit von fur bei nicht eine einer wird werden zur zum ist im".split(" "),
  ],
  ["French", "les des une dans pour sur avec est et aux chez du par ces cette".split(" ")],
  ["Spanish", "los las una con del por como entre pacientes el fueron sus y".split(" ")],
  ["Portuguese", "dos das uma com nos nas foram pacientes ao pela pelo sao em".split(" ")],
  ["Italian", "gli delle della nei nel dei per con una sono dal alla il".split(" ")],
  ["Dutch", "het een van de voor met bij zijn naar worden niet en".split(" ")],
  ["Polish", "w z na oraz jest przez dla nie sie".split(" ")],
  ["Turkish", "ve bir ile icin olarak bu".split(" ")],
];

/**
 * The records that the word table cannot place, because they are in a language that it does not
 * know, and that have no vector of the user's. Undefined without a table.
 */
export function unknownLanguages(texts: RatingTexts): UnknownLanguages | undefined {
  const { corpus, order, ownVectors } = texts;
  if (texts.wordTable === undefined) return undefined;
  const table = texts.wordTable();
  const isKnown = Int8Array.from({ length: corpus.words }, () => -1);
  const known = (word: number): boolean => {
    if (isKnown[word]! < 0) isKnown[word] = table.find(corpus.wordName(word)) >= 0 ? 1 : 0;
    return isKnown[word] === 1;
  };
  const counts = new Map<string, number>();
  let records = 0;
  let readable = 0;
  for (const row of order) {
    const words = [...corpus.text(row).words].filter(
      (word) => word !== BREAK && /\p{L}/u.test(corpus.wordName(word)),
    );
    if (words.length < LEAST_WORDS) continue;
    readable += 1;
    const share = words.filter(known).length / words.length;
    if (share >= KNOWN_SHARE.named || ownVectors?.of(row) !== undefined) continue;
    const language = languageOf(words.map(corpus.wordName));
    if (share >= KNOWN_SHARE.unnamed && language === undefined) continue;
    records += 1;
    if (language !== undefined) counts.set(language, (counts.get(language) ?? 0) + 1);
  }
  return {
    records,
    of: readable,
    languages: [...counts].sort((a, b) => b[1] - a[1]).map(([name]) => name),
  };
}

/** The language of a text, by its script or its most frequent words; undefined if neither tells. */
export function languageOf(words: readonly string[]): string | undefined {
  const text = words.join(" ");
  const script = SCRIPTS.find(([, letters]) => letters.test(text));
  if (script !== undefined) return script[0];
  const hits = FREQUENT.map(([name, frequent]) => ({
    name,
    count: words.filter((word) => frequent.includes(word)).length,
  })).sort((a, b) => b.count - a.count);
  const [best, next] = hits;
  return best!.count >= 2 && best!.count > next!.count ? best!.name : undefined;
}
