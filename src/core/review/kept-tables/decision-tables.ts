import type {
  DecisionMap,
  MappedVerdict,
  MatrixMap,
  ReferenceMap,
  VerdictColumnMap,
} from "../../protocol/tables.ts";
import { addAll } from "../../records/add-all.ts";
import type { Decision, Reference, Retrieval, Verdict } from "../../records/decision.ts";
import { findDoi } from "../../records/identifiers/doi.ts";
import { findArxivId, findPmid, findYear } from "../../records/normalize.ts";
import type { Problem } from "../../records/problem.ts";
import { withoutRepeats } from "../../records/repeats.ts";
import { NO_TIME, problemsOfTimes, readTimes, type Time } from "../../records/time.ts";
import type { Identified } from "../identify.ts";
import type { ReviewInput } from "../review-input.ts";
import { type Ledger, unknownEntry } from "./duplicate-ledgers.ts";
import { type EntryIndex, entryFinder } from "./entry-index.ts";
import {
  cellReader,
  columnOf,
  type MappedTable,
  plainValue,
  type ReadCell,
} from "./mapped-table.ts";

/** The content of tables of decisions, in the form that people's own files have. */
export interface MappedDecisions {
  readonly decisions: readonly Decision[];
  readonly retrievals: readonly Retrieval[];
  readonly problems: readonly Problem[];
}

type Judged = { readonly verdict: MappedVerdict; readonly reasons: readonly string[] };

/** Reads the tables of decisions that slr.yaml maps, row by row. */
export function readDecisionTables(
  { decisionTables = [], protocol }: Pick<ReviewInput, "decisionTables" | "protocol">,
  index: EntryIndex,
  identified: Identified,
  ledger: Ledger,
): MappedDecisions {
  const decisions: Decision[] = [];
  const retrievals: Retrieval[] = [];
  const problems: Problem[] = [];
  const criteria = protocol.criteria.map(({ id }) => id);
  for (const { map, table } of decisionTables) {
    const found: Problem[] = [];
    const reference = referenceReader(map, table, index, identified, ledger, found);
    const readVerdict =
      "matrix" in map.verdict
        ? matrixReader(map.verdict.matrix, table, criteria, found)
        : verdictReader(map.verdict, table, found);
    const reason = cellReader(table, map.reason, found);
    const note = cellReader(table, map.note, found);
    const timeCell = cellReader(table, map["decided-at"], found);
    const reviewer = reviewerReader(map, table, found);
    const automation = automationReader(map, table, found);
    if (
      reference !== undefined &&
      readVerdict !== undefined &&
      !found.some(({ code }) => code === "maps/no-column" || code === "maps/pattern")
    ) {
      const times =
        timeCell === undefined ? [] : readTimes(table.rows.map(({ cells }) => timeCell(cells)));
      const timed: { time: Time; line: number }[] = [];
      for (const [at, { line, cells }] of table.rows.entries()) {
        const place = { file: table.file, line };
        const judged = readVerdict(cells);
        if (judged === undefined) continue;
        if ("found" in judged) {
          found.push({
            severity: "error",
            code: "maps/unknown-verdict",
            ...place,
            message: `Unexpected verdict \`${judged.found.slice(0, 60)}\`, expected one that slr.yaml explains (include, maybe, exclude, not-retrieved). The row is not applied.`,
          });
          continue;
        }
        const named = reference(cells);
        if (typeof named === "string") {
          found.push(unknownEntry(table.file, line, named));
          continue;
        }
        if (judged.verdict === "not-retrieved") {
          retrievals.push({ place, reference: named, status: "not-retrieved" });
          continue;
        }
        const verdict: Verdict = judged.verdict;
        const reasons = [...judged.reasons, ...splitReasons(reason?.(cells) ?? "")];
        const decidedAt = times[at] ?? NO_TIME;
        timed.push({ time: decidedAt, line });
        const stages = verdict === "exclude" ? map.stage.slice(0, 1) : map.stage;
        for (const stage of stages) {
          decisions.push({
            place,
            reviewer: reviewer(cells),
            reference: named,
            stage,
            verdict,
            // Tools keep the reason of an exclusion that was taken back, but only exclusions have
            // reasons.
            reasons: verdict === "exclude" ? reasons : [],
            ...(verdict !== "exclude" && reasons.length > 0 && { reasonsSetAside: reasons }),
            resolves: false,
            note: note?.(cells) ?? "",
            tags: [],
            decidedAt,
            ...(automation?.(cells) && { automation: true }),
          });
        }
      }
      addAll(found, problemsOfTimes(timed, table.file, "maps", "The row counts"));
    }
    addAll(problems, withoutRepeats(table.file, found));
  }
  return { decisions, retrievals, problems };
}

function splitReasons(cell: string): string[] {
  return [
    ...new Set(
      cell
        .split(/[;|]|,(?!\s)/)
        .map((reason) => reason.trim())
        .filter((reason) => reason !== ""),
    ),
  ];
}

/** The record that a row is about: a reference, or why there is none. */
function referenceReader(
  map: DecisionMap,
  table: MappedTable,
  index: EntryIndex,
  { entries }: Identified,
  ledger: Ledger,
  problems: Problem[],
): ((cells: readonly string[]) => Reference | string) | undefined {
  if (map.entry !== undefined) {
    const find = entryFinder(table, map.entry, index, problems);
    return (
      find &&
      ((cells) => {
        const result = find(cells);
        return "why" in result ? result.why : { record: entries[result.entry]!.id };
      })
    );
  }
  if (map.group !== undefined) {
    const group = cellReader(table, map.group, problems);
    return (
      group &&
      ((cells) => {
        const entry = ledger.entryOfGroup.get(plainValue(group(cells)));
        return entry === undefined
          ? `no ledger has the group \`${group(cells)}\``
          : { record: entries[entry]!.id };
      })
    );
  }
  return columnsReader(map.record ?? {}, table, problems);
}

