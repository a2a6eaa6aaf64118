import { BEGINNING, type Sieve, slotOfBeginning, slotOfWord } from "./sieve.ts";
import { foldWord, type TextIndex, wordPattern } from "./text-index.ts";
import { variantsOf } from "./variants.ts";

/**
 * One word of a term: as it is, by its beginning (`model*`) or its end (`*former`), or with
 * wildcards anywhere.
 */
export interface WordTest {
  readonly kind: "exact" | "prefix" | "suffix" | "wildcards";
  readonly text: string;
  /** Other forms of the word that match as well: its plural, its American spelling. */
  readonly variants: readonly string[] | undefined;
  /** Slots of a sieve: a text with a match has one of them; empty where a sieve cannot tell. */
  readonly slots: readonly number[];
}

/** A term, or terms that NEAR joins, which can be found at positions in a text. */
export type Finder =
  | { readonly kind: "term"; readonly words: readonly WordTest[] }
  | { readonly kind: "either"; readonly parts: readonly Finder[] }
  | {
      readonly kind: "near";
      readonly left: Finder;
      readonly right: Finder;
      /** The most words between the two. */
      readonly distance: number;
      /** Whether the left one must come first. */
      readonly ordered: boolean;
    };

/** Positions of the first and the last word of a find. */
export interface Span {
  readonly first: number;
  readonly last: number;
}

/** Longer phrases and words are refused, so that no query makes a search quadratic. */
export const MAX_PHRASE_WORDS = 100;
export const MAX_WORD_LENGTH = 100;

const QUERY_WORD = new RegExp(wordPattern("*?"), "gu");

/**
 * The words of a term of a query; empty if it has no letter and no digit. `withVariants`: the last
 * word stands for its other forms, too, as the last word of `meta-analysis` does.
 */
export function readTerm(
  text: string,
  { withVariants = false }: { readonly withVariants?: boolean } = {},
): WordTest[] {
  const written = text.match(QUERY_WORD) ?? [];
  const words = written
    .map((word) => foldWord(word).replace(/\*+/g, "*"))
    .filter((word) => word !== "");
  // "Any word or none" at the end of a phrase adds nothing to it; between words it is any one word.
  const from = words.findIndex((word) => word !== "*");
  const to = words.findLastIndex((word) => word !== "*");
  if (!words.some((word) => /[^*?]/.test(word))) return [];
  const tests = words.slice(from, to + 1).map(wordTest);
  const last = tests.at(-1);
  if (!withVariants || last?.kind !== "exact") return tests;
  const variants = variantsOf(written.at(-1) ?? "", last.text);
  if (variants.length === 0) return tests;
  const slots = [last.text, ...variants].map(slotOfWord);
  return [...tests.slice(0, -1), { ...last, variants, slots }];
}

function wordTest(text: string): WordTest {
  const [wildcard, more] = [...text.matchAll(/[*?]/g)];
  if (wildcard === undefined) return wordTestOf("exact", text, [slotOfWord(text)]);
  const slots = wildcard.index >= BEGINNING ? [slotOfBeginning(text)] : [];
  if (more === undefined && wildcard[0] === "*" && text.length > 1) {
    if (wildcard.index === text.length - 1) return wordTestOf("prefix", text.slice(0, -1), slots);
    if (wildcard.index === 0) return wordTestOf("suffix", text.slice(1), slots);
  }
  return wordTestOf("wildcards", text, slots);
}

/** Every test has the same properties in the same order, which lets the engine read them faster. */
function wordTestOf(kind: WordTest["kind"], text: string, slots: readonly number[]): WordTest {
  return { kind, text, variants: undefined, slots };
}

function matches(test: WordTest, word: string): boolean {
  if (test.kind === "exact") return word === test.text || test.variants?.includes(word) === true;
  if (test.kind === "prefix") return word.startsWith(test.text);
  if (test.kind === "suffix") return word.endsWith(test.text);
  return matchesWildcards(test.text, word);
}

/**
 * `*` is any number of characters, `?` exactly one. Backtracking to the last `*` only is enough and
 * never exponential.
 */
function matchesWildcards(pattern: string, word: string): boolean {
  let p = 0;
  let w = 0;
  let star = -1;
  let resume = 0;
  while (w < word.length) {
    const char = pattern[p];
    if (char === "?") {
      w += characterLength(word, w);
      p += 1;
    } else if (char === "*") {
      star = p;
      resume = w;
      p += 1;
    } else if (char === word[w]) {
      w += 1;
      p += 1;
    } else if (star >= 0) {
      resume += characterLength(word, resume);
      w = resume;
      p = star + 1;
    } else {
      return false;
    }
  }
  while (pattern[p] === "*") p += 1;
  return p === pattern.length;
}

