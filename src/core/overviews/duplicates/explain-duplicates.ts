import { evidenceOn as evidenceInTable, type PairEvidence } from "../../dedupe/evidence.ts";
import type { DedupeKeys } from "../../dedupe/keys.ts";
import { relationOf } from "../../dedupe/relations/index.ts";
import { type EntryTable, tabulate } from "../../dedupe/table.ts";
import { WITHDRAWN } from "../../records/decision.ts";
import type { EntryId, RecordKey } from "../../records/model.ts";
import { plural } from "../../records/text/plural.ts";
import { inTimeOrder } from "../../records/time-order.ts";
import type { ReviewRecords } from "../../review/find-records.ts";

/** The verdict on two entries. */
export type PairOutcome = "one-record" | "possible" | "linked" | "two-records";

/** The reasons why two entries are one record, or are not. */
export interface ExplainedPair {
  /** Indices into `Identified.entries`. */
  readonly entries: readonly [number, number];
  readonly outcome: PairOutcome;
  /** What decided: a person, a ledger, the policy of the review, a rule or a veto. */
  readonly because: string;
  readonly evidence: PairEvidence;
  /**
   * The entries that connect the two within one record, if the two are not duplicates on their own.
   */
  readonly via: readonly EntryId[];
}

/** A name that identifies entries, or the reason why it does not. */
export type Named = { readonly entries: readonly number[] } | { readonly why: string };

/**
 * The entries that a name identifies: all entries of a record for its key, one entry for
 * `Scopus#12`, and for a DOI, PMID, arXiv id or title the entries that have it.
 */
export function entriesNamed(name: string, { identified, clustered }: ReviewRecords): Named {
  const record = clustered.records.find(({ key }) => key === name);
  if (record !== undefined) return { entries: record.members };
  const numbered = /^(.+)#(\d+)$/.exec(name);
  if (numbered !== null) {
    const [, source, number] = numbered;
    const at = identified.entries.findIndex(({ id }) => id === `${source}#${Number(number)}`);
    if (at >= 0) {
      if (identified.entries[at]!.keys === undefined) return { why: "that entry cannot be read" };
      return { entries: [at] };
    }
    const sources = [...new Set(identified.entries.map((entry) => entry.source))];
    const count = identified.entries.filter((entry) => entry.source === source).length;
    return {
      why:
        count > 0
          ? `${source} has ${plural(count, "entry")}`
          : `there is no source ${source} among ${sources.join(", ")}`,
    };
  }
  const found = clustered.entriesNamed({ record: name });
  return typeof found === "string" ? { why: `it ${found}` } : { entries: found };
}

/** The records that entries belong to. */
export function recordsOf(entries: readonly number[], { clustered }: ReviewRecords): number[] {
  return [...new Set(entries.map((entry) => clustered.recordOf[entry]!))];
}

/** The pair with the strongest evidence between two sets of entries, explained. */
export function explainNamed(
  one: readonly number[],
  other: readonly number[],
  records: ReviewRecords,
): ExplainedPair {
  const review = comparable(records);
  const strength = { duplicate: 3, possible: 2, linked: 1, distinct: 0 } as const;
  const pairs = one.flatMap((a) =>
    other.flatMap((b) => (a === b ? [] : [{ a, b, evidence: evidenceOn(a, b, review) }])),
  );
  const [best] = pairs.sort(
    ({ evidence: x }, { evidence: y }) =>
      strength[y.verdict] - strength[x.verdict] || y.similarity - x.similarity,
  );
  return explainPair(best!.a, best!.b, review);
}

function keysAt(at: number, { identified }: ReviewRecords): DedupeKeys {
  return identified.entries[at]!.keys!;
}

/** A review whose readable entries are ready for comparison. */
interface ComparableReview extends ReviewRecords {
  readonly table: EntryTable;
  /** The row of each readable entry in the table. */
  readonly placeOf: ReadonlyMap<number, number>;
}

function comparable(review: ReviewRecords): ComparableReview {
  const { entries } = review.identified;
  const readable = [...entries.keys()].filter((at) => entries[at]!.keys !== undefined);
  return {
    ...review,
    table: tabulate(readable.map((at) => entries[at]!.keys!)),
    placeOf: new Map(readable.map((at, place) => [at, place])),
  };
}

function evidenceOn(
  a: number,
  b: number,
  { table, placeOf, input }: ComparableReview,
): PairEvidence {
  return evidenceInTable(table, placeOf.get(a)!, placeOf.get(b)!, input.protocol.versions);
}

