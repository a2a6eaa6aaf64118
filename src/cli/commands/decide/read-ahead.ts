import type { CriterionSubject } from "../../../core/criteria/index.ts";
import { recordMatcher } from "../../../core/decide/search.ts";
import type { RecordKey } from "../../../core/records/model.ts";
import type { KeptRecords } from "../../../core/review/earlier/kept-records.ts";
import type { ScreenedReview } from "../../../core/review/review.ts";

/** How many of the next records are kept in memory in full, however long the queue is. */
export const READ_AHEAD = 500;
/** When fewer than this many are left, the next ones are read in the background. */
const LOW = 100;

type ReadableReview = Pick<ScreenedReview, "read" | "keepsWholeRecords" | "results">;

export interface ReadAhead {
  /** Whether these records are in memory. */
  has(keys: readonly RecordKey[]): boolean;
  /** Reads the records that are needed now, and in the background those that come after them. */
  fetch(needed: readonly RecordKey[], upcoming: readonly RecordKey[]): Promise<void>;
  get(key: RecordKey): CriterionSubject;
}

/** @param kept the records that an earlier session had read ahead */
export function openReadAhead(
  { read, keepsWholeRecords, results }: ReadableReview,
  kept?: KeptRecords,
): ReadAhead {
  let records = new Map<RecordKey, CriterionSubject>();
  let recalled: Promise<void> | undefined;
  /** Whether all records of the review are in memory. */
  let isWhole = false;
  let loading: Promise<void> | undefined;
  const has = (keys: readonly RecordKey[]) => keys.every((key) => records.has(key));
  const load = async (upcoming: readonly RecordKey[]) => {
    // What is in memory already need not be fetched in parts.
    const keys = keepsWholeRecords ? results.records.map(({ key }) => key) : upcoming;
    const missing = new Set(keys.filter((key) => !records.has(key)));
    const fresh = new Map<RecordKey, CriterionSubject>();
    for await (const { key, subject } of read(missing)) fresh.set(key, subject);
    records = new Map(
      keys.flatMap((key) => {
        const subject = fresh.get(key) ?? records.get(key);
        return subject === undefined ? [] : [[key, subject] as const];
      }),
    );
    const next = upcoming.flatMap((key) => {
      const subject = records.get(key);
      return subject === undefined ? [] : [[key, subject] as const];
    });
    isWhole = keepsWholeRecords;
    await kept?.keep(new Map(next));
  };
  const recall = async () => {
    const before = await kept?.recall();
    if (before !== undefined) records = new Map(before);
  };
  return {
    has,
    async fetch(needed, upcoming) {
      const soon = upcoming.slice(0, READ_AHEAD);
      const wanted = [...new Set([...needed, ...soon])].slice(0, READ_AHEAD);
      if (!has(needed)) {
        recalled ??= recall();
        await recalled;
        await loading;
        if (!has(needed)) await load(wanted);
      }
      const isLow = keepsWholeRecords ? !isWhole : !has(wanted.slice(0, LOW));
      if (loading === undefined && isLow) {
        loading = load(wanted).finally(() => {
          loading = undefined;
        });
        // The error is thrown to whoever needs one of these records next.
        loading.catch(() => {});
      }
    },
    get(key) {
      const subject = records.get(key);
      if (subject === undefined) throw new Error(`${key} was not read.`);
      return subject;
    },
  };
}

/** The records among these that have all words of a search. */
export async function searchRecords(
  read: ScreenedReview["read"],
  text: string,
  keys: Iterable<RecordKey>,
): Promise<ReadonlySet<RecordKey>> {
  const matches = recordMatcher(text);
  const found = new Set<RecordKey>();
  for await (const { key, subject } of read(keys)) if (matches(key, subject.record)) found.add(key);
  return found;
}
