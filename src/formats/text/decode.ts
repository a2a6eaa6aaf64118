import type { Encoding } from "../../core/protocol/protocol.ts";
import { plural } from "../../core/records/plural.ts";
import type { Problem } from "../../core/records/problem.ts";

/**
 * Bytes to text. Exports are UTF-8, UTF-16, GB18030 or windows-1252, and some are two of them: what
 * is not UTF-8 is read as windows-1252 value by value, never a whole file for the sake of one byte.
 */

/** How the bytes were read, for the import report. */
export interface DecodingReport {
  readonly encoding: Encoding;
  /** Bytes that are wrong in the encoding, and were read as windows-1252 or replaced. */
  readonly badBytes: number;
  /** True if the encoding is concluded from the bytes, not said by a byte order mark or proven by them. */
  readonly guessed: boolean;
  /** Characters beyond ASCII, where the guess is about them and not about single bytes. */
  readonly guessedCharacters?: number;
}

export interface DecodedText {
  /** The text without its byte order mark. To be read once. */
  readonly chunks: AsyncIterable<string>;
  /** Complete when `chunks` has been read to its end. */
  readonly report: () => DecodingReport;
}

// A line that is longer is decoded in pieces of this size, so a one-line file needs no more memory.
const LONGEST_PIECE = 65_536;
// Enough to see whether text is Chinese.
const HEAD = 65_536;
// Enough to see NULs in UTF-16 without a byte order mark.
const UTF_16_HEAD = 1024;

const LF = 0x0a;
const CR = 0x0d;

/**
 * Decodes bytes that arrive in chunks of any size, cut anywhere; where they are cut changes
 * nothing. A byte order mark says more than the encoding that a person names, and that more than
 * any guess.
 */
export function decodeText(bytes: AsyncIterable<Uint8Array>, stated?: Encoding): DecodedText {
  let report: DecodingReport = { encoding: "utf-8", badBytes: 0, guessed: false };
  async function* chunks(): AsyncGenerator<string> {
    const source = bytes[Symbol.asyncIterator]();
    let head: Uint8Array = new Uint8Array(0);
    let ended = false;
    while (head.length < HEAD && !ended) {
      const next = await source.next();
      if (next.done) ended = true;
      else head = concat([head, next.value]);
    }
    const { encoding, mark, guessed } = sniff(head.subarray(0, HEAD), stated);
    const rest = resume(head.subarray(mark), ended ? undefined : source);
    const decoder = decoderOf(encoding, guessed);
    for await (const chunk of rest) {
      const text = decoder.decode(chunk);
      report = decoder.report();
      if (text !== "") yield text;
    }
    const text = decoder.end();
    report = decoder.report();
    if (text !== "") yield text;
  }
  return { chunks: chunks(), report: () => report };
}

/** The text of bytes that are all there. */
export async function decodeBytes(
  bytes: Uint8Array,
  stated?: Encoding,
): Promise<{ readonly text: string; readonly report: DecodingReport }> {
  const once = async function* () {
    yield bytes;
  };
  const { chunks, report } = decodeText(once(), stated);
  let text = "";
  for await (const chunk of chunks) text += chunk;
  return { text, report: report() };
}

/**
 * A warning where an encoding was guessed or bytes are wrong in it, with their count. `remedy` is
 * what to do if the guess is wrong.
 */
export function decodingProblem(
  report: DecodingReport,
  file: string,
  remedy: string,
): Problem | undefined {
  const message = decodingMessage(report, remedy);
  if (message === undefined) return undefined;
  return { severity: "warning", code: "screen/encoding", file, message };
}

function decodingMessage(report: DecodingReport, remedy: string): string | undefined {
  const { encoding, badBytes, guessed, guessedCharacters: characters = 0 } = report;
  const name = encoding.toUpperCase();
  const ifWrong = `If that is wrong, ${remedy}.`;
  if (guessed && encoding.startsWith("utf-16"))
    return `The text has no byte order mark, and its NULs look like ${name}: ${plural(characters, "character")} were read as ${name}. ${ifWrong}`;
  if (guessed && encoding === "gb18030")
    return `The text is not UTF-8 and looks like Chinese: ${plural(characters, "character")} were read as GB18030. ${ifWrong}`;
  if (badBytes === 0) return undefined;
  const bytes = `${plural(badBytes, "byte")} ${badBytes === 1 ? "is" : "are"} not ${guessed ? "UTF-8" : name}`;
  return guessed
    ? `${bytes}; the lines that hold them were read as windows-1252.`
    : `${bytes} and were replaced by U+FFFD.`;
}

