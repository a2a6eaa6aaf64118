import { type Rows, RowsInTurn } from "../records/bulk/rows.ts";
import { compareText } from "../records/problem.ts";
import { withoutAbsent } from "../records/without-absent.ts";
import type { Assessment } from "../screening/assess.ts";
import type { FlowRow } from "../screening/flow.ts";
import { type LedgerRow, wholeRow } from "../screening/results.ts";
import type { AssessedRecords } from "./assess-records.ts";
import type { Clustered } from "./cluster-records.ts";
import type { ReviewRecords } from "./find-records.ts";
import type { Identified, IdentifiedEntry, IdentifiedFile } from "./identify.ts";
import type { MatchedDecisions } from "./match-decisions.ts";

/** The rows of the ledger, and what the flow needs to know about each. */
export interface ReviewLedger {
  /** By source and number of the entry. */
  readonly ledger: Rows<LedgerRow>;
  readonly flowRows: readonly FlowRow[];
}

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
  const endings = new Endings(identified, clustered, records);
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
      const [box, reason] = [endings.box(position), endings.reason(position)];
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
    for (const position of order) yield new RowInTurn(position, identified, endings);
  });
  return { ledger, flowRows };
}

/** Where entries end, and why. */
class Endings {
  readonly #clustered: Clustered;
  readonly #records: AssessedRecords["records"];
  /** By entry, its place among those of its record. */
  readonly #placeOf: Uint32Array;

  constructor({ entries }: Identified, clustered: Clustered, records: AssessedRecords["records"]) {
    this.#clustered = clustered;
    this.#records = records;
    this.#placeOf = new Uint32Array(entries.length);
    for (const { members } of clustered.records)
      for (let place = 1; place < members.length; place += 1)
        this.#placeOf[members[place]!] = place;
  }

  /** The index of the record of an entry; -1 if the entry could not be read. */
  recordAt(position: number): number {
    return this.#clustered.recordOf[position]!;
  }

  record(position: number): LedgerRow["record"] {
    const at = this.recordAt(position);
    return at < 0 ? "" : this.#clustered.records[at]!.key;
  }

  box(position: number): LedgerRow["box"] {
    const at = this.recordAt(position);
    if (at < 0) return "removed-other";
    return this.#placeOf[position] === 0 ? this.#records[at]!.box : "duplicate";
  }

  reason(position: number): string {
    const at = this.recordAt(position);
    if (at < 0) return "unreadable";
    const place = this.#placeOf[position]!;
    if (place === 0) return this.#records[at]!.reasons.join(";");
    return this.#clustered.records[at]!.links[place]?.rule ?? "same record";
  }

  by(position: number): string {
    const at = this.recordAt(position);
    if (at < 0) return "slr";
    if (this.#placeOf[position] === 0) return this.#records[at]!.by.join(";");
    return this.reason(position).startsWith("people") ? "people" : "rules";
  }
}

/** A row that finds each cell when somebody asks for it: commands go through the ledger for one or two of them. */
class RowInTurn implements LedgerRow {
  readonly isPrevious?: true;
  readonly #position: number;
  readonly #identified: Identified;
  readonly #endings: Endings;

  constructor(position: number, identified: Identified, endings: Endings) {
    this.#position = position;
    this.#identified = identified;
    this.#endings = endings;
    if (this.#file.isPrevious) this.isPrevious = true;
  }

  get #entry(): IdentifiedEntry {
    return this.#identified.entries[this.#position]!;
  }

  get #file(): IdentifiedFile {
    return this.#identified.files[this.#entry.file]!;
  }

  get entry(): LedgerRow["entry"] {
    return this.#entry.id;
  }

  get record(): LedgerRow["record"] {
    return this.#endings.record(this.#position);
  }

  get source(): string {
    return this.#entry.source;
  }

  get file(): string {
    return this.#file.path;
  }

  get line(): number {
    return this.#entry.line;
  }

  get box(): LedgerRow["box"] {
    return this.#endings.box(this.#position);
  }

  get reason(): string {
    return this.#endings.reason(this.#position);
  }

  get by(): string {
    return this.#endings.by(this.#position);
  }

  /** JSON leaves getters of a class out. */
  toJSON(): LedgerRow {
    return wholeRow(this);
  }
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

/** The entries by source and number; the entries of a source are numbered in their order. */
function inLedgerOrder({ entries }: Identified): Uint32Array {
  const numbers = new Map<string, number>();
  for (const { source } of entries) numbers.set(source, (numbers.get(source) ?? 0) + 1);
  let before = 0;
  for (const source of [...numbers.keys()].sort(compareText)) {
    const its = numbers.get(source)!;
    numbers.set(source, before);
    before += its;
  }
  const order = new Uint32Array(entries.length);
  for (let at = 0; at < entries.length; at += 1) {
    const { source } = entries[at]!;
    const next = numbers.get(source)!;
    order[next] = at;
    numbers.set(source, next + 1);
  }
  return order;
}
