import { compareText } from "../problem.ts";
import type { DedupeKeys } from "./keys.ts";
import {
  DEFAULT_POLICY,
  type RelatedVersions,
  type RelationName,
  relationOf,
  type VersionPolicy,
} from "./relations/index.ts";
import { judgePair } from "./rules.ts";
import { type Veto, vetoOf, vetoTraits } from "./vetoes.ts";

/** A pair of entries, by their positions. */
export type Pair = readonly [a: number, b: number];

/** What people decided about pairs of entries; it holds for good. */
export interface PeoplesPairs {
  readonly same: readonly Pair[];
  readonly different: readonly Pair[];
  /** Groups of a ledger that somebody kept, by position: authoritative for what it lists. */
  readonly groups?: ReadonlyMap<number, string>;
}

/** Entries of one and the same report, with the link that brought each of them in. */
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

interface Link {
  readonly a: number;
  readonly b: number;
  readonly rule: string;
  readonly strength: number;
  readonly similarity: number;
}

/**
 * Groups entries into clusters. People's `same` pairs go in first, then the machine's links by
 * strength, similarity and content, so that the order of entries does not matter. A link that would
 * join what people called different, or entries that veto each other, becomes a possible pair.
 */
export function clusterEntries(
  entries: readonly DedupeKeys[],
  candidates: readonly Pair[],
  people: PeoplesPairs,
  policy: VersionPolicy = DEFAULT_POLICY,
): { clusters: Cluster[]; possible: PossiblePair[]; linked: LinkedPair[] } {
  const possible: PossiblePair[] = [];
  const linked: LinkedPair[] = [];
  const links: Link[] = [];
  for (const [a, b] of candidates) {
    const verdict = judgePair(entries[a]!, entries[b]!, policy);
    if (verdict.kind === "duplicate") links.push({ a, b, ...verdict });
    else if (verdict.kind === "possible") possible.push({ a, b, ...verdict });
    else if (verdict.kind === "linked") linked.push({ a, b, ...verdict });
  }
  const label = ({ a, b }: Link) => {
    const [first, second] = [entries[a]!.fingerprint, entries[b]!.fingerprint];
    return first < second ? first + second : second + first;
  };
  const labels = new Map(links.map((link) => [link, label(link)]));
  links.sort(
    (x, y) =>
      y.strength - x.strength ||
      y.similarity - x.similarity ||
      compareText(labels.get(x)!, labels.get(y)!),
  );

  const forest = new Forest(entries, people, policy);
  for (const [a, b] of people.same) {
    forest.join({ a, b, rule: "people: same", strength: 100, similarity: 1 });
  }
  for (const link of ledgerLinks(people.groups)) if (!forest.forbids(link)) forest.join(link);
  for (const link of exactCopies(entries)) if (!forest.forbids(link)) forest.join(link);
  for (const link of links) {
    if (forest.rootOf(link.a) === forest.rootOf(link.b)) forest.strengthen(link);
    else if (forest.forbids(link)) {
      if (forest.partedByLedger(link))
        possible.push({ ...link, rule: `${link.rule}, but the ledger has two records` });
    } else {
      const veto = forest.vetoes(link);
      if (veto === undefined) forest.join(link);
      else if ("words" in veto) {
        const { name: relation, words } = veto;
        linked.push({ ...link, relation, rule: `${link.rule}, but the clusters are ${words}` });
      } else if (veto.shown) {
        possible.push({ ...link, rule: `${link.rule}, but the clusters have ${veto.rule}` });
      }
    }
  }
  const open = (pair: PossiblePair) =>
    forest.rootOf(pair.a) !== forest.rootOf(pair.b) &&
    (!forest.forbids(pair) || forest.partedByLedger(pair));
  return {
    clusters: forest.clusters(),
    possible: possible.filter(open),
    linked: linked.filter(open),
  };
}

/** Entries of one group of a ledger, each linked to the first. */
function* ledgerLinks(groups: PeoplesPairs["groups"] = new Map()): Generator<Link> {
  const first = new Map<string, number>();
  for (const [position, group] of groups) {
    const a = first.get(group);
    if (a === undefined) first.set(group, position);
    else yield { a, b: position, rule: "ledger of duplicates", strength: 95, similarity: 1 };
  }
}

