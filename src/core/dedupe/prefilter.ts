import type { EntryTable } from "./table.ts";

/**
 * Whether two entries are worth a closer look: a cheap test that only sorts out pairs with hardly a
 * word of the title in common. Made for many pairs with the same first entry in a row.
 */
export function createPrefilter({
  keys,
  values: { title, doi, pmid, arxiv, volume, page },
  otherTitles,
  titles,
  families,
  words,
}: EntryTable): (a: number, b: number) => boolean {
  const { starts, values } = titles;
  const { distinct: distinctWords, seenIn, turns } = countDistinct(titles, words.length);
  /** By word, the latest pair in which it was counted: a word that returns in a title counts once. */
  const countedIn = new Uint32Array(words.length);
  let comparisons = 0;
  let current = -1;
  let turn = turns;
  const firstFamily = (entry: number) => {
    const first = families.starts[entry]!;
    return first === families.starts[entry + 1] ? undefined : families.values[first]!;
  };
  return (a, b) => {
    if (title[a] === 0 || title[b] === 0) return true;
    if (title[a] === title[b] || areOne(doi, a, b)) return true;
    if (areOne(pmid, a, b) || areOne(arxiv, a, b)) return true;
    if (a !== current) {
      current = a;
      turn += 1;
      for (let i = starts[a]!; i < starts[a + 1]!; i += 1) seenIn[values[i]!] = turn;
    }
    const [from, to] = [starts[b]!, starts[b + 1]!];
    let common = 0;
    if (distinctWords[b] === to - from) {
      for (let i = from; i < to; i += 1) if (seenIn[values[i]!] === turn) common += 1;
    } else {
      comparisons += 1;
      for (let i = from; i < to; i += 1) {
        const word = values[i]!;
        if (seenIn[word] === turn && countedIn[word] !== comparisons) common += 1;
        countedIn[word] = comparisons;
      }
    }
    const share = common / Math.min(distinctWords[a]!, distinctWords[b]!);
    if (share >= 0.7) return true;
    const samePage = areOne(page, a, b);
    const sameVolume = areOne(volume, a, b);
    const [familyA, familyB] = [firstFamily(a), firstFamily(b)];
    const sameAuthor = familyA === undefined || familyB === undefined || familyA === familyB;
    const sameYear = keys[a]!.year === keys[b]!.year;
    if (share >= 0.4 && (sameAuthor || samePage || (sameVolume && sameYear))) return true;
    if (samePage && (sameVolume || share >= 0.3)) return true;
    const [othersOfA, othersOfB] = [otherTitles[a], otherTitles[b]];
    if (othersOfA !== undefined || othersOfB !== undefined) {
      return (
        share >= 0.2 ||
        otherwiseAlike(formsOf(keys[a]!.title!, othersOfA), formsOf(keys[b]!.title!, othersOfB))
      );
    }
    // One title begins or ends the other; of two words or more, one at least is the same word there.
    const longer = starts[a + 1]! - starts[a]! > 1 && to - from > 1;
    const begins = values[starts[a]!] === values[from];
    const ends = values[starts[a + 1]! - 1] === values[to - 1];
    if (longer && !begins && !ends) return false;
    const [titleA, titleB] = [keys[a]!.title!, keys[b]!.title!];
    const [short, long] = titleA.length < titleB.length ? [titleA, titleB] : [titleB, titleA];
    return long.startsWith(short) || long.endsWith(short);
  };
}

/** How many different words each title has. */
function countDistinct(
  { starts, values }: EntryTable["titles"],
  words: number,
): {
  readonly distinct: Uint32Array;
  /** By word, the latest turn in which it was seen, counted from 1; so many there have been. */
  readonly seenIn: Uint32Array;
  readonly turns: number;
} {
  const distinct = new Uint32Array(starts.length - 1);
  const seenIn = new Uint32Array(words);
  for (let entry = 0; entry < distinct.length; entry += 1) {
    for (let at = starts[entry]!; at < starts[entry + 1]!; at += 1) {
      if (seenIn[values[at]!] === entry + 1) continue;
      seenIn[values[at]!] = entry + 1;
      distinct[entry]! += 1;
    }
  }
  return { distinct, seenIn, turns: distinct.length };
}

/** Whether both entries have a value, and the same. */
function areOne(values: Uint32Array, a: number, b: number): boolean {
  return values[a] !== 0 && values[a] === values[b];
}

/** Whether what the one may be called has most words of what the other may be called: `[Title] TO: Titel` and `Titel`. */
function otherwiseAlike(formsOfA: readonly string[][], formsOfB: readonly string[][]): boolean {
  return formsOfA.some((one) => formsOfB.some((other) => mostlyIn(one, other)));
}

function formsOf(title: string, others: string | undefined): string[][] {
  return [title, ...(others?.split("\n") ?? [])].map((form) => form.split(" "));
}

function mostlyIn(a: readonly string[], b: readonly string[]): boolean {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  return short.filter((word) => long.includes(word)).length >= 0.7 * short.length;
}
