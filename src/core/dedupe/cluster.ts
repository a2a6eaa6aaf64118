import { compareText } from "../records/problem.ts";
import type { CandidatePairs } from "./block.ts";
import { isGenericTitle } from "./fields/generic-titles.ts";
import type { DedupeKeys } from "./keys.ts";
import { createPrefilter } from "./prefilter.ts";
import {
  DEFAULT_POLICY,
  type RelatedVersions,
  type RelationName,
  relationOf,
  type VersionPolicy,
} from "./relations/index.ts";
import type { EntryTable } from "./table.ts";
import { type PairTrees, trainedPairTrees } from "./trees.ts";
import { createPairClassifier, type PairClassifier, plainlySame } from "./verdict.ts";
import { MERGED_FROM } from "./vetoes.ts";

/** A pair of entries, by their positions. */
export type Pair = readonly [a: number, b: number];

/** People's decisions about pairs of entries, which always hold. */
export interface DecidedPairs {
  readonly same: readonly Pair[];
  readonly different: readonly Pair[];
  /**
   * Groups of a ledger that somebody kept, by position; they have the last word on the entries that
   * they list.
   */
  readonly groups?: ReadonlyMap<number, string>;
}

/** Entries of one report, with the link that joined each of them. */
export interface Cluster {
  /** Positions of its entries, ascending. */
  readonly members: readonly number[];
  readonly links: ReadonlyMap<number, { readonly rule: string; readonly similarity: number }>;
}

/** Two entries of different clusters that only a person can settle. */
export interface PossiblePair {
  readonly a: number;
  readonly b: number;
  readonly rule: string;
  readonly similarity: number;
}

/** Two entries of different clusters that are versions of one study, which the review keeps apart. */
export interface LinkedPair extends PossiblePair {
  readonly relation: RelationName;
}

/** The findings of the program and of people together. */
export interface FoundDuplicates {
  readonly clusters: Cluster[];
  /** For each two clusters at most one pair: the likeliest. */
  readonly possible: PossiblePair[];
  /** The same for versions; none of their clusters is in `possible`. */
  readonly linked: LinkedPair[];
  /**
   * Pairs too unlikely to ask about, unless much depends on them because both records are included.
   */
  readonly unlikely: PossiblePair[];
}

/** Nobody is ever asked about less likely pairs. */
const UNLIKELY_FROM = 0.02;

/** A reason to join two entries; the program's own are applied in the order of similarity. */
type Link = PossiblePair;

/** A probability below this means that two entries are certainly different. */
const SURELY_DIFFERENT = 0.02;

/**
 * Groups entries into clusters. People's `same` pairs come first, then the program's links by
 * similarity and content, so that the order of entries does not matter. A link that would join
 * entries that people called different, or that contradict each other, becomes a possible pair.
 */
export function clusterEntries(
  table: EntryTable,
  candidates: CandidatePairs,
  decided: DecidedPairs,
  policy: VersionPolicy = DEFAULT_POLICY,
  trees: PairTrees = trainedPairTrees(),
  compared?: (share: number) => void,
): FoundDuplicates {
  const entries = table.keys;
  const { links, possible, linked, unlikely, probabilities } = classifyAll(
    table,
    candidates,
    createPairClassifier(table, policy, trees),
    compared,
  );
  const label = ({ a, b }: Link) => {
    const [first, second] = [entries[a]!.fingerprint, entries[b]!.fingerprint];
    return first < second ? first + second : second + first;
  };
  const forest = new Forest(entries, decided, policy, probabilities);
  for (const [a, b] of decided.same) {
    forest.join({ a, b, rule: "people: same", similarity: 1 });
  }
  for (const link of ledgerLinks(decided.groups)) if (!forest.forbids(link)) forest.join(link);
  for (const link of exactCopies(entries)) {
    if (namesNoWork(entries[link.a]!)) possible.push({ ...link, ...COPY_OF_MANY });
    else if (!forest.forbids(link)) forest.join(link);
  }
  for (const link of byLikelihood(links, label)) {
    if (forest.rootOf(link.a) === forest.rootOf(link.b)) forest.strengthen(link);
    else if (forest.forbids(link)) {
      if (forest.partedByLedger(link))
        possible.push({ ...link, rule: `${link.rule}, but the ledger has two records` });
    } else {
      const separate = forest.separateVersions(link);
      if (separate !== undefined) {
        const { name: relation, words } = separate;
        linked.push({ ...link, relation, rule: `${link.rule}, but the clusters are ${words}` });
      } else if (forest.contradict(link)) {
        possible.push({ ...link, rule: `${link.rule}, but others of their clusters contradict` });
      } else forest.join(link);
    }
  }
  const open = (pair: PossiblePair) =>
    forest.rootOf(pair.a) !== forest.rootOf(pair.b) &&
    (!forest.forbids(pair) || forest.partedByLedger(pair));
  const ofClusters = <Found extends PossiblePair>(pairs: readonly Found[]) =>
    bestOfClusters(pairs.filter(open), (position) => forest.rootOf(position), label);
  const versions = ofClusters(linked);
  const asked = ofClusters(possible);
  for (const name of versions.keys()) asked.delete(name);
  const others = ofClusters(unlikely);
  for (const name of [...versions.keys(), ...asked.keys()]) others.delete(name);
  return {
    clusters: forest.clusters(),
    possible: [...asked.values()],
    linked: [...versions.values()],
    unlikely: [...others.values()],
  };
}

