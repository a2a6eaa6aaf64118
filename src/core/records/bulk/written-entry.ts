import type { ParsedEntry } from "../entry.ts";
import type { EarlierFields } from "../identifiers/earlier-fields.ts";
import type { BibRecord } from "../model.ts";

/** An entry that is a record. */
export type RecordEntry = Extract<ParsedEntry, { readonly kind: "record" }>;

/**
 * A record as JSON can say it: its tags and values in turn. null is the abstract, the longest text of
 * most entries, which is written once.
 */
export type WrittenRecord = Omit<BibRecord, "original"> & {
  readonly original: readonly (string | null)[];
};

type WrittenEntry = readonly [
  record: WrittenRecord,
  line: number,
  attribution: RecordEntry["attribution"],
  earlier: EarlierFields | null,
];

/** undefined where JSON cannot say what a record holds. */
export function writtenRecord(record: BibRecord): WrittenRecord | undefined {
  const { year, citations, abstract } = record;
  // JSON has no word for the number that is more than all others.
  if (!isSayable(year) || !isSayable(citations)) return undefined;
  const original: (string | null)[] = [];
  for (const [tag, value] of record.original) original.push(tag, value === abstract ? null : value);
  return { ...record, original };
}

function isSayable(number: number | undefined): boolean {
  return number === undefined || Number.isFinite(number);
}

export function recordFrom(written: WrittenRecord): BibRecord {
  const { abstract = "", original: lines } = written;
  const original: (readonly [tag: string, value: string])[] = [];
  for (let at = 0; at < lines.length; at += 2)
    original.push([lines[at] ?? "", lines[at + 1] ?? abstract]);
  return { ...written, original };
}

/** The text of an entry, to be kept or sent as bytes; undefined where JSON cannot say it. */
export function writeEntry({
  record,
  line,
  attribution,
  earlier,
}: RecordEntry): string | undefined {
  const written = writtenRecord(record);
  if (written === undefined) return undefined;
  const entry: WrittenEntry = [written, line, attribution, earlier ?? null];
  return JSON.stringify(entry);
}

export function entryFrom(text: string): RecordEntry {
  const [written, line, attribution, earlier] = JSON.parse(text) as WrittenEntry; // from `writeEntry`
  const record = recordFrom(written);
  return { kind: "record", line, record, attribution, ...(earlier === null ? {} : { earlier }) };
}

/** The record alone. */
export function recordOf(text: string): BibRecord {
  return recordFrom((JSON.parse(text) as WrittenEntry)[0]); // from `writeEntry`
}
