import type { DecidedPairs } from "../dedupe/cluster.ts";
import type { DedupeKeys } from "../dedupe/keys.ts";
import type { RelationName, VersionPolicy } from "../dedupe/relations/index.ts";
import type { PairDecision, Reference } from "../records/decision.ts";
import { compareAnchors, keyOfAnchor } from "../records/identifiers/identity.ts";
import type { EntryId, RecordKey, SourceKind } from "../records/model.ts";
import { compareText, type Problem } from "../records/problem.ts";
import { plural } from "../records/text/plural.ts";
import { applyPairs, entriesOf } from "./decided-pairs.ts";
import { type EarlierRuns, hashOf, recallOr } from "./earlier/earlier-runs.ts";
import { type Identified, isReadable } from "./identify.ts";
import { type Ledger, NO_LEDGER } from "./kept-tables/duplicate-ledgers.ts";
import {
  type KeptLookups,
  keySuffixes,
  type Match,
  matchReference,
  ReferenceIndex,
} from "./references.ts";
import { type KeptRecords, keptRecords, recordsFrom, type UniqueRecord } from "./unique-records.ts";
import type { ShowStep } from "./work-step.ts";

/** Two records, by their indices, with the best evidence that links them. */
interface RecordPair {
  readonly a: number;
  readonly b: number;
  readonly rule: string;
  readonly similarity: number;
}

/** The records of a review, and the pairs of records that are related. */
export interface Clustered {
  readonly records: readonly UniqueRecord[];
  /** For each entry, the index of its record; -1 if the entry could not be read. */
  readonly recordOf: Int32Array;
  /** Pairs of records that a person must settle, each once. */
  readonly possible: readonly RecordPair[];
  /** Pairs that are too unlikely to ask about, unless both records are included; each once. */
  readonly unlikely: readonly RecordPair[];
  /** Pairs of records that are versions of one study, each once; none of them is in `possible`. */
  readonly linked: readonly (RecordPair & { readonly relation: RelationName })[];
  /** The record that a person's reference names. */
  readonly resolve: (reference: Reference) => Match;
  /** The index of the record that a key, an identifier or an entry names, if it is exactly one. */
  readonly recordNamed: (name: string) => number | undefined;
  /**
   * The entries (indices into `Identified.entries`) that a reference names, or why it names none.
   */
  readonly entriesNamed: (reference: Reference) => readonly number[] | string;
  /** Keeps for later runs what took long to find while names were looked up. */
  keepLookups(): Promise<void>;
  readonly problems: readonly Problem[];
  /** Everything that the records and their entries depend on; undefined if an export cannot say it. */
  readonly identity?: string | undefined;
}

/** What is found of the entries of a review, as the cache keeps it. */
interface FoundRecords extends Pick<Clustered, "possible" | "unlikely" | "linked"> {
  readonly records: KeptRecords;
  /** The indices of records in the order of their keys. */
  readonly keyOrder: Uint32Array;
}

/** How entries are clustered, beside what people and ledgers say. */
interface Clustering {
  readonly policy?: VersionPolicy | undefined;
  readonly earlier?: EarlierRuns | undefined;
  readonly progress?: ShowStep | undefined;
}

/**
 * Finds which entries are one record and gives each record its key. People's pairs come first, then
 * ledgers of duplicates, then the program's own findings under the review's policy for versions.
 */
export async function clusterRecords(
  identified: Identified,
  pairs: readonly PairDecision[],
  ledger: Ledger = NO_LEDGER,
  { policy, earlier, progress }: Clustering = {},
): Promise<Clustered> {
  const { entries } = identified;
  const readable: number[] = [];
  for (const [at, entry] of entries.entries()) if (isReadable(entry)) readable.push(at);
  const ofEntries = identified.identity;
  const kept = ofEntries && (await earlier?.recall(LOOKUPS, ofEntries));
  const index = new ReferenceIndex(
    readable.map((at) => entries[at]!),
    kept as KeptLookups | undefined, // `keepLookups`
  );
  const { people, problems } = applyPairs(pairs, index);
  const groups = groupsOf(readable, identified, ledger);
  const from = ofEntries && hashOf(ofEntries, people, [...groups], [...ledger.kept], policy);
  const found = await recallOr(earlier, "duplicates", from, () =>
    findRecordsAmong(readable, identified, { ...people, groups }, { ledger, policy, progress }),
  );
  const { possible, unlikely, linked } = found;
  const records = recordsFrom(found.records);
  const recordOf = new Int32Array(entries.length).fill(-1);
  for (const [record, { members }] of records.entries())
    for (const member of members) recordOf[member] = record;
  keyOrders.set(records, Array.from(found.keyOrder));
  return {
    ...{ records, recordOf, possible, unlikely, linked },
    keepLookups: lookupsKeeper(index, ofEntries, earlier),
    ...findersOf(index, readable, recordAt(readable, recordOf)),
    problems,
    identity: from,
  };
}

