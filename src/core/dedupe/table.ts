import { ln } from "../statistics/deterministic-arithmetic.ts";
import { readNames } from "./fields/names.ts";
import { titleNumbers, titleWords } from "./fields/title.ts";
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
  for (const { title, otherTitles, names, venue } of keys) {
    if (title !== undefined) for (const word of titleWords(title)) titles.add(lexicon.idOf(word));
    titles.end();
    for (const other of otherTitles?.split("\n") ?? []) titleWords(other).forEach(lexicon.idOf);
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
    titleSpread: titleSpread(keys),
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
      names
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

/**
 * By entry: the larger number of different authors, or of different years, of all entries with its
 * title. A column that returns each month has many; a report has one of each.
 */
function titleSpread(keys: readonly DedupeKeys[]): Uint32Array {
  const spread = new Uint32Array(keys.length).fill(1);
  const widen = (stated: (keys: DedupeKeys) => string | undefined): void => {
    const values = new DistinctValues();
    for (const entry of keys) {
      const value = stated(entry);
      if (entry.title !== undefined && value !== undefined) values.add(entry.title, value);
    }
    for (const [at, { title }] of keys.entries()) {
      if (title !== undefined) spread[at] = Math.max(spread[at]!, values.count(title));
    }
  };
  // One after the other: the values of a million titles take room.
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
