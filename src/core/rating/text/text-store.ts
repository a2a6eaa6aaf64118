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
 */
export function createTextStore() {
  const blocks = [new Uint16Array(BLOCK)];
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
  const pieces = () => blocks.map((block, at) => block.subarray(0, filled[at] ?? free));
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
      if (free + 2 * words.length > BLOCK) {
        blocks.push(new Uint16Array(BLOCK));
        filled.push(free);
        free = 0;
      }
      starts[rows] = (blocks.length - 1) * BLOCK + free;
      lengths[rows] = words.length;
      titleEnds[rows] = titleEnd;
      abstractEnds[rows] = abstractEnd;
      free = write(words, blocks.at(-1)!, free);
      length += words.length;
      rows += 1;
      return rows - 1;
    },
    lengthOf: (row: number) => lengths[row]!,
    stored(): StoredTexts {
      const words = new Uint16Array(pieces().reduce((sum, piece) => sum + piece.length, 0));
      let at = 0;
      for (const piece of pieces()) {
        words.set(piece, at);
        at += piece.length;
      }
      return { words, ...ends() };
    },
    text(row: number): RecordText {
      const start = starts[row]!;
      read(blocks[Math.floor(start / BLOCK)]!, start % BLOCK, lengths[row]!, current);
      return {
        words: current.subarray(0, lengths[row]!),
        title: titleEnds[row]!,
        titleAndAbstract: abstractEnds[row]!,
      };
    },
  };
}
