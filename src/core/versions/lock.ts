import { compareAnchors } from "../records/identifiers/identity.ts";
import { compareText } from "../records/problem.ts";
import { withoutAbsent } from "../records/without-absent.ts";
import { inKeyOrder } from "../review/cluster-records.ts";
import type { ScreenedReview } from "../review/review.ts";
import type { ScreenedRecord } from "../screening/results.ts";
import { LockedRecords, RecordOfLock } from "./locked-records.ts";

/** The SHA-256 of a file: of its bytes, and of its text with all line ends made equal. */
export interface InputHash {
  readonly bytes: string;
  /** Absent for a file that is no text, and in a lock of version 1. */
  readonly text?: string;
}

/** A record in a lock: what identifies it in any version of slr, and where it ended. */
export interface LockedRecord {
  /** Its identifiers, and its title with year and first author; sorted, the strongest first. */
  readonly anchors: readonly string[];
  readonly box: string;
  /** What the flow counts of it beside its box; absent in a lock that an earlier slr wrote. */
  readonly counted?: CountedRecord;
}

/** What the flow counts of a record beside its box. */
export interface CountedRecord {
  /** The sources of its entries with their kinds, such as `database Scopus`: of the kept one first. */
  readonly entries: readonly string[];
  /** Of a report excluded at full text: the primary reason. */
  readonly reason?: string;
  /** Of a record excluded at title/abstract: whether automation alone did it. */
  readonly automation?: true;
  /** Of an included report that studies.csv lists: its study, and the synthesis that this enters. */
  readonly study?: string;
  readonly synthesis?: string;
}

/** What slr.lock holds: what went into a review, and what came out. */
export interface Lock {
  readonly version: 1 | 2;
  /** By path. */
  readonly inputs: Readonly<Record<string, InputHash>>;
  readonly flow: Readonly<Record<string, unknown>>;
  /** Undefined in a lock of version 1, which knows no records. */
  readonly records: LockedRecords | undefined;
  /** How many entries of each source cannot be read; absent in a lock that an earlier slr wrote. */
  readonly unreadable?: Readonly<Record<string, number>>;
}

/** The lock of a review as it is. */
export function lockOf(
  { identified, found, results }: Pick<ScreenedReview, "identified" | "found" | "results">,
  inputs: ReadonlyMap<string, InputHash>,
): Lock {
  const { entries } = identified;
  const included = new Map(results.included.map((report) => [report.key, report]));
  // One text for all entries of a source.
  const origins = new Map<string, Map<string, string>>();
  const originOf = (position: number): string => {
    const { kind, source } = entries[position]!;
    const ofKind = origins.get(kind) ?? new Map<string, string>();
    origins.set(kind, ofKind);
    const origin = ofKind.get(source) ?? `${kind} ${source}`;
    ofKind.set(source, origin);
    return origin;
  };
  // Most records have one entry, and nothing else of them is counted.
  const ofOneEntry = new Map<string, CountedRecord>();
  const entriesOf = (members: readonly number[]): CountedRecord => {
    const kept = originOf(members[0]!);
    if (members.length > 1)
      return { entries: [kept, ...members.slice(1).map(originOf).sort(compareText)] };
    const before = ofOneEntry.get(kept) ?? { entries: [kept] };
    ofOneEntry.set(kept, before);
    return before;
  };
  const countedOf = (record: ScreenedRecord, members: readonly number[]): CountedRecord => {
    const counted = entriesOf(members);
    if (record.box === "excluded-full-text")
      return { ...counted, reason: record.fullText?.reasons[0] ?? "" };
    if (record.box === "excluded-title-abstract" && record.automation)
      return { ...counted, automation: true };
    const { study, synthesis } =
      record.box === "included" ? (included.get(record.key) ?? {}) : NOT_INCLUDED;
    return study === undefined
      ? counted
      : withoutAbsent<Pick<CountedRecord, "entries" | "study" | "synthesis">>({
          entries: counted.entries,
          // A report that nobody has put into a study is one of its own, whatever its key is.
          study: study === record.key ? undefined : study,
          synthesis,
        });
  };
  const unreadable = new Map<string, number>();
  for (const [position, { source }] of entries.entries())
    if (found.clustered.recordOf[position]! < 0)
      unreadable.set(source, (unreadable.get(source) ?? 0) + 1);
  const anchorsOf = (members: readonly number[]) => {
    const anchors = members.flatMap((member) => entries[member]!.keys?.anchors ?? []);
    return anchors.length < 2 ? anchors : [...new Set(anchors)].sort(compareAnchors);
  };
  // Both are in the order of keys.
  const rows = [...results.records];
  const order = inKeyOrder(found.clustered.records);
  const records = new LockedRecords(
    rows.map(({ key }) => key),
    (place) => {
      const record = rows[place]!;
      const { members } = found.clustered.records[order[place]!]!;
      return new RecordOfLock(record.box, countedOf(record, members), () => anchorsOf(members));
    },
  );
  return {
    version: 2,
    inputs: Object.fromEntries(inputs),
    flow: { ...results.flow },
    records,
    unreadable: Object.fromEntries(unreadable),
  };
}

const NOT_INCLUDED: Partial<Pick<CountedRecord, "study" | "synthesis">> = {};

/** The text of slr.lock: one line for each input, box and record, sorted, so that git shows what changed. */
export function renderLock({ inputs, flow, records, unreadable }: Lock): string {
  const part = (
    name: string,
    names: readonly string[],
    valueFor: (name: string, place: number) => unknown,
  ) => {
    const lines = names.map(
      (key, place) => `${JSON.stringify(key)}: ${JSON.stringify(valueFor(key, place))}`,
    );
    return `"${name}": {${lines.length === 0 ? "" : `\n${lines.join(",\n")}\n`}}`;
  };
  const sorted = (name: string, values: Readonly<Record<string, unknown>>) =>
    part(name, Object.keys(values).sort(compareText), (key) => values[key]);
  const parts = [
    '"version": 2',
    sorted("inputs", inputs),
    part("flow", Object.keys(flow), (box) => flow[box]),
    part("records", records?.keys ?? [], (_, place) => records?.at(place)),
    ...(unreadable === undefined ? [] : [sorted("unreadable", unreadable)]),
  ];
  return `{\n${parts.join(",\n")}\n}\n`;
}
