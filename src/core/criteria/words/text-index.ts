import { fold } from "../../records/normalize.ts";
import { INVISIBLE_CLASS } from "../../records/text/invisible.ts";

/** Scripts that write words without blanks between them: each character is a word of its own. */
const UNSPACED =
  "[\\p{sc=Han}\\p{sc=Hiragana}\\p{sc=Katakana}ー\\p{sc=Thai}\\p{sc=Lao}\\p{sc=Khmer}\\p{sc=Myanmar}]";
/** One word of a text, or of a query if `extra` holds the wildcards; for use with the flags `y` or `g`. */
export function wordPattern(extra: string): string {
  return `${UNSPACED}\\p{M}*[\\uFF9E\\uFF9F]?|(?:(?!${UNSPACED})[\\p{L}\\p{N}\\p{M}${INVISIBLE_CLASS}${extra}])+`;
}

const WORD = new RegExp(wordPattern(""), "uy");
// biome-ignore lint/suspicious/noControlCharactersInRegex: the ASCII range is meant
const ASCII = /^[\x00-\x7f]*$/;
/** Scripts whose accents, breathings and points readers leave out; elsewhere a mark is a letter. */
const ACCENTED =
  /[\p{sc=Latin}\p{sc=Greek}\p{sc=Cyrillic}\p{sc=Arabic}\p{sc=Hebrew}\p{sc=Hangul}]/u;

/** A word as it is compared: lower case, without accents, ligatures as letters; `*` and `?` stay. */
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

/** The markup that publishers leave in titles and abstracts. Only known names, because `p<b and c>d` is text. */
const MARKUP =
  /<\/?(?:jats:|mml:)?(?:abstract|b|bold|br|div|em|h[1-6]|i|inf|inline-formula|italic|li|list|math|ol|p|sc|sec|span|strong|sub|sup|title|tt|u|ul)(?:\s+[\w:-]+="[^"<>]*")*\s*\/?>/gi;
/** Markup inside a word: `CO<sub>2</sub>` is one word. */
const INLINE = /^<\/?(?:jats:)?(?:b|bold|em|i|inf|italic|sc|span|strong|sub|sup|tt|u)(?![\w-])/i;

/** The text with markup replaced by as many characters that the index skips, so that offsets stay. */
function maskMarkup(text: string): string {
  if (!text.includes("<")) return text;
  return text.replace(MARKUP, (tag) => (INLINE.test(tag) ? "\u00AD" : " ").repeat(tag.length));
}

/** A piece of text as a person reads it: without markup, one blank between words. */
export function readable(text: string): string {
  // Nearly every text has neither markup nor blanks that are not single.
  if (!text.includes("<") && !/[^\S ]| {2}/.test(text)) return text.trim();
  return text
    .replace(MARKUP, (tag) => (INLINE.test(tag) ? "" : " "))
    .replace(/\s+/g, " ")
    .trim();
}

/** The beginning of a text, never with half a character at its end. */
export function cut(text: string, length: number): string {
  return text.slice(0, length).replace(/[\uD800-\uDBFF]$/, "");
}

/** The words of a field, made once for each record and asked by every term of every criterion. */
export interface TextIndex {
  readonly texts: readonly string[];
  /** The texts, each on its own line. */
  readonly text: string;
  /** Folded, in the order of the text. */
  readonly words: readonly string[];
  /** Where each word starts and ends in `text`. */
  readonly starts: readonly number[];
  readonly ends: readonly number[];
  /** The ordinal of each word; it jumps between texts, so that no phrase and no NEAR reaches across. */
  readonly ordinals: readonly number[];
  /** Where each distinct word stands first, and where the word of each position stands next; -1 for nowhere. */
  readonly first: ReadonlyMap<string, number>;
  readonly next: Int32Array;
  /** Distinct words by their first UTF-16 unit, so that `model*` looks at the words with m. */
  readonly byInitial: ReadonlyMap<number, readonly string[]>;
}

/** More words than `NEAR/n` can bridge. */
const GAP = 10_000;

/** Indexes the texts of one field, such as its keywords. Takes time linear in their length. */
export function indexTexts(texts: readonly string[]): TextIndex {
  const words: string[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  const ordinals: number[] = [];
  let offset = 0;
  texts.forEach((text, n) => {
    eachWord(maskMarkup(text), (word, start, end) => {
      ordinals.push(words.length + n * GAP);
      words.push(word);
      starts.push(offset + start);
      ends.push(offset + end);
    });
    offset += text.length + 1;
  });
  const first = new Map<string, number>();
  const next = new Int32Array(words.length).fill(-1);
  const latest = new Int32Array(words.length);
  const byInitial = new Map<number, string[]>();
  words.forEach((word, i) => {
    const known = first.get(word);
    if (known === undefined) {
      first.set(word, i);
      latest[i] = i;
      const bucket = byInitial.get(word.charCodeAt(0));
      if (bucket) bucket.push(word);
      else byInitial.set(word.charCodeAt(0), [word]);
    } else {
      next[latest[known]!] = i;
      latest[known] = i;
    }
  });
  return { texts, text: texts.join("\n"), words, starts, ends, ordinals, first, next, byInitial };
}

function isLowerOrDigit(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 48 && code <= 57);
}

function isUpper(code: number): boolean {
  return code >= 65 && code <= 90;
}

function eachWord(text: string, visit: (word: string, start: number, end: number) => void): void {
  let i = 0;
  while (i < text.length) {
    const start = i;
    let upper = false;
    let code = text.charCodeAt(i);
    while (isLowerOrDigit(code) || isUpper(code)) {
      upper ||= isUpper(code);
      i += 1;
      code = text.charCodeAt(i);
    }
    // Nearly every word of an English abstract is plain ASCII and needs no regular expression.
    if (i === text.length || code < 128) {
      const word = text.slice(start, i);
      if (i > start) visit(upper ? word.toLowerCase() : word, start, i);
      else i += 1;
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
    if (word !== "") visit(word, start, i);
  }
}
