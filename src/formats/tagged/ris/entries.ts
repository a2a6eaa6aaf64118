import type { Limits } from "../../../core/records/limits.ts";
import {
  append,
  appendText,
  holdsOnly,
  newEntry,
  reportIfFull,
  type TaggedEntry,
  type TaggedField,
} from "../entry.ts";
import type { FileProblems } from "../file-problems.ts";
import type { LineReader } from "../read.ts";

/** The fields from `TY` to `ER`, or as many as there are. */
export interface RisEntry extends TaggedEntry {
  hasType: boolean;
  /**
   * `TY - JOUR`: this entry puts one blank before the dash, so such lines are not prose with a
   * dash.
   */
  readonly singleBlank: boolean;
  /** `TY- JOUR`: this entry puts no blank there. */
  readonly tight: boolean;
}

const TAG_LINE = /^\s*(PMC?ID|[A-Z][A-Z0-9])[ \u00a0]{1,2}-/;
/** `TY- JOUR` and `ER-`: no blank before the dash; `T2-weighted` and `ER-positive` are prose. */
const TIGHT_ENDS = /^\s*(?:(TY)-\s*[A-Z]{2,8}\s*$|(ER)-\s*$)/;
const TIGHT_TAG_LINE = /^\s*([A-Z][A-Z0-9])-(?:\s|$)/;

/** Tags whose untagged lines continue their text. */
const PROSE = new Set(["AB", "N2", "N1", "TI", "T1", "AD", "M1", "U3", "FX"]);
/** Tags whose untagged lines are further values, as EndNote writes them. */
const LISTS = new Set(["KW", "DE", "MH", "SN", "DB", "DP", "UR", "L1", "L2", "L3", "L4", "LK"]);
/** Tags that show that a group of tags is a record even without `TY`. */
const IDENTIFYING = new Set(["TI", "T1", "CT", "BT", "AU", "A1"]);

interface ReaderState {
  readonly problems: FileProblems;
  readonly emit: (entry: RisEntry, header: string | undefined) => void;
  /** The entry that `TY` opened. */
  open: RisEntry | undefined;
  /** Tags outside an entry. They may be an entry whose `TY` comes later, or never. */
  stray: { readonly entry: RisEntry; readonly afterEnd: boolean } | undefined;
  /**
   * An entry whose abstract is broken off by another `TY`, and the entry that followed, once closed.
   * Either `ER` is missing, or (Wiley) the abstract quotes a record and the entry goes on behind it.
   */
  suspended: RisEntry | undefined;
  quoted: RisEntry | undefined;
  previous: "field" | "end" | "gap";
  /** The database in the last `Database:` line outside entries. */
  header: string | undefined;
}

/**
 * Joins lines into entries. Lines that belong to none (counters, `Provider:` headers, links, tags
 * after `ER`) are outside text: it is counted and reported, never parsed.
 */
export function entryReader(
  problems: FileProblems,
  emit: (entry: RisEntry, header: string | undefined) => void,
): LineReader {
  const state: ReaderState = {
    problems,
    emit,
    open: undefined,
    stray: undefined,
    suspended: undefined,
    quoted: undefined,
    previous: "gap",
    header: undefined,
  };
  return {
    readLine: (line, number) => readLine(state, line, number),
    end: () => end(state),
  };
}

function readLine(state: ReaderState, line: string, number: number): void {
  const tag = tagOf(line) ?? tightTagOf(line, state.open?.tight ?? false);
  if (tag !== undefined) {
    const value = line.slice(line.indexOf("-") + 1).trim();
    if (isTag(state, line, tag, value)) {
      if (tag === "TY") openEntry(state, value, number, line);
      else if (tag === "ER") closeEntry(state, value, number);
      else addField(state, { tag, value, line: number }, line);
      return;
    }
  }
  const text = line.trim();
  if (text === "") {
    state.previous = "gap";
    return;
  }
  const target = state.open ?? (state.previous === "field" ? state.stray?.entry : undefined);
  if (target !== undefined && target.fields.at(-1)?.tag !== "TY") {
    goOn(target, text, number);
    state.previous = "field";
    return;
  }
  state.problems.outside(text, number);
  state.header = /^Database:\s*(.{2,200})$/.exec(text)?.[1] ?? state.header;
  state.previous = "gap";
}

/** False for a line of prose that only looks like a tag. */
function isTag(state: ReaderState, line: string, tag: string, value: string): boolean {
  const entry = state.open ?? state.stray?.entry;
  const last = entry?.fields.at(-1)?.tag ?? "";
  if (entry === undefined || !PROSE.has(last) || state.previous === "gap") return true;
  if (tag === "ER" && value === "") return true;
  // `ER  -positive` is wrapped too: what follows a real end stands apart from its dash.
  if (tag === "ER" && /-\p{L}/u.test(line)) return false;
  // Inside prose, `II - the second part` and `ER - positive` are wrapped lines.
  if (isSingleBlank(line) && !entry.singleBlank) return false;
  return tag !== "TY" || /^[\w /-]{0,30}$/.test(value);
}

function openEntry(state: ReaderState, value: string, number: number, line: string): void {
  let entry: RisEntry | undefined;
  if (state.open !== undefined && holdsOnly(state.open, "TY", number)) {
    state.problems.repeatedMark("TY", number);
    append(state.open, { tag: "TY", value, line: number });
    return;
  }
  if (state.open !== undefined) {
    const last = state.open.fields.at(-1)?.tag;
    const breaksAbstract = (last === "AB" || last === "N2") && state.previous === "field";
    if (breaksAbstract && state.suspended === undefined) state.suspended = state.open;
    else {
      release(state);
      finish(state, state.open, "missing end");
    }
  } else {
    release(state);
    if (state.stray !== undefined) {
      const identified = isIdentified(state.stray.entry);
      if (state.previous === "field" && (identified || !state.stray.afterEnd))
        entry = state.stray.entry;
      else settle(state, state.stray.entry, identified, "missing end");
    }
  }
  state.stray = undefined;
  state.open = entry ?? newRisEntry(number, line, state.problems.limits);
  state.open.hasType = true;
  append(state.open, { tag: "TY", value, line: number });
  state.previous = "field";
}