/**
 * True if the first bytes of a file are no text: NULs that are not UTF-16, or control characters.
 * A stray NUL in a long text is not enough.
 */
export function looksBinary(head: Uint8Array): boolean {
  if (head.length === 0 || sniff(head).encoding.startsWith("utf-16")) return false;
  let controls = 0;
  for (const byte of head) {
    if (byte < 0x20 && byte !== 9 && byte !== LF && byte !== CR && byte !== 0x0b && byte !== 0x0c)
      controls += 1;
  }
  return controls > Math.max(1, head.length * 0.02);
}

/** First bytes that say what a file is, though it is no text that slr could read; and what to do about it. */
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

/** What a file that is no export is, and what to do: "an Excel workbook: save it as CSV UTF-8". */
export function adviceForBytes(head: Uint8Array): string | undefined {
  const start = latin1(head.subarray(0, 4096));
  const known = SIGNATURES.find(([signature]) => start.startsWith(signature));
  if (known !== undefined) return known[1];
  if (start.startsWith("ustar", 257))
    return "a tar archive: unpack it, then add the files that it holds";
  return looksBinary(head) ? "no text at all: export the records as RIS, BibTeX or CSV" : undefined;
}

interface Decoder {
  readonly decode: (chunk: Uint8Array) => string;
  readonly end: () => string;
  readonly report: () => DecodingReport;
}

/** Encoding and length of the byte order mark. */
function sniff(
  head: Uint8Array,
  stated?: Encoding,
): { readonly encoding: Encoding; readonly mark: number; readonly guessed: boolean } {
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
  if (looksChinese(head)) return { encoding: "gb18030", mark: 0, guessed: true };
  return { encoding: "utf-8", mark: 0, guessed: false };
}

/**
 * True if everything beyond ASCII is pairs of bytes, nearly all of them characters of GB 2312, and
 * most of those the common ones. In windows-1252 and other alphabets a byte beyond ASCII stands
 * before a blank or a letter sooner or later; EUC-KR has few leading bytes, EUC-JP has kana.
 */
