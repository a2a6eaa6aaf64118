import { fold } from "../../records/normalize.ts";
import { INVISIBLE_CLASS } from "../../records/text/invisible.ts";
import { BEGINNING, HASH_START, hashed, hashOf, Sieve } from "./sieve.ts";

/** Scripts that write words without blanks between them: each character is a word. */
const UNSPACED =
  "[\\p{sc=Han}\\p{sc=Hiragana}\\p{sc=Katakana}ー\\p{sc=Thai}\\p{sc=Lao}\\p{sc=Khmer}\\p{sc=Myanmar}]";
/**
 * One word of a text, or of a query if `extra` contains the wildcards; for use with the flags `y`
 * or `g`.
 */
export function wordPattern(extra: string): string {
  return `${UNSPACED}\\p{M}*[\\uFF9E\\uFF9F]?|(?:(?!${UNSPACED})[\\p{L}\\p{N}\\p{M}${INVISIBLE_CLASS}${extra}])+`;
}

const WORD = new RegExp(wordPattern(""), "uy");
// biome-ignore lint/suspicious/noControlCharactersInRegex: the ASCII range is meant
const ASCII = /^[\x00-\x7f]*$/;
/**
 * Scripts whose accents, breathings and points readers leave out; elsewhere a mark is part of a
 * letter.
 */
const ACCENTED =
  /[\p{sc=Latin}\p{sc=Greek}\p{sc=Cyrillic}\p{sc=Arabic}\p{sc=Hebrew}\p{sc=Hangul}]/u;

/**
 * A word as it is compared: lower case, without accents, ligatures as letters; `*` and `?` stay.
 */
export function foldWord(word: string): string {
  if (ASCII.test(word)) return word.toLowerCase();
  const plain = word.normalize("NFKC");
  const lower = ACCENTED.test(plain) ? fold(plain).normalize("NFC") : plain.toLowerCase();
  return lower
    .replace(/ς/g, "σ")
    .replace(LONE_GREEK, (letter) => GREEK[letter] ?? letter)
    .replace(/[^\p{L}\p{N}\p{M}*?]/gu, "");
}

/** A Greek letter that is a sign among other letters, as in TNF-α, and not part of a Greek word. */
const LONE_GREEK = /(?<!\p{sc=Greek})[α-ω](?!\p{sc=Greek})/gu;
const GREEK: Readonly<Record<string, string>> = Object.fromEntries(
  [
    ...["alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa"],
    ...["lambda", "mu", "nu", "xi", "omicron", "pi", "rho", "", "sigma", "tau", "upsilon", "phi"],
    ...["chi", "psi", "omega"],
  ].map((name, at) => [String.fromCodePoint(0x3b1 + at), name]),
);

/**
 * The markup that publishers leave in titles and abstracts. Only known names count, because `p<b
 * and c>d` is text.
 */
const MARKUP =
  /<\/?(?:jats:|mml:)?(?:abstract|b|bold|br|div|em|h[1-6]|i|inf|inline-formula|italic|li|list|math|ol|p|sc|sec|span|strong|sub|sup|title|tt|u|ul)(?:\s+[\w:-]+="[^"<>]*")*\s*\/?>/gi;
/** Markup inside a word: `CO<sub>2</sub>` is one word. */
const INLINE = /^<\/?(?:jats:)?(?:b|bold|em|i|inf|italic|sc|span|strong|sub|sup|tt|u)(?![\w-])/i;

/**
 * The text with markup replaced by as many characters that the index skips, so that offsets stay
 * the same.
 */
function maskMarkup(text: string): string {
  if (!text.includes("<")) return text;
  return text.replace(MARKUP, (tag) => (INLINE.test(tag) ? "\u00AD" : " ").repeat(tag.length));
}

