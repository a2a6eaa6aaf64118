import type { Encoding } from "../../core/protocol/protocol.ts";
import { CR, countSequences, LF, latin1, macRoman, sequenceLength, windows1252 } from "./bytes.ts";

/** Detects the encoding of bytes, and whether they are text at all. */

// Enough to find the NULs of UTF-16 without a byte order mark.
const UTF_16_HEAD = 1024;

/**
 * What the first bytes of a file show for certain, or almost: a mark, a person's word, NULs of
 * UTF-16.
 */
export interface Beginning {
  readonly encoding: Encoding;
  /** Length of the byte order mark. */
  readonly mark: number;
  readonly guessed: boolean;
}

/**
 * True if the first bytes of a file are not text: NULs that are not UTF-16, or control characters.
 * A stray NUL in a long text is not enough.
 */
export function looksBinary(head: Uint8Array): boolean {
  if (head.length === 0 || sniffBeginning(head)?.encoding.startsWith("utf-16")) return false;
  let controls = 0;
  for (const byte of head) {
    if (byte < 0x20 && byte !== 9 && byte !== LF && byte !== CR && byte !== 0x0b && byte !== 0x0c)
      controls += 1;
  }
  return controls > Math.max(1, head.length * 0.02);
}

/** First bytes of files that are not text, and what to do about them. */
const SIGNATURES: readonly (readonly [signature: string, advice: string])[] = [
  ["%PDF-", "a PDF document: export the records as RIS, BibTeX or CSV instead"],
  ["{\\rtf", "a Word document (RTF): export the records as RIS, BibTeX or CSV instead"],
  ["7z\xbc\xaf", "a 7-Zip archive: unpack it, then add the files that it holds"],
  ["Rar!", "a RAR archive: unpack it, then add the files that it holds"],
  [
    "SQLite format 3\0",
    "a database of a program: export the records as RIS, BibTeX or CSV instead",
  ],
  ["version https://git-lfs", "a git-lfs pointer, not the file itself: run `git lfs pull`"],
];

/**
 * What a file that is not an export is, and what to do: "an Excel workbook: save it as CSV UTF-8".
 */
export function adviceForBytes(head: Uint8Array): string | undefined {
  const start = latin1(head.subarray(0, 4096));
  const known = SIGNATURES.find(([signature]) => start.startsWith(signature));
  if (known !== undefined) return known[1];
  if (start.startsWith("ustar", 257))
    return "a tar archive: unpack it, then add the files that it holds";
  return looksBinary(head) ? "no text at all: export the records as RIS, BibTeX or CSV" : undefined;
}

/** What the first bytes show without a look at their characters; undefined if those must decide. */
export function sniffBeginning(head: Uint8Array, stated?: Encoding): Beginning | undefined {
  const [a, b, c] = head;
  if (a === 0xef && b === 0xbb && c === 0xbf) return { encoding: "utf-8", mark: 3, guessed: false };
  if (a === 0xff && b === 0xfe) return { encoding: "utf-16le", mark: 2, guessed: false };
  if (a === 0xfe && b === 0xff) return { encoding: "utf-16be", mark: 2, guessed: false };
  if (stated !== undefined) return { encoding: stated, mark: 0, guessed: false };
  // Tags, commas and line ends are ASCII, so UTF-16 has a NUL in at least every tenth pair, always on the same side.
  const pairs = Math.min(head.length, UTF_16_HEAD) >> 1;
  let even = 0;
  let odd = 0;
  for (let i = 0; i < pairs; i++) {
    if (head[2 * i] === 0) even += 1;
    if (head[2 * i + 1] === 0) odd += 1;
  }
  const enough = Math.max(2, pairs / 10);
  if (even === 0 && odd >= enough && isTextBeside(head, pairs, 0))
    return { encoding: "utf-16le", mark: 0, guessed: true };
  if (odd === 0 && even >= enough && isTextBeside(head, pairs, 1))
    return { encoding: "utf-16be", mark: 0, guessed: true };
  return undefined;
}

/** How to read characters: as GB18030, or as UTF-8 whose invalid bytes are in another encoding. */
export type Guess = "gb18030" | Alphabet;

/** The encoding in which invalid bytes of UTF-8 are read. */
export type Alphabet = "windows-1252" | "macintosh";

/**
 * The guess from a stretch of text that begins with the line of the first byte beyond ASCII. Text
 * that is valid UTF-8, or mostly, is UTF-8: hardly any text in another encoding is so by accident.
 */
