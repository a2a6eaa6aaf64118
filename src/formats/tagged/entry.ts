import { howToRaise, inMillions, type Limits, raised } from "../../core/records/limits.ts";
import type { FileProblems } from "./file-problems.ts";

/** One tagged line; untagged lines may have been added to its value. */
export interface TaggedField {
  readonly tag: string;
  readonly line: number;
  value: string;
}

/** The tagged lines of one entry of an export. */
export interface TaggedEntry {
  /** The line that opened it. */
  readonly line: number;
  readonly fields: TaggedField[];
  /** The most characters of its values together. */
  readonly longest: number;
  /** The memory that its values need, approximately. */
  size: number;
  /** The entry is larger than any record: the rest was left out. */
  isFull: boolean;
}

// Far more than any real record has (5,000 authors, 100,000 characters of references), so that a
// file without ends of records does not become one value in memory.
const MOST_VALUES = 100_000;
const LONGEST_ENTRY = 32 * 1024 * 1024;

/** An entry that begins on a line. */
export function newEntry(line: number, limits: Limits | undefined): TaggedEntry {
  const longest = raised(LONGEST_ENTRY, "entry", limits);
  return { line, fields: [], longest, size: 0, isFull: false };
}

/** Adds a field, if there is room. */
export function append(entry: TaggedEntry, field: TaggedField): void {
  if (hasRoom(entry, field.value)) entry.fields.push(field);
}

/** Adds an untagged line to the last field: as more of its text, or as a further value of a list. */
export function appendText(entry: TaggedEntry, text: string, line: number, isList: boolean): void {
  const last = entry.fields.at(-1);
  if (last === undefined || !hasRoom(entry, text)) return;
  if (isList) entry.fields.push({ tag: last.tag, value: text, line });
  else last.value = last.value === "" ? text : `${last.value}\n${text}`;
}

/** More marks than this in a row are not a slip. */
const MOST_MARKS = 3;

/**
 * Tells whether an entry has nothing but its mark, the tag that began it, up to the line before
 * this one.
 */
export function holdsOnly(entry: TaggedEntry, mark: string, line: number): boolean {
  const { fields } = entry;
  return (
    fields.length < MOST_MARKS &&
    fields.at(-1)?.line === line - 1 &&
    fields.every(({ tag }) => tag === mark)
  );
}

/** Reports an entry that was cut; `end` is the mark that would have ended it. */
export function reportIfFull(entry: TaggedEntry, end: string, problems: FileProblems): void {
  if (!entry.isFull) return;
  problems.add(
    entry.line,
    "error",
    "record-too-long",
    `This record is longer than ${MOST_VALUES} lines or ${inMillions(entry.longest)}. Its end was left out; perhaps ${end} is missing. If not, ${howToRaise("entry")}.`,
  );
}

function hasRoom(entry: TaggedEntry, text: string): boolean {
  entry.size += text.length + LONGEST_ENTRY / MOST_VALUES;
  if (entry.size > LONGEST_ENTRY + entry.longest) entry.isFull = true;
  return !entry.isFull;
}
