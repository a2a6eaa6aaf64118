import type { Encoding } from "../../core/protocol/protocol.ts";
import { CR, concat, LF, windows1252 } from "./bytes.ts";
import { type Alphabet, guessEncoding, sniffBeginning } from "./sniff.ts";
import { type TwiceEncoded, type TwicePolicy, twiceReader } from "./twice.ts";
import { LONGEST_PIECE, utf8Decoder } from "./utf8.ts";

/**
 * Bytes to text. Exports are UTF-8, UTF-16, GB18030, windows-1252 or Mac Roman, and some are two of
 * them: what is not UTF-8 is read as windows-1252 or Mac Roman value by value, never a whole file
 * for the sake of one byte.
 */

/** How the bytes were read, so that slr can say it. */
export interface Decoding {
  readonly encoding: Encoding;
  /** Bytes that are wrong in the encoding, and were read in `alphabet` or replaced. */
  readonly badBytes: number;
  /** True if the encoding is concluded from the bytes, not said by a byte order mark or proven by them. */
  readonly guessed: boolean;
  /** Characters beyond ASCII, where the guess is about them and not about single bytes. */
  readonly guessedCharacters?: number;
  /** What bytes that are not UTF-8 were read as. */
  readonly alphabet?: Alphabet;
  /** What the first of them was read as, with the words around it. */
  readonly example?: string;
  /** How many of those bytes stand alone in values that are otherwise UTF-8. */
  readonly loneBytes?: number;
  /** Whether they stand side by side, as letters of other scripts do. */
  readonly isHardlyWestern?: boolean;
  /** What all of those bytes together look more like. */
  readonly likelier?: Encoding;
  /** Text that is UTF-8 encoded twice. */
  readonly twice?: TwiceEncoded;
}

export interface DecodedText {
  /** The text without its byte order mark. To be read once. */
  readonly chunks: AsyncIterable<string>;
  /** Complete when `chunks` has been read to its end. */
  readonly decoding: () => Decoding;
}

/** Turns bytes in chunks into text; `end` after the last. */
export interface Decoder {
  readonly decode: (chunk: Uint8Array) => string;
  readonly end: () => string;
  readonly decoding: () => Decoding;
}

// Enough to see whether text is Chinese.
const HEAD = 65_536;

/**
 * Decodes bytes that arrive in chunks of any size, cut anywhere; where they are cut changes
 * nothing. A byte order mark says more than the encoding that a person names, and that more than
 * any guess. `twice` says what to do with text that was encoded twice, where no person named an encoding.
 */
export function decodeText(
  bytes: AsyncIterable<Uint8Array>,
  stated?: Encoding,
  twice: TwicePolicy = "judge",
): DecodedText {
  let decoding = (): Decoding => ({ encoding: "utf-8", badBytes: 0, guessed: false });
  async function* chunks(): AsyncGenerator<string> {
    const source = bytes[Symbol.asyncIterator]();
    let head: Uint8Array = new Uint8Array(0);
    let ended = false;
    while (head.length < HEAD && !ended) {
      const next = await source.next();
      if (next.done) ended = true;
      else head = concat([head, next.value]);
    }
    const beginning = sniffBeginning(head.subarray(0, HEAD), stated);
    const rest = resume(head.subarray(beginning?.mark ?? 0), ended ? undefined : source);
    const decoder = withoutTwice(
      beginning === undefined
        ? guessingDecoder()
        : decoderOf(beginning.encoding, beginning.guessed),
      stated === undefined ? twice : stated === "utf-8-twice" ? "repair" : undefined,
    );
    decoding = decoder.decoding;
    for await (const chunk of rest) {
      const text = decoder.decode(chunk);
      if (text !== "") yield text;
    }
    const text = decoder.end();
    if (text !== "") yield text;
  }
  return { chunks: chunks(), decoding: () => decoding() };
}

/** The text of bytes that are all there. */
export async function decodeBytes(
  bytes: Uint8Array,
  stated?: Encoding,
  twice?: TwicePolicy,
): Promise<{ readonly text: string; readonly decoding: Decoding }> {
  const once = async function* () {
    yield bytes;
  };
  const { chunks, decoding } = decodeText(once(), stated, twice);
  let text = "";
  for await (const chunk of chunks) text += chunk;
  return { text, decoding: decoding() };
}

