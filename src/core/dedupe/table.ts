import { similarity } from "../records/text/similarity.ts";
import { ln } from "../statistics/deterministic-arithmetic.ts";
import {
  DistinctValues,
  numberedValues,
  numbersOf,
  severalHave,
  type ValuesOfEntries,
} from "./entry-values.ts";
import { readWords } from "./entry-words.ts";
import { isGenericTitle, SHORTEST_TITLE } from "./fields/generic-titles.ts";
import { readNames } from "./fields/names.ts";
import { romanised } from "./fields/romanised.ts";
import { isNumber, type LabelKind, titleNumbers } from "./fields/title-numbers.ts";
import type { DedupeKeys } from "./keys.ts";
import type { Lexicon, Lists } from "./lexicon.ts";

/**
 * All entries of a review, ready to be compared: words are numbers, and what can only be known from
 * all entries together is known.
 */
export interface EntryTable {
  readonly keys: readonly DedupeKeys[];
  /** The word of each number, and the number of each word. */
  readonly words: readonly string[];
  readonly numbers: Pick<Lexicon, "get">;
  /** By word, a bit for each letter that occurs in it; several letters may share one. */
  readonly letters: Int32Array;
  /** How little a word of a title says of it (0.15) or how much (8): rare words say most. */
  readonly rarity: Float64Array;
  /** Words of the title, in their order. */
  readonly titles: Lists;
  /** Family names, in the order of the entry. */
  readonly families: Lists;
  /** Every word of the authors' names, each once. */
  readonly nameWords: Lists;
  /** Values that many pairs are compared by. */
  readonly values: ValuesOfEntries;
  /** By entry: how many different first authors, or years, stand over this very title; at least 1. */
  readonly titleSpread: Uint32Array;
  /** By entry: what its title may also be called; one on a line. */
  readonly otherTitles: readonly (string | undefined)[];
  /**
   * By entry: the one other entry of its first author in its issue, where one database gives the page or
   * the DOI and the other neither; -1 where there is none, or several.
   */
  readonly counterpart: Int32Array;
  /** Pairs of venues, `a\nb` in alphabetical order, that stand for each other throughout the entries. */
  readonly sameVenues: ReadonlySet<string>;
  /** By entry: how many different titles stand under its DOI. */
  readonly doiTitles: Uint32Array;
  /** What is worked out of an entry when it is first asked for: a comparison asks again and again. */
  readonly forms: FormsOfEntries;
  /** Whether the volumes, or the issues, are mere running numbers of the export. */
  readonly runningNumbers: { readonly volume: boolean; readonly issue: boolean };
}

/** By entry. */
export interface FormsOfEntries {
  /** The title without blanks. */
  titleLetters(entry: number): string;
  /** Whether many works may have the title. */
  isGeneric(entry: number): boolean;
  /** The numbers in the title. */
  titleNumbers(entry: number): readonly string[];
  /** The beginning of the list of authors, letters only. */
  nameLetters(entry: number): string;
  /** The initials of the first author. */
  firstInitials(entry: number): string;
}

const STOP_WORDS = new Set(
  "a an the of in on at and or for to with by from as is are its their into using use de la le et des du der die das und el los las en y".split(
    " ",
  ),
);
const STOP_RARITY = 0.15;
const MOST_RARITY = 8;
/** In fewer entries than this no word is called frequent. */
const FEWEST_ENTRIES = 1000;

export function tabulate(keys: readonly DedupeKeys[]): EntryTable {
  const { values, titles: printed } = numberedValues(keys);
  const otherTitles = otherTitlesOf(keys, printed);
  const { lexicon, titles, families, nameWords } = readWords(keys, otherTitles);
  const { words } = lexicon;
  const shared = severalHave(values.title);
  const author = (entry: number) => oneAuthor(families, words, entry);
  return {
    keys,
    words,
    numbers: lexicon,
    letters: Int32Array.from(words, lettersOf),
    rarity: rarityOf(titles, words, keys.length),
    titles,
    families,
    nameWords,
    values,
    titleSpread: titleSpread(keys, values.title, shared, author),
    otherTitles,
    counterpart: counterparts(keys),
    sameVenues: sameVenues(keys, values, shared, author),
    doiTitles: doiTitles(keys, values.doi),
    forms: formsOfEntries(keys, titles, words),
    runningNumbers: {
      volume: isRunningNumber(values.volume),
      issue: isRunningNumber(numbersOf(keys, ({ issue }) => issue)),
    },
  };
}

function lettersOf(word: string): number {
  let letters = 0;
  for (let at = 0; at < word.length; at += 1) letters |= 1 << (word.charCodeAt(at) & 31);
  return letters;
}

/** Beyond this many letters a list of authors says nothing more. */
const NAME_LETTERS = 60;

