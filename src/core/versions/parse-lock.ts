import type { CountedRecord, InputHash, Lock, LockedRecord } from "./lock.ts";
import { LockedRecords, RecordOfLock } from "./locked-records.ts";

/**
 * Parses slr.lock, of version 1 or 2; undefined if the text is not a lock. A schema would make every
 * record of a large review anew.
 */
export function parseLock(text: string): Lock | undefined {
  const written = writtenRecords(text);
  return (written && lockOf(jsonOf(written.rest), written)) ?? lockOf(jsonOf(text));
}

function lockOf(lock: unknown, written?: WrittenRecords): Lock | undefined {
  if (!isObject(lock) || !isObject(lock.flow) || !isObject(lock.inputs)) return undefined;
  const { version, inputs, flow, unreadable } = lock;
  if (version === undefined) {
    if (!isObjectOf(inputs, isText)) return undefined;
    const hashes = Object.entries(inputs).map(([file, bytes]) => [file, { bytes }]);
    return { version: 1, inputs: Object.fromEntries(hashes), flow, records: undefined };
  }
  const records = recordsOf(lock.records, written);
  const isWhole =
    version === 2 &&
    isObjectOf(inputs, isHash) &&
    (unreadable === undefined || isObjectOf(unreadable, isNumber));
  if (!isWhole || records === undefined) return undefined;
  return { version, inputs, flow, records, ...(unreadable !== undefined && { unreadable }) };
}

function recordsOf(value: unknown, written?: WrittenRecords): LockedRecords | undefined {
  if (written !== undefined)
    return isObject(value) && Object.hasOwn(value, STAND_IN) ? written.records : undefined;
  return isObjectOf(value, isLockedRecord) ? LockedRecords.of(value) : undefined;
}

/** The records in the text of a lock as slr writes it. */
interface WrittenRecords {
  readonly records: LockedRecords;
  /** The text of everything else, with one other name in their place. */
  readonly rest: string;
}

const BEGIN = '\n"records": {\n';
const STAND_IN = "records of this lock";

type Parts = readonly [key: string, anchors: string, end: string, comma: string];

/** The line of a record, with identifiers that JSON can read. */
const LINE =
  /"([a-z\d-]+)": \{"anchors":(\[(?:"[ !#-[\]-\uffff]*(?:\\(?:["\\/bfnrt]|u[\dA-Fa-f]{4})[ !#-[\]-\uffff]*)*"(?:,(?=")|(?=\])))*\]),("box":[^\n]*\})(,?)\n/y;

/**
 * Reads the records line by line, without an object for each; undefined if a line is not as slr writes it,
 * so that only JSON as a whole can tell what the text means.
 */
function writtenRecords(text: string): WrittenRecords | undefined {
  const start = text.indexOf(BEGIN) + BEGIN.length;
  if (start < BEGIN.length) return undefined;
  const keys: string[] = [];
  const anchors: string[] = [];
  const ends: End[] = [];
  const known = new Map<string, End>();
  let at = start;
  for (let isLast = false; !isLast; ) {
    LINE.lastIndex = at;
    const found = LINE.exec(text);
    if (found === null) return undefined;
    const [line, key, its, written, comma] = found as string[] as unknown as readonly [
      string,
      ...Parts,
    ]; // as `LINE` says
    // Of two records with one key JSON knows the last.
    if (keys.length > 0 && key <= keys.at(-1)!) return undefined;
    const end = known.get(written) ?? endOf(written);
    if (end === undefined) return undefined;
    known.set(written, end);
    keys.push(key);
    anchors.push(its);
    ends.push(end);
    at += line.length;
    isLast = comma === "";
  }
  const rest = `${text.slice(0, start)}"${STAND_IN}":0${text.slice(at)}`;
  if (rest.indexOf(STAND_IN) !== rest.lastIndexOf(STAND_IN)) return undefined;
  const records = new LockedRecords(keys, (place) => {
    const { box, counted } = ends[place]!;
    // `LINE` says that it is a list of texts.
    return new RecordOfLock(box, counted, () => JSON.parse(anchors[place]!) as readonly string[]);
  });
  return { records, rest };
}

/** What stands behind the identifiers of a record: many have the same. */
type End = Pick<LockedRecord, "box" | "counted">;

function endOf(written: string): End | undefined {
  const end = jsonOf(`{${written}`);
  // A second list of identifiers would be that which counts.
  if (!isObject(end) || Object.hasOwn(end, "anchors")) return undefined;
  const record = { ...end, anchors: [] };
  return isLockedRecord(record) ? record : undefined;
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
