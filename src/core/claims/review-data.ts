import type { Criterion } from "../protocol/protocol.ts";
import type { RecordKey, Stage } from "../records/model.ts";
import type { ScreenedReview } from "../review/review.ts";
import { type CountedEntry, type EntrySet, isCounted } from "../screening/entry-sets.ts";
import type { FlowCounts } from "../screening/flow.ts";
import { type LedgerRow, type PossibleDuplicate, wholeRow } from "../screening/results.ts";
import type { Ballot } from "../votes/ballot.ts";
import type { KnownNames } from "./claimed-entry.ts";

/** An entry of an export with its box, as differences from claims name it. */
export interface DataEntry extends CountedEntry, LedgerRow {
  readonly title: string;
  /** Whether automation alone excluded it at title/abstract. */
  readonly isAutomated: boolean;
}

/** The data that claims are compared with: the flow, and the entries behind each of its numbers. */
export interface ReviewData {
  readonly flow: FlowCounts;
  readonly entries: readonly DataEntry[];
  readonly criteria: readonly Criterion[];
  readonly possibleDuplicates: readonly PossibleDuplicate[];
  ballot(record: RecordKey, stage: Stage): Ballot;
  /** The common name of a database, so that sources can be compared: `WoS` is Web of Science. */
  sourceName(written: string): string;
}

/** The data of a screened review. `databaseName` returns the common name of a database. */
export function reviewData(
  { results, identified, ballot }: Pick<ScreenedReview, "results" | "identified" | "ballot">,
  criteria: readonly Criterion[],
  databaseName: (written: string) => string | undefined,
): ReviewData {
  const kinds = new Map(identified.entries.map(({ id, kind }) => [id, kind]));
  const titles = new Map(results.records.map(({ key, summary }) => [key, summary.title]));
  return {
    flow: results.flow,
    entries: results.ledger
      .filter(({ isPrevious }) => !isPrevious)
      .map((row) => ({
        ...wholeRow(row),
        kind: kinds.get(row.entry)!,
        title: titles.get(row.record) ?? "",
        isAutomated:
          row.box === "excluded-title-abstract" &&
          (row.by === "rules" ||
            ballot(row.record, "title-abstract").votes.every(({ kind }) => kind === "automation")),
      })),
    criteria,
    possibleDuplicates: results.possibleDuplicates,
    ballot,
    sourceName: (written) => databaseName(written) ?? written,
  };
}

/** The titles, keys and entries by which the columns of unknown tables are recognised. */
export function knownNames({
  identified,
  results,
}: Pick<ScreenedReview, "identified" | "results">): KnownNames {
  return {
    titles: new Set(identified.entries.flatMap(({ keys }) => keys?.title ?? [])),
    records: new Set([
      ...results.records.map(({ key }) => key),
      ...identified.entries.map(({ id }) => id),
    ]),
  };
}

/** The entries that a line of the flow counts. */
export function entriesIn({ entries, flow }: ReviewData, set: EntrySet): DataEntry[] {
  return entries.filter((entry) => isCounted(entry, set, flow));
}
