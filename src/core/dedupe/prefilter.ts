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
  /** By word, the latest of the first entries in whose title it was seen, counted from 1. */
  const seenIn = new Uint32Array(words.length);
  /** By word, the latest pair in which it was counted: a word that returns in a title counts once. */
  const countedIn = new Uint32Array(words.length);
  let comparisons = 0;
  let current = -1;
  let turn = 0;
  let wordsOfCurrent = 0;
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
      wordsOfCurrent = 0;
      for (let i = starts[a]!; i < starts[a + 1]!; i += 1) {
        if (seenIn[values[i]!] === turn) continue;
        seenIn[values[i]!] = turn;
        wordsOfCurrent += 1;
      }
    }
    comparisons += 1;
    let distinct = 0;
    let common = 0;
    for (let i = starts[b]!; i < starts[b + 1]!; i += 1) {
      const word = values[i]!;
      if (countedIn[word] === comparisons) continue;
      countedIn[word] = comparisons;
      distinct += 1;
      if (seenIn[word] === turn) common += 1;
    }
    const share = common / Math.min(wordsOfCurrent, distinct);
    if (share >= 0.7) return true;
    const samePage = areOne(page, a, b);
    const sameVolume = areOne(volume, a, b);
    const [familyA, familyB] = [firstFamily(a), firstFamily(b)];
    const sameAuthor = familyA === undefined || familyB === undefined || familyA === familyB;
    const sameYear = keys[a]!.year === keys[b]!.year;
    if (share >= 0.4 && (sameAuthor || samePage || (sameVolume && sameYear))) return true;
    if (samePage && (sameVolume || share >= 0.3)) return true;
    const [titleA, titleB] = [keys[a]!.title!, keys[b]!.title!];
    const [othersOfA, othersOfB] = [otherTitles[a], otherTitles[b]];
    if (othersOfA !== undefined || othersOfB !== undefined) {
      return share >= 0.2 || otherwiseAlike(formsOf(titleA, othersOfA), formsOf(titleB, othersOfB));
    }
    // One title begins or ends the other.
    const [short, long] = titleA.length < titleB.length ? [titleA, titleB] : [titleB, titleA];
    return long.startsWith(short) || long.endsWith(short);
  };
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
