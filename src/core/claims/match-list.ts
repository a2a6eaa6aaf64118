import { findDuplicates } from "../dedupe/index.ts";
import type { DedupeKeys } from "../dedupe/keys.ts";
import type { ReviewRecords } from "../review/find-records.ts";
import type { ClaimedEntry } from "./claim.ts";

/**
 * The result of matching an entry of a claimed list. Every entry gets exactly one result, so none
 * is lost.
 */
export type ListMatch = { readonly claimed: ClaimedEntry } & (
  | {
      readonly kind: "matched";
      /** Index into `Clustered.records`. */
      readonly record: number;
      /** How it was found, where no identifier or title named it directly. */
      readonly note?: string;
    }
  | {
      readonly kind: "ambiguous";
      /** The records that it may be. */
      readonly records: readonly number[];
      readonly why: string;
    }
  | { readonly kind: "not-found"; readonly why: string }
);

/**
 * Finds the record of each entry of a list. An entry is matched like a row of decisions (key, DOI,
 * PMID, arXiv id, title and year); if that fails, like an entry of an export among its duplicates.
 */
export function matchList(
  entries: readonly ClaimedEntry[],
  review: ReviewRecords,
): readonly ListMatch[] {
  const first = entries.map((claimed) => matchByReference(claimed, review));
  const open = first.filter(({ kind }) => kind !== "matched");
  if (open.every(({ claimed }) => claimed.keys === undefined)) return first;
  const compared = compareWithRecords(
    open.flatMap(({ claimed }) => claimed.keys ?? []),
    review,
  );
  return first.map((match) => {
    if (match.kind === "matched" || match.claimed.keys === undefined) return match;
    return compared(match.claimed.keys, match);
  });
}

function matchByReference(claimed: ClaimedEntry, { clustered }: ReviewRecords): ListMatch {
  if (claimed.keys === undefined)
    return { claimed, kind: "not-found", why: "the entry cannot be read" };
  const found = clustered.resolve(claimed.reference);
  if (found.kind === "matched") {
    const { target: record, warning: note } = found;
    return { claimed, kind: "matched", record, ...(note !== undefined && { note }) };
  }
  if (found.kind === "none") return { claimed, kind: "not-found", why: found.why };
  const named = clustered.entriesNamed(claimed.reference);
  const records =
    typeof named === "string" ? [] : [...new Set(named.map((at) => clustered.recordOf[at]!))];
  return { claimed, kind: "ambiguous", records, why: found.why };
}

/** Compares entries with the whole review as `slr dedupe` does; merged entries stay one record. */
function compareWithRecords(
  claimed: readonly DedupeKeys[],
  { identified, clustered, input }: ReviewRecords,
): (keys: DedupeKeys, match: ListMatch) => ListMatch {
  const readable = [...identified.entries.keys()].filter(
    (at) => identified.entries[at]!.keys !== undefined,
  );
  const groups = new Map(
    readable.map((at, position) => [position, String(clustered.recordOf[at]!)]),
  );
  const all = [...readable.map((at) => identified.entries[at]!.keys!), ...claimed];
  const decided = { same: [], different: [], groups };
  const { clusters, possible, linked } = findDuplicates(all, decided, input.protocol.versions);
  const recordAt = (position: number) =>
    position < readable.length ? clustered.recordOf[readable[position]!]! : undefined;

  const joined = new Map<number, { readonly records: Set<number>; readonly rule: string }>();
  for (const { members, links } of clusters) {
    const records = new Set(members.flatMap((member) => recordAt(member) ?? []));
    for (const member of members.filter((one) => one >= readable.length)) {
      const rule = links.get(member)?.rule ?? [...links.values()][0]?.rule ?? "same record";
      joined.set(member - readable.length, { records, rule });
    }
  }
  const near = new Map<number, { readonly record: number; readonly rule: string }[]>();
  for (const { a, b, rule } of [...possible, ...linked]) {
    for (const [one, other] of [[a, b] as const, [b, a] as const]) {
      const record = recordAt(other);
      if (one < readable.length || record === undefined) continue;
      const place = one - readable.length;
      near.set(place, [...(near.get(place) ?? []), { record, rule }]);
    }
  }
  const places = new Map(claimed.map((keys, place) => [keys, place]));
  return (keys, match) => {
    const place = places.get(keys)!;
    const { claimed: entry } = match;
    const found = joined.get(place);
    if (found !== undefined && found.records.size === 1) {
      const note = `compared as slr dedupe does: ${found.rule}`;
      return { claimed: entry, kind: "matched", record: [...found.records][0]!, note };
    }
    const maybe = [
      ...(found?.records ?? []),
      ...(near.get(place) ?? []).map(({ record }) => record),
    ];
    if (maybe.length === 0) return match;
    const why = near.get(place)?.[0]?.rule ?? (match.kind === "matched" ? "" : match.why);
    return { claimed: entry, kind: "ambiguous", records: [...new Set(maybe)], why };
  };
}
