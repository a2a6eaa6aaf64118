import { ownValue } from "../records/own-value.ts";

/** Names that databases give to fields that criteria have, too. */
const FOREIGN: Readonly<Record<string, string>> = {
  ti: "title",
  ab: "abstract",
  kw: "keywords",
  ak: "author-keywords",
  so: "venue",
  ta: "venue",
  journal: "venue",
  source: "venue",
  au: "authors",
  author: "authors",
  py: "year",
  dp: "year",
  yr: "year",
  date: "year",
  la: "language",
  lang: "language",
  dt: "type",
  pt: "type",
  doctype: "type",
  do: "doi",
};

/** The name that was probably meant, if one is similar enough to suggest. */
export function suggest(word: string, names: readonly string[]): string | undefined {
  const lower = word.toLowerCase();
  const foreign = ownValue(FOREIGN, lower);
  if (foreign !== undefined && names.includes(foreign)) return foreign;
  if (lower.length > 40) return undefined;
  let best: string | undefined;
  let fewest = Math.max(1, Math.floor(lower.length / 3)) + 1;
  for (const name of names) {
    const count = edits(lower, name);
    if (count < fewest) [best, fewest] = [name, count];
  }
  return best;
}

/**
 * The number of insertions, deletions, substitutions and swapped neighbouring letters between two
 * words (Damerau 1964, Levenshtein 1966).
 */
function edits(a: string, b: string): number {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i += 1) {
    const above = rows[i - 1]!;
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const substituted = above[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swapped =
        i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
          ? rows[i - 2]![j - 2]! + 1
          : Infinity;
      row.push(Math.min(substituted, above[j]! + 1, row[j - 1]! + 1, swapped));
    }
    rows.push(row);
  }
  return rows[a.length]![b.length]!;
}
