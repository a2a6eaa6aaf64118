import {
  append,
  appendText,
  type Field,
  newEntry,
  remarkIfFull,
  type Entry as TaggedEntry,
} from "../entry.ts";
import type { LineReader } from "../read.ts";
import type { Remarks } from "../remarks.ts";

/** The fields from `TY` to `ER`, or what there is of them. */
export interface Entry extends TaggedEntry {
  hasType: boolean;
  /** `TY - JOUR`: one blank before the dash is this entry's way, not prose with a dash. */
  readonly singleBlank: boolean;
}

const TAG_LINE = /^\s*(PMC?ID|[A-Z][A-Z0-9])[ \u00a0]{1,2}-/;

/** Tags whose untagged lines are text that goes on. */
const PROSE = new Set(["AB", "N2", "N1", "TI", "T1", "AD", "M1", "U3", "FX"]);
/** Tags whose untagged lines are further values, as EndNote writes them. */
const LISTS = new Set(["KW", "DE", "MH", "SN", "DB", "DP", "UR", "L1", "L2", "L3", "L4", "LK"]);
/** Tags that show that a group of tags is a record, though it has no `TY`. */
const IDENTIFYING = new Set(["TI", "T1", "CT", "BT", "AU", "A1"]);

/**
 * Puts lines together to entries. Lines that belong to none (counters, `Provider:` headers, links,
 * tags behind `ER`) are outside text: counted, never parsed, never lost without a word.
 */
