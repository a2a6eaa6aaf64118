import { titlesPlainlyDiffer } from "../../dedupe/fields/title.ts";
import type { CitedReference } from "../../records/cited-reference.ts";
import { compareText } from "../../records/problem.ts";
import type { ReferenceKeys } from "./reference-keys.ts";

/** A reference that no record matches, and who cites it. */
export interface OpenReference {
  readonly reference: CitedReference;
  readonly keys: ReferenceKeys;
  /** Index of the citing record. */
  readonly by: number;
  /** Records that it may name after all. */
  readonly doubt?: { readonly records: readonly number[]; readonly why: string };
}

/** References of several records that are one work outside of the review. */
export interface CitedWork {
  readonly references: readonly [OpenReference, ...OpenReference[]];
}

/**
 * Joins references that are one work: by an identifier, by title with first author and year, or by
 * first author, year, volume and page. Two works with different DOIs stay two. What is not certainly
 * one stays apart, so a work may be cited by more than is said.
 */
export function joinReferences(open: readonly OpenReference[]): CitedWork[] {
  const parent = open.map((_, at) => at);
  const dois = open.map(
    ({ keys }) => new Set(keys.identifiers.filter((id) => id.startsWith("doi:"))),
  );
  const rootOf = (at: number): number => {
    let root = at;
    while (parent[root] !== root) root = parent[root]!;
    for (let one = at; one !== root; ) {
      const next = parent[one]!;
      parent[one] = root;
      one = next;
    }
    return root;
  };
  const join = (a: number, b: number) => {
    const [x, y] = [rootOf(a), rootOf(b)].sort((one, other) => one - other) as [number, number];
    if (x === y) return;
    const both = new Set([...dois[x]!, ...dois[y]!]);
    if (both.size > 1 || contradict(open[x]!.keys, open[y]!.keys)) return;
    parent[y] = x;
    dois[x] = both;
  };
  const first = new Map<string, number>();
  // Identifiers first: what they join, a weaker trait cannot pull apart.
  for (const names of [identifiersOf, traitsOf])
    for (const [at, { keys, reference }] of open.entries())
      for (const name of names(keys, reference)) {
        const known = first.get(name);
        if (known === undefined) first.set(name, at);
        else join(known, at);
      }
  const works = new Map<number, OpenReference[]>();
  for (const [at, one] of open.entries()) {
    const root = rootOf(at);
    const its = works.get(root);
    if (its === undefined) works.set(root, [one]);
    else its.push(one);
  }
  return [...works.values()].map((references) => ({
    references: references as [OpenReference, ...OpenReference[]], // each work has its first
  }));
}

/** Whether one DOI stands in two references that cannot be one work: a database got one of them wrong. */
function contradict(a: ReferenceKeys, b: ReferenceKeys): boolean {
  if (a.titles.length > 0 && b.titles.length > 0)
    return a.titles.every((one) => b.titles.every((other) => titlesPlainlyDiffer(one, other)));
  const words = a.name.filter((word) => word.length > 1);
  return words.length > 0 && b.name.length > 0 && !words.some((word) => b.name.includes(word));
}

function identifiersOf({ identifiers }: ReferenceKeys): readonly string[] {
  return identifiers;
}

function traitsOf(keys: ReferenceKeys, { written, venue }: CitedReference): string[] {
  const { name, year, titles, volume, page } = keys;
  const author = name.find((word) => word.length > 1);
  if (author === undefined || year === undefined) return [];
  const who = `${author} ${year}`;
  const [title] = titles;
  return [
    ...(title === undefined ? [] : [`title:${who} ${title}`]),
    ...(volume === undefined || page === undefined ? [] : [`place:${who} ${volume} ${page}`]),
    // Without title, volume and page only the very same text is the same work.
    ...(titles.length === 0 && volume === undefined && venue !== undefined
      ? [`written:${written.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ")}`]
      : []),
  ];
}

/** The reference of a work that says most. */
export function fullest({ references }: CitedWork): CitedReference {
  const weight = ({ doi, pmid, titles, authors, year, venue, volume, pages }: CitedReference) =>
    [doi, pmid, year, venue, volume, pages].filter((part) => part !== undefined).length +
    (titles.length === 0 ? 0 : titles.length === 1 ? 4 : 3) +
    Math.min(authors.length, 3);
  return [...references]
    .map(({ reference }) => reference)
    .sort((a, b) => weight(b) - weight(a) || compareText(a.written, b.written))[0]!;
}
