import { compareText } from "../records/problem.ts";
import type { CountedRecord, LockedRecord } from "./lock.ts";
import type { LockedRecords } from "./locked-records.ts";

/** A property of a record that the flow counts beside its box, and that changed. */
export interface ChangedCount {
  readonly what: "entries" | "reason" | "decided by" | "synthesis" | "study";
  readonly before: string;
  readonly now: string;
}

/**
 * A record that moved, or that the flow counts differently. Its box is undefined if one lock has no
 * such record; it is `duplicate` if the record was, or is now, part of another.
 */
export interface ChangedRecord {
  readonly key: string;
  readonly before: string | undefined;
  readonly now: string | undefined;
  /** For a record that is gone: the key of the record that has its identifiers now. */
  readonly became?: string;
  /** For a record that is new: the key of the record that had its identifiers before. */
  readonly partOf?: string;
  readonly counts: readonly ChangedCount[];
}

/** The records of one lock in the other. */
interface Followed {
  /** The key now of a record that was, where it still is a record of its own. */
  successorOf(key: string): string | undefined;
  /** Whether a record that is now was one of its own before, under whatever key. */
  isKnown(key: string): boolean;
  /**
   * The records that were records of their own and now are part of another, with the key of that.
   */
  readonly mergedInto: ReadonlyMap<string, string>;
}

/**
 * The records whose box, or whose counted properties, changed. A record that gets a better
 * identifier gets another key, so records are followed by all of their identifiers.
 */
export function changedRecords(earlier: LockedRecords, present: LockedRecords): ChangedRecord[] {
  const [before, now] = withoutAlike(earlier, present);
  const { successorOf, isKnown, mergedInto } = follow(before, now);
  const studies = studyChanges(before, now, successorOf);
  const changes: ChangedRecord[] = [];
  for (const key of before.keys) {
    const locked = before.get(key)!;
    const { box } = locked;
    const current = successorOf(key);
    if (current === undefined) {
      const into = mergedInto.get(key);
      changes.push({
        key,
        before: box,
        now: into === undefined ? undefined : "duplicate",
        ...(into !== undefined && { became: into }),
        counts: [],
      });
      continue;
    }
    const record = now.get(current)!;
    const counted = changedCounts(locked.counted, record.counted);
    const ofStudy = studies.get(key) ?? NONE;
    if (box === record.box && counted.length + ofStudy.length === 0) continue;
    const all = [...counted, ...ofStudy];
    // A property that is counted in one box only disappears with the box.
    const counts = box === record.box ? all : all.filter(({ what }) => what === "entries");
    changes.push({
      key,
      before: box,
      now: record.box,
      ...(current !== key && { became: current }),
      counts,
    });
  }
  const holders = onDemand(() => holdersOf(before));
  for (const key of now.keys) {
    if (isKnown(key)) continue;
    const { box, anchors } = now.get(key)!;
    const from = nearest(anchors, holders());
    changes.push({
      key,
      before: from === undefined ? undefined : "duplicate",
      now: box,
      ...(from !== undefined && { partOf: from }),
      counts: [],
    });
  }
  return changes.sort((a, b) => compareText(a.key, b.key));
}

/**
 * The records without those that count alike, if all have kept their keys: then nobody asks for the others.
 * Included ones stay, because they may share studies.
 */
function withoutAlike(
  before: LockedRecords,
  now: LockedRecords,
): readonly [before: LockedRecords, now: LockedRecords] {
  const { keys } = before;
  if (keys.length !== now.keys.length || keys.some((key, place) => key !== now.keys[place]))
    return [before, now];
  const places: number[] = [];
  for (let place = 0; place < keys.length; place += 1)
    if (mayDiffer(before.at(place), now.at(place))) places.push(place);
  return [before.among(places), now.among(places)];
}

function mayDiffer(before: LockedRecord, now: LockedRecord): boolean {
  if (before.box !== now.box || before.box === "included") return true;
  return (
    before.counted !== undefined &&
    now.counted !== undefined &&
    !countsAlike(before.counted, now.counted)
  );
}