/** A piece of text as a person reads it: without markup, one blank between words. */
export function readable(text: string): string {
  // Nearly every text has neither markup nor several blanks in a row.
  if (!text.includes("<") && !/[^\S ]| {2}/.test(text)) return text.trim();
  return text
    .replace(MARKUP, (tag) => (INLINE.test(tag) ? "" : " "))
    .replace(/\s+/g, " ")
    .trim();
}

/** The beginning of a text, never ending with half a character. */
export function cut(text: string, length: number): string {
  return text.slice(0, length).replace(/[\uD800-\uDBFF]$/, "");
}

/** More words than `NEAR/n` can bridge. */
const GAP = 10_000;

/**
 * The words of a field, made once for each record and asked by every term of every criterion. It takes
 * time linear in the texts. Most words are never looked at, so a word is a hash and a place until
 * somebody asks for it.
 */
export class TextIndex {
  readonly texts: readonly string[];
  /** The texts, each on its own line. */
  readonly text: string;
  /** How many words it has. */
  readonly length: number;
  /** Where each word starts and ends in `text`. */
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  /** What the words are not. */
  readonly sieve = new Sieve();
  readonly #hashes: Int32Array;
  /** The hashes of their first letters; those of shorter words are of the whole word. */
  readonly #beginnings: Int32Array;
  /** Words that are not their part of the text in lower case. */
  readonly #folded: ReadonlyMap<number, string>;
  /** How many words stand before each text. */
  readonly #before: readonly number[];
  #places: Places | undefined;

  constructor(texts: readonly string[]) {
    const before: number[] = [];
    const folded = new Map<number, string>();
    let offset = 0;
    found.clear();
    for (const text of texts) {
      before.push(found.length);
      readWords(maskMarkup(text), offset, folded, this.sieve);
      offset += text.length + 1;
    }
    this.texts = texts;
    this.text = texts.length === 1 ? texts[0]! : texts.join("\n");
    this.length = found.length;
    this.starts = found.starts.slice(0, found.length);
    this.ends = found.ends.slice(0, found.length);
    this.#hashes = found.hashes.slice(0, found.length);
    this.#beginnings = found.beginnings.slice(0, found.length);
    this.#folded = folded;
    this.#before = before;
  }

  /** The folded word at a position. */
  word(at: number): string {
    return this.#folded.get(at) ?? this.text.slice(this.starts[at], this.ends[at]).toLowerCase();
  }

  /** The words from one position to another, one blank between them. */
  wordsBetween(first: number, last: number): string {
    let words = this.word(first);
    for (let at = first + 1; at <= last; at += 1) words += ` ${this.word(at)}`;
    return words;
  }