/** The likeliest first; equal ones by their labels, each of which is made once. */
function byLikelihood(links: readonly Link[], label: (link: Link) => string): Link[] {
  return links
    .map((link) => ({ link, label: label(link) }))
    .sort((x, y) => y.link.similarity - x.link.similarity || compareText(x.label, y.label))
    .map(({ link }) => link);
}

/** For each two clusters the likeliest pair of entries, by the names of the clusters. */
function bestOfClusters<Found extends PossiblePair>(
  pairs: readonly Found[],
  clusterOf: (position: number) => number,
  label: (pair: Found) => string,
): Map<string, Found> {
  const best = new Map<string, Found>();
  for (const pair of pairs) {
    const [a, b] = [clusterOf(pair.a), clusterOf(pair.b)];
    const name = a < b ? `${a} ${b}` : `${b} ${a}`;
    const before = best.get(name);
    const order =
      before === undefined
        ? -1
        : before.similarity - pair.similarity ||
          compareText(pair.rule, before.rule) ||
          compareText(label(pair), label(before));
    if (order < 0) best.set(name, pair);
  }
  return best;
}

/** So many pairs are compared between two reports of how far the comparison is. */
const REPORT_EVERY = 4096;

/** Classifies every candidate pair that the prefilter keeps. */
function classifyAll(
  table: EntryTable,
  candidates: CandidatePairs,
  classifier: PairClassifier,
  compared?: (share: number) => void,
) {
  const worthComparing = createPrefilter(table);
  const links: Link[] = [];
  const possible: PossiblePair[] = [];
  const linked: LinkedPair[] = [];
  const unlikely: PossiblePair[] = [];
  const probabilities = new Probabilities(table.keys.length, candidates);
  for (let i = 0; i < candidates.count; i += 1) {
    if (i % REPORT_EVERY === 0) compared?.(i / candidates.count);
    const [a, b] = [candidates.first[i]!, candidates.second[i]!];
    if (!worthComparing(a, b)) continue;
    if (plainlySame(table, a, b)) {
      probabilities.set(i, 1);
      links.push({ a, b, rule: PLAINLY_SAME, similarity: 1 });
      continue;
    }
    const weighed = classifier.weigh(a, b);
    const { verdict } = weighed;
    probabilities.set(i, verdict.similarity);
    if (weighed.veto !== undefined && verdict.kind === "possible") probabilities.veto(i);
    if (verdict.kind === "duplicate") links.push({ a, b, ...verdict });
    else if (verdict.kind === "possible") possible.push({ a, b, ...verdict });
    else if (verdict.kind === "linked") linked.push({ a, b, ...verdict });
    else if (verdict.similarity >= UNLIKELY_FROM) {
      unlikely.push({
        a,
        b,
        rule: weighed.words || "little agrees",
        similarity: verdict.similarity,
      });
    }
  }
  return { links, possible, linked, unlikely, probabilities };
}

const PLAINLY_SAME = "same title, first author, year, volume and page";

/** The probabilities of the classified pairs; those of others are unknown. */
class Probabilities {
  readonly #pairs: CandidatePairs;
  readonly #values: Float32Array;
  readonly #vetoed = new Set<number>();
  /** For each entry, the start of the pairs in which it comes first. */
  readonly #starts: Uint32Array;
  constructor(entries: number, pairs: CandidatePairs) {
    this.#pairs = pairs;
    this.#values = new Float32Array(pairs.count);
    this.#starts = new Uint32Array(entries + 1);
    for (let i = 0; i < pairs.count; i += 1) this.#starts[pairs.first[i]! + 1]! += 1;
    for (let i = 0; i < entries; i += 1) this.#starts[i + 1]! += this.#starts[i]!;
  }
  set(pair: number, probability: number): void {
    this.#values[pair] = probability;
  }
  /** Whether a person has to settle it, whatever its probability. */
  veto(pair: number): void {
    this.#vetoed.add(pair);
  }
  isVetoed(x: number, y: number): boolean {
    const pair = this.#vetoed.size === 0 ? undefined : this.#pairOf(x, y);
    return pair !== undefined && this.#vetoed.has(pair);
  }
  get(x: number, y: number): number | undefined {
    const pair = this.#pairOf(x, y);
    return pair === undefined ? undefined : this.#values[pair];
  }
  #pairOf(x: number, y: number): number | undefined {
    const [a, b] = x < y ? [x, y] : [y, x];
    for (let i = this.#starts[a]!; i < this.#starts[a + 1]!; i += 1) {
      if (this.#pairs.second[i] === b) return i;
    }
    return undefined;
  }
}

