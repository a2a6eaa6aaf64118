import type { LedgerMap } from "../../protocol/tables.ts";
import type { Place } from "../../records/model.ts";
import type { Problem } from "../../records/problem.ts";
import { withoutRepeats } from "../../records/repeats.ts";
import type { Identified } from "../identify.ts";
import { type EntryIndex, entryFinder } from "./entry-index.ts";
import { cellReader, type MappedTable, plainValue } from "./mapped-table.ts";

/** The groups and kept entries in ledgers of duplicates. */
export interface Ledger {
  /** The group of an entry, by the entry's index; two entries of one group are one record. */
  readonly groups: ReadonlyMap<number, string>;
  /** Entries that are kept for their group. */
  readonly kept: ReadonlySet<number>;
  /** An entry of each group, by the table's name for the group. */
  readonly entryOfGroup: ReadonlyMap<string, number>;
  /** The row that gave an entry its group. */
  readonly rowOf: ReadonlyMap<number, Place>;
}

export const NO_LEDGER: Ledger = {
  groups: new Map(),
  kept: new Set(),
  entryOfGroup: new Map(),
  rowOf: new Map(),
};

const KEPT = new Set(["yes", "y", "x", "1", "true", "keep", "kept"]);

/**
 * Reads from the ledgers that slr.yaml maps the group of each entry that they list. A row that
 * names no entry is a problem with file and line.
 */
export function applyLedgers(
  ledgers: readonly { readonly map: LedgerMap; readonly table: MappedTable }[],
  index: EntryIndex,
  identified: Identified,
): { ledger: Ledger; problems: Problem[] } {
  const groups = new Map<number, string>();
  const kept = new Set<number>();
  const entryOfGroup = new Map<string, number>();
  const rowOf = new Map<number, Place>();
  const problems: Problem[] = [];
  for (const [nth, { map, table }] of ledgers.entries()) {
    const found: Problem[] = [];
    const find = entryFinder(table, map.entry, index, found);
    const group = cellReader(table, map.group ?? map["duplicate-of"], found);
    const keep = cellReader(table, map.kept, found);
    if (find !== undefined && group !== undefined) {
      for (const { line, cells } of table.rows) {
        const result = find(cells);
        if ("why" in result) {
          found.push(unknownEntry(table.file, line, result.why));
          continue;
        }
        const { entry } = result;
        const name = groupName(nth, entry, group(cells), map, identified);
        const before = groups.get(entry);
        if (before !== undefined && before !== name) {
          found.push({
            severity: "error",
            code: "maps/two-groups",
            file: table.file,
            line,
            message: `${identified.entries[entry]!.id} is listed in a second group. The first counts; remove one of the rows.`,
          });
          continue;
        }
        groups.set(entry, name);
        if (before === undefined) rowOf.set(entry, { file: table.file, line });
        entryOfGroup.set(plainValue(group(cells)), entry);
        if (keep !== undefined && KEPT.has(plainValue(keep(cells)))) kept.add(entry);
      }
    }
    problems.push(...withoutRepeats(table.file, found));
  }
  return { ledger: { groups, kept, entryOfGroup, rowOf }, problems };
}

/**
 * Groups of different ledgers are different; an entry that duplicates no other is a group of its
 * own.
 */
function groupName(
  nth: number,
  entry: number,
  cell: string,
  map: LedgerMap,
  { entries }: Identified,
): string {
  if (map.group !== undefined) return cell === "" ? `${nth}\nentry ${entry}` : `${nth}\n${cell}`;
  const own = entries[entry]!;
  const name = cell === "" ? (own.accession ?? own.id) : cell;
  return `${nth}\n${own.source}\n${plainValue(name)}`;
}

/** The problem of a row whose entry is not among the exports. */
export function unknownEntry(file: string, line: number, why: string): Problem {
  return {
    severity: "error",
    code: "maps/unknown-entry",
    file,
    line,
    message: `This row is about no entry of the review: ${why}. It is not applied.`,
  };
}
