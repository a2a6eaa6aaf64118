import { reasonText } from "../../protocol/criterion-wording.ts";
import type { Criterion } from "../../protocol/protocol.ts";
import type { Decision, Reference, Verdict } from "../../records/decision.ts";
import type { Place, RecordKey, Stage } from "../../records/model.ts";
import { reviewersOf, withoutEmails } from "../../records/names/reviewer-names.ts";
import { normalizeTitle } from "../../records/normalize.ts";
import type { Problem } from "../../records/problem.ts";
import { canBeSame, isoText, isSurelyLater, type Time } from "../../records/time.ts";
import { inTimeOrder, latestTime } from "../../records/time-order.ts";
import type { Match } from "../../review/references.ts";
import { effective } from "../../votes/ballot.ts";

/** A decision in another screening tool. */
export interface ToolDecision {
  readonly place: Place;
  /** The reviewer's name in the tool; absent if the tool does not give it. */
  readonly reviewer?: string;
  readonly reference: Reference;
  /** Absent if the tool does not distinguish stages. */
  readonly stage?: Stage;
  readonly verdict: Verdict;
  readonly reasons: readonly string[];
  readonly labels: readonly string[];
  readonly notes: readonly string[];
  readonly decidedAt: Time;
  /** Whether it settles a disagreement between reviewers. */
  readonly resolves?: boolean;
  /** Whether a program decided, and the name that the tool gives it. */
  readonly automation?: boolean;
}

/** A row for `decisions/<reviewer>.csv`. */
export type DecisionRow = Omit<Decision, "place">;

/** The result for one reviewer's decisions at one stage. */
export interface ImportCount {
  readonly reviewer: string;
  readonly stage: Stage;
  readonly read: number;
  readonly added: number;
  readonly present: number;
  /** Decisions added without a key, because they name no record of this review, or several. */
  readonly unmatched: number;
  /** Decisions not added, because they contradict each other. */
  readonly contradictory: number;
}

export interface ImportPlan {
  /** The rows to append, in the order of the tool's files. */
  readonly rows: readonly DecisionRow[];
  readonly counts: readonly ImportCount[];
  readonly problems: readonly Problem[];
  /**
   * The reviewers of this review that are programs, because the tool gives them a program's name.
   */
  readonly programs: readonly string[];
}

/** The facts about the review that an import needs. */
export interface ImportTarget {
  readonly criteria: readonly Criterion[];
  /** The decisions that the reviewers have already made. */
  readonly decisions: readonly Decision[];
  /** Names of reviewers that the review knows. */
  readonly reviewers: Iterable<string>;
  readonly resolve: (reference: Reference) => Match;
  readonly keyOf: (target: number) => RecordKey;
}

export interface ImportOptions {
  /** The stage of decisions from tools that do not distinguish stages. */
  readonly stage: Stage;
  /** The reviewer of decisions from tools that do not say who decided. */
  readonly reviewer: string;
}

/** A decision of a tool in this review's words, with the record that it names. */
interface Imported {
  readonly place: Place;
  readonly row: DecisionRow;
  readonly found: Match;
}

/**
 * Turns decisions of another tool into rows that the review does not have yet. Contradicting rows
 * of one reviewer about one record are not added: a person must say which one holds.
 */
