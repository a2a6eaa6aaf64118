import type { Problem } from "../records/problem.ts";
import { type Clustered, clusterRecords } from "./cluster-records.ts";
import { type Identified, identify } from "./identify.ts";
import { readDecisionTables } from "./kept-tables/decision-tables.ts";
import { applyLedgers, type Ledger } from "./kept-tables/duplicate-ledgers.ts";
import { EntryIndex } from "./kept-tables/entry-index.ts";
import type { ReviewInput } from "./review-input.ts";

/** A review whose exports have been read once, and whose entries are clustered into records. */
export interface ReviewRecords {
  /**
   * The review folder, with the decisions and retrievals of mapped tables among those of people's
   * files.
   */
  readonly input: ReviewInput;
  readonly identified: Identified;
  readonly clustered: Clustered;
  /** The groups and kept entries of ledgers of duplicates. */
  readonly ledger: Ledger;
  /**
   * The name of a record's file in fulltext/, by its index in `clustered.records`; its key if it
   * has no file.
   */
  fullTextName(record: number): string;
}

/**
 * The first half of the pipeline: from the exports to unique records. Every command that needs the
 * records of a review finds them here, so that all commands see the same ones. Nothing is judged
 * yet.
 */
export async function findRecords(input: ReviewInput): Promise<ReviewRecords> {
  const identified = await identify(input.exports, input.protocol, input);
  const index = new EntryIndex(identified);
  const { ledger, problems } = applyLedgers(input.ledgers ?? [], index, identified);
  const mapped = readDecisionTables(input, index, identified, ledger);
  const clustered = await clusterRecords(identified, input.pairs, ledger, {
    policy: input.protocol.versions,
    earlier: input.earlier,
    progress: input.progress,
  });
  const whole: ReviewInput = {
    ...input,
    decisions: [...input.decisions, ...mapped.decisions],
    retrievals: [...input.retrievals, ...mapped.retrievals],
    problems: [...input.problems, ...problems, ...mapped.problems],
  };
  const { names, unknown } = nameFullTexts(input.fullTextNames ?? [], clustered);
  return {
    input: { ...whole, problems: [...whole.problems, ...unknown] },
    identified,
    clustered,
    ledger,
    fullTextName: (record) => names.get(record) ?? clustered.records[record]!.key,
  };
}

/**
 * Finds the record of every file in fulltext/. A file may be named after any key that its record
 * has or had.
 */
function nameFullTexts(
  files: readonly string[],
  { resolve }: Clustered,
): { names: ReadonlyMap<number, string>; unknown: Problem[] } {
  const names = new Map<number, string>();
  const unknown: Problem[] = [];
  for (const name of files) {
    const found = resolve({ record: name });
    if (found.kind === "matched") {
      if (!names.has(found.target)) names.set(found.target, name);
    } else {
      unknown.push({
        severity: "warning",
        code: "fulltext/unknown-record",
        file: `fulltext/${name}`,
        message: `No record of this review is called ${name}: ${found.why}. Name the file after the record's key; it is not read.`,
      });
    }
  }
  return { names, unknown };
}
