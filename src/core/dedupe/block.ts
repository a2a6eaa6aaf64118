import type { EntryTable } from "./table.ts";

/** Pairs of entries worth comparing: pair i is `first[i]` and `second[i]`, the smaller first. */
export interface CandidatePairs {
  readonly count: number;
  readonly first: Uint32Array;
  readonly second: Uint32Array;
}

/** A larger block is cut into runs of similar titles, so that no step is quadratic in records. */
const LARGEST_BLOCK = 40;
/**
 * For keys that say little if many entries share them, larger blocks are skipped: the more entries
 * there are, the more of them share a pair of words by chance.
 */
const largestCommonBlock = (entries: number): number =>
  entries > 200_000 ? 12 : entries > 50_000 ? 20 : LARGEST_BLOCK;
/**
 * By keys that say little, an entry is compared with some so many others; the same pair counts once for
 * each key.
 */
const MOST_COMMON_PAIRS = 40;
const PREFIX = 24;
const RAREST_WORDS = 5;

/**
 * Finds the pairs of entries that share a blocking key, each once, in the order of their positions.
 * About n log n in entries: the keys are sorted by their hashes, and blocks are bounded.
 */
export function candidatePairs(table: EntryTable): CandidatePairs {
  const pairs = new PairBuffer(table.keys.length);
  const largest = largestCommonBlock(table.keys.length);
  const budget = new Uint16Array(table.keys.length).fill(MOST_COMMON_PAIRS);
  const keys = new KeyBuffer(table.keys.length * 4);
  const rarest = rarestWords(table);
  // Processes one kind of keys after another, so that fewer of them have to be held and sorted at a
  // time.
  for (const { addKeys, telling } of KINDS_OF_KEYS) {
    keys.clear();
    for (let entry = 0; entry < table.keys.length; entry += 1)
      addKeys({ table, entry, rarest }, keys);
    keys.sort();
    if (telling) addTellingBlocks(keys, table, pairs);
    else addCommonBlocks(keys, largest, budget, pairs);
  }
  return pairs.unique();
}

/** All pairs of each block; of a large one those of entries that are alike. */
function addTellingBlocks(keys: KeyBuffer, table: EntryTable, pairs: PairBuffer): void {
  for (const block of keys.blocks()) {
    if (block.length <= LARGEST_BLOCK) pairs.addAll(block);
    else for (const run of runsOfLikeEntries(block, table)) pairs.addAll(run);
  }
}

/**
 * The pairs of blocks up to a size, the smallest first, as long as one of the two entries has found
 * few others: rare keys say most, and who has found its like by them need not be compared with all that
 * share a more common one. So the number of pairs is linear in entries. What is added does not
 * depend on the order of entries.
 */
function addCommonBlocks(
  keys: KeyBuffer,
  largest: number,
  budget: Uint16Array,
  pairs: PairBuffer,
): void {
  const isOpen = new Uint8Array(largest);
  for (const block of keys.blocksBySize(largest)) {
    let open = 0;
    for (let i = 0; i < block.length; i += 1) {
      isOpen[i] = budget[block[i]!]! > 0 ? 1 : 0;
      open += isOpen[i]!;
    }
    if (open > 0) pairs.addAll(block, isOpen);
    for (let i = 0; i < block.length; i += 1)
      budget[block[i]!] = Math.max(0, budget[block[i]!]! - block.length + 1);
  }
}

/** An entry whose like are looked for. */
interface EntryToFind {
  readonly table: EntryTable;
  readonly entry: number;
  /** Of each entry, `RAREST_WORDS` numbers of words; the places that are left hold `NO_WORD`. */
  readonly rarest: Uint32Array;
}

/**
 * A kind of keys under which an entry is looked for; entries that share one are worth comparing.
 */
interface KindOfKeys {
  readonly addKeys: (of: EntryToFind, keys: KeyBuffer) => void;
  /**
   * Whether it says something even if many entries share it; words that many titles have say
   * nothing.
   */
  readonly telling: boolean;
}

const KINDS_OF_KEYS: readonly KindOfKeys[] = [
  { addKeys: identifiersAndTitleEnds, telling: true },
  { addKeys: places, telling: true },
  { addKeys: authorAndWord, telling: false },
  { addKeys: pairsOfWords, telling: false },
];