export function planImport(
  decisions: readonly ToolDecision[],
  target: ImportTarget,
  options: ImportOptions,
): ImportPlan {
  const problems: Problem[] = [];
  const reviewers = reviewersOf(
    decisions.map(({ reviewer }) => reviewer ?? options.reviewer),
    target.reviewers,
  );
  const matchReason = reasonMatcher(target.criteria);
  const slots = new Map<string, Imported[]>();
  for (const decision of decisions) {
    const reviewer = reviewers.get(decision.reviewer ?? options.reviewer)!;
    const { reference, found } = matchTo(decision.reference, target);
    const row: DecisionRow = {
      reviewer,
      reference,
      stage: decision.stage ?? options.stage,
      verdict: decision.verdict,
      ...wordsOf(decision, matchReason),
      resolves: decision.resolves ?? false,
      decidedAt: decision.decidedAt,
    };
    const slot = slotOf(row, found);
    const others = slots.get(slot) ?? [];
    others.push({ place: decision.place, row, found });
    slots.set(slot, others);
  }

  const present = new Map<string, Decision[]>();
  for (const decision of target.decisions) {
    const slot = slotOf(decision, target.resolve(decision.reference));
    present.set(slot, [...(present.get(slot) ?? []), decision]);
  }

  const counts = new Map<string, { -readonly [Name in keyof ImportCount]: ImportCount[Name] }>();
  const rows: DecisionRow[] = [];
  for (const [slot, imported] of slots) {
    const { reviewer, stage } = imported[0]!.row;
    const name = `${stage} ${reviewer}`;
    const count = counts.get(name) ?? {
      reviewer,
      stage,
      read: 0,
      added: 0,
      present: 0,
      unmatched: 0,
      contradictory: 0,
    };
    counts.set(name, count);
    count.read += imported.length;
    const contradiction = contradictionOf(imported);
    if (contradiction !== undefined) {
      problems.push(contradiction);
      count.contradictory += imported.length;
      continue;
    }
    const row = asOneRow(imported);
    const before = present.get(slot) ?? [];
    const unmatched = imported[0]!.found.kind !== "matched";
    if (isPresent(row, before)) count.present += imported.length;
    else {
      rows.push(row);
      count.added += 1;
      count.present += imported.length - 1;
      if (unmatched) count.unmatched += 1;
      const later = laterDecision(row, before);
      if (later !== undefined) problems.push(outdated(imported[0]!, later));
    }
    if (unmatched) problems.push(...imported.map(unknownRecord));
  }
  const programs = new Set(
    decisions.flatMap(({ reviewer, automation }) =>
      automation ? [reviewers.get(reviewer ?? options.reviewer)!] : [],
    ),
  );
  return { rows, counts: [...counts.values()], problems, programs: [...programs] };
}

/**
 * The record that a reference names, and the reference with its key if it leads there
 * unambiguously.
 */
function matchTo(
  reference: Reference,
  { resolve, keyOf }: ImportTarget,
): { reference: Reference; found: Match } {
  const found = resolve(reference);
  if (found.kind !== "matched") return { reference, found };
  const keyed = { ...reference, record: keyOf(found.target) };
  const again = resolve(keyed);
  const sure =
    again.kind === "matched" && again.target === found.target && again.warning === undefined;
  return { reference: sure ? keyed : reference, found };
}

/** Identifies what a row is about: one reviewer, one stage, one record. */
function slotOf(
  { reviewer, stage, resolves, reference }: DecisionRow | Decision,
  found: Match,
): string {
  const what =
    found.kind === "matched"
      ? found.target
      : [
          reference.record,
          reference.doi,
          reference.pmid,
          normalizeTitle(reference.title ?? ""),
          reference.year,
        ];
  return JSON.stringify([reviewer, stage, resolves, what]);
}

/**
 * Reasons belong to exclusions, labels are tags, and other remarks of the tool go into the note. E-mail addresses are
 * dropped.
 */
function wordsOf(
  { verdict, reasons, labels, notes }: ToolDecision,
  matchReason: (reason: string) => string,
): Pick<DecisionRow, "reasons" | "note" | "tags"> {
  const clean = (texts: readonly string[]) => [
    ...new Set(
      texts.map((text) => withoutEmails(text.replace(/\s+/g, " ").trim())).filter((text) => text),
    ),
  ];
  const matched = clean(reasons).map(matchReason);
  const remarks = [...(verdict === "exclude" ? [] : listed("reasons", matched)), ...clean(notes)];
  return {
    reasons: verdict === "exclude" ? [...new Set(matched)] : [],
    note: remarks.join("; "),
    // A cell of tags separates them by semicolons.
    tags: clean(labels).map(withoutSemicolons),
  };
}

function withoutSemicolons(text: string): string {
  return text.replace(/(?:(?<!\s)\s+)?;\s*/g, ", ");
}

function listed(name: string, texts: readonly string[]): string[] {
  return texts.length === 0 ? [] : [`${name}: ${texts.join(", ")}`];
}

/**
 * The id of the criterion whose id, text or wording as a reason equals this reason; otherwise the
 * reason, without the separator of reasons.
 */