export function guessEncoding(window: Uint8Array): Guess {
  const { good, bad } = countSequences(withoutCutCharacter(window));
  return good < bad && looksChinese(window) ? "gb18030" : alphabetOf(window);
}

/** Bytes without a character that goes on behind their end. */
function withoutCutCharacter(bytes: Uint8Array): Uint8Array {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) break;
    if (byte < 0xc0) continue;
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
    return length > back ? bytes.subarray(0, bytes.length - back) : bytes;
  }
  return bytes;
}

/**
 * Windows-1252 or Mac Roman, judged by the bytes inside and at the end of words: a capital, a mark
 * or a control character there shows that the alphabet is wrong. A few bytes are not evidence.
 */
export function alphabetOf(bytes: Uint8Array): Alphabet {
  let windows = 0;
  let mac = 0;
  let judged = 0;
  for (let at = 1; at + 1 < bytes.length; ) {
    const length = sequenceLength(bytes, at) || 1;
    const byte = bytes[at] ?? 0;
    const before = bytes[at - 1] ?? 0;
    const after = bytes[at + 1] ?? 0;
    const isInside = isLetter(before) && isSmall(after);
    if (byte >= 0x80 && length === 1 && (isInside || (isSmall(before) && endsWord(after)))) {
      const one = bytes.subarray(at, at + 1);
      judged += 1;
      if ((isInside ? IN_WORDS : BEHIND_WORDS).test(windows1252(one))) windows += 1;
      if (IN_WORDS.test(macRoman(one))) mac += 1;
    }
    at += length;
  }
  return mac >= 3 && mac >= 0.9 * judged && windows <= 0.5 * judged ? "macintosh" : "windows-1252";
}

/** Characters inside words: small letters, apostrophes, dashes. */
const IN_WORDS = /[\p{Ll}\u2019\u2013\u2014]/u;
/** Characters at the end of a word or after it: everything except a capital. */
const BEHIND_WORDS = /[^\p{Lu}\p{Cc}]/u;

function isSmall(byte: number): boolean {
  return byte >= 0x61 && byte <= 0x7a;
}

function isLetter(byte: number): boolean {
  return isSmall(byte) || (byte >= 0x41 && byte <= 0x5a);
}

/** A blank or a mark of ASCII. */
function endsWord(byte: number): boolean {
  return byte < 0x80 && !isLetter(byte);
}

/**
 * True if everything beyond ASCII is pairs of bytes, nearly all of them characters of GB 2312, and
 * most of those the common ones. In windows-1252 and other alphabets a byte beyond ASCII stands
 * before a blank or a letter sooner or later; EUC-KR has few leading bytes, EUC-JP has kana.
 */
export function looksChinese(head: Uint8Array): boolean {
  let pairs = 0;
  let known = 0;
  let common = 0;
  let kana = 0;
  let beyondHangul = 0;
  for (let at = 0; at < head.length; at += 1) {
    const lead = head[at] ?? 0;
    if (lead < 0x80) continue;
    if (at + 1 === head.length) break; // The second byte is beyond the head.
    const trail = head[at + 1] ?? 0;
    if (lead === 0x80 || lead === 0xff || trail < 0x40 || trail === 0x7f || trail === 0xff)
      return false;
    pairs += 1;
    at += 1;
    if (trail < 0xa1 || lead < 0xa1 || (lead > 0xa9 && lead < 0xb0) || lead > 0xf7) continue;
    known += 1;
    if (lead === 0xa4 || lead === 0xa5) kana += 1;
    if (lead >= 0xb0 && lead <= 0xd7) common += 1;
    if (lead > 0xc8) beyondHangul += 1;
  }
  return (
    pairs >= 4 &&
    known >= 0.95 * pairs &&
    common >= 0.6 * pairs &&
    kana <= 0.1 * pairs &&
    beyondHangul >= 0.1 * pairs
  );
}

/** True if the bytes that go with a NUL are printable ASCII or blanks; in a binary they are anything. */
function isTextBeside(head: Uint8Array, pairs: number, offset: 0 | 1): boolean {
  for (let i = 0; i < pairs; i++) {
    if (head[2 * i + 1 - offset] !== 0) continue;
    const byte = head[2 * i + offset] ?? 0;
    if (byte < 9 || (byte > 13 && byte < 32) || byte === 127) return false;
  }
  return true;
}
