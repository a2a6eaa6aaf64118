import type { ScreenedReview } from "../review/review.ts";
import type { CountedEntry } from "../screening/entry-sets.ts";
import { wholeRow } from "../screening/results.ts";

/** An entry of an export with the box that it ended in, as lists of entries and records show it. */
export interface ListedEntry extends CountedEntry {
  readonly entry: string;
  /** The key of its record; empty if the entry could not be read. */
  readonly record: string;
  readonly file: string;
  readonly line: number;
  readonly by: string;
  readonly title: string;
  readonly authors: string;
  readonly year: string;
  readonly doi: string;
}

/** Every entry that the flow counts, with the title and authors of its record, in the order of the ledger. */
export function listedEntries({
  identified,
  results,
}: Pick<ScreenedReview, "identified" | "results">): ListedEntry[] {
  const kinds = new Map(identified.entries.map(({ id, kind }) => [id, kind]));
  const records = new Map(results.records.map(({ key, summary }) => [key, summary]));
  const counted = results.ledger.filter(({ isPrevious }) => !isPrevious);
  return counted.map((row): ListedEntry => {
    const summary = row.record === "" ? undefined : records.get(row.record);
    return {
      ...wholeRow(row),
      kind: kinds.get(row.entry) ?? "database",
      title: summary?.title ?? "",
      authors: summary?.authors ?? "",
      year: String(summary?.year ?? ""),
      doi: summary?.doi ?? "",
    };
  });
}
