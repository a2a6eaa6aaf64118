import { similarity } from "../../records/text/similarity.ts";
import type { EntryTable } from "../table.ts";
import { type FieldComparison, type PairOfEntries, writeUnknown } from "./comparison.ts";

/** From this likeness on, two family names are spellings of one. */
const SAME_NAME = 0.8;

export const authorsComparison: FieldComparison = {
  field: "authors",
  features: [
    { name: "authors: missing", direction: 0, unknown: 1 },
    { name: "authors: likeness of the first", direction: 1, unknown: -1 },
    { name: "authors: share in both lists", direction: 1, unknown: -1 },
    { name: "authors: share of the shorter list in the longer", direction: 1, unknown: -1 },
    { name: "authors: initials of the first", direction: 1, unknown: 0 },
    { name: "authors: share of the words of their names", direction: 1, unknown: -1 },
    { name: "authors: a first author is in the other list", direction: 1, unknown: -1 },
    { name: "authors: difference of the numbers of authors", direction: 0, unknown: 0 },
    { name: "authors: likeness letter by letter", direction: 1, unknown: -1 },
  ],
  compare(pair, out, at) {
    const { table, a, b } = pair;
    const [namesA, namesB] = [table.keys[a]!.names, table.keys[b]!.names];
    if (namesA === undefined || namesB === undefined) {
      writeUnknown(authorsComparison, out, at);
      return;
    }
    if (namesA === namesB) {
      out[at] = 0;
      out.fill(1, at + 1, at + 7);
      out[at + 7] = 0;
      out[at + 8] = 1;
      return;
    }
    const { families } = table;
    const [startA, startB] = [families.starts[a]!, families.starts[b]!];
    const countA = families.starts[a + 1]! - startA;
    const countB = families.starts[b + 1]! - startB;
    const familyA = (i: number) => families.values[startA + i]!;
    const familyB = (j: number) => families.values[startB + j]!;
    const like = (x: number, y: number) => likenessOfNames(table, x, y);
    const first = like(familyA(0), familyB(0));
    const shared = countShared(pair);
    out[at] = 0;
    out[at + 1] = first;
    out[at + 2] = shared / (countA + countB - shared);
    out[at + 3] = shared / Math.min(countA, countB);
    out[at + 4] =
      first > 0.85
        ? compareInitials(table.forms.firstInitials(a), table.forms.firstInitials(b))
        : 0;
    out[at + 5] = sharedWords(pair);
    let any = first;
    for (let j = 1; j < countB && any < 0.85; j += 1)
      any = Math.max(any, 0.95 * like(familyA(0), familyB(j)));
    for (let i = 1; i < countA && any < 0.85; i += 1)
      any = Math.max(any, 0.95 * like(familyA(i), familyB(0)));
    out[at + 6] = any;
    out[at + 7] = Math.abs(countA - countB) / Math.max(countA, countB);
    // If every name of the shorter list is in the longer one, their order says nothing.
    out[at + 8] =
      out[at + 3]! >= 0.99
        ? 1
        : likenessOfLists(table.forms.nameLetters(a), table.forms.nameLetters(b));
  },
};

function likenessOfNames({ words }: EntryTable, a: number, b: number): number {
  return a === b ? 1 : likenessOfFamilies(words[a]!, words[b]!);
}

/** Tells whether two family names, letters only, may be spellings of one. */
export function isLikeName(a: string, b: string): boolean {
  return a === b || likenessOfFamilies(a, b) >= SAME_NAME;
}

function likenessOfFamilies(x: string, y: string): number {
  const [short, long] = x.length < y.length ? [x, y] : [y, x];
  // `heide` in `vanderheide`.
  if (short.length >= 4 && (long.startsWith(short) || long.endsWith(short))) return 0.92;
  if (short.length < long.length * 0.5) return 0;
  return similarity(x, y);
}

/**
 * How many of the family names are in both lists, each counted once: equal ones first, then similar
 * ones.
 */
function countShared({ table, a, b }: PairOfEntries): number {
  const { starts, values } = table.families;
  const [fromA, toA, fromB, toB] = [starts[a]!, starts[a + 1]!, starts[b]!, starts[b + 1]!];
  const taken = new Uint8Array(toB - fromB);
  let shared = 0;
  let unmatched = 0;
  const matches = (i: number, same: (name: number, other: number) => boolean): boolean => {
    for (let j = fromB; j < toB; j += 1) {
      if (taken[j - fromB] === 1 || !same(values[i]!, values[j]!)) continue;
      taken[j - fromB] = 1;
      return true;
    }
    return false;
  };
  const found = new Uint8Array(toA - fromA);
  for (let i = fromA; i < toA; i += 1) {
    if (matches(i, (name, other) => name === other)) {
      found[i - fromA] = 1;
      shared += 1;
    } else unmatched += 1;
  }
  if (unmatched === 0 || shared === toB - fromB) return shared;
  const like = (name: number, other: number) => likenessOfNames(table, name, other) >= SAME_NAME;
  for (let i = fromA; i < toA; i += 1) if (found[i - fromA] === 0 && matches(i, like)) shared += 1;
  return shared;
}

/**
 * 1 if the initials agree as far as both are known, 0.3 if only the first does, -1 if none does.
 */
function compareInitials(a: string, b: string): number {
  if (a === "" || b === "") return 0;
  if (a[0] !== b[0]) return -1;
  return a.length > 1 && b.length > 1 && a[1] !== b[1] ? 0.3 : 1;
}

/**
 * The share of name words that the other entry has, for the entry with fewer of them; -1 if
 * unknown.
 */
function sharedWords({ table, a, b }: PairOfEntries): number {
  const { starts, values } = table.nameWords;
  const [countA, countB] = [starts[a + 1]! - starts[a]!, starts[b + 1]! - starts[b]!];
  if (countA === 0 || countB === 0) return -1;
  let shared = 0;
  for (let i = starts[a]!; i < starts[a + 1]!; i += 1) {
    for (let j = starts[b]!; j < starts[b + 1]!; j += 1) {
      if (values[i] !== values[j]) continue;
      shared += 1;
      break;
    }
  }
  return shared / Math.min(countA, countB);
}

/** Lists that lost their separators still begin alike. */
function likenessOfLists(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  const whole = similarity(a, b);
  return a.length === b.length
    ? whole
    : Math.max(whole, similarity(a.slice(0, length), b.slice(0, length)));
}
