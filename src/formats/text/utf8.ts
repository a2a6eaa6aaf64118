import { withoutAbsent } from "../../core/records/without-absent.ts";
import { CR, concat, countSequences, LF, macRoman, sequenceLength, windows1252 } from "./bytes.ts";
import type { Decoder, Decoding } from "./decode.ts";
import { type Alphabet, alphabetOf, looksChinese } from "./sniff.ts";

// A longer line is decoded in pieces of this size, so that a one-line file needs no more memory.
export const LONGEST_PIECE = 65_536;

/** Bytes that are enough to tell in which encoding the values are that are not UTF-8. */
const ENOUGH = 65_536;
const LONGEST_EXAMPLE = 40;
/** Fewer bytes beyond ASCII are not evidence of a script. */
const LEAST_TO_JUDGE = 12;

/** Decodes UTF-8; a value that is not UTF-8 is read in `alphabet`, and only that value. */
export function utf8Decoder(alphabet: Alphabet): Decoder {
  const reader = new Utf8Reader(alphabet);
  return {
    decode: (chunk) => reader.decode(chunk),
    end: () => reader.end(),
    decoding: () => reader.decoding(),
  };
}

class Utf8Reader {
  readonly #alphabet: Alphabet;
  readonly #inAlphabet: (bytes: Uint8Array) => string;
  readonly #strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  #held: Uint8Array[] = [];
  #heldSize = 0;
  #badBytes = 0;
  /** Those of them in values that are otherwise UTF-8. */
  #loneBytes = 0;
  /** In values that are not UTF-8: bytes beyond ASCII, and those that have another beside them. */
  #beyondAscii = 0;
  #sideBySide = 0;
  #utf8Seen = false;
  /** The values that are not UTF-8, up to what is enough to judge them. */
  readonly #wrong: Uint8Array[] = [];
  #wrongSize = 0;
  /** The first of these values as it was read. */
  #example: string | undefined;

  constructor(alphabet: Alphabet) {
    this.#alphabet = alphabet;
    this.#inAlphabet = alphabet === "macintosh" ? macRoman : windows1252;
  }

  decode(chunk: Uint8Array): string {
    const lineEnd = Math.max(chunk.lastIndexOf(LF), chunk.lastIndexOf(CR));
    let text = "";
    if (lineEnd >= 0) {
      text = this.#decodeBlock(concat([...this.#held, chunk.subarray(0, lineEnd + 1)]));
      this.#held = [];
      this.#heldSize = 0;
    }
    const rest = chunk.subarray(lineEnd + 1);
    if (rest.length > 0) this.#held.push(rest.slice());
    this.#heldSize += rest.length;
    return this.#heldSize > LONGEST_PIECE ? text + this.#decodeHeldPieces() : text;
  }

  end(): string {
    const rest = concat(this.#held);
    this.#held = [];
    return this.#decodeBlock(rest);
  }

  decoding(): Decoding {
    const badBytes = this.#badBytes;
    const likelier = likelierEncoding(concat(this.#wrong), this.#alphabet);
    return {
      encoding: badBytes > 0 && !this.#utf8Seen ? this.#alphabet : "utf-8",
      badBytes,
      guessed: badBytes > 0,
      ...withoutAbsent<
        Pick<Decoding, "alphabet" | "example" | "likelier" | "loneBytes" | "isHardlyWestern">
      >({
        alphabet: badBytes > 0 ? this.#alphabet : undefined,
        example: this.#example,
        likelier,
        loneBytes: this.#loneBytes || undefined,
        // Words of Latin letters have two of them in a row now and then, other scripts nearly always.
        isHardlyWestern:
          (this.#beyondAscii >= LEAST_TO_JUDGE && this.#sideBySide > 0.7 * this.#beyondAscii) ||
          undefined,
      }),
    };
  }

  /** Decodes the whole pieces of a line that is too long to be held. */
  #decodeHeldPieces(): string {
    let line = concat(this.#held);
    const pieces: string[] = [];
    while (line.length > LONGEST_PIECE) {
      const cut = pieceEnd(line);
      pieces.push(this.#decodePiece(line.subarray(0, cut)));
      line = line.subarray(cut);
    }
    this.#held = [line.slice()];
    this.#heldSize = line.length;
    return pieces.join("");
  }

  #tryStrict(block: Uint8Array): string | undefined {
    try {
      const text = this.#strict.decode(block);
      if (text.length < block.length) this.#utf8Seen = true;
      return text;
    } catch {
      return undefined;
    }
  }

  /** Decodes a block that ends with a line, or a piece of a long line. */
  #decodeBlock(block: Uint8Array): string {
    const text = this.#tryStrict(block);
    if (text !== undefined) return text;
    const lines: string[] = [];
    for (let start = 0; start < block.length; ) {
      let end = start;
      while (end < block.length && block[end] !== LF && block[end] !== CR) end += 1;
      end = Math.min(end + 1, block.length);
      while (end - start > LONGEST_PIECE) {
        const cut = start + pieceEnd(block.subarray(start, end));
        lines.push(this.#decodePiece(block.subarray(start, cut)));
        start = cut;
      }
      lines.push(this.#decodePiece(block.subarray(start, end)));
      start = end;
    }
    return lines.join("");
  }

  #decodePiece(piece: Uint8Array): string {
    const text = this.#tryStrict(piece);
    if (text !== undefined) return text;
    let result = "";
    for (let start = 0; start < piece.length; ) {
      let end = start + 1;
      while (end < piece.length && !endsValue(piece[end] ?? 0)) end += 1;
      const value = piece.subarray(start, end);
      result += this.#tryStrict(value) ?? this.#decodeDamaged(value);
      start = end;
    }
    return result;
  }

  #decodeDamaged(value: Uint8Array): string {
    const { good, bad } = countSequences(value);
    this.#badBytes += bad;
    if (this.#wrongSize < ENOUGH) {
      this.#wrong.push(value.slice());
      this.#wrongSize += value.length;
    }
    // Mostly UTF-8 is a text that was cut inside a character; otherwise all of it is in the alphabet.
    if (good <= bad) {
      this.#countNeighbours(value);
      const text = this.#inAlphabet(value);
      this.#example ??= around(text, /[^\0-\x7f]/);
      return text;
    }
    this.#utf8Seen = true;
    this.#loneBytes += bad;
    let result = "";
    for (let start = 0; start < value.length; ) {
      let end = start;
      for (let length = 1; end < value.length && length > 0; ) {
        length = sequenceLength(value, end);
        end += length;
      }
      result += this.#strict.decode(value.subarray(start, end));
      if (end < value.length) {
        const before = result.slice(-LONGEST_EXAMPLE / 2);
        const read = this.#inAlphabet(value.subarray(end, end + 1));
        result += read;
        this.#example ??= before.replace(/[\s\p{Cc}]+/gu, " ").trimStart() + read;
      }
      start = end + 1;
    }
    return result;
  }

  #countNeighbours(value: Uint8Array): void {
    const isBeyond = (at: number) => (value[at] ?? 0) >= 0x80;
    for (let at = 0; at < value.length; at++) {
      if (!isBeyond(at)) continue;
      this.#beyondAscii += 1;
      if (isBeyond(at - 1) || isBeyond(at + 1)) this.#sideBySide += 1;
    }
  }
}

/**
 * The encoding that all invalid values together look like, if it is not the one in which they were
 * read.
 */
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

/** Where to cut a line that is too long: not inside a UTF-8 sequence. */
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