/** The records of these entries, with their kept entries, and the pairs of records that are related. */
async function findRecordsAmong(
  readable: readonly number[],
  identified: Identified,
  decided: DecidedPairs,
  {
    ledger,
    policy,
    progress,
  }: Pick<Clustering, "policy" | "progress"> & { readonly ledger: Ledger },
): Promise<FoundRecords> {
  const { entries } = identified;
  const step = { doing: "Finding duplicates", what: `among ${plural(entries.length, "entry")}` };
  progress?.(step);
  // Second runs need neither it nor its model.
  const { findDuplicates } = await import("../dedupe/index.ts");
  const keys = readable.map((at) => entries[at]!.keys!);
  const { clusters, possible, unlikely, linked } = findDuplicates(
    keys,
    decided,
    policy,
    undefined,
    (share) => progress?.({ ...step, share }),
  );
  const { members, clusterOf } = withSingles(clusters, keys.length);
  const recordKeys = assignKeys(
    members.map((its) =>
      its.map((member) => ({ keys: keys[member]!, id: entries[readable[member]!]!.id })),
    ),
  );
  const better = entryOrder(readable, identified, ledger);
  const ofRecords = <Found extends RecordPair>(pairs: readonly Found[]): Found[] =>
    pairs.map((pair) => ({ ...pair, a: clusterOf[pair.a]!, b: clusterOf[pair.b]! }));
  return {
    records: keptRecords(
      members.map((its, record) => {
        const best = [...its].sort(better)[0]!;
        const inOrder = [best, ...its.filter((member) => member !== best)];
        return {
          key: recordKeys[record]!,
          members: inOrder.map((member) => readable[member]!),
          links: inOrder.map((member) => clusters[record]?.links.get(member)),
        };
      }),
    ),
    keyOrder: Uint32Array.from(orderOf(recordKeys)),
    possible: ofRecords(possible),
    unlikely: ofRecords(unlikely),
    linked: ofRecords(linked),
  };
}

/** The step that finds entries by the names that people write. */
const LOOKUPS = "lookups";

function lookupsKeeper(
  index: ReferenceIndex,
  identity: string | undefined,
  earlier: EarlierRuns | undefined,
): Clustered["keepLookups"] {
  return async () => {
    const found = index.kept();
    if (identity !== undefined && found !== undefined)
      await earlier?.keep(LOOKUPS, identity, found);
  };
}

/** A function made here keeps nothing else alive that its maker knows, such as all evidence. */
function recordAt(readable: readonly number[], recordOf: Int32Array): (position: number) => number {
  return (position) => recordOf[readable[position]!]!;
}

/** The ways from what people write to records and entries. */
export function findersOf(
  index: ReferenceIndex,
  /** The entries of the index, as indices into `Identified.entries`. */
  readable: readonly number[],
  /** The record of a position in the index. */
  recordAt: (position: number) => number,
): Pick<Clustered, "resolve" | "recordNamed" | "entriesNamed"> {
  const resolve = (reference: Reference) => matchReference(reference, index, recordAt);
  return {
    resolve,
    recordNamed: (name) => {
      const found = resolve({ record: name });
      return found.kind === "matched" ? found.target : undefined;
    },
    entriesNamed: (reference) => {
      const named = entriesOf(reference, index);
      return typeof named === "string" ? named : named.map((position) => readable[position]!);
    },
  };
}

/** The orders that were asked for: several steps of a run ask for that of all records. */
const keyOrders = new WeakMap<readonly Pick<UniqueRecord, "key">[], readonly number[]>();

/** The indices of records in the order of their keys, in which results list them. */
export function inKeyOrder(records: readonly Pick<UniqueRecord, "key">[]): readonly number[] {
  const before = keyOrders.get(records);
  if (before !== undefined) return before;
  const order = orderOf(records.map(({ key }) => key));
  keyOrders.set(records, order);
  return order;
}

function orderOf(keys: readonly RecordKey[]): readonly number[] {
  return [...keys.keys()].sort((a, b) => compareText(keys[a]!, keys[b]!));
}

