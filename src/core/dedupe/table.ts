import { similarity } from "../records/text/similarity.ts";
import { ln } from "../statistics/deterministic-arithmetic.ts";
import { SHORTEST_TITLE } from "./fields/generic-titles.ts";
import { readNames } from "./fields/names.ts";
import { romanised } from "./fields/romanised.ts";
import { titleWords } from "./fields/title.ts";
import { type LabelKind, titleNumbers } from "./fields/title-numbers.ts";
import type { DedupeKeys } from "./keys.ts";

/** Lists of numbers, one for each entry, one after another. */
export interface Lists {
  readonly starts: Uint32Array;
  readonly values: Uint32Array;
}

/**
 * All entries of a review, ready to be compared: words are numbers, and what can only be known from
 * all entries together is known.
 */
export interface EntryTable {
  readonly keys: readonly DedupeKeys[];
  /** The word of each number, and the number of each word. */
  readonly words: readonly string[];
  readonly numbers: ReadonlyMap<string, number>;
  /** How little a word of a title says of it (0.15) or how much (8): rare words say most. */
  readonly rarity: Float64Array;
  /** Words of the title, in their order. */
  readonly titles: Lists;
  /** Family names, in the order of the entry. */
  readonly families: Lists;
  /** Every word of the authors' names, each once. */
  readonly nameWords: Lists;
  readonly venues: Lists;
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
  const lexicon = createLexicon();
  const titles = new ListsBuilder(keys.length);
  const families = new ListsBuilder(keys.length);
  const nameWords = new ListsBuilder(keys.length);
  const venues = new ListsBuilder(keys.length);
  const otherTitles = otherTitlesOf(keys);
  const shared = sharedTitles(keys);
  for (const [entry, { title, names, venue }] of keys.entries()) {
    if (title !== undefined) for (const word of titleWords(title)) titles.add(lexicon.idOf(word));
    titles.end();
    for (const other of otherTitles[entry]?.split("\n") ?? [])
      titleWords(other).forEach(lexicon.idOf);
    const seen = new Set<number>();
    for (const { family, words } of readNames(names)) {
      families.add(lexicon.idOf(family));
      for (const word of words) seen.add(lexicon.idOf(word));
    }
    families.end();
    for (const word of seen) nameWords.add(word);
    nameWords.end();
    if (venue !== undefined) for (const word of venue.split(" ")) venues.add(lexicon.idOf(word));
    venues.end();
  }
  return {
    keys,
    words: lexicon.words,
    numbers: lexicon.ids,
    rarity: rarityOf(titles.lists(), lexicon.words, keys.length),
    titles: titles.lists(),
    families: families.lists(),
    nameWords: nameWords.lists(),
    venues: venues.lists(),
    titleSpread: titleSpread(keys, shared),
    otherTitles,
    counterpart: counterparts(keys),
    sameVenues: sameVenues(keys, shared),
    doiTitles: doiTitles(keys),
    forms: formsOfEntries(keys),
    runningNumbers: {
      volume: isRunningNumber(keys.map(({ volume }) => volume)),
      issue: isRunningNumber(keys.map(({ issue }) => issue)),
    },
  };
}

/** Beyond this many letters a list of authors says nothing more. */
const NAME_LETTERS = 60;

