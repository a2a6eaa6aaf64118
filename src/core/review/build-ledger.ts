import { type Rows, RowsInTurn } from "../records/bulk/rows.ts";
import { compareText } from "../records/problem.ts";
import { withoutAbsent } from "../records/without-absent.ts";
import type { Assessment } from "../screening/assess.ts";
import type { FlowRow } from "../screening/flow.ts";
import type { LedgerRow } from "../screening/results.ts";
import type { AssessedRecords } from "./assess-records.ts";
import type { ReviewRecords } from "./find-records.ts";
import type { Identified } from "./identify.ts";
import type { MatchedDecisions } from "./match-decisions.ts";

/** The rows of the ledger, and what the flow needs to know about each. */
export interface ReviewLedger {
  /** By source and number of the entry. */
  readonly ledger: Rows<LedgerRow>;
  readonly flowRows: readonly FlowRow[];
}

/** Where an entry ends, and why. */
type Ending = Pick<LedgerRow, "record" | "box" | "reason" | "by">;

/**
 * A row for every entry that was read, with the one box in which it ends. This is the law of
 * conservation.
 */
export function buildLedger(
  { identified, clustered }: ReviewRecords,
  { records }: Pick<AssessedRecords, "records">,
  { studyOf, synthesis }: Pick<MatchedDecisions, "studyOf" | "synthesis">,
): ReviewLedger {
  const { entries, files } = identified;
  /** By entry, its place among those of its record. */
  const placeOf = new Uint32Array(entries.length);
  for (const { members } of clustered.records)
    for (let place = 1; place < members.length; place += 1) placeOf[members[place]!] = place;
  const endingOf = (position: number): Ending => {
    const at = clustered.recordOf[position]!;
    if (at < 0) return { record: "", box: "removed-other", reason: "unreadable", by: "slr" };
    const { key, members, links } = clustered.records[at]!;
    if (members[0] !== position) {
      const reason = links[placeOf[position]!]?.rule ?? "same record";
      const by = reason.startsWith("people") ? "people" : "rules";
      return { record: key, box: "duplicate", reason, by };
    }
    const { box, reasons, by } = records[at]!;
    return { record: key, box, reason: reasons.join(";"), by: by.join(";") };
  };
  const rowOf = (position: number): LedgerRow => {
    const { id, file, line, source } = entries[position]!;
    const { path, isPrevious } = files[file]!;
    const { record, box, reason, by } = endingOf(position);
    const row = { entry: id, record, source, file: path, line, box, reason, by };
    return isPrevious ? { ...row, isPrevious } : row;
  };

  const previousStudies = new Set(
    clustered.records.flatMap(({ members }, at) => {
      if (records[at]!.box !== "included") return [];
      return files[entries[members[0]!]!.file]!.isPrevious ? [studyOf(at)] : [];
    }),
  );
  const shared = new SharedRows();
  const flowRows: FlowRow[] = [];
  for (const [position, { file, source, kind }] of entries.entries()) {
    if (files[file]!.isPrevious) continue;
    const ofSource = shared.of(source, kind);
    const at = clustered.recordOf[position]!;
    if (at < 0 || clustered.records[at]!.members[0] !== position) {
      const { box, reason } = endingOf(position);
      const ending = `${box} ${reason}`;
      const row = ofSource.get(ending) ?? { source, kind, box, automation: false, reason };
      ofSource.set(ending, row);
      flowRows.push(row);
      continue;
    }
    // Most records share their assessment with others.
    const assessment = records[at]!;
    const { box, automation, reasons } = assessment;
    let row = ofSource.get(assessment);
    if (row === undefined) {
      row = { source, kind, box, automation, reason: reasons[0] ?? "" };
      ofSource.set(assessment, row);
    }
    // A new report of a study that was included before makes no new study.
    const isNewStudy = box === "included" && !previousStudies.has(studyOf(at));
    const study = isNewStudy ? studyOf(at) : undefined;
    flowRows.push(
      study === undefined
        ? row
        : withoutAbsent<FlowRow>({ ...row, study, synthesis: synthesis.get(study) }),
    );
  }
  let order: Uint32Array | undefined;
  const ledger = new RowsInTurn(entries.length, function* () {
    order ??= inLedgerOrder(identified); // Some commands only count.
    for (const position of order) yield rowOf(position);
  });
  return { ledger, flowRows };
}

/** The rows of entries that end alike, by their ending: a million entries have a few hundred of them. */
class SharedRows {
  readonly #rows = new Map<string, Map<string | Assessment, FlowRow>>();
  #last: Pick<FlowRow, "source" | "kind"> | undefined;
  #ofLast = new Map<string | Assessment, FlowRow>();

  of(source: string, kind: FlowRow["kind"]): Map<string | Assessment, FlowRow> {
    // Entries of one source follow each other.
    if (this.#last?.source === source && this.#last.kind === kind) return this.#ofLast;
    const origin = `${kind} ${source}`;
    this.#ofLast = this.#rows.get(origin) ?? new Map();
    this.#rows.set(origin, this.#ofLast);
    this.#last = { source, kind };
    return this.#ofLast;
  }
}

/** The entries by source and number. */
function inLedgerOrder({ entries }: Identified): Uint32Array {
  const names = [...new Set(entries.map(({ source }) => source))].sort(compareText);
  const rankOf = new Map(names.map((name, rank) => [name, rank]));
  const ranks = Uint32Array.from(entries, ({ source }) => rankOf.get(source)!);
  const numbers = Float64Array.from(entries, ({ id }) => Number(id.slice(id.lastIndexOf("#") + 1)));
  return Uint32Array.from(entries.keys()).sort(
    (a, b) => ranks[a]! - ranks[b]! || numbers[a]! - numbers[b]! || a - b,
  );
}