/** Entries that are equal in every field, each linked to the one before it. */
function* exactCopies(entries: readonly DedupeKeys[]): Generator<Link> {
  const last = new Map<string, number>();
  for (const [position, { anchors, fingerprint }] of entries.entries()) {
    // An entry without title and identifiers names nothing that could be the same.
    if (anchors.length === 0) continue;
    const before = last.get(fingerprint);
    if (before !== undefined) {
      yield { a: before, b: position, rule: "exact copy", strength: 90, similarity: 1 };
    }
    last.set(fingerprint, position);
  }
}

/** Union-find over positions that remembers people's prohibitions, vetoes and links. */
class Forest {
  readonly #parent: Int32Array;
  readonly #members = new Map<number, number[]>();
  /** Of each cluster the entries that differ in what vetoes and relations look at, by its root. */
  readonly #kinds = new Map<number, Map<string, DedupeKeys>>();
  readonly #forbidden = new Map<number, number[]>();
  readonly #links = new Map<number, Link>();
  /** The ledger's group of a cluster, by its root. */
  readonly #groups = new Map<number, string>();
  readonly #entries: readonly DedupeKeys[];
  readonly #policy: VersionPolicy;

  constructor(entries: readonly DedupeKeys[], people: PeoplesPairs, policy: VersionPolicy) {
    this.#entries = entries;
    this.#policy = policy;
    this.#parent = Int32Array.from(entries, (_, position) => position);
    for (const [position, group] of people.groups ?? []) this.#groups.set(position, group);
    for (const [a, b] of people.different) {
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

  #kindsOf(root: number): Map<string, DedupeKeys> {
    const before = this.#kinds.get(root);
    if (before !== undefined) return before;
    const entry = this.#entries[root]!;
    const { preprint, version, title, year, venue, volume, page } = entry;
    const seen = [vetoTraits(entry), preprint, version, title, year, venue, volume, page];
    return new Map([[JSON.stringify(seen), entry]]);
  }

  /** Whether a ledger holds the two clusters as two records. */
  partedByLedger({ a, b }: { readonly a: number; readonly b: number }): boolean {
    const [first, second] = [this.#groups.get(this.rootOf(a)), this.#groups.get(this.rootOf(b))];
    return (
      first !== undefined &&
      second !== undefined &&
      first !== second &&
      !this.#calledDifferent(a, b)
    );
  }

  /** Whether people, or a ledger that they kept, hold the two clusters apart. */
  forbids({ a, b }: { readonly a: number; readonly b: number }): boolean {
    return this.partedByLedger({ a, b }) || this.#calledDifferent(a, b);
  }

  /** Whether people called an entry of the one cluster and an entry of the other different. */
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

  /** The first veto between entries of the two clusters, or versions to be kept apart; each kind of entry is looked at once. */
  vetoes({ a, b }: Link): Veto | RelatedVersions | undefined {
    let separate: RelatedVersions | undefined;
    for (const one of this.#kindsOf(this.rootOf(a)).values()) {
      for (const other of this.#kindsOf(this.rootOf(b)).values()) {
        const related = relationOf(one, other, this.#policy);
        if (related?.treatment === "merge") continue;
        if (related !== undefined) separate ??= related;
        const veto = related === undefined ? vetoOf(vetoTraits(one), vetoTraits(other)) : undefined;
        if (veto !== undefined) return veto;
      }
    }
    return separate;
  }

  join(link: Link): void {
    const [first, second] = [this.rootOf(link.a), this.rootOf(link.b)];
    this.strengthen(link);
    if (first === second) return;
    const [root, other] =
      this.#membersOf(first).length >= this.#membersOf(second).length
        ? [first, second]
        : [second, first];
    const kinds = this.#kindsOf(root);
    for (const [name, entry] of this.#kindsOf(other)) kinds.set(name, entry);
    this.#kinds.set(root, kinds);
    this.#kinds.delete(other);
    const members = this.#membersOf(root);
    for (const member of this.#membersOf(other)) members.push(member);
    this.#members.set(root, members);
    this.#members.delete(other);
    this.#parent[other] = root;
    const group = this.#groups.get(root) ?? this.#groups.get(other);
    if (group !== undefined) this.#groups.set(root, group);
  }

  /** Links go in by strength: the first one that touches an entry is its best evidence. */
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