function formsOfEntries(
  keys: readonly DedupeKeys[],
  { starts, values }: Lists,
  words: readonly string[],
): FormsOfEntries {
  const mayCount = Uint8Array.from(words, (word) => (isNumber(word) ? 1 : 0));

  return {
    titleLetters: onceEach(keys, ({ title = "" }) => title.replaceAll(" ", "")),
    isGeneric: onceEach(keys, ({ title }) => title !== undefined && isGenericTitle(title)),
    titleNumbers: onceEach(keys, (_, entry) => {
      const title = values.subarray(starts[entry]!, starts[entry + 1]!);
      return title.some((word) => mayCount[word] === 1)
        ? titleNumbers(Array.from(title, (word) => words[word]!))
        : NO_NUMBERS;
    }),
    nameLetters: onceEach(keys, ({ names = "" }) =>
      (romanised(names) ?? names)
        .slice(0, NAME_LETTERS * 1.5)
        .replace(/[|; ]/g, "")
        .slice(0, NAME_LETTERS),
    ),
    firstInitials: onceEach(
      keys,
      ({ names }) => readNames(names?.split(";", 1)[0])[0]?.initials ?? "",
    ),
  };
}

const NO_NUMBERS: readonly string[] = [];

function onceEach<Value>(
  keys: readonly DedupeKeys[],
  compute: (keys: DedupeKeys, entry: number) => Value,
): (entry: number) => Value {
  const known = new Array<Value | undefined>(keys.length);
  return (entry) => {
    let value = known[entry];
    if (value === undefined) {
      value = compute(keys[entry]!, entry);
      known[entry] = value;
    }
    return value;
  };
}

function rarityOf(
  { starts, values }: Lists,
  words: readonly string[],
  entries: number,
): Float64Array {
  const frequency = new Uint32Array(words.length);
  const lastEntry = new Int32Array(words.length).fill(-1);
  for (let entry = 0; entry + 1 < starts.length; entry += 1) {
    for (let at = starts[entry]!; at < starts[entry + 1]!; at += 1) {
      const word = values[at]!;
      if (lastEntry[word] === entry) continue;
      lastEntry[word] = entry;
      frequency[word]! += 1;
    }
  }
  const total = Math.max(entries, FEWEST_ENTRIES) + 1;
  const byFrequency: number[] = [];
  return Float64Array.from(frequency, (count, word) => {
    if (STOP_WORDS.has(words[word]!)) return STOP_RARITY;
    byFrequency[count] ??= Math.max(0, Math.min(MOST_RARITY, ln(total / (count + 0.5))));
    return byFrequency[count]!;
  });
}

/**
 * By entry: the larger number of different authors, or of different years, of all entries with its
 * title. A column that returns each month has many; a report has one of each.
 */
function titleSpread(
  keys: readonly DedupeKeys[],
  titles: Uint32Array,
  shared: Uint8Array,
  author: (entry: number) => number | undefined,
): Uint32Array {
  const spread = new Uint32Array(keys.length).fill(1);
  const widen = (stated: (entry: number) => number | undefined): void => {
    const values = new DistinctValues<number>();
    for (const [entry, title] of titles.entries()) {
      if (shared[title] === 0) continue;
      const value = stated(entry);
      if (value !== undefined) values.add(title, value);
    }
    for (const [entry, title] of titles.entries())
      if (shared[title] !== 0) spread[entry] = Math.max(spread[entry]!, values.count(title));
  };
  // One after the other: the values of many titles take room.
  widen(author);
  widen((entry) => keys[entry]!.year);
  return spread;
}

/**
 * The number of the alphabetically first family name: databases list authors in different orders.
 * Undefined if nobody is named.
 */
function oneAuthor(
  { starts, values }: Lists,
  words: readonly string[],
  entry: number,
): number | undefined {
  let least: number | undefined;
  for (let at = starts[entry]!; at < starts[entry + 1]!; at += 1)
    if (least === undefined || words[values[at]!]! < words[least]!) least = values[at]!;
  return least;
}

/** Labels of one kind before or behind so many titles that other entries have without them are a pattern. */
const PATTERN_FROM = 5;

/**
 * What each title may also be called, as far as only all entries together tell: a remark in brackets is
 * a title where another entry has it, and figures behind many titles are footnotes.
 */
function otherTitlesOf(
  keys: readonly DedupeKeys[],
  titles: ReadonlyMap<string, number>,
): (string | undefined)[] {
  const labelled = new Map<LabelKind, number>();
  for (const { label } of keys) {
    if (label !== undefined && titles.has(label.bare))
      labelled.set(label.kind, (labelled.get(label.kind) ?? 0) + 1);
  }
  const shared = sharedRemarks(keys);
  return keys.map(({ otherTitles: stated, remarks, label }) => {
    const otherTitles =
      stated === undefined || shared.size === 0
        ? stated
        : stated
            .split("\n")
            .filter((form) => !shared.has(form))
            .join("\n") || undefined;
    if (remarks === undefined && label === undefined) return otherTitles;
    const given = remarks?.split("\n").filter((remark) => titles.has(remark)) ?? [];
    // Where the part in brackets is a title, so is what stands before it.
    const others = given.length > 0 ? remarks!.split("\n") : [];
    if (label !== undefined && (labelled.get(label.kind) ?? 0) >= PATTERN_FROM)
      others.push(label.bare);
    if (others.length === 0) return otherTitles;
    return [...new Set([...(otherTitles?.split("\n") ?? []), ...others])].join("\n");
  });
}