/** What the hash of a key begins with, so that a DOI is not taken for a title. */
const KIND = {
  doi: hashText("doi"),
  pmid: hashText("pmid"),
  arxiv: hashText("arxiv"),
  begin: hashText("begin"),
  end: hashText("end"),
  short: hashText("short"),
  page: hashText("volume, page, year"),
  venue: hashText("venue, volume, page"),
  authorPage: hashText("author, page"),
  authorVolume: hashText("author, year, volume"),
  authorWord: hashText("author, word"),
  words: hashText("words"),
};

function identifiersAndTitleEnds(
  { table: { keys, otherTitles }, entry }: EntryToFind,
  found: KeyBuffer,
): void {
  const { doi, pmid, arxiv, title, year } = keys[entry]!;
  if (doi !== undefined) found.add(hashText(doi, KIND.doi), entry);
  if (pmid !== undefined) found.add(hashText(pmid, KIND.pmid), entry);
  if (arxiv !== undefined) found.add(hashText(arxiv, KIND.arxiv), entry);
  if (title === undefined) return;
  const letters = title.replaceAll(" ", "");
  if (letters.length >= 8) {
    found.add(hashText(letters.slice(0, PREFIX), KIND.begin), entry);
    found.add(hashText(letters.slice(-PREFIX), KIND.end), entry);
  } else found.add(hashYear(year, hashText(letters, KIND.short)), entry);
  const others = otherTitles[entry];
  if (others === undefined) return;
  for (const other of others.split("\n")) {
    found.add(hashText(other.replaceAll(" ", "").slice(0, PREFIX), KIND.begin), entry);
  }
}

function places({ table, entry }: EntryToFind, found: KeyBuffer): void {
  const { year, volume, page, venue } = table.keys[entry]!;
  if (page !== undefined && volume !== undefined) {
    found.add(hashYear(year, hashText(page, hashText(volume, KIND.page))), entry);
    if (venue !== undefined) {
      const ofVenue = hashText(venue.slice(0, 3), KIND.venue);
      found.add(hashText(page, hashText(volume, ofVenue)), entry);
    }
  }
  const family = firstFamily(table, entry);
  if (family === "") return;
  if (page !== undefined) found.add(hashText(page, hashText(family, KIND.authorPage)), entry);
  if (year !== undefined && volume !== undefined)
    found.add(hashText(volume, hashYear(year, hashText(family, KIND.authorVolume))), entry);
}

function authorAndWord({ table, entry, rarest }: EntryToFind, found: KeyBuffer): void {
  const family = firstFamily(table, entry);
  if (family === "") return;
  const ofAuthor = hashText(family, KIND.authorWord);
  for (let at = entry * RAREST_WORDS; at < (entry + 1) * RAREST_WORDS; at += 1)
    if (rarest[at] !== NO_WORD) found.add(hashText(table.words[rarest[at]!]!, ofAuthor), entry);
}

function pairsOfWords({ table, entry, rarest }: EntryToFind, found: KeyBuffer): void {
  const end = (entry + 1) * RAREST_WORDS;
  for (let i = entry * RAREST_WORDS; i < end && rarest[i] !== NO_WORD; i += 1) {
    const ofFirst = hashText(table.words[rarest[i]!]!, KIND.words);
    for (let j = i + 1; j < end && rarest[j] !== NO_WORD; j += 1)
      found.add(hashText(table.words[rarest[j]!]!, ofFirst), entry);
  }
}

/** The beginning of the first author's family name. */
function firstFamily({ families, words }: EntryTable, entry: number): string {
  const first = families.starts[entry]!;
  return first === families.starts[entry + 1] ? "" : words[families.values[first]!]!.slice(0, 6);
}

const NO_WORD = 0xffffffff;

/** The words of each title that distinguish it best, in alphabetical order. */
function rarestWords({ keys, titles, words, rarity }: EntryTable): Uint32Array {
  const rarest = new Uint32Array(keys.length * RAREST_WORDS).fill(NO_WORD);
  /** By word, the latest of the entries in whose title it was seen, counted from 1. */
  const seenIn = new Uint32Array(words.length);
  const isBefore = (a: number, b: number) => words[a]! < words[b]!;
  const isRarer = (a: number, b: number) =>
    rarity[a] === rarity[b] ? isBefore(a, b) : rarity[a]! > rarity[b]!;
  const found: number[] = [];
  for (let entry = 0; entry < keys.length; entry += 1) {
    found.length = 0;
    for (let at = titles.starts[entry]!; at < titles.starts[entry + 1]!; at += 1) {
      const word = titles.values[at]!;
      if (seenIn[word] === entry + 1) continue;
      seenIn[word] = entry + 1;
      if (words[word]!.length <= 2 || rarity[word]! <= 0.15) continue;
      insert(word, found, isRarer);
      if (found.length > RAREST_WORDS) found.pop();
    }
    if (found.length < 2) continue;
    const inOrder: number[] = [];
    for (const word of found) insert(word, inOrder, isBefore);
    rarest.set(inOrder, entry * RAREST_WORDS);
  }
  return rarest;
}