function explainPair(a: number, b: number, review: ComparableReview): ExplainedPair {
  const { clustered, ledger } = review;
  const evidence = evidenceOn(a, b, review);
  const explained = (outcome: PairOutcome, because: string, via: readonly EntryId[] = []) =>
    ({ entries: [a, b], outcome, because, evidence, via }) as const;
  const [first, second] = [clustered.recordOf[a]!, clustered.recordOf[b]!];
  const people = peopleOn(a, b, review);
  if (first === second) {
    const direct = directLink(a, b, review);
    if (direct !== undefined) return explained("one-record", direct);
    const path = pathBetween(a, b, clustered.records[first]!.members, review);
    const ids = path.slice(1, -1).map((at) => review.identified.entries[at]!.id);
    return explained("one-record", `both are duplicates of ${ids.join(" and ")}`, ids);
  }
  if (people?.verdict === "different") return explained("two-records", people.words);
  const [groupA, groupB] = [ledger.groups.get(a), ledger.groups.get(b)];
  const isPair = (pair: { readonly a: number; readonly b: number }) =>
    (pair.a === first && pair.b === second) || (pair.a === second && pair.b === first);
  const linked = clustered.linked.find(isPair);
  if (linked !== undefined) {
    return explained(
      "linked",
      `${linked.rule}; slr.yaml keeps such versions apart (versions: ${linked.relation}: separate)`,
    );
  }
  const possible = clustered.possible.find(isPair);
  if (possible !== undefined) return explained("possible", possible.rule);
  if (groupA !== undefined && groupB !== undefined && groupA !== groupB) {
    return explained("two-records", "the ledger of duplicates puts them in two groups");
  }
  if (evidence.verdict === "duplicate") {
    return explained("two-records", blockerBetween(first, second, review) ?? evidence.rule);
  }
  return explained("two-records", evidence.veto?.words ?? evidence.rule);
}

/** The direct link between two entries of one record. */
function directLink(a: number, b: number, review: ComparableReview): string | undefined {
  const people = peopleOn(a, b, review);
  if (people?.verdict === "same") return people.words;
  const group = review.ledger.groups.get(a);
  if (group !== undefined && group === review.ledger.groups.get(b)) {
    return "the ledger of duplicates puts them in one group";
  }
  if (keysAt(a, review).fingerprint === keysAt(b, review).fingerprint) {
    return "an exact copy: every field is the same";
  }
  const evidence = evidenceOn(a, b, review);
  return evidence.verdict === "duplicate" ? evidence.rule : undefined;
}

/**
 * The shortest path from one entry of a record to another, along pairs that are duplicates on their
 * own.
 */
function pathBetween(
  a: number,
  b: number,
  members: readonly number[],
  review: ComparableReview,
): readonly number[] {
  const before = new Map<number, number>([[a, a]]);
  const waiting = [a];
  for (let at = waiting.shift(); at !== undefined && !before.has(b); at = waiting.shift()) {
    for (const next of members) {
      if (before.has(next) || directLink(at, next, review) === undefined) continue;
      before.set(next, at);
      waiting.push(next);
    }
  }
  const path = [b];
  for (let at = b; at !== a && before.has(at); ) {
    at = before.get(at)!;
    path.unshift(at);
  }
  return path;
}

/** The reason why two records are apart although entries of both are duplicates on their own. */
function blockerBetween(
  first: number,
  second: number,
  review: ComparableReview,
): string | undefined {
  const { clustered, identified } = review;
  for (const a of clustered.records[first]!.members) {
    for (const b of clustered.records[second]!.members) {
      const people = peopleOn(a, b, review);
      const related = relationOf(
        keysAt(a, review),
        keysAt(b, review),
        review.input.protocol.versions,
        evidenceOn(a, b, review).verdict === "duplicate",
      );
      const why =
        (people?.verdict === "different" ? people.words : undefined) ??
        (related?.treatment === "separate" ? related.words : undefined) ??
        evidenceOn(a, b, review).veto?.words;
      if (why === undefined) continue;
      const [one, other] = [identified.entries[a]!.id, identified.entries[b]!.id];
      return `alike on their own, but ${one} and ${other} of the two records are kept apart: ${why}`;
    }
  }
  return undefined;
}

/**
 * The last row of people about two entries. Rows that contradict each other are not applied, so
 * they do not count.
 */
function peopleOn(
  a: number,
  b: number,
  { input, clustered }: ReviewRecords,
): { readonly verdict: "same" | "different"; readonly words: string } | undefined {
  const resting = new Set(clustered.problems.map(({ file, line }) => `${file}:${line}`));
  const said = inTimeOrder(
    input.pairs
      .filter(({ place }) => !resting.has(`${place.file}:${place.line}`))
      .filter((pair) => {
        const [one, other] = [clustered.entriesNamed(pair.a), clustered.entriesNamed(pair.b)];
        if (typeof one === "string" || typeof other === "string") return false;
        return (one.includes(a) && other.includes(b)) || (one.includes(b) && other.includes(a));
      }),
    (pair) => pair,
  );
  const last = said.at(-1);
  if (last === undefined || last.verdict === WITHDRAWN) return undefined;
  const who = last.by === "" ? "somebody" : last.by;
  const { file, line } = last.place;
  return { verdict: last.verdict, words: `${who} said \`${last.verdict}\` (${file}:${line})` };
}

/** The key of the record that an entry belongs to. */
export function keyAt(at: number, { clustered }: ReviewRecords): RecordKey {
  return clustered.records[clustered.recordOf[at]!]!.key;
}
