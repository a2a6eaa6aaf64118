import { compareAnchors } from "../records/identifiers/identity.ts";
import { compareText } from "../records/problem.ts";
import { withoutAbsent } from "../records/without-absent.ts";
import type { ScreenedReview } from "../review/review.ts";
import type { ScreenedRecord } from "../screening/results.ts";

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
  /** By key; undefined in a lock of version 1, which knows no records. */
  readonly records: Readonly<Record<string, LockedRecord>> | undefined;
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
  const membersOf = new Map(found.clustered.records.map(({ key, members }) => [key, members]));
  const anchorsOf = (members: readonly number[]) => {
    const anchors = members.flatMap((member) => entries[member]!.keys?.anchors ?? []);
    return anchors.length < 2 ? anchors : [...new Set(anchors)].sort(compareAnchors);
  };
  const records: Record<string, LockedRecord> = {};
  for (const record of results.records) {
    const { key, box } = record;
    const members = membersOf.get(key)!;
    records[key] = new RecordToLock(box, countedOf(record, members), members, anchorsOf);
  }
  return {
    version: 2,
    inputs: Object.fromEntries(inputs),
    flow: { ...results.flow },
    records,
    unreadable: Object.fromEntries(unreadable),
  };
}

const NOT_INCLUDED: Partial<Pick<CountedRecord, "study" | "synthesis">> = {};

/** A record of the review as it is. Its identifiers are asked for where it is written, lost or new. */
class RecordToLock implements LockedRecord {
  readonly box: string;
  readonly counted: CountedRecord;
  readonly #members: readonly number[];
  readonly #anchorsOf: (members: readonly number[]) => readonly string[];

  constructor(
    box: string,
    counted: CountedRecord,
    members: readonly number[],
    anchorsOf: (members: readonly number[]) => readonly string[],
  ) {
    this.box = box;
    this.counted = counted;
    this.#members = members;
    this.#anchorsOf = anchorsOf;
  }

  get anchors(): readonly string[] {
    return this.#anchorsOf(this.#members);
  }

  /** JSON leaves getters of a class out. */
  toJSON(): LockedRecord {
    const { anchors, box, counted } = this;
    return { anchors, box, counted };
  }
}

/** The text of slr.lock: one line for each input, box and record, sorted, so that git shows what changed. */
export function renderLock({ inputs, flow, records = {}, unreadable }: Lock): string {
  const part = (name: string, values: Readonly<Record<string, unknown>>, names: string[]) => {
    const lines = names.map((key) => `${JSON.stringify(key)}: ${JSON.stringify(values[key])}`);
    return `"${name}": {${lines.length === 0 ? "" : `\n${lines.join(",\n")}\n`}}`;
  };
  const sorted = (values: object) => Object.keys(values).sort(compareText);
  const parts = [
    '"version": 2',
    part("inputs", inputs, sorted(inputs)),
    part("flow", flow, Object.keys(flow)),
    part("records", records, sorted(records)),
    ...(unreadable === undefined ? [] : [part("unreadable", unreadable, sorted(unreadable))]),
  ];
  return `{\n${parts.join(",\n")}\n}\n`;
}

/**
 * Parses slr.lock, of version 1 or 2; undefined if the text is not a lock. A schema would make every
 * record of a large review anew.
 */
export function parseLock(text: string): Lock | undefined {
  const lock = jsonOf(text);
  if (!isObject(lock) || !isObject(lock.flow) || !isObject(lock.inputs)) return undefined;
  const { version, inputs, flow, records, unreadable } = lock;
  if (version === undefined) {
    if (!isObjectOf(inputs, isText)) return undefined;
    const hashes = Object.entries(inputs).map(([file, bytes]) => [file, { bytes }]);
    return { version: 1, inputs: Object.fromEntries(hashes), flow, records: undefined };
  }
  const isWhole =
    version === 2 &&
    isObjectOf(inputs, isHash) &&
    isObjectOf(records, isLockedRecord) &&
    (unreadable === undefined || isObjectOf(unreadable, isNumber));
  if (!isWhole) return undefined;
  return { version, inputs, flow, records, ...(unreadable !== undefined && { unreadable }) };
}

type JsonObject = Readonly<Record<string, unknown>>;

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isLockedRecord(value: unknown): value is LockedRecord {
  return (
    isObject(value) &&
    isListOfTexts(value.anchors) &&
    isText(value.box) &&
    (value.counted === undefined || isCountedRecord(value.counted))
  );
}

function isCountedRecord(value: unknown): value is CountedRecord {
  return (
    isObject(value) &&
    isListOfTexts(value.entries) &&
    (value.reason === undefined || isText(value.reason)) &&
    (value.automation === undefined || value.automation === true) &&
    (value.study === undefined || isText(value.study)) &&
    (value.synthesis === undefined || isText(value.synthesis))
  );
}

function isHash(value: unknown): value is InputHash {
  return isObject(value) && isText(value.bytes) && (value.text === undefined || isText(value.text));
}

function isObjectOf<Value>(
  object: unknown,
  isValue: (value: unknown) => value is Value,
): object is Readonly<Record<string, Value>> {
  if (!isObject(object)) return false;
  for (const name in object) if (!isValue(object[name])) return false;
  return true;
}

/** An object of JSON that does not try to be the prototype of another. */
function isObject(value: unknown): value is JsonObject {
  return (
    typeof value === "object" &&
    value !== null &&
    !Array.isArray(value) &&
    !Object.hasOwn(value, "__proto__")
  );
}

function isListOfTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every(isText);
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}

function isNumber(value: unknown): value is number {
  return typeof value === "number";
}