/** Entries of one group of a ledger, each linked to the first. */
function* ledgerLinks(groups: DecidedPairs["groups"] = new Map()): Generator<Link> {
  const first = new Map<string, number>();
  for (const [position, group] of groups) {
    const a = first.get(group);
    if (a === undefined) first.set(group, position);
    else yield { a, b: position, rule: "ledger of duplicates", similarity: 1 };
  }
}

/** Entries that are equal in every field, each linked to the one before it. */
function* exactCopies(entries: readonly DedupeKeys[]): Generator<Link> {
  const last = new Map<string, number>();
  for (const [position, entry] of entries.entries()) {
    const { fingerprint } = entry;
    const before = last.get(fingerprint);
    // An entry without title and identifiers names nothing that could be the same.
    if (before !== undefined && entry.anchors.length > 0) {
      yield { a: before, b: position, rule: "exact copy", similarity: 1 };
    }
    last.set(fingerprint, position);
  }
}

/**
 * Tells whether many reports may have such an entry: a recurring title, and nothing else that would
 * distinguish two of them.
 */
function namesNoWork({ title, page, identified }: DedupeKeys): boolean {
  return title !== undefined && isGenericTitle(title) && page === undefined && !identified;
}

const COPY_OF_MANY = {
  rule: "exact copy, but many reports have this title and nothing tells them apart",
  similarity: 0.5,
};

const COMPARED = [
  "title",
  "names",
  "year",
  "venue",
  "otherVenues",
  "volume",
  "issue",
  "page",
  "lastPage",
  "articleNumber",
  "doi",
  "pmid",
  "arxiv",
  "otherTitles",
  "remarks",
  "notices",
  "hasErratum",
  "supplement",
  "conference",
  "registration",
  "preprint",
  "abstract",
] as const satisfies readonly (keyof DedupeKeys)[];

/** Tells whether two entries agree in everything that comparisons and relations look at. */
function comparesAlike(a: DedupeKeys, b: DedupeKeys): boolean {
  if (COMPARED.some((field) => a[field] !== b[field])) return false;
  const [x, y] = [a.version, b.version];
  return (Object.keys(x) as (keyof typeof x)[]).every((field) => x[field] === y[field]);
}

/** Union-find over positions that remembers people's prohibitions, vetoes and links. */
class Forest {
  readonly #parent: Int32Array;
  readonly #members = new Map<number, number[]>();
  /** For each cluster, the entries that differ in what is compared, by its root. */
  readonly #kinds = new Map<number, readonly number[]>();
  readonly #forbidden = new Map<number, number[]>();
  readonly #links = new Map<number, Link>();
  /** The ledger's group of a cluster, by its root. */
  readonly #groups = new Map<number, string>();
  readonly #entries: readonly DedupeKeys[];
  readonly #policy: VersionPolicy;
  readonly #probabilities: Probabilities;

  constructor(
    entries: readonly DedupeKeys[],
    decided: DecidedPairs,
    policy: VersionPolicy,
    probabilities: Probabilities,
  ) {
    this.#entries = entries;
    this.#policy = policy;
    this.#probabilities = probabilities;
    this.#parent = Int32Array.from(entries, (_, position) => position);
    for (const [position, group] of decided.groups ?? []) this.#groups.set(position, group);
    for (const [a, b] of decided.different) {
      this.#forbidden.set(a, [...(this.#forbidden.get(a) ?? []), b]);
      this.#forbidden.set(b, [...(this.#forbidden.get(b) ?? []), a]);
    }
  }

  rootOf(position: number): number {
    let root = position;
    while (this.#parent[root] !== root) root = this.#parent[root]!;
    for (let at = position; at !== root; ) {
      const above = this.#parent[at]!;
      this.#parent[at] = root;
      at = above;
    }
    return root;
  }

  #membersOf(root: number): number[] {
    return this.#members.get(root) ?? [root];
  }

