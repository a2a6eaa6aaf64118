import { detach } from "../../records/text/detach.ts";
import { readable, type TextIndex } from "./text-index.ts";

/** A sentence of a record, as a person reads it, and the words in it that a criterion found. */
export interface Sentence {
  readonly text: string;
  /** Where the words stand in `text`, in UTF-16 units; `end` is behind their last character. */
  readonly start: number;
  readonly end: number;
}

/** A longer sentence is cut on both sides of the words. */
const MAX_LENGTH = 300;

/** The part of the index's text that holds a sentence, or as much of it as is shown. */
interface Part {
  readonly from: number;
  readonly to: number;
  readonly isCutBefore: boolean;
  readonly isCutAfter: boolean;
}

/**
 * The sentences of a field that criteria show. Criteria find their words in the same sentences, so
 * each is kept in memory once.
 */
export class Sentences {
  readonly #index: TextIndex;
  #shown: Map<string, string> | undefined;

  constructor(index: TextIndex) {
    this.#index = index;
  }

  /** The sentence in which words stand, by their place in the text of the index. */
  around(start: number, end: number): Sentence {
    const { text } = this.#index;
    const part = partAround(this.#index, start, end);
    const before = `${part.isCutBefore ? "…" : ""}${readableUpTo(text.slice(part.from, start))}`;
    const words = readable(text.slice(start, end));
    const whole = this.#textOf(part);
    // Markup that begins in front of the words and ends behind them may move them by some characters.
    const at = whole.startsWith(words, before.length) ? before.length : whole.indexOf(words);
    return at < 0
      ? { text: whole, start: 0, end: 0 }
      : { text: whole, start: at, end: at + words.length };
  }

  /** The same sentence, without the place of the words. */
  textAround(start: number, end: number): string {
    return this.#textOf(partAround(this.#index, start, end));
  }

  #textOf({ from, to, isCutBefore, isCutAfter }: Part): string {
    this.#shown ??= new Map();
    const name = `${from} ${to}`;
    const known = this.#shown.get(name);
    if (known !== undefined) return known;
    const text = readable(this.#index.text.slice(from, to));
    const shown = detach(`${isCutBefore ? "…" : ""}${text}${isCutAfter ? "…" : ""}`);
    this.#shown.set(name, shown);
    return shown;
  }
}

/** Text that goes on: a blank at its end stays. */
function readableUpTo(text: string): string {
  const shown = readable(text);
  return shown !== "" && /[\s>]$/.test(text) && !/\S<\/?\w+>$/.test(text) ? `${shown} ` : shown;
}

function partAround({ texts, text }: TextIndex, start: number, end: number): Part {
  let first = 0;
  let last = text.length;
  for (const each of texts) {
    last = first + each.length;
    if (start <= last) break;
    first = last + 1;
  }
  const room = Math.max(40, Math.floor((MAX_LENGTH - (end - start)) / 2));
  const least = Math.max(first, start - room);
  const most = Math.min(last, end + room);
  let from = start;
  while (from > least && !endsSentence(text, from - 1, last)) from -= 1;
  let to = end;
  while (to < most && !endsSentence(text, to - 1, last)) to += 1;
  // What was cut off begins and ends with whole words.
  const isCutBefore = from === least && from > first && !endsSentence(text, from - 1, last);
  const isCutAfter = to === most && to < last && !endsSentence(text, to - 1, last);
  if (isCutBefore) from = nextBlank(text, from, start);
  if (isCutAfter) to = lastBlank(text, to, end);
  return { from, to, isCutBefore, isCutAfter };
}

/** The first place behind a blank, or the given one where there is none before the words. */
function nextBlank(text: string, from: number, words: number): number {
  for (let at = from; at < words; at += 1) if (text[at] === " ") return at + 1;
  return isHalf(text.charCodeAt(from)) ? from + 1 : from;
}

function lastBlank(text: string, to: number, words: number): number {
  for (let at = to; at > words; at -= 1) if (text[at] === " ") return at;
  return isHalf(text.charCodeAt(to)) ? to - 1 : to;
}

/** The second half of a character beyond the basic plane. */
function isHalf(code: number): boolean {
  return code >= 0xdc00 && code <= 0xdfff;
}

/** Abbreviations that stand within sentences, as they end before their last full stop. */
const ABBREVIATION =
  /(?:^|[^\p{L}\p{N}])(?:\p{L}|e\.g|i\.e|a\.k\.a|et al|resp|vs|cf|[Dd]r|[Mm]rs?|[Pp]rof|[Ss]t|approx|ca|spp?|incl)$/u;
/** Those that a number follows. */
const NUMBERED = /(?:^|[^\p{L}\p{N}])(?:figs?|eqs?|nos?|vols?|sec|ch|pp?)$/iu;

/** Whether a sentence ends with the character at this place. */
function endsSentence(text: string, at: number, last: number): boolean {
  const code = text.charCodeAt(at);
  if (code === 0x3002 || code === 0xff01 || code === 0xff1f) return true; // 。！？
  if (code === 10) return text.charCodeAt(at - 1) === 10;
  if (code !== 46 && code !== 33 && code !== 63) return false; // . ! ?
  if (at + 1 >= last) return true;
  const next = text.charCodeAt(at + 1);
  if (next !== 32 && next !== 10 && next !== 13) return false;
  if (/^\s+\p{Ll}/u.test(text.slice(at + 1, at + 6))) return false;
  if (code !== 46) return true;
  const before = text.slice(Math.max(0, at - 8), at);
  const isNumbered = NUMBERED.test(before) && /^\s\d/.test(text.slice(at + 1, at + 3));
  return !isNumbered && !ABBREVIATION.test(before);
}