export function entryReader(
  remarks: Remarks,
  emit: (entry: Entry, header: string | undefined) => void,
): LineReader {
  /** The entry that `TY` opened. */
  let open: Entry | undefined;
  /** Tags outside of an entry. They may be one whose `TY` comes later, or not at all. */
  let stray: { readonly entry: Entry; readonly afterEnd: boolean } | undefined;
  /**
   * An entry whose abstract is broken off by another `TY`, and the entry that followed, once closed.
   * Either `ER` is missing, or (Wiley) the abstract quotes a record and the entry goes on behind it.
   */
  let suspended: Entry | undefined;
  let quoted: Entry | undefined;
  let previous: "field" | "end" | "gap" = "gap";
  /** What the last `Database:` line outside said. */
  let header: string | undefined;

  function readLine(line: string, number: number): void {
    const tag = tagOf(line);
    if (tag !== undefined) {
      const value = line.slice(line.indexOf("-") + 1).trim();
      if (isTag(line, tag, value)) {
        if (tag === "TY") openEntry(value, number, isSingleBlank(line));
        else if (tag === "ER") closeEntry(value, number);
        else addField({ tag, value, line: number }, isSingleBlank(line));
        return;
      }
    }
    const text = line.trim();
    if (text === "") {
      previous = "gap";
      return;
    }
    const target = open ?? (previous === "field" ? stray?.entry : undefined);
    if (target !== undefined && target.fields.at(-1)?.tag !== "TY") {
      goOn(target, text, number);
      previous = "field";
      return;
    }
    remarks.outside(text, number);
    header = /^Database:\s*(.{2,200})$/.exec(text)?.[1] ?? header;
    previous = "gap";
  }

  /** False for a line of prose that only looks like a tag. */
  function isTag(line: string, tag: string, value: string): boolean {
    const entry = open ?? stray?.entry;
    const last = entry?.fields.at(-1)?.tag ?? "";
    if (entry === undefined || !PROSE.has(last) || previous === "gap") return true;
    if (tag === "ER" && value === "") return true;
    // `ER  -positive` is wrapped too: what follows a real end stands apart from its dash.
    if (tag === "ER" && /-\p{L}/u.test(line)) return false;
    // Inside of prose, `II - the second part` and `ER - positive` are wrapped lines.
    if (isSingleBlank(line) && !entry.singleBlank) return false;
    return tag !== "TY" || /^[\w /-]{0,30}$/.test(value);
  }

  function openEntry(value: string, number: number, singleBlank: boolean): void {
    let entry: Entry | undefined;
    if (open !== undefined) {
      const last = open.fields.at(-1)?.tag;
      const breaksAbstract = (last === "AB" || last === "N2") && previous === "field";
      if (breaksAbstract && suspended === undefined) suspended = open;
      else {
        release();
        finish(open, "missing end");
      }
    } else {
      release();
      if (stray !== undefined) {
        const identified = isIdentified(stray.entry);
        if (previous === "field" && (identified || !stray.afterEnd)) entry = stray.entry;
        else settle(stray.entry, identified, "missing end");
      }
    }
    stray = undefined;
    open = entry ?? newRisEntry(number, singleBlank);
    open.hasType = true;
    append(open, { tag: "TY", value, line: number });
    previous = "field";
  }

  function closeEntry(value: string, number: number): void {
    if (open !== undefined) {
      if (suspended === undefined) finish(open);
      else quoted = open;
      open = undefined;
    } else if (stray !== undefined && suspended !== undefined && quoted !== undefined) {
      // A second `ER` with its own tags: the quoted record was text of the first one's abstract.
      for (const field of quoted.fields) {
        goOn(suspended, `${field.tag}  - ${field.value}`, field.line);
      }
      for (const field of stray.entry.fields) append(suspended, field);
      finish(suspended);
      suspended = undefined;
      quoted = undefined;
    } else if (stray !== undefined) {
      settle(stray.entry, isIdentified(stray.entry) || !stray.afterEnd);
    } else remarks.outside("ER  -", number);
    stray = undefined;
    if (value !== "") remarks.outside(value, number);
    previous = "end";
  }

  function addField(field: Field, singleBlank: boolean): void {
    if (open === undefined) {
      // A group of tags behind a gap is another group.
      if (stray !== undefined && previous === "gap" && quoted === undefined) {
        settle(stray.entry, isIdentified(stray.entry), "missing end");
        stray = undefined;
      }
      stray ??= { entry: newRisEntry(field.line, singleBlank), afterEnd: previous === "end" };
    }
    const target = open ?? stray?.entry;
    if (target !== undefined) append(target, field);
    previous = "field";
  }

  /** Tags without `TY` are a record that lost it, or text outside. */
  function settle(entry: Entry, isRecord: boolean, flaw?: "missing end"): void {
    if (isRecord) finish(entry, flaw);
    else {
      for (const { tag, value, line } of entry.fields) remarks.outside(`${tag}  - ${value}`, line);
    }
  }

  function release(): void {
    if (suspended !== undefined) finish(suspended, "missing end");
    if (quoted !== undefined) finish(quoted);
    suspended = undefined;
    quoted = undefined;
  }

  function finish(entry: Entry, flaw?: "missing end"): void {
    const { line } = entry;
    if (flaw !== undefined) {
      remarks.add(
        line,
        "warning",
        "missing-end",
        "Unexpected end of the record that begins here, expected `ER  - `. It was read as far as it goes.",
      );
    }
    if (!entry.hasType) {
      remarks.add(
        line,
        "warning",
        "missing-type",
        "Unexpected record without `TY`, expected `TY  - ` to open it. It was read all the same.",
      );
    }
    remarkIfFull(entry, "`ER  - `", remarks);
    emit(entry, header);
  }

  function end(): void {
    release();
    if (open !== undefined) finish(open, "missing end");
    if (stray !== undefined) settle(stray.entry, isIdentified(stray.entry), "missing end");
  }

  return { readLine, end };
}

/** The tag that a line begins with. Most lines show it, or that there is none, in their first characters. */
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

/** `TY - JOUR` instead of `TY  - JOUR`. */
function isSingleBlank(line: string): boolean {
  const dash = line.indexOf("-");
  return !/\s/.test(line.charAt(dash - 2));
}

function newRisEntry(line: number, singleBlank: boolean): Entry {
  return Object.assign(newEntry(line), { hasType: false, singleBlank });
}

function isIdentified(entry: Entry): boolean {
  return entry.fields.some(({ tag, value }) => IDENTIFYING.has(tag) && value !== "");
}

/** An untagged line inside of an entry: more of the last value, or a further value of a list. */
function goOn(entry: Entry, text: string, line: number): void {
  appendText(entry, text, line, LISTS.has(entry.fields.at(-1)?.tag ?? ""));
}