/** Follows each record by its key, otherwise by its identifiers, the strongest first. */
function follow(before: LockedRecords, now: LockedRecords): Followed {
  // Most records keep their keys, so only the others are written down.
  const moved = new Map<string, string>();
  const taken = new Set<string>();
  const mergedInto = new Map<string, string>();
  const isKnown = (key: string) => before.has(key) || taken.has(key);
  const holders = onDemand(() => holdersOf(now));
  const lost = before.keys.filter((key) => !now.has(key));
  for (const key of lost.sort(compareText)) {
    const { anchors } = before.get(key)!;
    const free = nearest(anchors, holders(), (one) => !isKnown(one));
    if (free !== undefined) {
      moved.set(key, free);
      taken.add(free);
    } else {
      const into = nearest(anchors, holders());
      if (into !== undefined) mergedInto.set(key, into);
    }
  }
  const successorOf = (key: string) => (!now.has(key) ? moved.get(key) : key);
  return { successorOf, isKnown, mergedInto };
}

/** Found once, when it is first asked for: in most comparisons no record is lost or new. */
function onDemand<Found>(find: () => Found): () => Found {
  let found: { readonly it: Found } | undefined;
  return () => {
    found ??= { it: find() };
    return found.it;
  };
}

/** The records that have each identifier, in the order of their keys. */
function holdersOf(records: LockedRecords): Map<string, string[]> {
  const holders = new Map<string, string[]>();
  for (const [place, key] of records.keys.entries())
    for (const anchor of records.at(place).anchors) {
      const keys = holders.get(anchor);
      if (keys === undefined) holders.set(anchor, [key]);
      else keys.push(key);
    }
  return holders;
}

/** The record that has most of these identifiers; of several the one with the strongest of them. */
function nearest(
  anchors: readonly string[],
  holders: ReadonlyMap<string, readonly string[]>,
  isWanted: (key: string) => boolean = () => true,
): string | undefined {
  const shared = new Map<string, number>();
  for (const anchor of anchors)
    for (const key of holders.get(anchor) ?? [])
      if (isWanted(key)) shared.set(key, (shared.get(key) ?? 0) + 1);
  const most = Math.max(...shared.values());
  return [...shared].find(([, count]) => count === most)?.[0];
}

/** The counted properties that differ; empty if a lock does not have them. */
function changedCounts(
  before: CountedRecord | undefined,
  now: CountedRecord | undefined,
): readonly ChangedCount[] {
  if (before === undefined || now === undefined || countsAlike(before, now)) return NONE;
  const pairs = [
    ["entries", before.entries.join(", "), now.entries.join(", ")],
    ["reason", before.reason ?? "", now.reason ?? ""],
    ["decided by", decidedBy(before), decidedBy(now)],
    ["synthesis", before.synthesis ?? "", now.synthesis ?? ""],
  ] as const;
  return pairs.flatMap(([what, was, is]) => (was === is ? [] : [{ what, before: was, now: is }]));
}

const NONE: readonly never[] = [];

function countsAlike(before: CountedRecord, now: CountedRecord): boolean {
  return (
    before.entries.length === now.entries.length &&
    before.entries.every((entry, at) => entry === now.entries[at]) &&
    before.reason === now.reason &&
    before.automation === now.automation &&
    before.synthesis === now.synthesis
  );
}

function decidedBy({ automation }: CountedRecord): string {
  return automation ? "automation" : "people";
}

/**
 * The included reports that share their study with other reports than before. The name of a study
 * may change: only which reports form one study counts.
 */
function studyChanges(
  before: LockedRecords,
  now: LockedRecords,
  successorOf: Followed["successorOf"],
): Map<string, ChangedCount[]> {
  const isCounted = ({ box, counted }: LockedRecord) => box === "included" && counted !== undefined;
  const staying = before.keys.flatMap((old): (readonly [string, string])[] => {
    const current = isCounted(before.get(old)!) ? successorOf(old) : undefined;
    return current !== undefined && isCounted(now.get(current)!) ? [[old, current]] : [];
  });
  const partnersIn = (studyOf: (pair: readonly [string, string]) => string | undefined) => {
    const members = new Map<string, string[]>();
    for (const pair of staying) {
      const study = studyOf(pair);
      if (study !== undefined) members.set(study, [...(members.get(study) ?? []), pair[0]]);
    }
    return (pair: readonly [string, string]) => {
      const study = studyOf(pair);
      const its = study === undefined ? [] : (members.get(study) ?? []);
      return its
        .filter((key) => key !== pair[0])
        .sort(compareText)
        .join(", ");
    };
  };
  const partnersBefore = partnersIn(([old]) => before.get(old)!.counted?.study);
  const partnersNow = partnersIn(([, current]) => now.get(current)!.counted?.study);
  return new Map(
    staying.flatMap((pair): [string, ChangedCount[]][] => {
      const [was, is] = [partnersBefore(pair), partnersNow(pair)];
      return was === is ? [] : [[pair[0], [{ what: "study", before: was, now: is }]]];
    }),
  );
}