  /** The ordinal of a word; it jumps between texts, so that no phrase and no NEAR reaches across. */
  ordinal(at: number): number {
    let text = 0;
    let to = this.#before.length;
    while (text + 1 < to) {
      const middle = (text + to) >> 1;
      if (this.#before[middle]! <= at) text = middle;
      else to = middle;
    }
    return at + text * GAP;
  }

  /** Where a word stands first; -1 for nowhere. */
  firstOf(word: string): number {
    this.#places ??= placesOf(this.#hashes);
    const hash = hashOf(word);
    return this.#firstFrom(this.#places.first[slotIn(this.#places, hash)]!, word, hash);
  }

  /** Where the word of a position stands next; -1 for nowhere. */
  nextOf(word: string, at: number): number {
    return this.#firstFrom(this.#places!.next[at]!, word, this.#hashes[at]!);
  }

  /** The first position, of one and those behind it in its slot, where a word stands. */
  #firstFrom(position: number, word: string, hash: number): number {
    const { next } = this.#places!;
    let at = position;
    while (at >= 0 && (this.#hashes[at] !== hash || this.word(at) !== word)) at = next[at]!;
    return at;
  }

  /** Where words stand that begin like a text of at least `BEGINNING` characters, and perhaps others. */
  beginningLike(text: string): number[] {
    const hash = hashOf(text, BEGINNING);
    const beginnings = this.#beginnings;
    const places: number[] = [];
    for (let at = 0; at < beginnings.length; at += 1) if (beginnings[at] === hash) places.push(at);
    return places;
  }

  /** The first UTF-16 unit of a word. */
  initial(at: number): number {
    if (this.#folded.has(at)) return this.word(at).charCodeAt(0);
    const unit = this.text.charCodeAt(this.starts[at]!);
    return unit >= 65 && unit <= 90 ? unit + 32 : unit;
  }
}

/** Where words stand, by their hashes; words with other hashes may share a slot. */
interface Places {
  /** The first position of each slot, and the next one in the slot of each position; -1 for nowhere. */
  readonly first: Int32Array;
  readonly next: Int32Array;
}

function placesOf(hashes: Int32Array): Places {
  let slots = 16;
  while (slots < 2 * hashes.length) slots *= 2;
  const places: Places = {
    first: new Int32Array(slots).fill(-1),
    next: new Int32Array(hashes.length),
  };
  for (let at = hashes.length - 1; at >= 0; at -= 1) {
    const slot = slotIn(places, hashes[at]!);
    places.next[at] = places.first[slot]!;
    places.first[slot] = at;
  }
  return places;
}

function slotIn({ first }: Places, hash: number): number {
  return (hash ^ (hash >>> 15)) & (first.length - 1);
}

/** Words one after another, in memory that is used again. */
class FoundWords {
  starts: Int32Array = new Int32Array(1024);
  ends: Int32Array = new Int32Array(1024);
  hashes: Int32Array = new Int32Array(1024);
  beginnings: Int32Array = new Int32Array(1024);
  length = 0;

  clear(): void {
    this.length = 0;
  }

  add(start: number, end: number, hash: number, beginning: number): void {
    const at = this.length;
    if (at === this.starts.length) {
      this.starts = enlarged(this.starts);
      this.ends = enlarged(this.ends);
      this.hashes = enlarged(this.hashes);
      this.beginnings = enlarged(this.beginnings);
    }
    this.starts[at] = start;
    this.ends[at] = end;
    this.hashes[at] = hash;
    this.beginnings[at] = beginning;
    this.length = at + 1;
  }
}

function enlarged(numbers: Int32Array): Int32Array {
  const larger = new Int32Array(2 * numbers.length);
  larger.set(numbers);
  return larger;
}

const found = new FoundWords();

/** Adds the words of a text, which begins at this offset, to `found`. */
function readWords(text: string, offset: number, folded: Map<number, string>, sieve: Sieve): void {
  let i = 0;
  while (i < text.length) {
    const start = i;
    let hash = HASH_START;
    let beginning = HASH_START;
    let code = text.charCodeAt(i);
    for (;;) {
      if (code >= 65 && code <= 90) hash = hashed(hash, code + 32);
      else if ((code >= 97 && code <= 122) || (code >= 48 && code <= 57)) hash = hashed(hash, code);
      else break;
      i += 1;
      if (i - start === BEGINNING) beginning = hash;
      code = text.charCodeAt(i);
    }
    // Nearly every word of an English abstract is plain ASCII and needs no regular expression.
    if (i === text.length || code < 128) {
      if (i === start) {
        i += 1;
        continue;
      }
      const isShort = i - start < BEGINNING;
      found.add(offset + start, offset + i, hash, isShort ? hash : beginning);
      sieve.addHashed(hash, isShort ? undefined : beginning);
      continue;
    }
    WORD.lastIndex = start;
    const match = WORD.exec(text)?.[0];
    if (match === undefined) {
      i = start + 1;
      continue;
    }
    i = start + match.length;
    const word = foldWord(match);
    if (word === "") continue;
    folded.set(found.length, word);
    const whole = hashOf(word);
    const first = word.length < BEGINNING ? undefined : hashOf(word, BEGINNING);
    found.add(offset + start, offset + i, whole, first ?? whole);
    sieve.addHashed(whole, first);
  }
}
