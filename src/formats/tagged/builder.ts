import {
  append,
  appendText,
  holdsOnly,
  newEntry,
  reportIfFull,
  type TaggedEntry,
} from "./entry.ts";
import type { FileProblems } from "./file-problems.ts";

/** Joins lines into entries. Every entry that was opened is passed on once, in file order. */
export interface EntryBuilder {
  readonly isOpen: () => boolean;
  /** Whether the open entry has a tag. */
  readonly has: (tag: string) => boolean;
  /** The first and the last tag of the open entry. */
  readonly first: () => string | undefined;
  readonly last: () => string | undefined;
  /** Whether `mark` began the open entry on the line before, so that another one only repeats it. */
  readonly repeats: (mark: string, line: number) => boolean;
  /** Begins an entry; the one before ends here. */
  readonly open: (line: number) => void;
  /** Adds a field to the open entry, or begins one with it. */
  readonly add: (tag: string, value: string, line: number) => void;
  /** Adds an untagged line to the last field. False if there is none. */
  readonly goOn: (text: string, line: number, isList?: boolean) => boolean;
  readonly close: () => void;
}

/** A builder; `end` is what ends an entry of this format, for the message about one that has no end. */
export function entryBuilder(
  end: string,
  problems: FileProblems,
  emit: (entry: TaggedEntry) => void,
): EntryBuilder {
  let entry: TaggedEntry | undefined;
  let tags = new Set<string>();

  function open(line: number): void {
    close();
    entry = newEntry(line, problems.limits);
    tags = new Set();
  }

  function close(): void {
    if (entry === undefined) return;
    const closed = entry;
    entry = undefined;
    reportIfFull(closed, end, problems);
    emit(closed);
  }

  return {
    isOpen: () => entry !== undefined,
    has: (tag) => entry !== undefined && tags.has(tag),
    first: () => entry?.fields[0]?.tag,
    last: () => entry?.fields.at(-1)?.tag,
    repeats: (mark, line) => entry !== undefined && holdsOnly(entry, mark, line),
    open,
    add(tag, value, line) {
      if (entry === undefined) open(line);
      if (entry !== undefined) append(entry, { tag, value, line });
      if (tags.size < 1000) tags.add(tag);
    },
    goOn(text, line, isList = false) {
      if (entry === undefined || entry.fields.length === 0) return false;
      appendText(entry, text, line, isList);
      return true;
    },
    close,
  };
}
