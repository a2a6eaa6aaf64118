import { similarity } from "../../records/text/similarity.ts";
import type { DedupeKeys } from "../keys.ts";
import type { EntryTable } from "../table.ts";
import { type FieldComparison, type PairOfEntries, writeUnknown } from "./comparison.ts";

export const venueComparison: FieldComparison = {
  field: "venue",
  features: [
    { name: "venue: likeness, abbreviations included", direction: 1, unknown: -1 },
    { name: "venue: begins with the same letters", direction: 1, unknown: 0 },
  ],
  compare(pair, out, at) {
    const { venue } = pair.table.values;
    if (venue[pair.a] === 0 || venue[pair.b] === 0) {
      writeUnknown(venueComparison, out, at);
      return;
    }
    const { likeness, sameLetters } = comparedBefore(pair);
    out[at] = likeness;
    out[at + 1] = sameLetters ? 1 : -1;
  },
};

interface ComparedVenues {
  readonly likeness: number;
  /** Whether they begin with the same letters. */
  readonly sameLetters: boolean;
}

/** Of each table, what was found of two venues, by their numbers: many pairs of entries have the same two. */
const found = new WeakMap<EntryTable, Map<number, ComparedVenues>>();
/** So many are remembered. */
const MOST_FOUND = 100_000;

function comparedBefore(pair: PairOfEntries): ComparedVenues {
  const { table, a, b } = pair;
  const { keys, values } = table;
  // What else a venue is called depends on more than its name.
  if (keys[a]!.otherVenues !== undefined || keys[b]!.otherVenues !== undefined)
    return compareVenues(pair);
  let known = found.get(table);
  if (known === undefined) {
    known = new Map();
    found.set(table, known);
  }
  const [one, other] = [values.venue[a]!, values.venue[b]!];
  const name = Math.min(one, other) * (keys.length + 1) + Math.max(one, other);
  const before = known.get(name);
  if (before !== undefined) return before;
  if (known.size >= MOST_FOUND) known.clear();
  const compared = compareVenues(pair);
  known.set(name, compared);
  return compared;
}

function compareVenues({ table, a, b }: PairOfEntries): ComparedVenues {
  const [x, y] = [table.keys[a]!.venue!, table.keys[b]!.venue!];
  const pair = x < y ? `${x}\n${y}` : `${y}\n${x}`;
  const likeness = likenessOfEntries(table.keys[a]!, table.keys[b]!);
  return {
    likeness: table.sameVenues.has(pair) ? Math.max(likeness, NAMES_OF_ONE) : likeness,
    sameLetters: x.slice(0, 3) === y.slice(0, 3),
  };
}

/**
 * The likelihood that two entries that both name a venue name the same one, by any of its names.
 */
export function likenessOfEntries(a: DedupeKeys, b: DedupeKeys): number {
  let most = likenessOfVenues(a.venue!, b.venue!);
  if (most >= 0.9 || (a.otherVenues === undefined && b.otherVenues === undefined)) return most;
  for (const one of namesOf(a)) {
    for (const other of namesOf(b)) most = Math.max(most, likenessOfVenues(one, other));
  }
  return most;
}

function namesOf({ venue, otherVenues }: DedupeKeys): string[] {
  return [venue!, ...(otherVenues?.split("\n") ?? [])];
}

const MOSTLY_THE_SAME = 0.8;
/** Whether two venues stand for each other throughout the entries. */
const NAMES_OF_ONE = 0.9;

/**
 * The likelihood that two comparable venues are one: `j clin oncol` is `journal clinical oncology`.
 */
export function likenessOfVenues(a: string, b: string): number {
  if (a === b) return 1;
  const [short, long] = [a.split(" "), b.split(" ")].sort(
    (x, y) => x.length - y.length || (a < b ? -1 : 1),
  ) as [string[], string[]];
  const initials = long.map((word) => word[0]).join("");
  const [only = ""] = short;
  if (short.length === 1 && only.length <= 6 && long.length > 1) {
    if (initials === only || (only.length > 2 && initials.startsWith(only))) return 0.95;
    if (only.length > 3 && isAcronym(only, long)) return 0.95;
  }
  let [found, from] = [0, 0];
  for (const word of short) {
    const at = long.findIndex((other, i) => i >= from && abbreviates(word, other));
    if (at < 0) continue;
    found += 1;
    from = at + 1;
  }
  const share = short.length / long.length;
  const whole = share >= 0.99 ? 0.98 : share >= 0.6 ? 0.9 : short.length >= 2 ? 0.75 : 0.5;
  const coverage = found / short.length;
  const byWords =
    coverage === 1 ? whole : found >= 4 && coverage >= 0.75 ? MOSTLY_THE_SAME : coverage * 0.6;
  if (byWords >= 0.9) return byWords;
  const byLetters = similarity(a, b);
  return byLetters >= 0.85 ? Math.max(byLetters, byWords) : byWords;
}

/** `amcis` of `americas conference information systems`: one to three letters of each word, in order. */
function isAcronym(letters: string, [word, ...rest]: readonly string[]): boolean {
  if (word === undefined) return letters === "";
  for (let taken = 1; taken <= 3 && taken <= word.length; taken += 1) {
    if (!letters.startsWith(word.slice(0, taken))) return false;
    if (isAcronym(letters.slice(taken), rest)) return true;
  }
  return false;
}

/**
 * Tells whether one word may be the other's abbreviation: `oncol` or `intl` of `oncology`,
 * `international`.
 */
function abbreviates(a: string, b: string): boolean {
  if (a === b) return true;
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  if (short[0] !== long[0]) return false;
  if (long.startsWith(short)) return short.length >= 2 || long.length > 1;
  if (short.length < 3) return false;
  let at = 0;
  for (const letter of long) if (letter === short[at]) at += 1;
  return at === short.length;
}
