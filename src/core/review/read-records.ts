import type { CriterionSubject } from "../criteria/index.ts";
import { type MergedRecord, mergeMembers } from "../dedupe/merge.ts";
import type { RecordKey } from "../records/model.ts";
import type { Clustered } from "./cluster-records.ts";
import { looksAtFullTexts } from "./earlier/judged-records.ts";
import type { KeptEntries } from "./exports/kept-entries.ts";
import { type MemberEntry, WaitingEntries } from "./exports/waiting-entries.ts";
import type { ReviewRecords } from "./find-records.ts";
import type { Identified } from "./identify.ts";
import type { ReviewInput } from "./review-input.ts";
import type { ShowStep } from "./work-step.ts";

/** A unique record with all of its fields, merged from all of its entries. */
export interface WholeRecord {
  /** Index into `Clustered.records`. */
  readonly at: number;
  readonly key: RecordKey;
  /** Its entries, the kept one first; `merged` refers to them by their index. */
  readonly members: readonly MemberEntry[];
  readonly merged: MergedRecord;
  /** The record as the criteria see it, with its full text if a criterion looks at it. */
  readonly subject: CriterionSubject;
}

/**
 * Yields every record, or those at the wanted indices, with all fields merged from its entries, in the
 * order in which the last entry of each was read. It yields one record after another, so memory does
 * not grow with the review.
 */
export async function* readRecords(
  { input, identified, clustered, fullTextName }: ReviewRecords,
  wanted?: ReadonlySet<number>,
): AsyncGenerator<WholeRecord> {
  if (wanted?.size === 0) return;
  const { protocol, fullText, progress, openAside } = input;
  const needsFullText = looksAtFullTexts(protocol);
  const doing = wanted === undefined ? "Screening" : "Reading records";
  const reading: Reading = (step) => progress?.({ doing, ...step });
  const { kept } = identified;
  const wanting: Wanting = { reading, wanted, openAside };
  const whole =
    kept?.areAll(identified.entries.length) === true
      ? membersKept(kept, identified, clustered, wanting)
      : membersReadAgain(identified, clustered, wanting);
  for await (const { record: at, members } of whole) {
    const merged = mergeMembers(members);
    const { key } = clustered.records[at]!;
    const text = needsFullText ? await fullText(fullTextName(at)) : undefined;
    const { record, alternatives } = merged;
    yield {
      at,
      key,
      members,
      merged,
      subject: { record, alternatives, ...(text !== undefined && { fullText: text }) },
    };
  }
}

/** The indices of the records in the order in which the last entry of each was read. */
export function* inReadingOrder({
  records,
  recordOf,
}: Pick<Clustered, "records" | "recordOf">): Generator<number> {
  const left = Uint32Array.from(records, ({ members }) => members.length);
  for (const at of recordOf) {
    if (at < 0) continue;
    left[at]! -= 1;
    if (left[at] === 0) yield at;
  }
}

/** The entries of a record, by its index. */
interface RecordMembers {
  readonly record: number;
  readonly members: readonly MemberEntry[];
}

/** What is wanted, and who is told how far it is. */
interface Wanting {
  readonly reading: Reading;
  readonly wanted?: ReadonlySet<number> | undefined;
  readonly openAside?: ReviewInput["openAside"] | undefined;
}

/** Somebody is told how far it is after so many entries. */
const STEP = 500;

/** The records with their entries, none of which is read again. */
async function* membersKept(
  kept: KeptEntries,
  { entries, files }: Identified,
  { records, recordOf }: Clustered,
  { reading, wanted }: Wanting,
): AsyncGenerator<RecordMembers> {
  let told = 0;
  for (const record of inReadingOrder({ records, recordOf })) {
    if (wanted?.has(record) === false) continue;
    const { members } = records[record]!;
    const whole = members.map((entry): MemberEntry => {
      const { fingerprint } = entries[entry]!.keys!;
      return { fingerprint, record: kept.recordAt(entry)!, entry };
    });
    yield { record, members: whole };
    // A record may have more entries than a function takes arguments.
    const done = members.reduce((last, member) => Math.max(last, member), 0) + 1;
    if (done < told + STEP && done < entries.length) continue;
    told = done;
    const what = files[entries[done - 1]!.file]!.path;
    reading({ what, done, unit: "entries", share: done / entries.length });
    // Nothing here waits for a disk, and signals should be heard.
    await new Promise((resume) => setImmediate(resume));
  }
}

/** Is told how far the second look at the entries is. */
type Reading = (step: Omit<Parameters<ShowStep>[0], "doing">) => void;

/**
 * The records with their entries, each as soon as its last entry has been read again from the
 * exports, which an earlier run has read the first time.
 */
async function* membersReadAgain(
  identified: Identified,
  clustered: Clustered,
  { reading, wanted, openAside }: Wanting,
): AsyncGenerator<RecordMembers> {
  const waiting = await WaitingEntries.of({
    entries: identified.entries.length,
    records: clustered.records.length,
    openAside,
  });
  let position = 0;
  try {
    for (const [at, { file, entries, path }] of identified.files.entries()) {
      const end = position + entries;
      for await (const batch of file.read({ entriesOnly: true })) {
        for (const entry of batch.entries) {
          const current = position++;
          const known = identified.entries[current];
          if (
            known === undefined ||
            known.file !== at ||
            (known.keys === undefined) !== (entry.kind === "unreadable")
          ) {
            throw new ChangedFileError(path);
          }
          if (entry.kind === "unreadable") continue;
          const record = clustered.recordOf[current]!;
          if (wanted !== undefined && !wanted.has(record)) continue;
          const { members } = clustered.records[record]!;
          const { fingerprint } = known.keys!;
          const member = { fingerprint, record: entry.record, entry: current };
          const all = waiting.add(record, member, members);
          if (all !== undefined) yield { record, members: all };
        }
        const share = position / identified.entries.length;
        reading({ what: path, done: position, unit: "entries", share });
      }
      if (position !== end) throw new ChangedFileError(path);
    }
  } finally {
    waiting.close();
  }
}

/** Thrown if an export has other entries when it is read the second time. */
export class ChangedFileError extends Error {
  override readonly name = "ChangedFileError";
  constructor(path: string) {
    super(`${path} changed while slr was reading it.`);
  }
}
