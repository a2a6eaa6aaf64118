import type { BytesAside } from "../../records/bulk/bytes-aside.ts";
import { enlarge } from "./feature-vocabulary.ts";

/** The number between two texts of a record, and for a word that no record has. */
export const BREAK = 0xffffffff;

/** The words of one record; those of the next one take their place. */
export interface RecordText {
  readonly words: Uint32Array;
  /**
   * How many of `words` belong to the title, including its break, and to the title and the
   * abstract.
   */
  readonly title: number;
  readonly titleAndAbstract: number;
}

/** The texts of all rows as plain values. */
export interface StoredTexts {
  /** The words of all rows, one row after another, in units of 16 bits. */
  readonly words: Uint16Array;
  /** By row, how many words are the row's, its title's, and its title's and abstract's. */
  readonly lengths: Uint32Array;
  readonly titles: Uint32Array;
  readonly abstracts: Uint32Array;
}

/** Words of a record beyond this number are ignored, so that a record fits into one block. */
export const MOST_WORDS = 1 << 15;
const BLOCK = 1 << 18;

/** A word takes one unit if its number is less than this, as nearly all do, and otherwise two. */
const WIDE = 0xf000;
const BREAK_UNIT = 0xffff;
const HIGH = 0xfff;

/** Writes words from a place on, and returns where they end. */
function write(words: Uint32Array, units: Uint16Array, at: number): number {
  let end = at;
  for (let i = 0; i < words.length; i += 1) {
    const word = words[i]!;
    if (word === BREAK) units[end] = BREAK_UNIT;
    else if (word < WIDE) units[end] = word;
    else {
      units[end] = WIDE | (word >>> 16);
      end += 1;
      units[end] = word & 0xffff;
    }
    end += 1;
  }
  return end;
}

/** Reads so many words from a place on, and returns where they end. */
function read(units: Uint16Array, at: number, count: number, words: Uint32Array): number {
  let end = at;
  for (let i = 0; i < count; i += 1) {
    const unit = units[end]!;
    if (unit === BREAK_UNIT) words[i] = BREAK;
    else if (unit < WIDE) words[i] = unit;
    else {
      end += 1;
      words[i] = ((unit & HIGH) << 16) | units[end]!;
    }
    end += 1;
  }
  return end;
}

/** Calls `use` with the words of one row after another. */
export function eachStoredText(
  { words: units, lengths }: StoredTexts,
  use: (words: Uint32Array, row: number) => void,
): void {
  const words = new Uint32Array(MOST_WORDS);
  let at = 0;
  for (const [row, length] of lengths.entries()) {
    at = read(units, at, length, words);
    use(words.subarray(0, length), row);
  }
}

/**
 * Texts as word numbers, in blocks; no row crosses the border of a block, so adding never copies
 * existing texts.
 *
 * @param aside a place outside of memory for blocks that are full
 */
export function createTextStore(aside?: BytesAside) {
  let last = new Uint16Array(BLOCK);
  /** The full blocks, or where they are outside of memory. */
  const full: (Uint16Array | number)[] = [];
  const readAside = unitsAside(aside);
  /** How much of each block but the last is in use. */
  const filled: number[] = [];
  const current = new Uint32Array(MOST_WORDS);
  let free = 0;
  let length = 0;
  let rows = 0;
  let starts = new Uint32Array(1024);
  let lengths = new Uint32Array(1024);
  let titleEnds = new Uint32Array(1024);
  let abstractEnds = new Uint32Array(1024);
  /** The words of all rows, one block after another. */
  function* pieces(): Generator<Uint16Array> {
    for (const [at, block] of full.entries())
      yield typeof block === "number"
        ? readAside(block, filled[at]!)
        : block.subarray(0, filled[at]!);
    yield last.subarray(0, free);
  }
  function endBlock(): void {
    const place = aside?.put(new Uint8Array(last.buffer));
    full.push(place ?? last);
    filled.push(free);
    // What was put aside is overwritten.
    if (place === undefined) last = new Uint16Array(BLOCK);
    free = 0;
  }
  /** Where the texts of each row end in them. */
  const ends = (): Omit<StoredTexts, "words"> => ({
    lengths: lengths.slice(0, rows),
    titles: titleEnds.slice(0, rows),
    abstracts: abstractEnds.slice(0, rows),
  });
  return {
    get rows() {
      return rows;
    },
    /** Words of all rows together, including the breaks. */
    get length() {
      return length;
    },
    pieces,
    ends,
    /** Copies a text and returns its row. */
    add(words: Uint32Array, titleEnd: number, abstractEnd: number): number {
      if (rows === starts.length) {
        starts = enlarge(starts);
        lengths = enlarge(lengths);
        titleEnds = enlarge(titleEnds);
        abstractEnds = enlarge(abstractEnds);
      }
      if (free + 2 * words.length > BLOCK) endBlock();
      starts[rows] = full.length * BLOCK + free;
      lengths[rows] = words.length;
      titleEnds[rows] = titleEnd;
      abstractEnds[rows] = abstractEnd;
      free = write(words, last, free);
      length += words.length;
      rows += 1;
      return rows - 1;
    },
    lengthOf: (row: number) => lengths[row]!,
    hasAbstract: (row: number) => abstractEnds[row]! > titleEnds[row]!,
    stored(): StoredTexts {
      const words = new Uint16Array(filled.reduce((sum, units) => sum + units, free));
      let at = 0;
      for (const piece of pieces()) {
        words.set(piece, at);
        at += piece.length;
      }
      return { words, ...ends() };
    },
    text(row: number): RecordText {
      const block = full[Math.floor(starts[row]! / BLOCK)] ?? last;
      const at = starts[row]! % BLOCK;
      const count = lengths[row]!;
      if (typeof block === "number") {
        // A word has one unit or two.
        const units = readAside(block + 2 * at, Math.min(2 * count, BLOCK - at));
        read(units, 0, count, current);
      } else read(block, at, count, current);
      return {
        words: current.subarray(0, count),
        title: titleEnds[row]!,
        titleAndAbstract: abstractEnds[row]!,
      };
    },
  };
}

/** Reads units of 16 bits from a place aside; they last until others are read. */
function unitsAside(aside: BytesAside | undefined): (place: number, count: number) => Uint16Array {
  const units = new Uint16Array(aside === undefined ? 0 : BLOCK);
  const bytes = new Uint8Array(units.buffer);
  return (place, count) => {
    // They may begin anywhere.
    bytes.set(aside!.at(place, 2 * count));
    return units.subarray(0, count);
  };
}
