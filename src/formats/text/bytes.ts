/** Bytes: where characters begin in UTF-8, and the alphabets of one byte a character. */

export const LF = 0x0a;
export const CR = 0x0d;

/** Length of the UTF-8 sequence at an index, 0 if there is none (The Unicode Standard, table 3-7). */
export function sequenceLength(bytes: Uint8Array, at: number): 0 | 1 | 2 | 3 | 4 {
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
export function countSequences(bytes: Uint8Array): { readonly good: number; readonly bad: number } {
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

/** Text in windows-1252. */
export function windows1252(bytes: Uint8Array): string {
  return latin1(bytes).replace(/[\x80-\x9f]/g, (c) => WINDOWS_1252[c.charCodeAt(0) - 0x80] ?? c);
}

/** Each byte as the character of its number. */
export function latin1(bytes: Uint8Array): string {
  let text = "";
  for (let i = 0; i < bytes.length; i += 4096) {
    text += String.fromCharCode(...bytes.subarray(i, i + 4096));
  }
  return text;
}

const MAC_ROMAN = new TextDecoder("macintosh");

/** Text in Mac Roman, as old programs on a Mac wrote it. */
export function macRoman(bytes: Uint8Array): string {
  return MAC_ROMAN.decode(bytes);
}

/** The bytes of several arrays as one. */
export function concat(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const result = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
  let at = 0;
  for (const part of parts) {
    result.set(part, at);
    at += part.length;
  }
  return result;
}
