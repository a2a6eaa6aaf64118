import { distance } from "../../records/text/similarity.ts";
import type { EntryTable } from "../table.ts";

/** The overlap of the words of two titles, weighted by their rarity. */
export interface WordOverlap {
  /** Weight of the words of one title that the other lacks, and the weight of all. */
  readonly onlyA: number;
  readonly onlyB: number;
  readonly allA: number;
  readonly allB: number;
}

/** No word has this number. */
const TAKEN = -1;

/**
 * Compares two lists of words as bags. A misprint, a word split in two and a shortened word count
 * as equal; numbers never do.
 */
export function compareWords(
  table: EntryTable,
  a: ArrayLike<number>,
  b: ArrayLike<number>,
): WordOverlap {
  const { rarity } = table;
  const [allA, allB] = [weightOf(a, rarity), weightOf(b, rarity)];
  const restA: number[] = [];
  const restB: number[] = [];
  for (let at = 0; at < b.length; at += 1) restB.push(b[at]!);
  for (let i = 0; i < a.length; i += 1) {
    let at = 0;
    while (at < restB.length && restB[at] !== a[i]) at += 1;
    if (at === restB.length) restA.push(a[i]!);
    else restB[at] = TAKEN;
  }
  let left = 0;
  for (const word of restB) if (word !== TAKEN) restB[left++] = word;
  restB.length = left;
  if (restA.length > 0 && restB.length > 0 && restA.length * restB.length < 400) {
    pairUp(restA, restB, table);
  }
  return {
    onlyA: weightOf(restA, rarity),
    onlyB: weightOf(restB, rarity),
    allA,
    allB,
  };
}

/** The overlap of a list of words with itself. */
export function identicalWords({ rarity }: EntryTable, words: ArrayLike<number>): WordOverlap {
  const all = weightOf(words, rarity);
  return { onlyA: 0, onlyB: 0, allA: all, allB: all };
}

function weightOf(list: ArrayLike<number>, rarity: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < list.length; i += 1) sum += rarity[list[i]!]!;
  return sum;
}

/** Removes from both lists the words that are spellings of each other. */
function pairUp(restA: number[], restB: number[], { words, letters }: EntryTable): void {
  for (let i = 0; i < restA.length; ) {
    const word = words[restA[i]!]!;
    const joinedWithNext = i + 1 < restA.length ? word + words[restA[i + 1]!]! : undefined;
    let taken = 0;
    for (let j = 0; j < restB.length; j += 1) {
      const other = words[restB[j]!]!;
      // Parts first: `health` of `health care` also begins `healthcare`.
      if (joinedWithNext === other) {
        restB.splice(j, 1);
        taken = 2;
      } else if (j + 1 < restB.length && other + words[restB[j + 1]!]! === word) {
        restB.splice(j, 2);
        taken = 1;
      } else if (
        mayBeSpellings(letters[restA[i]!]!, letters[restB[j]!]!) &&
        sameWord(word, other)
      ) {
        restB.splice(j, 1);
        taken = 1;
      }
      if (taken > 0) break;
    }
    if (taken > 0) restA.splice(i, taken);
    else i += 1;
  }
}

/** So many letters of two spellings of one word differ at most. */
const MOST_SLIPS = 2;

/**
 * A quick look at the letters of two words, which mostly have little in common. A slip changes one or two
 * of the letters that occur; of a word that goes on, the shorter has no letter alone.
 */
function mayBeSpellings(a: number, b: number): boolean {
  const both = a & b;
  return both === a || both === b || countOfBits(a ^ b) <= 2 * MOST_SLIPS;
}

function countOfBits(bits: number): number {
  let rest = bits - ((bits >>> 1) & 0x55555555);
  rest = (rest & 0x33333333) + ((rest >>> 2) & 0x33333333);
  return Math.imul((rest + (rest >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** Tells whether two unequal words are probably spellings of one. */
function sameWord(a: string, b: string): boolean {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  if (short.length < 4) return false;
  const begins = short.length >= 5 && long.startsWith(short);
  const allowed = long.length >= 8 ? 2 : 1;
  if (!begins && (long.length - short.length > allowed || distance(a, b) > allowed)) return false;
  return !/\d/.test(a) && !/\d/.test(b);
}
