import type { BibRecord } from "../../core/records/model.ts";
import { formatCount } from "../../core/records/text/plural.ts";

/** The most characters of a field; a longer text is a sign of a damaged file. */
const MOST: Readonly<Partial<Record<keyof BibRecord, number>>> = {
  title: 10_000,
  abstract: 500_000,
};
const MOST_OTHERWISE = 5000;
/** Of one author's name or one keyword. */
const MOST_OF_AN_ITEM = 1000;

/** Half of one of these would name something else, so it is left out instead. */
const NAMES_SOMETHING: ReadonlySet<string> = new Set<keyof BibRecord>([
  ...(["doi", "pmid", "pmcid", "arxiv", "accession", "url"] as const),
]);

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is removed
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u0084\u0086-\u009f]+/g;
/** Whether a text holds any: a test from its start, without the state of a search for all. */
const HAS_CONTROL = new RegExp(CONTROL.source.slice(0, -1));

/**
 * A whole escape sequence, such as a colour or a window's title: without its first character it
 * would be text.
 */
const SEQUENCE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences are what is removed
  /\u001b\[[0-?]{0,30}[ -/]{0,4}[@-~]|\u001b\][^\u0007\u001b\u009c]{0,200}(?:\u0007|\u001b\\)|\u009b[0-?]{0,30}m/g;

export interface LimitedRecord {
  readonly record: BibRecord;
  /** The fields that were too long, a sentence each. */
  readonly remarks: readonly string[];
}

/**
 * Limits the fields of a record in length, so that no entry takes more time than others, and
 * removes control characters, which mean nothing in a field and would make the files that slr
 * writes unreadable. The original entry keeps everything.
 */
export function withinLimits(record: BibRecord): LimitedRecord {
  let changed: Record<string, unknown> | undefined;
  const remarks: string[] = [];
  for (const name in record) {
    const value = record[name as keyof BibRecord];
    if (name === "original" || typeof value === "number") continue;
    const most = typeof value === "string" ? mostOf(name) : MOST_OF_AN_ITEM;
    const longest = longestIn(value);
    if (longest > most) {
      const leftOut = NAMES_SOMETHING.has(name);
      remarks.push(
        `The field \`${name}\` holds ${formatCount(longest)} characters, expected at most ${formatCount(most)}; ${leftOut ? "it is left out" : "slr reads the first of them"}.`,
      );
      changed = { ...changed, [name]: leftOut ? undefined : cut(value, most) };
    } else if (hasControl(value)) changed = { ...changed, [name]: cut(value, most) };
  }
  if (changed === undefined) return { record, remarks };
  const limited = Object.entries({ ...record, ...changed });
  return {
    // Only values of the record's own fields, or nothing in their place.
    record: Object.fromEntries(
      limited.filter(([, value]) => value !== undefined && value !== ""),
    ) as unknown as BibRecord,
    remarks,
  };
}

function mostOf(name: string): number {
  return MOST[name as keyof BibRecord] ?? MOST_OTHERWISE; // A name that is not a field has no row.
}

/** The length of the longest text of a field: its own, one of a list, or a part of a name. */
function longestIn(value: unknown): number {
  if (typeof value === "string") return value.length;
  let longest = 0;
  for (const one of partsOf(value)) longest = Math.max(longest, longestIn(one));
  return longest;
}

/** The items of a list or the parts of a name. */
function partsOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  return typeof value === "object" && value !== null ? Object.values(value) : [];
}

function hasControl(value: unknown): boolean {
  return typeof value === "string" ? HAS_CONTROL.test(value) : partsOf(value).some(hasControl);
}

function cut(value: unknown, most: number): unknown {
  if (typeof value === "string")
    return value.replace(SEQUENCE, "").replace(CONTROL, "").slice(0, most).trim();
  if (Array.isArray(value)) return value.map((one) => cut(one, most)).filter((one) => one !== "");
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, cut(one, most)]));
}
