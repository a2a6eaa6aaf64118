import { CR, concat, countSequences, LF, macRoman, sequenceLength, windows1252 } from "./bytes.ts";
import type { Decoder } from "./decode.ts";
import { type Alphabet, alphabetOf, looksChinese } from "./sniff.ts";

/** UTF-8 of which single values may be in another encoding. */

// A line that is longer is decoded in pieces of this size, so a one-line file needs no more memory.
export const LONGEST_PIECE = 65_536;

/** Bytes that are enough to tell in which encoding the values are that are not UTF-8. */
const ENOUGH = 65_536;
const LONGEST_EXAMPLE = 40;

/** Decodes UTF-8; a value that is not UTF-8 is read in `alphabet`, and only that value. */
export function utf8Decoder(alphabet: Alphabet): Decoder {
  const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  let held: Uint8Array[] = [];
  let heldSize = 0;
  let badBytes = 0;
  let utf8Seen = false;
  // The values that are not UTF-8, up to what is enough, and the first of them as it was read.
  const wrong: Uint8Array[] = [];
  let wrongSize = 0;
  let example: string | undefined;
  const inAlphabet = alphabet === "macintosh" ? macRoman : windows1252;

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
    if (wrongSize < ENOUGH) {
      wrong.push(value.slice());
      wrongSize += value.length;
    }
    // Mostly UTF-8: an abstract that was cut in the middle of a character. Else the alphabet altogether.
    if (good <= bad) {
      const text = inAlphabet(value);
      example ??= around(text, /[^\0-\x7f]/);
      return text;
    }
    utf8Seen = true;
    let result = "";
    for (let start = 0; start < value.length; ) {
      let end = start;
      for (let length = 1; end < value.length && length > 0; ) {
        length = sequenceLength(value, end);
        end += length;
      }
      result += strict.decode(value.subarray(start, end));
      if (end < value.length) result += inAlphabet(value.subarray(end, end + 1));
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
    decoding() {
      const likelier = likelierEncoding(concat(wrong), alphabet);
      return {
        encoding: badBytes > 0 && !utf8Seen ? alphabet : "utf-8",
        badBytes,
        guessed: badBytes > 0,
        ...(badBytes > 0 && { alphabet }),
        ...(example !== undefined && { example }),
        ...(likelier !== undefined && { likelier }),
      };
    },
  };
}

/** What all values that are not UTF-8 look like, where that is another encoding than they were read in. */
function likelierEncoding(wrong: Uint8Array, alphabet: Alphabet): "gb18030" | Alphabet | undefined {
  if (wrong.length === 0) return undefined;
  const likely = looksChinese(wrong) ? "gb18030" : alphabetOf(wrong);
  return likely === alphabet || likely === "windows-1252" ? undefined : likely;
}

/** The words around the first match, for a message. */
function around(text: string, pattern: RegExp): string {
  const at = Math.max(0, text.search(pattern));
  const start = Math.max(0, at - LONGEST_EXAMPLE / 2);
  return text
    .slice(start, start + LONGEST_EXAMPLE)
    .replace(/[\s\p{Cc}]+/gu, " ")
    .trim();
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