/** A decoder that looks for text that was encoded twice. */
function withoutTwice(decoder: Decoder, policy: TwicePolicy | undefined): Decoder {
  if (policy === undefined) return decoder;
  const reader = twiceReader(policy);
  return {
    decode: (chunk) => reader.read(decoder.decode(chunk)),
    end: () => reader.read(decoder.end()) + reader.end(),
    decoding() {
      const decoding = decoder.decoding();
      const twice = reader.found();
      // Bytes of another script in a wrong alphabet look like anything.
      const isChance = decoding.isHardlyWestern === true && twice?.repairedLines === 0;
      return { ...decoding, ...(twice !== undefined && !isChance && { twice }) };
    },
  };
}

/**
 * Decodes bytes of which nobody said what they are. ASCII is the same in every encoding; the stretch
 * that begins with the first other character is held until it is long enough to tell.
 */
function guessingDecoder(): Decoder {
  let chosen: Decoder | undefined;
  // The open line; from the first byte beyond ASCII on, all that has arrived.
  let held: Uint8Array[] = [];
  /** Where in it the stretch to judge begins: at the character before the first beyond ASCII. */
  let from = 0;
  let size = 0;
  let isAscii = true;
  const ascii = new TextDecoder();

  function takeAscii(chunk: Uint8Array): string {
    const lineEnd = Math.max(chunk.lastIndexOf(LF), chunk.lastIndexOf(CR)) + 1;
    const ready = lineEnd > 0 ? [...held, chunk.subarray(0, lineEnd)] : [];
    let open = concat(lineEnd > 0 ? [chunk.subarray(lineEnd)] : [...held, chunk]);
    for (; open.length > LONGEST_PIECE; open = open.subarray(LONGEST_PIECE)) {
      ready.push(open.subarray(0, LONGEST_PIECE));
    }
    // A copy, so that the chunk that it is a part of can be forgotten.
    held = open.length > 0 ? [open.slice()] : [];
    from = Math.max(0, open.length - 1);
    return ascii.decode(concat(ready));
  }

  function choose(): string {
    const window = concat(held);
    const guess = guessEncoding(window.subarray(from, from + HEAD));
    chosen = guess === "gb18030" ? tableDecoder(guess, true) : utf8Decoder(guess);
    held = [];
    return chosen.decode(window);
  }

  return {
    decode(chunk) {
      if (chosen !== undefined) return chosen.decode(chunk);
      let text = "";
      let rest = chunk;
      if (isAscii) {
        const beyond = firstBeyondAscii(chunk);
        if (beyond < 0) return takeAscii(chunk);
        text = takeAscii(chunk.subarray(0, beyond));
        rest = chunk.subarray(beyond);
        isAscii = false;
      }
      held.push(rest.slice());
      size += rest.length;
      return size < HEAD ? text : text + choose();
    },
    end() {
      const text = chosen === undefined ? choose() : "";
      return text + (chosen?.end() ?? "");
    },
    decoding: () => chosen?.decoding() ?? { encoding: "utf-8", badBytes: 0, guessed: false },
  };
}

function firstBeyondAscii(bytes: Uint8Array): number {
  for (let at = 0; at < bytes.length; at++) if ((bytes[at] ?? 0) >= 0x80) return at;
  return -1;
}

function decoderOf(encoding: Encoding, guessed: boolean): Decoder {
  switch (encoding) {
    case "utf-8":
      return utf8Decoder("windows-1252");
    case "utf-8-twice": {
      const decoder = utf8Decoder("windows-1252");
      return { ...decoder, decoding: () => ({ ...decoder.decoding(), encoding }) };
    }
    case "utf-16le":
    case "utf-16be":
      return utf16Decoder(encoding, guessed);
    case "windows-1252":
      return windows1252Decoder();
    default:
      return tableDecoder(encoding, guessed);
  }
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
    decoding: () => ({ encoding, badBytes, guessed, ...(guessed && { guessedCharacters }) }),
  };
}

function windows1252Decoder(): Decoder {
  return {
    decode: windows1252,
    end: () => "",
    decoding: () => ({ encoding: "windows-1252", badBytes: 0, guessed: false }),
  };
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
    decoding: () => ({ encoding, badBytes, guessed, ...(guessed && { guessedCharacters }) }),
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