  /** Among entries that agree in everything compared, the one with the first fingerprint. */
  #kindsOf(root: number): readonly number[] {
    return this.#kinds.get(root) ?? [root];
  }

  #uniteKinds(root: number, other: number): readonly number[] {
    const kinds = [...this.#kindsOf(root)];
    for (const entry of this.#kindsOf(other)) {
      const at = kinds.findIndex((kind) =>
        comparesAlike(this.#entries[kind]!, this.#entries[entry]!),
      );
      if (at < 0) kinds.push(entry);
      else if (!this.#comesFirst(kinds[at]!, entry)) kinds[at] = entry;
    }
    return kinds;
  }

  /** Tells whether a ledger has the two clusters as two records. */
  partedByLedger({ a, b }: { readonly a: number; readonly b: number }): boolean {
    const [first, second] = [this.#groups.get(this.rootOf(a)), this.#groups.get(this.rootOf(b))];
    return (
      first !== undefined &&
      second !== undefined &&
      first !== second &&
      !this.#calledDifferent(a, b)
    );
  }

  /** Tells whether people, or a ledger that they kept, keep the two clusters apart. */
  forbids({ a, b }: { readonly a: number; readonly b: number }): boolean {
    return this.partedByLedger({ a, b }) || this.#calledDifferent(a, b);
  }

  /** Tells whether people called an entry of one cluster and an entry of the other different. */
  #calledDifferent(a: number, b: number): boolean {
    if (this.#forbidden.size === 0) return false;
    const [first, second] = [this.rootOf(a), this.rootOf(b)];
    const [few, other] =
      this.#membersOf(first).length <= this.#membersOf(second).length
        ? [first, second]
        : [second, first];
    return this.#membersOf(few).some((member) =>
      this.#forbidden.get(member)?.some((enemy) => this.rootOf(enemy) === other),
    );
  }

  *#pairsAcross({ a, b }: Link): Generator<Pair> {
    for (const one of this.#kindsOf(this.rootOf(a))) {
      for (const other of this.#kindsOf(this.rootOf(b))) yield [one, other];
    }
  }

  /** The relation of entries of the two clusters, if the review keeps such versions apart. */
  separateVersions(link: Link): RelatedVersions | undefined {
    for (const [one, other] of this.#pairsAcross(link)) {
      const probability = this.#probabilities.get(one, other);
      // For entries that were not compared, nobody knows whether their places are the same.
      const sameReport = probability === undefined || probability >= MERGED_FROM;
      const [x, y] = [this.#entries[one]!, this.#entries[other]!];
      const related = relationOf(x, y, this.#policy, sameReport);
      if (related?.treatment === "separate") return related;
    }
    return undefined;
  }

  /**
   * Tells whether more pairs across the two clusters are certainly different than are duplicates,
   * or two entries have DOIs of different reports.
   */
  contradict(link: Link): boolean {
    let [duplicates, different] = [0, 0];
    for (const [one, other] of this.#pairsAcross(link)) {
      const probability = this.#probabilities.get(one, other);
      if (probability === undefined) continue;
      const [x, y] = [this.#entries[one]!.doi, this.#entries[other]!.doi];
      if (x !== undefined && y !== undefined && x !== y && probability < MERGED_FROM) return true;
      if (this.#probabilities.isVetoed(one, other)) return true;
      if (probability < SURELY_DIFFERENT) different += 1;
      else if (probability >= MERGED_FROM) duplicates += 1;
    }
    return different > duplicates;
  }

  join(link: Link): void {
    const [first, second] = [this.rootOf(link.a), this.rootOf(link.b)];
    this.strengthen(link);
    if (first === second) return;
    const [root, other] =
      this.#membersOf(first).length >= this.#membersOf(second).length
        ? [first, second]
        : [second, first];
    this.#kinds.set(root, this.#uniteKinds(root, other));
    this.#kinds.delete(other);
    const members = this.#membersOf(root);
    for (const member of this.#membersOf(other)) members.push(member);
    this.#members.set(root, members);
    this.#members.delete(other);
    this.#parent[other] = root;
    const group = this.#groups.get(root) ?? this.#groups.get(other);
    if (group !== undefined) this.#groups.set(root, group);
  }

  #comesFirst(a: number, b: number): boolean {
    return this.#entries[a]!.fingerprint <= this.#entries[b]!.fingerprint;
  }

  /** Links are applied by similarity: the first one that touches an entry is its best evidence. */
  strengthen(link: Link): void {
    for (const end of [link.a, link.b]) if (!this.#links.has(end)) this.#links.set(end, link);
  }

  clusters(): Cluster[] {
    return [...this.#members.values()]
      .map((members) => [...members].sort((a, b) => a - b))
      .sort((a, b) => a[0]! - b[0]!)
      .map((members) => ({
        members,
        links: new Map(
          members.flatMap((member) => {
            const link = this.#links.get(member);
            return link === undefined
              ? []
              : [[member, { rule: link.rule, similarity: link.similarity }] as const];
          }),
        ),
      }));
  }
}
