import { stem } from "porter2";
import { fold } from "../../records/normalize.ts";
import { STOP_WORDS } from "./stop-words.ts";

/** Longer fields are not abstracts; the rest is ignored. */
export const LONGEST_FIELD = 100_000;

const MARKUP = /<\/?[a-z][^<>]{0,80}>|&(?:[a-z]{2,8}|#\d{2,5});/gi;
const WORD = /[\p{L}\p{N}]+/gu;
/** Runs of a script that is written without blanks between words, and the text between them. */
const RUN =
  /[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Thai}\p{scx=Lao}\p{scx=Khmr}\p{scx=Mymr}]+|[^\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Thai}\p{scx=Lao}\p{scx=Khmr}\p{scx=Mymr}]+/gu;
const UNSPACED =
  /^[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Thai}\p{scx=Lao}\p{scx=Khmr}\p{scx=Mymr}]/u;
/** Below U+0E00, where Thai begins, every known script has blanks. */
const MAY_BE_UNSPACED = /[\u0e00-\uffff]/;

/**
 * The words of a text in reading order, folded. Chinese, Japanese, Thai and similar scripts have no
 * blanks, so a run of theirs gives the pairs of neighbouring characters instead.
 */
export function wordsOf(text: string): readonly string[] {
  const words = fold(text.slice(0, LONGEST_FIELD).replace(MARKUP, " ")).match(WORD) ?? [];
  return words.some((word) => MAY_BE_UNSPACED.test(word)) ? words.flatMap(splitUnspaced) : words;
}

function splitUnspaced(word: string): readonly string[] {
  if (!MAY_BE_UNSPACED.test(word)) return [word];
  return (word.match(RUN) ?? []).flatMap((run) => {
    if (!UNSPACED.test(run)) return [run];
    const characters = [...run];
    if (characters.length === 1) return characters;
    return characters.slice(1).map((character, i) => `${characters[i]}${character}`);
  });
}

/** No word is longer; a hash or a piece of base64 in a broken export is. */
export const LONGEST_WORD = 60;

/** Stop words and single Latin letters say nothing about a subject. */
export function isStopWord(word: string): boolean {
  return STOP_WORDS.has(word) || /^[a-z]$/.test(word);
}

/** The Porter2 stem of an English word that is not a stop word, otherwise the word itself. */
export function stemOf(word: string): string {
  return /^[a-z]+$/.test(word) && !STOP_WORDS.has(word) ? stem(word) : word;
}
