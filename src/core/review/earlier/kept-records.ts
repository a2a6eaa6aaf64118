import type { CriterionSubject } from "../../criteria/index.ts";
import type { RecordKey } from "../../records/model.ts";
import type { ReviewRecords } from "../find-records.ts";
import { hashOf } from "./earlier-runs.ts";
import { looksAtFullTexts } from "./judged-records.ts";

/** Whole records of a review that an earlier run had at hand, by key. */
export type RecordsAtHand = ReadonlyMap<RecordKey, CriterionSubject>;

/** Keeps the records that come next, so that whoever goes on later need not read the exports for them. */
export interface KeptRecords {
  recall(): Promise<RecordsAtHand>;
  keep(records: RecordsAtHand): Promise<void>;
}

const AT_HAND = "at-hand";

export function keptRecords({ input, clustered }: ReviewRecords): KeptRecords {
  const { earlier, protocol } = input;
  const identity = identityOfRecords(clustered.identity, protocol);
  return {
    async recall() {
      if (identity === undefined) return new Map();
      const kept = await earlier?.recall(AT_HAND, identity);
      return (kept ?? new Map()) as RecordsAtHand; // Only `keep` keeps anything under this name.
    },
    async keep(records) {
      if (identity !== undefined) await earlier?.keep(AT_HAND, identity, records);
    },
  };
}

/** Everything that whole records depend on; undefined if nobody can say. */
function identityOfRecords(
  clustered: string | undefined,
  protocol: ReviewRecords["input"]["protocol"],
): string | undefined {
  // With its full text, a record depends on one file more.
  if (clustered === undefined || looksAtFullTexts(protocol)) return undefined;
  return hashOf(clustered);
}