/**
 * The groups that are known before any comparison: those of ledgers, and those of sources whose
 * records are already unique.
 */
function groupsOf(
  readable: readonly number[],
  { entries, files }: Identified,
  ledger: Ledger,
): Map<number, string> {
  const groups = new Map<number, string>();
  if (ledger.groups.size === 0 && !files.some(({ file }) => file.source?.unique)) return groups;
  for (const [position, at] of readable.entries()) {
    const entry = entries[at]!;
    const isUnique = files[entry.file]!.file.source?.unique;
    const group = ledger.groups.get(at) ?? (isUnique ? `${entry.source}\n${entry.id}` : undefined);
    if (group !== undefined) groups.set(position, group);
  }
  return groups;
}

/**
 * The members of every cluster, followed by single entries that nothing joined; and the cluster of
 * each entry.
 */
function withSingles(
  clusters: readonly { readonly members: readonly number[] }[],
  entries: number,
): { readonly members: readonly (readonly number[])[]; readonly clusterOf: Int32Array } {
  const members = clusters.map((cluster) => cluster.members);
  const clusterOf = new Int32Array(entries).fill(-1);
  for (const [cluster, its] of members.entries())
    for (const member of its) clusterOf[member] = cluster;
  for (let position = 0; position < entries; position += 1) {
    if (clusterOf[position] !== -1) continue;
    clusterOf[position] = members.length;
    members.push([position]);
  }
  return { members, clusterOf };
}

/**
 * Compares the entries of a record: the first is kept. Entries of the previous version of the review
 * come first, then a ledger's choice, then
 * databases before registers before other methods, then the more complete entry.
 */
function entryOrder(
  readable: readonly number[],
  { entries, files }: Identified,
  { kept }: Ledger,
): (a: number, b: number) => number {
  const entryOf = (member: number) => entries[readable[member]!]!;
  const keysOf = (member: number) => entryOf(member).keys!;
  const rank = (member: number) => (kept.has(readable[member]!) ? 0 : 1);
  // What the previous version of the review knew is not found anew by a later search.
  const age = (member: number) => (files[entryOf(member).file]!.isPrevious ? 0 : 1);
  return (a, b) =>
    age(a) - age(b) ||
    rank(a) - rank(b) ||
    keepRank(entryOf(a).kind) - keepRank(entryOf(b).kind) ||
    completeness(keysOf(b)) - completeness(keysOf(a)) ||
    compareText(keysOf(a).fingerprint, keysOf(b).fingerprint) ||
    compareText(entryOf(a).source, entryOf(b).source) ||
    a - b;
}

/** A cluster belongs to a database, otherwise to a register, otherwise to another method. */
function keepRank(kind: SourceKind): number {
  return kind === "database" ? 0 : kind === "register" ? 1 : 2;
}

function completeness({ doi, pmid, year, venue, page, names }: DedupeKeys): number {
  return (
    [doi, pmid, year, venue, page].filter((value) => value !== undefined).length +
    (names !== undefined ? 1 : 0)
  );
}

/**
 * Eight characters of the strongest anchor. Records that would share them get suffixes of one entry that
 * has the anchor, so that the key leads back to this entry.
 */
function assignKeys(
  groups: readonly (readonly { keys: DedupeKeys; id: EntryId }[])[],
): RecordKey[] {
  const named = groups.map((members) => {
    const [anchor] = members.flatMap(({ keys }) => keys.anchors).sort(compareAnchors);
    const order = ({ keys, id }: (typeof members)[number]) =>
      [keys.title ?? "", keys.fingerprint, id].join("\n");
    const [first] = members
      .filter(({ keys }) => anchor === undefined || keys.anchors.includes(anchor))
      .sort((a, b) => compareText(order(a), order(b)));
    const { keys, id } = first!; // somebody has the anchor
    return { key: keyOfAnchor(anchor ?? `content:${keys.fingerprint}`), keys, id };
  });
  let keys = named.map(({ key }) => key);
  for (let part = 0; part < 3; part += 1) {
    const owners = new Map<string, number>();
    for (const key of keys) owners.set(key, (owners.get(key) ?? 0) + 1);
    keys = keys.map((key, group) => {
      if (owners.get(key) === 1) return key;
      const suffix = keySuffixes(named[group]!.keys, named[group]!.id)[part]!;
      return key.includes("-") ? key + suffix : `${key}-${suffix}`;
    });
  }
  return keys;
}
