import type { EntryTable } from "./table.ts";

/**
 * Whether two entries are worth a closer look: a cheap test that only sorts out pairs with hardly a
 * word of the title in common. Made for many pairs with the same first entry in a row.
 */
export function createPrefilter({
  keys,
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
  return (a, b) => {
    const [x, y] = [keys[a]!, keys[b]!];
    if (x.title === undefined || y.title === undefined) return true;
    if (x.title === y.title || (x.doi !== undefined && x.doi === y.doi)) return true;
    if (x.pmid !== undefined && x.pmid === y.pmid) return true;
    if (x.arxiv !== undefined && x.arxiv === y.arxiv) return true;
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
    const samePage = x.page !== undefined && x.page === y.page;
    const sameVolume = x.volume !== undefined && x.volume === y.volume;
    const sameAuthor =
      x.names === undefined ||
      y.names === undefined ||
      families.values[families.starts[a]!] === families.values[families.starts[b]!];
    if (share >= 0.4 && (sameAuthor || samePage || (sameVolume && x.year === y.year))) return true;
    if (samePage && (sameVolume || share >= 0.3)) return true;
    const [othersOfA, othersOfB] = [otherTitles[a], otherTitles[b]];
    if (othersOfA !== undefined || othersOfB !== undefined) {
      return (
        share >= 0.2 || otherwiseAlike(formsOf(x.title, othersOfA), formsOf(y.title, othersOfB))
      );
    }
    // One title begins or ends the other.
    const [short, long] = x.title.length < y.title.length ? [x.title, y.title] : [y.title, x.title];
    return long.startsWith(short) || long.endsWith(short);
  };
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