/** Titles whose first parts are less alike are two, whatever they share. */
const LIKE_FIRST_PARTS = 0.6;

/** What stands behind titles that have nothing else in common reads like a title and is a remark. */
function sharedRemarks(keys: readonly DedupeKeys[]): ReadonlySet<string> {
  const first = new Map<string, string>();
  const shared = new Set<string>();
  for (const { title, otherTitles } of keys) {
    if (title === undefined || otherTitles === undefined) continue;
    const forms = otherTitles.split("\n");
    for (const form of forms) {
      if (!title.endsWith(` ${form}`)) continue;
      const before = title.slice(0, -form.length - 1);
      if (!forms.includes(before)) continue;
      const other = first.get(form);
      if (other === undefined) first.set(form, before);
      else if (other !== before && similarity(other, before) < LIKE_FIRST_PARTS) shared.add(form);
    }
  }
  return shared;
}

function counterparts(keys: readonly DedupeKeys[]): Int32Array {
  const inIssue = new Map<string, number[]>();
  for (const [entry, { names, year, volume, issue }] of keys.entries()) {
    if (names === undefined || volume === undefined || issue === undefined) continue;
    const place = `${names.split(/[|;]/, 1)[0]}|${year ?? ""}|${volume}|${issue}`;
    const known = inIssue.get(place);
    if (known === undefined) inIssue.set(place, [entry]);
    else if (known.length < 3) known.push(entry);
  }
  const isLocated = ({ doi, page }: DedupeKeys) => doi !== undefined || page !== undefined;
  const counterpart = new Int32Array(keys.length).fill(-1);
  for (const [one, other, third] of inIssue.values()) {
    if (other === undefined || third !== undefined) continue;
    if (isLocated(keys[one!]!) === isLocated(keys[other]!)) continue;
    counterpart[one!] = other;
    counterpart[other] = one!;
  }
  return counterpart;
}

/** So many titles, by the same author in the same year, stand under both venues. */
const SAME_VENUE_FROM = 5;

/**
 * Pairs of venues that are two names of one: of the works of each that several entries have, more than
 * half stand under the other, too. `SIGMOD Conference` and `International Conference on Management of
 * Data` have no word in common.
 */
function sameVenues(
  keys: readonly DedupeKeys[],
  values: ValuesOfEntries,
  shared: Uint8Array,
  author: (entry: number) => number | undefined,
): ReadonlySet<string> {
  const works = new Map<string, string | string[]>();
  for (const [entry, title] of values.title.entries()) {
    if (shared[title] === 0 || values.venue[entry] === 0) continue;
    const by = author(entry);
    const { year, venue, title: printed } = keys[entry]!;
    if (by === undefined || printed!.length < 2 * SHORTEST_TITLE) continue;
    const work = `${title} ${year ?? ""} ${by}`;
    const known = works.get(work);
    if (known === undefined) works.set(work, venue!);
    else if (typeof known === "string") works.set(work, [known, venue!]);
    else known.push(venue!);
  }
  const together = new Map<string, number>();
  const repeated = new Map<string, number>();
  const count = (counts: Map<string, number>, name: string) =>
    counts.set(name, (counts.get(name) ?? 0) + 1);
  for (const venues of works.values()) {
    if (typeof venues === "string") continue;
    const distinct = [...new Set(venues)].sort();
    // A work with many venues is a title that returns.
    if (distinct.length > 6) continue;
    for (const [i, a] of distinct.entries()) {
      count(repeated, a);
      for (const b of distinct.slice(i + 1)) count(together, `${a}\n${b}`);
    }
  }
  const same = new Set<string>();
  for (const [pair, times] of together) {
    const [a, b] = pair.split("\n") as [string, string];
    if (times >= SAME_VENUE_FROM && times * 2 > Math.max(repeated.get(a)!, repeated.get(b)!))
      same.add(pair);
  }
  return same;
}

function doiTitles(keys: readonly DedupeKeys[], dois: Uint32Array): Uint32Array {
  const titles = new DistinctValues<string>();
  for (const [entry, doi] of dois.entries()) {
    const title = doi === 0 ? undefined : keys[entry]!.title;
    if (title !== undefined) titles.add(doi, title.slice(0, 40));
  }
  return dois.map((doi) => (doi === 0 ? 1 : Math.max(1, titles.count(doi))));
}

/** No journal has hundreds of issues that occur once each: these are numbers of rows. */
function isRunningNumber(numbers: Uint32Array): boolean {
  let stated = 0;
  let distinct = 0;
  for (const number of numbers) {
    if (number > 0) stated += 1;
    distinct = Math.max(distinct, number);
  }
  return stated > 200 && distinct > 0.85 * stated;
}
