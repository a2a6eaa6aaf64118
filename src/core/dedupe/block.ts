import type { DedupeKeys } from "./keys.ts";

/** A block larger than this is split by its full titles, so that no step is quadratic in records. */
const LARGEST_BLOCK = 60;
const PREFIX = 24;

/** The keys under which an entry is looked for; entries that share one are worth comparing. */
function blockingKeys(entry: DedupeKeys): string[] {
  const keys: string[] = [];
  if (entry.doi !== undefined) keys.push(`d${entry.doi}`);
  if (entry.pmid !== undefined) keys.push(`p${entry.pmid}`);
  if (entry.arxiv !== undefined) keys.push(`x${entry.arxiv}`);
  if (entry.title !== undefined) {
    const letters = entry.title.replaceAll(" ", "");
    keys.push(`a${letters.slice(0, PREFIX)}`, `z${letters.slice(-PREFIX)}`);
    // A misprint at both ends still leaves the longest words.
    const longest = [...new Set(entry.title.split(" "))].filter((word) => word.length > 5);
    longest.sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
    if (longest.length >= 3) keys.push(`w${longest.slice(0, 3).sort().join(" ")}`);
  }
  const first = entry.families[0];
  if (entry.page !== undefined && entry.volume !== undefined)
    keys.push(`v${entry.volume} ${entry.page} ${entry.year ?? ""}`);
  if (entry.page !== undefined && first !== undefined)
    keys.push(`f${first} ${entry.page} ${entry.year ?? ""}`);
  return keys;
}

/**
 * Pairs of positions (the smaller first) that share a blocking key, each once. About n log n in
 * entries: blocks are bounded, oversized ones are cut into runs of like titles.
 */
export function candidatePairs(entries: readonly DedupeKeys[]): [number, number][] {
  const blocks = new Map<string, number[]>();
  entries.forEach((entry, position) => {
    for (const key of blockingKeys(entry)) {
      const block = blocks.get(key);
      if (block === undefined) blocks.set(key, [position]);
      else block.push(position);
    }
  });
  const seen = new Set<number>();
  const pairs: [number, number][] = [];
  const compareAll = (block: readonly number[]) => {
    for (let i = 1; i < block.length; i += 1) {
      for (let j = 0; j < i; j += 1) {
        const [low, high] = block[i]! < block[j]! ? [block[i]!, block[j]!] : [block[j]!, block[i]!];
        const code = low * entries.length + high;
        if (seen.has(code)) continue;
        seen.add(code);
        pairs.push([low, high]);
      }
    }
  };
  for (const block of blocks.values()) {
    if (block.length < 2) continue;
    if (block.length <= LARGEST_BLOCK) compareAll(block);
    else for (const part of runsOfLikeEntries(block, entries)) compareAll(part);
  }
  return pairs;
}

/** An oversized block in the order of titles, years and authors, cut into overlapping runs. */
function* runsOfLikeEntries(
  block: readonly number[],
  entries: readonly DedupeKeys[],
): Generator<number[]> {
  const label = (position: number) => {
    const { title = "", year = 0, families, fingerprint } = entries[position]!;
    return `${title}|${year}|${families.join(" ")}|${fingerprint}`;
  };
  const sorted = block
    .map((position) => ({ position, label: label(position) }))
    .sort((a, b) => (a.label < b.label ? -1 : a.label > b.label ? 1 : a.position - b.position))
    .map(({ position }) => position);
  for (let start = 0; start < sorted.length; start += LARGEST_BLOCK / 2) {
    yield sorted.slice(start, start + LARGEST_BLOCK);
    if (start + LARGEST_BLOCK >= sorted.length) return;
  }
}