function closeEntry(state: ReaderState, value: string, number: number): void {
  if (state.open !== undefined) {
    if (state.suspended === undefined) finish(state, state.open);
    else state.quoted = state.open;
    state.open = undefined;
  } else if (
    state.stray !== undefined &&
    state.suspended !== undefined &&
    state.quoted !== undefined
  ) {
    // A second `ER` with its own tags: the state.quoted record was text of the first one's abstract.
    for (const field of state.quoted.fields) {
      goOn(state.suspended, `${field.tag}  - ${field.value}`, field.line);
    }
    for (const field of state.stray.entry.fields) append(state.suspended, field);
    finish(state, state.suspended);
    state.suspended = undefined;
    state.quoted = undefined;
  } else if (state.stray !== undefined) {
    settle(state, state.stray.entry, isIdentified(state.stray.entry) || !state.stray.afterEnd);
  } else state.problems.outside("ER  -", number);
  state.stray = undefined;
  if (value !== "") state.problems.outside(value, number);
  state.previous = "end";
}

function addField(state: ReaderState, field: TaggedField, line: string): void {
  if (state.open === undefined) {
    // A group of tags after a gap is another group.
    if (state.stray !== undefined && state.previous === "gap" && state.quoted === undefined) {
      settle(state, state.stray.entry, isIdentified(state.stray.entry), "missing end");
      state.stray = undefined;
    }
    state.stray ??= {
      entry: newRisEntry(field.line, line, state.problems.limits),
      afterEnd: state.previous === "end",
    };
  }
  const target = state.open ?? state.stray?.entry;
  if (target !== undefined) append(target, field);
  state.previous = "field";
}

/** Tags without `TY` are a record that lost it, or outside text. */
function settle(
  state: ReaderState,
  entry: RisEntry,
  isRecord: boolean,
  flaw?: "missing end",
): void {
  if (isRecord) finish(state, entry, flaw);
  else {
    for (const { tag, value, line } of entry.fields)
      state.problems.outside(`${tag}  - ${value}`, line);
  }
}

function release(state: ReaderState): void {
  if (state.suspended !== undefined) finish(state, state.suspended, "missing end");
  if (state.quoted !== undefined) finish(state, state.quoted);
  state.suspended = undefined;
  state.quoted = undefined;
}

function finish(state: ReaderState, entry: RisEntry, flaw?: "missing end"): void {
  const { line } = entry;
  if (flaw !== undefined) {
    state.problems.add(
      line,
      "warning",
      "missing-end",
      "The record that begins here has no `ER  - ` at its end. It was read as far as it goes.",
    );
  }
  if (!entry.hasType) {
    state.problems.add(
      line,
      "warning",
      "missing-type",
      "The record that begins here has no `TY  - ` as its first line. It was read all the same.",
    );
  }
  reportIfFull(entry, "`ER  - `", state.problems);
  state.emit(entry, state.header);
}

function end(state: ReaderState): void {
  release(state);
  if (state.open !== undefined) finish(state, state.open, "missing end");
  if (state.stray !== undefined)
    settle(state, state.stray.entry, isIdentified(state.stray.entry), "missing end");
}

/**
 * The tag that a line begins with. The first characters of most lines show whether there is one.
 */
function tagOf(line: string): string | undefined {
  const first = line.charCodeAt(0);
  if (first >= 0x41 && first <= 0x5a) {
    if (line.startsWith("  -", 2)) {
      const second = line.charCodeAt(1);
      const isName = (second >= 0x41 && second <= 0x5a) || (second >= 0x30 && second <= 0x39);
      return isName ? line.slice(0, 2) : undefined;
    }
    const dash = line.indexOf("-", 3);
    if (dash < 0 || dash > 7) return undefined;
  } else if (first > 0x20 && first < 0x80) return undefined;
  return TAG_LINE.exec(line)?.[1];
}

/**
 * The tag of a line without a blank before its dash; inside prose, only if the entry writes all
 * tags so.
 */
function tightTagOf(line: string, tight: boolean): string | undefined {
  if (!tight && line.charCodeAt(2) !== 0x2d && !/^\s/.test(line)) return undefined;
  const [, begin, end] = TIGHT_ENDS.exec(line) ?? [];
  return begin ?? end ?? (tight ? TIGHT_TAG_LINE.exec(line)?.[1] : undefined);
}

/** `TY - JOUR` instead of `TY  - JOUR`. */
function isSingleBlank(line: string): boolean {
  const dash = line.indexOf("-");
  return !/\s/.test(line.charAt(dash - 2));
}

/** An entry that begins on a line, which shows how it writes its tags. */
function newRisEntry(number: number, line: string, limits: Limits | undefined): RisEntry {
  return Object.assign(newEntry(number, limits), {
    hasType: false,
    singleBlank: isSingleBlank(line),
    tight: TIGHT_ENDS.test(line),
  });
}

function isIdentified(entry: RisEntry): boolean {
  return entry.fields.some(({ tag, value }) => IDENTIFYING.has(tag) && value !== "");
}

/**
 * An untagged line inside an entry: it continues the last value, or is a further value of a list.
 */
function goOn(entry: RisEntry, text: string, line: number): void {
  appendText(entry, text, line, LISTS.has(entry.fields.at(-1)?.tag ?? ""));
}