function formsOfEntries(keys: readonly DedupeKeys[]): FormsOfEntries {
  return {
    titleLetters: onceEach(keys, ({ title = "" }) => title.replaceAll(" ", "")),
    titleNumbers: onceEach(keys, ({ title = "" }) => titleNumbers(titleWords(title))),
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

function onceEach<Value>(
  keys: readonly DedupeKeys[],
  compute: (keys: DedupeKeys) => Value,
): (entry: number) => Value {
  const known = new Array<Value | undefined>(keys.length);
  return (entry) => {
    let value = known[entry];
    if (value === undefined) {
      value = compute(keys[entry]!);
      known[entry] = value;
    }
    return value;
  };
}

function createLexicon() {
  const ids = new Map<string, number>();
  const words: string[] = [];
  const idOf = (word: string): number => {
    const known = ids.get(word);
    if (known !== undefined) return known;
    ids.set(word, words.length);
    words.push(word);
    return words.length - 1;
  };
  return { ids, words, idOf };
}

class ListsBuilder {
  readonly #starts: Uint32Array;
  #values = new Uint32Array(1024);
  #length = 0;
  #entry = 0;
  constructor(entries: number) {
    this.#starts = new Uint32Array(entries + 1);
  }
  add(value: number): void {
    if (this.#length === this.#values.length) {
      const larger = new Uint32Array(this.#length * 2);
      larger.set(this.#values);
      this.#values = larger;
    }
    this.#values[this.#length++] = value;
  }
  end(): void {
    this.#starts[++this.#entry] = this.#length;
  }
  lists(): Lists {
    return { starts: this.#starts, values: this.#values.subarray(0, this.#length) };
  }
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

/** Titles that more than one entry has: only these can stand under two authors, years or venues. */
function sharedTitles(keys: readonly DedupeKeys[]): ReadonlySet<string> {
  const seen = new Set<string>();
  const shared = new Set<string>();
  for (const { title } of keys) {
    if (title === undefined) continue;
    if (seen.has(title)) shared.add(title);
    else seen.add(title);
  }
  return shared;
}

/**
 * By entry: the larger number of different authors, or of different years, of all entries with its
 * title. A column that returns each month has many; a report has one of each.
 */
function titleSpread(keys: readonly DedupeKeys[], shared: ReadonlySet<string>): Uint32Array {
  const spread = new Uint32Array(keys.length).fill(1);
  const widen = (stated: (keys: DedupeKeys) => string | undefined): void => {
    const values = new DistinctValues();
    for (const entry of keys) {
      if (entry.title === undefined || !shared.has(entry.title)) continue;
      const value = stated(entry);
      if (value !== undefined) values.add(entry.title, value);
    }
    for (const [at, { title }] of keys.entries()) {
      if (title !== undefined && shared.has(title))
        spread[at] = Math.max(spread[at]!, values.count(title));
    }
  };
  // One after the other: the values of many titles take room.
  widen(({ names }) => (names === undefined ? undefined : oneAuthor(names)));
  widen(({ year }) => (year === undefined ? undefined : String(year)));
  return spread;
}

/** The alphabetically first family name: databases list authors in different orders. */
function oneAuthor(names: string): string {
  let least: string | undefined;
  for (const { family } of readNames(names)) {
    if (least === undefined || family < least) least = family;
  }
  return least!;
}

/** Labels of one kind before or behind so many titles that other entries have without them are a pattern. */
const PATTERN_FROM = 5;

/**
 * What each title may also be called, as far as only all entries together tell: a remark in brackets is
 * a title where another entry has it, and figures behind many titles are footnotes.
 */
function otherTitlesOf(keys: readonly DedupeKeys[]): (string | undefined)[] {
  const titles = new Set(keys.map(({ title }) => title));
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
function sameVenues(keys: readonly DedupeKeys[], shared: ReadonlySet<string>): ReadonlySet<string> {
  const works = new Map<string, string | string[]>();
  for (const { title, names, year, venue } of keys) {
    if (title === undefined || names === undefined || venue === undefined) continue;
    if (title.length < 2 * SHORTEST_TITLE || !shared.has(title)) continue;
    const work = `${title}\n${year ?? ""}\n${oneAuthor(names)}`;
    const known = works.get(work);
    if (known === undefined) works.set(work, venue);
    else if (typeof known === "string") works.set(work, [known, venue]);
    else known.push(venue);
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

function doiTitles(keys: readonly DedupeKeys[]): Uint32Array {
  const titles = new DistinctValues();
  for (const { doi, title } of keys) {
    if (doi !== undefined && title !== undefined) titles.add(doi, title.slice(0, 40));
  }
  return Uint32Array.from(keys, ({ doi }) =>
    doi === undefined ? 1 : Math.max(1, titles.count(doi)),
  );
}

/** How many different values stand under each name, up to a bound. */
class DistinctValues {
  readonly #values = new Map<string, string | Set<string>>();
  add(name: string, value: string): void {
    const known = this.#values.get(name);
    if (known === undefined) this.#values.set(name, value);
    else if (typeof known !== "string") {
      if (known.size < 50) known.add(value);
    } else if (known !== value) this.#values.set(name, new Set([known, value]));
  }
  count(name: string): number {
    const known = this.#values.get(name);
    return known === undefined ? 0 : typeof known === "string" ? 1 : known.size;
  }
}

/** No journal has hundreds of issues that occur once each: these are numbers of rows. */
function isRunningNumber(values: readonly (string | undefined)[]): boolean {
  const stated = values.filter((value) => value !== undefined);
  return stated.length > 200 && new Set(stated).size > 0.85 * stated.length;
}
