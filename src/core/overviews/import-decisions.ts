import { reasonText } from "../protocol/criterion-wording.ts";
import type { Criterion } from "../protocol/protocol.ts";
import type { Decision, Reference, Verdict } from "../records/decision.ts";
import type { Place, RecordKey, Stage } from "../records/model.ts";
import { normalizeTitle } from "../records/normalize.ts";
import type { Problem } from "../records/problem.ts";
import { reviewersOf, withoutEmails } from "../records/reviewer-names.ts";
import { canBeSame, isoText, isSurelyLater, type Time } from "../records/time.ts";
import { inTimeOrder, latestTime } from "../records/time-order.ts";
import type { Match } from "../review/references.ts";
import { effective } from "../votes/ballot.ts";

/** What another screening tool says that somebody decided. */
export interface ToolDecision {
  readonly place: Place;
  /** As the tool calls the reviewer; absent where it does not say. */
  readonly reviewer?: string;
  readonly reference: Reference;
  /** Absent where the tool does not tell stages apart. */
  readonly stage?: Stage;
  readonly verdict: Verdict;
  readonly reasons: readonly string[];
  readonly labels: readonly string[];
  readonly notes: readonly string[];
  readonly decidedAt: Time;
  /** Whether it settles what reviewers disagreed on. */
  readonly resolves?: boolean;
  /** Whether a program decided, by the name that the tool gives it. */
  readonly automation?: boolean;
}

/** A row for `decisions/<reviewer>.csv`. */
export type DecisionRow = Omit<Decision, "place">;

/** What came of one reviewer's decisions at one stage. */
export interface ImportCount {
  readonly reviewer: string;
  readonly stage: Stage;
  readonly read: number;
  readonly added: number;
  readonly present: number;
  /** Added without a key, because they name no record of this review, or several. */
  readonly unmatched: number;
  /** Not added, because they contradict each other. */
  readonly contradictory: number;
}

export interface ImportPlan {
  /** What to append, in the order of the tool's files. */
  readonly rows: readonly DecisionRow[];
  readonly counts: readonly ImportCount[];
  readonly problems: readonly Problem[];
  /** The reviewers of this review who are programs by the names that the tool gives them. */
  readonly programs: readonly string[];
}

/** What an import needs to know of the review. */
export interface ImportTarget {
  readonly criteria: readonly Criterion[];
  /** What the reviewers have decided already. */
  readonly decisions: readonly Decision[];
  /** Names of reviewers that the review knows. */
  readonly reviewers: Iterable<string>;
  readonly resolve: (reference: Reference) => Match;
  readonly keyOf: (target: number) => RecordKey;
}

export interface ImportOptions {
  /** The stage of decisions whose tool does not tell stages apart. */
  readonly stage: Stage;
  /** The reviewer of decisions whose tool does not say who decided. */
  readonly reviewer: string;
}

/** A decision of a tool in this review's words, with what it names. */
interface Imported {
  readonly place: Place;
  readonly row: DecisionRow;
  readonly found: Match;
}

/**
 * Turns decisions of another tool into rows that are not there yet. Rows of one reviewer about one
 * record that contradict each other are not added: a person must say which one holds.
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

/** The record that a reference names, and the reference with its key, if that leads to it by itself. */
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

/** What a row is about: one reviewer, one stage, one record. */
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

/** Reasons belong to exclusions; what else the tool says goes into the note. E-mail addresses are dropped. */
function wordsOf(
  { verdict, reasons, labels, notes }: ToolDecision,
  matchReason: (reason: string) => string,
): Pick<DecisionRow, "reasons" | "note"> {
  const clean = (texts: readonly string[]) => [
    ...new Set(
      texts.map((text) => withoutEmails(text.replace(/\s+/g, " ").trim())).filter((text) => text),
    ),
  ];
  const matched = clean(reasons).map(matchReason);
  const remarks = [
    ...listed("labels", clean(labels)),
    ...(verdict === "exclude" ? [] : listed("reasons", matched)),
    ...clean(notes),
  ];
  return {
    reasons: verdict === "exclude" ? [...new Set(matched)] : [],
    note: remarks.join("; "),
  };
}

function listed(name: string, texts: readonly string[]): string[] {
  return texts.length === 0 ? [] : [`${name}: ${texts.join(", ")}`];
}

/** The id of the criterion whose id, text or wording as a reason it is; else the reason, without what separates reasons. */
function reasonMatcher(criteria: readonly Criterion[]): (reason: string) => string {
  const ids = new Map<string, string>();
  for (const criterion of criteria.toReversed()) {
    const { id, text } = criterion;
    const wordings = [...new Set([text, reasonText(criterion)])];
    for (const name of [...wordings.flatMap((words) => [`${id} ${words}`, words]), id])
      ids.set(normalizeTitle(name), id);
  }
  return (reason) =>
    ids.get(normalizeTitle(reason)) ?? reason.replace(/(?:(?<!\s)\s+)?;\s*/g, ", ");
}

/** Rows of one slot that contradict each other come from two records of the tool that are one here. */
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

/** Agreeing rows of one slot as one: all of their reasons and notes, the latest date. */
function asOneRow(imported: readonly Imported[]): DecisionRow {
  const rows = imported.map(({ row }) => row);
  const first = rows[0]!;
  if (rows.length === 1) return first;
  return {
    ...first,
    verdict: rows.some(({ verdict }) => verdict === "include") ? "include" : first.verdict,
    reasons: [...new Set(rows.flatMap(({ reasons }) => reasons))],
    note: [...new Set(rows.map(({ note }) => note).filter((note) => note !== ""))].join("; "),
    decidedAt: latestTime(rows.map(({ decidedAt }) => decidedAt)) ?? first.decidedAt,
  };
}

/**
 * Whether the reviewer's rows say the same already, perhaps in a file from which a spreadsheet has
 * cut the seconds off. A row without a date is compared with the last
 * one without a date, or else with the last of all: who went from include to exclude and back has
 * changed twice.
 */
function isPresent(row: DecisionRow, before: readonly Decision[]): boolean {
  const same = (other: Decision) =>
    other.verdict === row.verdict &&
    other.reasons.join(";") === row.reasons.join(";") &&
    other.note === row.note;
  if (isoText(row.decidedAt) !== "") {
    return before.some((other) => canBeSame(other.decidedAt, row.decidedAt) && same(other));
  }
  const last = before.findLast(({ decidedAt }) => decidedAt.written === "") ?? lastOf(before);
  return last !== undefined && same(last);
}

/** The row that counts: the latest, and of these the last in its file. */
function lastOf(before: readonly Decision[]): Decision | undefined {
  return inTimeOrder(before, (row) => row).at(-1);
}

/** The row that counts, where it stays later than the new one and says otherwise. */
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
