import { fold } from "../../records/normalize.ts";
import { INVISIBLE_CLASS } from "../../records/text/invisible.ts";
import { BEGINNING, HASH_START, hashed, Sieve } from "./sieve.ts";

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

/** A text of fewer words is searched word by word, so many times. */
const SHORT = 500;
const FEW_SEARCHES = 12;

/** More words than `NEAR/n` can bridge. */
const GAP = 10_000;

/**
 * The words of a field, made once for each record and asked by every term of every criterion. It takes
 * time linear in the texts. What most records never need is made when it is first asked for.
 */
export class TextIndex {
  readonly texts: readonly string[];
  /** The texts, each on its own line. */
  readonly text: string;
  /** The folded words, in the order of the text. */
  readonly words: readonly string[];
  /** Where each word starts and ends in `text`. */
  readonly starts: readonly number[];
  readonly ends: readonly number[];
  /** What the words are not. */
  readonly sieve = new Sieve();
  /** How many words stand before each text. */
  readonly #before: readonly number[];
  #ordinals: readonly number[] | undefined;
  #places: Places | undefined;
  #searches = 0;
  #byInitial: ReadonlyMap<number, readonly string[]> | undefined;

  constructor(texts: readonly string[]) {
    const words: string[] = [];
    const starts: number[] = [];
    const ends: number[] = [];
    const before: number[] = [];
    let offset = 0;
    for (const text of texts) {
      before.push(words.length);
      readWords(maskMarkup(text), offset, { words, starts, ends }, this.sieve);
      offset += text.length + 1;
    }
    this.texts = texts;
    this.text = texts.length === 1 ? texts[0]! : texts.join("\n");
    this.words = words;
    this.starts = starts;
    this.ends = ends;
    this.#before = before;
  }

  /** The ordinal of each word; it jumps between texts, so that no phrase and no NEAR reaches across. */
  get ordinals(): readonly number[] {
    if (this.#ordinals === undefined) {
      let text = 0;
      this.#ordinals = this.words.map((_, at) => {
        while (text + 1 < this.#before.length && at >= this.#before[text + 1]!) text += 1;
        return at + text * GAP;
      });
    }
    return this.#ordinals;
  }

  /** Where a word stands first; -1 for nowhere. */
  firstOf(word: string): number {
    // Few words are asked of most texts, and a table of all takes as long as some searches.
    if (this.#places === undefined && this.words.length < SHORT && this.#searches < FEW_SEARCHES) {
      this.#searches += 1;
      return this.words.indexOf(word);
    }
    return this.first.get(word) ?? -1;
  }

  /** Where each distinct word stands first. */
  get first(): ReadonlyMap<string, number> {
    this.#places ??= placesOf(this.words);
    return this.#places.first;
  }

  /** Where the word of each position stands next; -1 for nowhere. */
  get next(): Int32Array {
    this.#places ??= placesOf(this.words);
    return this.#places.next;
  }

  /** Distinct words by their first UTF-16 unit, so that `model*` looks at the words with m. */
  get byInitial(): ReadonlyMap<number, readonly string[]> {
    if (this.#byInitial === undefined) {
      const byInitial = new Map<number, string[]>();
      for (const word of this.first.keys()) {
        const bucket = byInitial.get(word.charCodeAt(0));
        if (bucket) bucket.push(word);
        else byInitial.set(word.charCodeAt(0), [word]);
      }
      this.#byInitial = byInitial;
    }
    return this.#byInitial;
  }
}

interface Places {
  readonly first: ReadonlyMap<string, number>;
  readonly next: Int32Array;
}

function placesOf(words: readonly string[]): Places {
  const first = new Map<string, number>();
  const next = new Int32Array(words.length).fill(-1);
  const latest = new Int32Array(words.length);
  words.forEach((word, at) => {
    const known = first.get(word);
    if (known === undefined) {
      first.set(word, at);
      latest[at] = at;
    } else {
      next[latest[known]!] = at;
      latest[known] = at;
    }
  });
  return { first, next };
}

/** Lists of words and of their places, which grow word by word. */
interface GrowingWords {
  readonly words: string[];
  readonly starts: number[];
  readonly ends: number[];
}

/** Reads the words of a text that begins at this offset. */
function readWords(
  text: string,
  offset: number,
  { words, starts, ends }: GrowingWords,
  sieve: Sieve,
): void {
  let i = 0;
  while (i < text.length) {
    const start = i;
    let upper = false;
    let hash = HASH_START;
    let beginning = HASH_START;
    let code = text.charCodeAt(i);
    for (;;) {
      if (code >= 65 && code <= 90) {
        upper = true;
        hash = hashed(hash, code + 32);
      } else if ((code >= 97 && code <= 122) || (code >= 48 && code <= 57)) {
        hash = hashed(hash, code);
      } else break;
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
      const word = text.slice(start, i);
      words.push(upper ? word.toLowerCase() : word);
      starts.push(offset + start);
      ends.push(offset + i);
      sieve.addHashed(hash, i - start < BEGINNING ? undefined : beginning);
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
    words.push(word);
    starts.push(offset + start);
    ends.push(offset + i);
    sieve.add(word);
  }
}
