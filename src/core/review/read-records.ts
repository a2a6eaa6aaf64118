import type { CriterionSubject } from "../criteria/index.ts";
import { type MergedRecord, mergeMembers } from "../dedupe/merge.ts";
import type { RecordKey } from "../records/model.ts";
import type { Clustered } from "./cluster-records.ts";
import { looksAtFullTexts } from "./earlier/judged-records.ts";
import type { ReviewRecords } from "./find-records.ts";
import type { Identified } from "./identify.ts";
import { type MemberEntry, WaitingEntries } from "./waiting-entries.ts";
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
 * Reads the exports once more and yields every record, or those at the wanted indices, with all
 * fields merged from its entries. It yields one record after another, so memory does not grow with
 * the review.
 */
export async function* readRecords(
  { input, identified, clustered, fullTextName }: ReviewRecords,
  wanted?: ReadonlySet<number>,
): AsyncGenerator<WholeRecord> {
  if (wanted?.size === 0) return;
  const { protocol, fullText, progress } = input;
  const needsFullText = looksAtFullTexts(protocol);
  const doing = wanted === undefined ? "Screening" : "Reading records";
  const reading: Reading = (step) => progress?.({ doing, ...step });
  const waiting = await WaitingEntries.of({
    entries: identified.entries.length,
    records: clustered.records.length,
    openAside: input.openAside,
  });
  const whole = membersOf(identified, clustered, { waiting, reading, wanted });
  try {
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
  } finally {
    waiting.close();
  }
}

/** Is told how far the second reading is. */
type Reading = (step: Omit<Parameters<ShowStep>[0], "doing">) => void;

/**
 * The unique records (all, or the wanted ones) with their entries, each as soon as its last entry
 * has been read again.
 */
async function* membersOf(
  identified: Identified,
  clustered: Clustered,
  {
    waiting,
    reading,
    wanted,
  }: {
    readonly waiting: WaitingEntries;
    readonly reading: Reading;
    readonly wanted?: ReadonlySet<number> | undefined;
  },
): AsyncGenerator<{ readonly record: number; readonly members: readonly MemberEntry[] }> {
  let position = 0;
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
        const member = {
          fingerprint: known.keys!.fingerprint,
          record: entry.record,
          entry: current,
        };
        const all = waiting.add(record, member, members);
        if (all !== undefined) yield { record, members: all };
      }
      reading({
        what: path,
        done: position,
        unit: "entries",
        share: position / identified.entries.length,
      });
    }
    if (position !== end) throw new ChangedFileError(path);
  }
}

/** Thrown if an export has other entries when it is read the second time. */
export class ChangedFileError extends Error {
  override readonly name = "ChangedFileError";
  constructor(path: string) {
    super(`${path} changed while slr was reading it.`);
  }
}