function looksChinese(head: Uint8Array): boolean {
  let pairs = 0;
  let known = 0;
  let common = 0;
  let kana = 0;
  let beyondHangul = 0;
  for (let at = 0; at < head.length; at += 1) {
    const lead = head[at] ?? 0;
    if (lead < 0x80) continue;
    if (at + 1 === head.length) break; // The second byte lies behind the head.
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

function decoderOf(encoding: Encoding, guessed: boolean): Decoder {
  if (encoding === "utf-8") return utf8Decoder();
  if (encoding === "utf-16le" || encoding === "utf-16be") return utf16Decoder(encoding, guessed);
  return encoding === "windows-1252" ? windows1252Decoder() : tableDecoder(encoding, guessed);
}

/** Encodings that Node has tables for. */
function tableDecoder(encoding: Encoding, guessed: boolean): Decoder {
  const decoder = new TextDecoder(encoding);
  let badBytes = 0;
  let guessedCharacters = 0;
  const count = (text: string): string => {
    for (const [character] of text.matchAll(/[^\0-\x7f]/gu)) {
      if (character === "\ufffd") badBytes += 1;
      guessedCharacters += 1;
    }
    return text;
  };
  return {
    decode: (chunk) => count(decoder.decode(chunk, { stream: true })),
    end: () => count(decoder.decode()),
    report: () => ({ encoding, badBytes, guessed, ...(guessed && { guessedCharacters }) }),
  };
}

function windows1252Decoder(): Decoder {
  return {
    decode: windows1252,
    end: () => "",
    report: () => ({ encoding: "windows-1252", badBytes: 0, guessed: false }),
  };
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

async function* resume(
  head: Uint8Array,
  source: AsyncIterator<Uint8Array> | undefined,
): AsyncGenerator<Uint8Array> {
  try {
    if (head.length > 0) yield head;
    while (source !== undefined) {
      const next = await source.next();
      if (next.done) return;
      yield next.value;
    }
  } finally {
    // A reader that stops early lets the file be closed.
    await source?.return?.();
  }
}

function utf16Decoder(encoding: "utf-16le" | "utf-16be", guessed: boolean): Decoder {
  const decoder = new TextDecoder("utf-16le", { ignoreBOM: true });
  let held = new Uint8Array(0);
  let badBytes = 0;
  let guessedCharacters = 0;
  return {
    decode(chunk) {
      const bytes = concat([held, chunk]);
      const whole = bytes.length - (bytes.length % 2);
      held = bytes.slice(whole);
      const units = bytes.subarray(0, whole);
      guessedCharacters += whole / 2;
      return decoder.decode(encoding === "utf-16le" ? units : swapped(units), { stream: true });
    },
    end() {
      badBytes = held.length;
      return decoder.decode() + (held.length > 0 ? "\ufffd" : "");
    },
    report: () => ({ encoding, badBytes, guessed, ...(guessed && { guessedCharacters }) }),
  };
}

/** The other byte order; not every Node can decode UTF-16BE. */
function swapped(units: Uint8Array): Uint8Array {
  const result = new Uint8Array(units.length);
  for (let i = 0; i + 1 < units.length; i += 2) {
    result[i] = units[i + 1] ?? 0;
    result[i + 1] = units[i] ?? 0;
  }
  return result;
}

function utf8Decoder(): Decoder {
  const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  let held: Uint8Array[] = [];
  let heldSize = 0;
  let badBytes = 0;
  let utf8Seen = false;

  function tryStrict(block: Uint8Array): string | undefined {
    try {
      const text = strict.decode(block);
      if (text.length < block.length) utf8Seen = true;
      return text;
    } catch {
      return undefined;
    }
  }

  /** A block that ends with a line, or a piece of a long line. */
  function decodeBlock(block: Uint8Array): string {
    const text = tryStrict(block);
    if (text !== undefined) return text;
    const lines: string[] = [];
    for (let start = 0; start < block.length; ) {
      let end = start;
      while (end < block.length && block[end] !== LF && block[end] !== CR) end += 1;
      end = Math.min(end + 1, block.length);
      while (end - start > LONGEST_PIECE) {
        const cut = start + pieceEnd(block.subarray(start, end));
        lines.push(decodePiece(block.subarray(start, cut)));
        start = cut;
      }
      lines.push(decodePiece(block.subarray(start, end)));
      start = end;
    }
    return lines.join("");
  }

  function decodePiece(piece: Uint8Array): string {
    const text = tryStrict(piece);
    if (text !== undefined) return text;
    let result = "";
    for (let start = 0; start < piece.length; ) {
      let end = start + 1;
      while (end < piece.length && !endsValue(piece[end] ?? 0)) end += 1;
      const value = piece.subarray(start, end);
      result += tryStrict(value) ?? decodeDamaged(value);
      start = end;
    }
    return result;
  }

  function decodeDamaged(value: Uint8Array): string {
    const { good, bad } = countSequences(value);
    badBytes += bad;
    // Mostly UTF-8: an abstract that was cut in the middle of a character. Else windows-1252 altogether.
    if (good <= bad) return windows1252(value);
    utf8Seen = true;
    let result = "";
    for (let start = 0; start < value.length; ) {
      let end = start;
      for (let length = 1; end < value.length && length > 0; ) {
        length = sequenceLength(value, end);
        end += length;
      }
      result += strict.decode(value.subarray(start, end));
      if (end < value.length) result += windows1252(value.subarray(end, end + 1));
      start = end + 1;
    }
    return result;
  }

  return {
    decode(chunk) {
      const lineEnd = Math.max(chunk.lastIndexOf(LF), chunk.lastIndexOf(CR));
      let text = "";
      if (lineEnd >= 0) {
        text = decodeBlock(concat([...held, chunk.subarray(0, lineEnd + 1)]));
        held = [];
        heldSize = 0;
      }
      const rest = chunk.subarray(lineEnd + 1);
      if (rest.length > 0) held.push(rest.slice());
      heldSize += rest.length;
      if (heldSize > LONGEST_PIECE) {
        let line = concat(held);
        const pieces: string[] = [];
        while (line.length > LONGEST_PIECE) {
          const cut = pieceEnd(line);
          pieces.push(decodePiece(line.subarray(0, cut)));
          line = line.subarray(cut);
        }
        held = [line.slice()];
        heldSize = line.length;
        text += pieces.join("");
      }
      return text;
    },
    end() {
      const rest = concat(held);
      held = [];
      return decodeBlock(rest);
    },
    report: () => ({
      encoding: badBytes > 0 && !utf8Seen ? "windows-1252" : "utf-8",
      badBytes,
      guessed: badBytes > 0,
    }),
  };
}

/** Where to cut a line that is too long: not inside of a UTF-8 sequence. */
function pieceEnd(line: Uint8Array): number {
  for (let back = 1; back <= 3; back++) {
    const byte = line[LONGEST_PIECE - back] ?? 0;
    if (byte >= 0xc0) return LONGEST_PIECE - back;
    if (byte < 0x80) break;
  }
  return LONGEST_PIECE;
}

/** Line ends, tabs and the marks between the values of tables and BibTeX. */
function endsValue(byte: number): boolean {
  return (
    byte === LF ||
    byte === CR ||
    byte === 0x09 ||
    byte === 0x22 ||
    byte === 0x2c ||
    byte === 0x3b ||
    byte === 0x7b ||
    byte === 0x7d
  );
}

/** Length of the UTF-8 sequence at an index, 0 if there is none (The Unicode Standard, table 3-7). */
function sequenceLength(bytes: Uint8Array, at: number): 0 | 1 | 2 | 3 | 4 {
  const first = bytes[at] ?? 0;
  if (first < 0x80) return 1;
  const second = bytes[at + 1] ?? 0;
  if (first >= 0xc2 && first <= 0xdf) return continues(second) ? 2 : 0;
  if (!continues(second) || !continues(bytes[at + 2] ?? 0)) return 0;
  if (first >= 0xe0 && first <= 0xef) {
    const wrong = (first === 0xe0 && second < 0xa0) || (first === 0xed && second > 0x9f);
    return wrong ? 0 : 3;
  }
  if (first < 0xf0 || first > 0xf4 || !continues(bytes[at + 3] ?? 0)) return 0;
  return (first === 0xf0 && second < 0x90) || (first === 0xf4 && second > 0x8f) ? 0 : 4;
}

function continues(byte: number): boolean {
  return byte >= 0x80 && byte <= 0xbf;
}

/** UTF-8 sequences beyond ASCII, and bytes that belong to none. */
function countSequences(bytes: Uint8Array): { readonly good: number; readonly bad: number } {
  let good = 0;
  let bad = 0;
  for (let i = 0; i < bytes.length; ) {
    const length = sequenceLength(bytes, i);
    if (length === 0) bad += 1;
    else if (length > 1) good += 1;
    i += length || 1;
  }
  return { good, bad };
}

// 0x80 to 0x9f; the five that windows-1252 leaves free stay control characters (WHATWG Encoding, index-windows-1252).
const WINDOWS_1252 =
  "\u20ac\x81\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\x8d\u017d\x8f" +
  "\x90\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\x9d\u017e\u0178";

function windows1252(bytes: Uint8Array): string {
  return latin1(bytes).replace(/[\x80-\x9f]/g, (c) => WINDOWS_1252[c.charCodeAt(0) - 0x80] ?? c);
}

function latin1(bytes: Uint8Array): string {
  let text = "";
  for (let i = 0; i < bytes.length; i += 4096) {
    text += String.fromCharCode(...bytes.subarray(i, i + 4096));
  }
  return text;
}

function concat(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const result = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
  let at = 0;
  for (const part of parts) {
    result.set(part, at);
    at += part.length;
  }
  return result;
}