/** Puts a word into a short list that is in order. */
function insert(
  word: number,
  list: number[],
  isBefore: (word: number, other: number) => boolean,
): void {
  let at = list.length;
  for (; at > 0 && isBefore(word, list[at - 1]!); at -= 1) list[at] = list[at - 1]!;
  list[at] = word;
}

/** FNV-1a (Fowler, Noll & Vo) over UTF-16 units, with a separator after each part of a key. */
function hashText(text: string, before = 0): number {
  let hash = before ^ 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ 0xffff, 0x01000193);
  return (hash ^ (hash >>> 15)) >>> 0;
}

function hashYear(year: number | undefined, before: number): number {
  return hashText(year === undefined ? "" : String(year), before);
}

/** Fewer keys are sorted without tables, whose 65,536 places take longer than the keys. */
const FEW = 8192;

class KeyBuffer {
  hashes: Uint32Array<ArrayBuffer>;
  entries: Uint32Array<ArrayBuffer>;
  length = 0;
  #otherHashes: Uint32Array<ArrayBuffer> = new Uint32Array(0);
  #otherEntries: Uint32Array<ArrayBuffer> = new Uint32Array(0);
  constructor(expected: number) {
    this.hashes = new Uint32Array(Math.max(64, expected));
    this.entries = new Uint32Array(Math.max(64, expected));
  }
  clear(): void {
    this.length = 0;
  }
  add(hash: number, entry: number): void {
    if (this.length === this.hashes.length) {
      this.hashes = enlarged(this.hashes);
      this.entries = enlarged(this.entries);
    }
    this.hashes[this.length] = hash;
    this.entries[this.length] = entry;
    this.length += 1;
  }
  /** The entries that share a hash, two at least, in the order of the hashes; sort first. */
  *blocks(): Generator<Uint32Array> {
    for (let from = 0; from < this.length; ) {
      const to = this.#endOfBlock(from);
      if (to - from > 1) yield this.entries.subarray(from, to);
      from = to;
    }
  }
  /** The same up to a size, the smallest first. */
  *blocksBySize(largest: number): Generator<Uint32Array> {
    const starts: number[][] = Array.from({ length: largest + 1 }, () => []);
    for (let from = 0; from < this.length; ) {
      const to = this.#endOfBlock(from);
      if (to - from > 1) starts[to - from]?.push(from);
      from = to;
    }
    for (const [size, its] of starts.entries())
      for (const from of its) yield this.entries.subarray(from, from + size);
  }
  #endOfBlock(from: number): number {
    let to = from + 1;
    while (to < this.length && this.hashes[to] === this.hashes[from]) to += 1;
    return to;
  }
  /** Sorts by hash, then by entry. */
  sort(): void {
    if (this.length < FEW) this.#sortFew();
    else this.#sortMany();
  }
  #sortFew(): void {
    const { length, hashes, entries } = this;
    // Exact: a hash has 32 bits, a place fewer than 21.
    const order = Float64Array.from({ length }, (_, at) => hashes[at]! * FEW + at).sort();
    const sorted = entries.slice(0, length);
    for (let at = 0; at < length; at += 1) {
      const place = order[at]! % FEW;
      sorted[at] = entries[place]!;
      hashes[at] = (order[at]! - place) / FEW;
    }
    entries.set(sorted);
  }
  /** A radix sort in two stable passes of 16 bits. */
  #sortMany(): void {
    if (this.#otherHashes.length < this.length) {
      this.#otherHashes = new Uint32Array(this.hashes.length);
      this.#otherEntries = new Uint32Array(this.hashes.length);
    }
    for (const shift of [0, 16]) {
      const [hashes, entries] = [this.hashes, this.entries];
      const [toHashes, toEntries] = [this.#otherHashes, this.#otherEntries];
      const places = new Uint32Array(0x10001);
      for (let i = 0; i < this.length; i += 1) places[((hashes[i]! >>> shift) & 0xffff) + 1]! += 1;
      for (let i = 0; i < 0x10000; i += 1) places[i + 1]! += places[i]!;
      for (let i = 0; i < this.length; i += 1) {
        const digit = (hashes[i]! >>> shift) & 0xffff;
        const place = places[digit]!;
        places[digit] = place + 1;
        toHashes[place] = hashes[i]!;
        toEntries[place] = entries[i]!;
      }
      [this.hashes, this.#otherHashes] = [toHashes, hashes];
      [this.entries, this.#otherEntries] = [toEntries, entries];
    }
  }
}

/** Longer lists of numbers are sorted faster by the engine. */
const MOST_BY_HAND = 24;

/** Pairs as they are found, some more than once. */
class PairBuffer {
  readonly #entries: number;
  #first: Uint32Array;
  #second: Uint32Array;
  #length = 0;
  constructor(entries: number) {
    this.#entries = entries;
    this.#first = new Uint32Array(Math.max(64, entries * 4));
    this.#second = new Uint32Array(this.#first.length);
  }
  /** All pairs of a block, or those with an entry that is open. */
  addAll(block: ArrayLike<number>, isOpen?: Uint8Array): void {
    for (let i = 1; i < block.length; i += 1) {
      for (let j = 0; j < i; j += 1) {
        if (block[i] === block[j]) continue;
        if (isOpen !== undefined && isOpen[i] === 0 && isOpen[j] === 0) continue;
        if (this.#length === this.#first.length) {
          this.#first = enlarged(this.#first);
          this.#second = enlarged(this.#second);
        }
        this.#first[this.#length] = Math.min(block[i]!, block[j]!);
        this.#second[this.#length++] = Math.max(block[i]!, block[j]!);
      }
    }
  }
  /** Each pair once, in the order of the first entries, then of the second ones. */
  unique(): CandidatePairs {
    const starts = new Uint32Array(this.#entries + 1);
    for (let i = 0; i < this.#length; i += 1) starts[this.#first[i]! + 1]! += 1;
    for (let i = 0; i < this.#entries; i += 1) starts[i + 1]! += starts[i]!;
    const seconds = new Uint32Array(this.#length);
    const next = starts.slice();
    for (let i = 0; i < this.#length; i += 1) {
      const place = next[this.#first[i]!]!;
      next[this.#first[i]!] = place + 1;
      seconds[place] = this.#second[i]!;
    }
    let count = 0;
    for (let entry = 0; entry < this.#entries; entry += 1) {
      const its = seconds.subarray(starts[entry]!, starts[entry + 1]!);
      sortNumbers(its);
      const from = count;
      for (const second of its)
        if (count === from || seconds[count - 1] !== second) seconds[count++] = second;
      // Where its pairs begin, now that each is there once.
      next[entry] = from;
    }
    next[this.#entries] = count;
    const first = new Uint32Array(count);
    for (let entry = 0; entry < this.#entries; entry += 1)
      first.fill(entry, next[entry]!, next[entry + 1]!);
    return { count, first, second: seconds.slice(0, count) };
  }
}

/** Most entries have few others beside them. */
function sortNumbers(numbers: Uint32Array): void {
  if (numbers.length > MOST_BY_HAND) {
    numbers.sort();
    return;
  }
  for (let from = 1; from < numbers.length; from += 1) {
    const number = numbers[from]!;
    let at = from;
    for (; at > 0 && numbers[at - 1]! > number; at -= 1) numbers[at] = numbers[at - 1]!;
    numbers[at] = number;
  }
}

function enlarged(array: Uint32Array): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(Math.ceil(array.length * 1.5));
  larger.set(array);
  return larger;
}

/** An oversized block in the order of titles, years, authors and content, cut into overlapping runs. */
function* runsOfLikeEntries(
  block: ArrayLike<number>,
  { keys }: EntryTable,
): Generator<readonly number[]> {
  const label = (entry: number) => {
    const { title = "", year = 0, names = "", fingerprint } = keys[entry]!;
    return `${title}|${year}|${names}|${fingerprint}`;
  };
  const sorted = Array.from(new Set(Array.from(block)), (entry) => ({ entry, label: label(entry) }))
    .sort((a, b) => (a.label < b.label ? -1 : a.label > b.label ? 1 : a.entry - b.entry))
    .map(({ entry }) => entry);
  for (let start = 0; start < sorted.length; start += LARGEST_BLOCK / 2) {
    yield sorted.slice(start, start + LARGEST_BLOCK);
    if (start + LARGEST_BLOCK >= sorted.length) return;
  }
}
