import type { SourceKind } from "../records/model.ts";
import { type FlowCounts, type NamedCount, NO_REASON } from "./flow.ts";
import type { Box, LedgerRow } from "./results.ts";

/** An entry of an export with what the boxes of the flow ask of it. */
export interface CountedEntry extends Pick<LedgerRow, "source" | "box" | "reason"> {
  readonly kind: SourceKind;
}

/** The entries that a line of the diagram counts. */
export interface EntrySet {
  /** `first`: databases and registers; `other`: other methods, if they have a column. */
  readonly column: "first" | "other" | "both";
  readonly boxes: readonly Box[];
  readonly kind?: SourceKind;
  readonly source?: string;
  /** The primary reason of an exclusion; empty if none was given. */
  readonly reason?: string;
}

export const ASSESSED: readonly Box[] = [
  "excluded-full-text",
  "included",
  "pending-full-text",
  "conflict-full-text",
];
export const SOUGHT: readonly Box[] = ["not-retrieved", "pending-retrieval", ...ASSESSED];
export const SCREENED: readonly Box[] = [
  "excluded-title-abstract",
  "pending-title-abstract",
  "conflict-title-abstract",
  "unread",
  ...SOUGHT,
];
export const REMOVED: readonly Box[] = ["duplicate", "removed-automation", "removed-other"];

/** The entries from sources of that kind, or from one named source. */
export function foundBy(kind: SourceKind, source?: string): EntrySet {
  const boxes = [...REMOVED, ...SCREENED];
  return { column: "both", boxes, kind, ...(source !== undefined && { source }) };
}

/** The reports of a column that were excluded for that reason. */
export function excludedFor(column: EntrySet["column"], { name }: NamedCount): EntrySet {
  return { column, boxes: ["excluded-full-text"], reason: name === NO_REASON ? "" : name };
}

/** Tells whether a line that counts this set counts the entry. */
export function isCounted(
  entry: CountedEntry,
  { column, boxes, kind, source, reason }: EntrySet,
  { other_methods }: Pick<FlowCounts, "other_methods">,
): boolean {
  if (!boxes.includes(entry.box)) return false;
  const isFirst =
    other_methods === "merged" || entry.kind === "database" || entry.kind === "register";
  if (column !== "both" && (column === "first") !== isFirst) return false;
  if (kind !== undefined && entry.kind !== kind) return false;
  if (source !== undefined && entry.source !== source) return false;
  // Further reasons follow the primary one.
  return (
    reason === undefined ||
    entry.reason === reason ||
    (reason !== "" && entry.reason.startsWith(`${reason};`))
  );
}