/** Characters outside the Basic Multilingual Plane are two UTF-16 units. */
function characterLength(text: string, at: number): 1 | 2 {
  return (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
}

/** False where a text that the sieve was made of surely has no find. */
export function mayFind(finder: Finder, sieve: Sieve): boolean {
  switch (finder.kind) {
    case "term":
      for (const test of finder.words) if (!passes(test, sieve)) return false;
      return true;
    case "either":
      for (const part of finder.parts) if (mayFind(part, sieve)) return true;
      return false;
    case "near":
      return mayFind(finder.left, sieve) && mayFind(finder.right, sieve);
  }
}

function passes({ slots }: WordTest, sieve: Sieve): boolean {
  for (let at = 0; at < slots.length; at += 1) if (sieve.mayHave(slots[at]!)) return true;
  return slots.length === 0;
}

/** Finds in a text, in order, at least one of each wording: all that evidence needs. */
export function findWordings(finder: Finder, index: TextIndex): readonly Span[] {
  const [test, second] = finder.kind === "term" ? finder.words : [];
  if (test === undefined || second !== undefined) return findPlaces(finder, index);
  return firstPlaces(test, index)
    .sort((a, b) => a - b)
    .map((position) => ({ first: position, last: position }));
}

/** Where each distinct word of a text that passes a test stands first. */
function firstPlaces(test: WordTest, index: TextIndex): number[] {
  const places: number[] = [];
  if (test.kind !== "exact") {
    const seen = new Set<string>();
    for (const at of passing(test, index)) {
      const word = index.word(at);
      if (seen.has(word)) continue;
      seen.add(word);
      places.push(at);
    }
    return places;
  }
  for (const [at, word] of [test.text, ...(test.variants ?? [])].entries()) {
    if (!index.sieve.mayHave(test.slots[at]!)) continue;
    const place = index.firstOf(word);
    if (place >= 0) places.push(place);
  }
  return places;
}

/** Every find in a text, in order. */
export function findPlaces(finder: Finder, index: TextIndex): readonly Span[] {
  if (finder.kind === "term") return findTerm(finder.words, index);
  if (finder.kind === "either")
    return inOrder(finder.parts.flatMap((part) => findPlaces(part, index)));
  const left = findPlaces(finder.left, index);
  if (left.length === 0) return [];
  return findNear(left, findPlaces(finder.right, index), finder, index);
}

function findTerm(tests: readonly WordTest[], index: TextIndex): Span[] {
  const spans: Span[] = [];
  const [head, ...rest] = tests;
  if (head === undefined) return spans;
  for (const first of positions(head, index)) {
    const last = first + rest.length;
    if (last >= index.length || index.ordinal(last) - index.ordinal(first) !== rest.length)
      continue;
    if (rest.every((test, i) => matches(test, index.word(first + 1 + i))))
      spans.push({ first, last });
  }
  return spans;
}

/** Where a word occurs, in the order of the text. */
function positions(test: WordTest, index: TextIndex): readonly number[] {
  if (test.kind !== "exact") return passing(test, index);
  const found: number[] = [];
  for (const word of [test.text, ...(test.variants ?? [])])
    for (let at = index.firstOf(word); at >= 0; at = index.nextOf(word, at)) found.push(at);
  return test.variants === undefined ? found : found.sort((a, b) => a - b);
}

/** Where a word occurs that is not the same to the letter, in the order of the text. */
function passing(test: WordTest, index: TextIndex): number[] {
  // It has slots if its beginning is known.
  if (test.slots.length > 0)
    return index.beginningLike(test.text).filter((at) => matches(test, index.word(at)));
  const [initial = ""] = test.text;
  const isAnywhere = test.kind === "suffix" || initial === "*" || initial === "?";
  const unit = initial.charCodeAt(0);
  const found: number[] = [];
  for (let at = 0; at < index.length; at += 1)
    if ((isAnywhere || index.initial(at) === unit) && matches(test, index.word(at))) found.push(at);
  return found;
}

/**
 * The finds of both sides that have one of the other side within the distance. They need not be
 * adjacent, so the result is never longer than the input.
 */
function findNear(
  left: readonly Span[],
  right: readonly Span[],
  { distance, ordered }: { readonly distance: number; readonly ordered: boolean },
  index: TextIndex,
): Span[] {
  const reach = distance + 1;
  const starts = (spans: readonly Span[]) => spans.map((span) => index.ordinal(span.first));
  const ends = (spans: readonly Span[]) =>
    spans.map((span) => index.ordinal(span.last)).sort((a, b) => a - b);
  const before = (others: readonly number[], span: Span) => {
    const start = index.ordinal(span.first);
    return holdsOneIn(others, start - reach, start - 1);
  };
  const after = (others: readonly number[], span: Span) => {
    const end = index.ordinal(span.last);
    return holdsOneIn(others, end + 1, end + reach);
  };
  const [leftStarts, leftEnds, rightStarts, rightEnds] = [
    ordered ? [] : starts(left),
    ends(left),
    starts(right),
    ordered ? [] : ends(right),
  ];
  return inOrder([
    ...left.filter((span) => after(rightStarts, span) || before(rightEnds, span)),
    ...right.filter((span) => before(leftEnds, span) || after(leftStarts, span)),
  ]);
}

/** Tells whether a number from `low` to `high` is in a sorted list. */
function holdsOneIn(sorted: readonly number[], low: number, high: number): boolean {
  let from = 0;
  let to = sorted.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    if (sorted[middle]! < low) from = middle + 1;
    else to = middle;
  }
  return from < sorted.length && sorted[from]! <= high;
}

function inOrder(spans: Span[]): Span[] {
  spans.sort((a, b) => a.first - b.first || a.last - b.last);
  return spans.filter((span, i) => {
    const previous = spans[i - 1];
    return previous?.first !== span.first || previous.last !== span.last;
  });
}