function reasonMatcher(criteria: readonly Criterion[]): (reason: string) => string {
  const ids = new Map<string, string>();
  for (const criterion of criteria.toReversed()) {
    const { id, text } = criterion;
    const wordings = [...new Set([text, reasonText(criterion)])];
    for (const name of [...wordings.flatMap((words) => [`${id} ${words}`, words]), id])
      ids.set(normalizeTitle(name), id);
  }
  return (reason) => ids.get(normalizeTitle(reason)) ?? withoutSemicolons(reason);
}

/** Contradicting rows of one slot come from two records of the tool that are one record here. */
function contradictionOf(imported: readonly Imported[]): Problem | undefined {
  const { row: first, place: firstPlace } = imported[0]!;
  const other = imported.find(
    ({ row }) => effective(row.stage, row.verdict) !== effective(first.stage, first.verdict),
  );
  if (other === undefined) return undefined;
  return {
    severity: "error",
    code: "import/contradiction",
    ...other.place,
    message: `${first.reviewer} says ${other.row.verdict} here and ${first.verdict} before of the same record (${named(first.reference)}). Neither is added; decide which one holds.`,
    related: firstPlace,
  };
}

/** Merges agreeing rows of one slot: all of their reasons and notes, the latest date. */
function asOneRow(imported: readonly Imported[]): DecisionRow {
  const rows = imported.map(({ row }) => row);
  const first = rows[0]!;
  if (rows.length === 1) return first;
  return {
    ...first,
    verdict: rows.some(({ verdict }) => verdict === "include") ? "include" : first.verdict,
    reasons: [...new Set(rows.flatMap(({ reasons }) => reasons))],
    tags: [...new Set(rows.flatMap(({ tags }) => tags))],
    note: [...new Set(rows.map(({ note }) => note).filter((note) => note !== ""))].join("; "),
    decidedAt: latestTime(rows.map(({ decidedAt }) => decidedAt)) ?? first.decidedAt,
  };
}

/**
 * Tells whether the reviewer's rows say the same already, perhaps in a file from which a
 * spreadsheet cut the seconds off. A row without a date is compared with the last row without a
 * date, otherwise with the last of all, because a reviewer who went from include to exclude and
 * back has changed twice.
 */
function isPresent(row: DecisionRow, before: readonly Decision[]): boolean {
  const same = (other: Decision) =>
    other.verdict === row.verdict &&
    other.reasons.join(";") === row.reasons.join(";") &&
    ((other.note === row.note && other.tags.join(";") === row.tags.join(";")) ||
      // Earlier versions of slr kept the labels of a tool in the note.
      other.note === [...listed("labels", row.tags), row.note].filter(Boolean).join("; "));
  if (isoText(row.decidedAt) !== "") {
    return before.some((other) => canBeSame(other.decidedAt, row.decidedAt) && same(other));
  }
  const last = before.findLast(({ decidedAt }) => decidedAt.written === "") ?? lastOf(before);
  return last !== undefined && same(last);
}

/** The row that counts: the latest, and among rows with the same time the last in its file. */
function lastOf(before: readonly Decision[]): Decision | undefined {
  return inTimeOrder(before, (row) => row).at(-1);
}

/** The row that still counts if it is later than the new one and says something else. */
function laterDecision(row: DecisionRow, before: readonly Decision[]): Decision | undefined {
  const last = lastOf(before);
  return last !== undefined &&
    isSurelyLater(last.decidedAt, row.decidedAt) &&
    last.verdict !== row.verdict
    ? last
    : undefined;
}

function outdated({ place, row }: Imported, later: Decision): Problem {
  return {
    severity: "warning",
    code: "import/later-decision",
    ...place,
    message: `${row.reviewer} said ${row.verdict} here, but ${later.verdict} later (${later.decidedAt.written}), which counts. The row is added.`,
    related: later.place,
  };
}

function unknownRecord({ place, row, found }: Imported): Problem {
  const why = found.kind === "matched" ? "" : found.why;
  return {
    severity: "error",
    code: found.kind === "several" ? "import/ambiguous-record" : "import/unknown-record",
    ...place,
    message: `${named(row.reference)} is ${found.kind === "several" ? "not one record" : "no record"} of this review: ${why}. The row is kept without a key.`,
  };
}

function named({ title, doi, pmid, record }: Reference): string {
  return `\`${(title ?? doi ?? pmid ?? record).slice(0, 120) || "(nothing)"}\``;
}