function columnsReader(
  map: ReferenceMap,
  table: MappedTable,
  problems: Problem[],
): (cells: readonly string[]) => Reference | string {
  const readers = new Map<string, ReadCell>();
  for (const [field, cell] of Object.entries(map)) {
    const read = cellReader(table, cell, problems);
    if (read !== undefined) readers.set(field, read);
  }
  return (cells) => {
    const of = (field: string) => readers.get(field)?.(cells) ?? "";
    const arxiv =
      of("arxiv") === ""
        ? undefined
        : (findArxivId(`arxiv:${of("arxiv")}`) ?? findArxivId(of("arxiv")));
    const doi = findDoi(of("doi"));
    const pmid = findPmid(of("pmid"));
    const year = findYear(of("year"));
    const title = of("title");
    const record = of("key") || (doi === undefined && arxiv !== undefined ? `arxiv:${arxiv}` : "");
    if (record === "" && doi === undefined && pmid === undefined && title === "")
      return "it names no record";
    return {
      record,
      ...(doi !== undefined && { doi }),
      ...(pmid !== undefined && { pmid }),
      ...(title !== "" && { title }),
      ...(year !== undefined && { year }),
    };
  };
}

/**
 * Reads one column of verdicts. An empty cell is no decision; a value that slr.yaml does not
 * explain is a problem.
 */
function verdictReader(map: VerdictColumnMap, table: MappedTable, problems: Problem[]) {
  const read = cellReader(table, map, problems);
  if (read === undefined) return undefined;
  const meaning = new Map<string, MappedVerdict>();
  for (const verdict of ["include", "maybe", "exclude", "not-retrieved"] as const) {
    for (const word of map[verdict] ?? (verdict === "not-retrieved" ? [] : [verdict]))
      meaning.set(plainValue(word), verdict);
  }
  return (cells: readonly string[]): Judged | { readonly found: string } | undefined => {
    const value = read(cells);
    const verdict = meaning.get(plainValue(value)) ?? (value === "" ? undefined : map.otherwise);
    if (verdict !== undefined) return { verdict, reasons: [] };
    return value === "" ? undefined : { found: value };
  };
}

/**
 * Reads a column for each criterion: any violated one excludes and is a reason; any doubtful one
 * makes a maybe.
 */
function matrixReader(
  map: MatrixMap,
  table: MappedTable,
  criteria: readonly string[],
  problems: Problem[],
) {
  const columns = (["exclude", "include"] as const).flatMap((effect) =>
    Object.entries(map[effect] ?? {}).flatMap(([criterion, column]) => {
      const read = cellReader(table, { column }, problems);
      return read === undefined
        ? []
        : [{ criterion, read, violating: effect === "exclude" ? "yes" : "no" }];
    }),
  );
  // The primary reason is the first violated criterion, in the order of the protocol.
  const rank = ({ criterion }: { criterion: string }) =>
    criteria.includes(criterion) ? criteria.indexOf(criterion) : criteria.length;
  columns.sort((a, b) => rank(a) - rank(b));
  const says = new Map([
    ...map.no.map((word) => [plainValue(word), "no"] as const),
    ...map.maybe.map((word) => [plainValue(word), "maybe"] as const),
    ...map.yes.map((word) => [plainValue(word), "yes"] as const),
  ]);
  return (cells: readonly string[]): Judged | { readonly found: string } | undefined => {
    const values = columns.map(({ criterion, read, violating }) => ({
      criterion,
      violating,
      value: read(cells),
    }));
    if (values.every(({ value }) => value === "")) return undefined;
    const unknown = values.find(({ value }) => !says.has(plainValue(value)));
    if (unknown !== undefined) return { found: unknown.value };
    const reasons = values
      // An empty cell of an inclusion criterion does not mean no: nobody has judged it.
      .filter(
        ({ value, violating }) =>
          says.get(plainValue(value)) === violating && (violating === "yes" || value !== ""),
      )
      .map(({ criterion }) => criterion);
    if (reasons.length > 0) return { verdict: "exclude", reasons };
    const doubt = values.some(({ value }) => says.get(plainValue(value)) === "maybe");
    return { verdict: doubt ? "maybe" : "include", reasons: [] };
  };
}

/** The name that stands for the reviewer of a table that names none. */
export function nameOfTable({ file }: Pick<MappedTable, "file">): string {
  return file.replace(/^.*\//, "").replace(/\.[^.[]*(?=$|\[)/, "");
}

/** Reads a column of names, or returns the one name; without either, the table's own name. */
function reviewerReader(map: DecisionMap, table: MappedTable, problems: Problem[]): ReadCell {
  const fallback = nameOfTable(table);
  if (map.reviewer === undefined) return () => fallback;
  if (columnOf(table, map.reviewer.column) < 0) return () => map.reviewer!.column;
  const read = cellReader(table, map.reviewer, problems);
  return (cells) => read?.(cells) || fallback;
}

function automationReader(
  map: DecisionMap,
  table: MappedTable,
  problems: Problem[],
): ((cells: readonly string[]) => boolean) | undefined {
  if (map.automation === undefined) return undefined;
  const read = cellReader(table, { column: map.automation.column }, problems);
  const values = new Set(map.automation.values.map(plainValue));
  return read && ((cells) => values.has(plainValue(read(cells))));
}
