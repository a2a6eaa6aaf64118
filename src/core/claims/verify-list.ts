import type { ReviewRecords } from "../review/find-records.ts";
import type { ClaimedList } from "./claim.ts";
import { type ListMatch, matchList } from "./match-list.ts";
import { MEASURES, type Measure, measuresNamed } from "./measures.ts";
import type { DataEntry, ReviewData } from "./review-data.ts";

/** An entry of a claimed list with its entry in the data. */
export interface FoundElsewhere {
  readonly match: Extract<ListMatch, { kind: "matched" }>;
  readonly entry: DataEntry;
}

/** A claimed list compared with the data. Every entry of the list is in exactly one part. */
export interface VerifiedList {
  readonly list: ClaimedList;
  readonly verdict: "agrees" | "differs" | "unknown";
  readonly means: string;
  /** The number of records in the data. */
  readonly n: number;
  /** In the list and in the box. */
  readonly agreeing: readonly FoundElsewhere[];
  /** In the list, and in another box of the data. */
  readonly elsewhere: readonly FoundElsewhere[];
  /** Repeated in the list, although the data have it once. */
  readonly repeated: readonly FoundElsewhere[];
  readonly ambiguous: readonly Extract<ListMatch, { kind: "ambiguous" }>[];
  readonly notFound: readonly Extract<ListMatch, { kind: "not-found" }>[];
  /** In the box, but not in the list. */
  readonly missing: readonly DataEntry[];
  /** Another set of the data that has exactly the entries of the list. */
  readonly isInstead?: string;
}

/** Compares a claimed list with the box that it claims to be, entry by entry. */
export function verifyList(
  list: ClaimedList,
  data: ReviewData,
  review: ReviewRecords,
): VerifiedList {
  const measures = measuresNamed(list.name);
  const matches = matchList(list.entries, review);
  // The entries behind a number of studies are those of their reports, and the list names reports.
  const isOfEntries = (measure: Measure) => {
    const { n, entries } = measure.count(data);
    return n === entries.length ? 0 : 1;
  };
  const [best] = [...measures]
    .sort((a, b) => isOfEntries(a) - isOfEntries(b))
    .map((measure) => compareWith(measure, list, matches, data, review))
    .sort((a, b) => doubts(a) - doubts(b));
  if (best === undefined) throw new RangeError(`no box is called ${list.name}`);
  return best;
}

/** Whether a name means a box, so that a list can name its records. */
export function isListable(name: string): boolean {
  return measuresNamed(name).length > 0;
}

function doubts({ elsewhere, missing, repeated }: VerifiedList): number {
  return elsewhere.length + missing.length + repeated.length;
}

function compareWith(
  measure: Measure,
  list: ClaimedList,
  matches: readonly ListMatch[],
  data: ReviewData,
  review: ReviewRecords,
): VerifiedList {
  const { entries } = measure.count(data);
  const left = new Map<string, DataEntry[]>();
  for (const entry of entries) left.set(entry.record, [...(left.get(entry.record) ?? []), entry]);
  const inBox = new Set(left.keys());
  const kept = new Map(
    data.entries.flatMap((entry) =>
      entry.box === "duplicate" || entry.record === "" ? [] : [[entry.record, entry] as const],
    ),
  );
  const agreeing: FoundElsewhere[] = [];
  const elsewhere: FoundElsewhere[] = [];
  const repeated: FoundElsewhere[] = [];
  const seen = new Set<string>();
  const matched = matches.filter((match) => match.kind === "matched");
  for (const match of matched) {
    const { key } = review.clustered.records[match.record]!;
    const [entry, ...others] = left.get(key) ?? [];
    if (entry !== undefined) {
      agreeing.push({ match, entry });
      left.set(key, others);
    } else if (seen.has(key)) repeated.push({ match, entry: kept.get(key)! });
    else elsewhere.push({ match, entry: kept.get(key)! });
    seen.add(key);
  }
  const unclear = matches.filter((match) => match.kind === "ambiguous");
  const whole = wholeGroups(unclear, left, review);
  for (const { match, entry } of whole) {
    agreeing.push({ match, entry });
    seen.add(entry.record);
    left.set(entry.record, left.get(entry.record)!.slice(1));
  }
  const settled = new Set(whole.map(({ match }) => match.claimed));
  const ambiguous = unclear.filter(({ claimed }) => !settled.has(claimed));
  const notFound = matches.filter((match) => match.kind === "not-found");
  // A record that an ambiguous entry may mean is not reported as missing from the list.
  const maybe = new Set(
    ambiguous.flatMap(({ records }) => records.map((at) => review.clustered.records[at]!.key)),
  );
  const missing = [...left].flatMap(([record, its]) => (maybe.has(record) ? [] : its));
  const isSame =
    elsewhere.length + repeated.length + ambiguous.length + notFound.length + missing.length === 0;
  const instead = isSame ? undefined : wholeSet(seen, matches.length, measure, data, inBox);
  return {
    list,
    verdict: isSame ? "agrees" : "differs",
    means: measure.means,
    n: entries.length,
    agreeing,
    elsewhere,
    repeated,
    ambiguous,
    notFound,
    missing,
    ...(instead !== undefined && { isInstead: instead }),
  };
}

/**
 * Resolves ambiguous entries where there are as many as records that they may mean, all in the box:
 * two reports with one title, both listed. It makes no difference which entry means which.
 */
function wholeGroups(
  unclear: readonly Extract<ListMatch, { kind: "ambiguous" }>[],
  left: ReadonlyMap<string, readonly DataEntry[]>,
  review: ReviewRecords,
): FoundElsewhere[] {
  const groups = new Map<string, Extract<ListMatch, { kind: "ambiguous" }>[]>();
  for (const match of unclear) {
    const name = [...match.records].sort((a, b) => a - b).join();
    groups.set(name, [...(groups.get(name) ?? []), match]);
  }
  return [...groups.values()].flatMap((group) => {
    const records = [...group[0]!.records].sort((a, b) => a - b);
    const entries = records.flatMap(
      (at) => left.get(review.clustered.records[at]!.key)?.slice(0, 1) ?? [],
    );
    if (records.length !== group.length || entries.length !== group.length) return [];
    return group.map(({ claimed }, at) => ({
      entry: entries[at]!,
      match: {
        kind: "matched" as const,
        claimed,
        record: records[at]!,
        note: "one of several records of which all are in the list",
      },
    }));
  });
}

/** The set of the data with exactly these records, for a list that is a copy of another one. */
function wholeSet(
  records: ReadonlySet<string>,
  entries: number,
  besides: Measure,
  data: ReviewData,
  inBox: ReadonlySet<string>,
): string | undefined {
  if (records.size < 2 || records.size === inBox.size) return undefined;
  return MEASURES.filter((measure) => measure !== besides).find((measure) => {
    const its = measure.count(data).entries.filter(({ record }) => record !== "");
    return its.length === entries && its.every(({ record }) => records.has(record));
  })?.means;
}
