import { type DedupeKeys, packedKeys } from "../../dedupe/keys.ts";
import { addAll } from "../../records/add-all.ts";
import type { Attribution, Batch } from "../../records/entry.ts";
import type { Problem } from "../../records/problem.ts";
import { detach } from "../../records/text/detach.ts";
import type { ExportSummary } from "../identify.ts";

/** An entry before the source of its file is known. */
export interface ReadEntry {
  readonly line: number;
  /** Absent, like the next two, if the entry could not be read. */
  readonly keys?: DedupeKeys | undefined;
  readonly attribution?: Attribution | undefined;
  readonly accession?: string | undefined;
}

/** What one reading of an export finds; it depends on the file and on nothing else of the review. */
export interface ExportReading {
  readonly entries: readonly ReadEntry[];
  readonly problems: readonly Problem[];
  readonly isCut: boolean;
  readonly count: Pick<
    ExportSummary,
    "records" | "unreadable" | "withAbstract" | "withDoi" | "withYear"
  >;
}

/** Counts the entries of an export and keeps their keys for comparison. */
export async function readExport(
  batches: AsyncIterable<Batch>,
  progress: (read: number) => void,
): Promise<ExportReading> {
  const count = { records: 0, unreadable: 0, withAbstract: 0, withDoi: 0, withYear: 0 };
  const entries: ReadEntry[] = [];
  const problems: Problem[] = [];
  // Most entries of a file say the same of their origin.
  const attributions = new Map<string, Attribution>();
  let isCut = false;
  for await (const batch of batches) {
    addAll(problems, batch.problems);
    isCut ||= batch.isCut === true;
    for (const entry of batch.entries) {
      const { line } = entry;
      if (entry.kind === "unreadable") {
        count.unreadable += 1;
        problems.push(entry.problem);
        entries.push({ line });
        continue;
      }
      const { record, earlier } = entry;
      count.records += 1;
      if (record.abstract !== undefined) count.withAbstract += 1;
      if (record.doi !== undefined) count.withDoi += 1;
      if (record.year !== undefined) count.withYear += 1;
      const said = JSON.stringify(entry.attribution);
      const attribution = attributions.get(said) ?? entry.attribution;
      attributions.set(said, attribution);
      entries.push({
        line,
        keys: packedKeys(record, earlier),
        attribution,
        accession: record.accession === undefined ? undefined : detach(record.accession),
      });
    }
    progress(entries.length);
  }
  return { entries, problems, isCut, count };
}
