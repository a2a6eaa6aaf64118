import type { DecidedPairs, Pair } from "../dedupe/cluster.ts";
import { comparableTitle, titlesPlainlyDiffer } from "../dedupe/fields/title.ts";
import type { PairDecision, Reference } from "../records/decision.ts";
import type { Problem } from "../records/problem.ts";
import { inTimeOrder, mayBeLast } from "../records/time-order.ts";
import { type ReferenceIndex, stepsOf } from "./references.ts";

/**
 * Turns people's pairs of records into pairs of entries. Pairs that name no record or several, and
 * pairs that contradict each other, become problems and are not applied.
 */
export function applyPairs(
  pairs: readonly PairDecision[],
  index: ReferenceIndex,
): { people: DecidedPairs; problems: Problem[] } {
  const problems: Problem[] = [];
  const report = (pair: PairDecision, code: string, message: string) =>
    problems.push({ severity: "error", code, ...pair.place, message });

  const named: NamedPair[] = [];
  for (const pair of pairs) {
    const [a, b] = [entriesOf(pair.a, index), entriesOf(pair.b, index)];
    const failure =
      typeof a === "string" ? `\`a\` ${a}` : typeof b === "string" ? `\`b\` ${b}` : undefined;
    if (failure !== undefined || typeof a === "string" || typeof b === "string") {
      report(pair, "duplicates/unknown-record", `This pair is not applied: ${failure}.`);
      continue;
    }
    if (a.some((position) => b.includes(position))) {
      if (pair.verdict === "different") {
        report(
          pair,
          "duplicates/same-entry",
          "This row says `different`, but both sides name the same entry. It is not applied.",
        );
      }
      continue;
    }
    const name = [Math.min(...a), Math.min(...b)].sort((x, y) => x - y).join(" ");
    named.push({ pair, a, b, name });
  }

  const said = lastRows(named, problems);
  const same = said.filter(({ pair }) => pair.verdict === "same");
  const different = said.filter(({ pair }) => pair.verdict === "different");

  const parent = new Map<number, number>();
  const rootOf = (position: number): number => {
    let root = position;
    while (parent.has(root)) root = parent.get(root)!;
    return root;
  };
  const join = (a: number, b: number) => {
    const [x, y] = [rootOf(a), rootOf(b)];
    if (x !== y) parent.set(Math.max(x, y), Math.min(x, y));
  };
  for (const { a, b } of same) for (const position of [...a, ...b]) join(a[0]!, position);

  const contradicted = new Set<number>();
  for (const { pair, a, b } of different) {
    const root = a.map(rootOf).find((one) => b.some((other) => rootOf(other) === one));
    if (root === undefined) continue;
    contradicted.add(root);
    report(
      pair,
      "duplicates/contradiction",
      "This row says `different`, but other rows say `same` of these records. None of these rows is applied.",
    );
  }
  const isContradicted = (positions: readonly number[]) =>
    positions.some((position) => contradicted.has(rootOf(position)));
  for (const { pair, a } of same) {
    if (isContradicted(a))
      report(
        pair,
        "duplicates/contradiction",
        "This row says `same`, but other rows say `different` of these records. None of these rows is applied.",
      );
  }
  return {
    people: {
      same: same
        .filter(({ a }) => !isContradicted(a))
        .flatMap(({ a, b }) => [...a, ...b].slice(1).map((position): Pair => [a[0]!, position])),
      different: different
        .filter(({ a, b }) => !a.some((one) => b.some((other) => rootOf(one) === rootOf(other))))
        .flatMap(({ a, b }) => a.flatMap((one) => b.map((other): Pair => [one, other]))),
    },
    problems,
  };
}

/** A row and the entries of both of its sides. */
interface NamedPair {
  readonly pair: PairDecision;
  readonly a: number[];
  readonly b: number[];
  /** The other rows about the same two sides. */
  readonly name: string;
}

/**
 * The last row of each person about each pair; none if times do not show which is the last and it
 * matters.
 */
function lastRows(named: readonly NamedPair[], problems: Problem[]): NamedPair[] {
  const rowsOf = new Map<string, NamedPair[]>();
  for (const row of named) {
    const slot = `${row.name} ${row.pair.by}`;
    rowsOf.set(slot, [...(rowsOf.get(slot) ?? []), row]);
  }
  return [...rowsOf.values()].flatMap((rows) => {
    const candidates = inTimeOrder(
      mayBeLast(rows, ({ pair }) => pair),
      ({ pair }) => pair,
    );
    const last = candidates.at(-1)!;
    const other = candidates.find(({ pair }) => pair.verdict !== last.pair.verdict);
    if (other === undefined) return [last];
    problems.push({
      severity: "error",
      code: "duplicates/unclear-order",
      ...last.pair.place,
      message: `This row says \`${last.pair.verdict}\` and another says \`${other.pair.verdict}\` of the same records, and their times do not show which is later. Neither is applied. Write both times as 2024-06-28T09:00:00Z.`,
      related: other.pair.place,
    });
    return [];
  });
}

/** The entries that a reference names, all of them with one title; or why it names none. */
export function entriesOf(reference: Reference, index: ReferenceIndex): number[] | string {
  const seen = reference.title === undefined ? undefined : comparableTitle(reference.title);
  let why = "names nothing";
  for (const step of stepsOf(reference)) {
    const { positions } = index.find(step, seen);
    if (positions.length === 0) {
      why = `names no record: none has its ${step.by}`;
      continue;
    }
    const first = index.titleOf(positions[0]!);
    if (positions.every((position) => !titlesPlainlyDiffer(first, index.titleOf(position))))
      return positions;
    why = `names several records: all have its ${step.by}`;
  }
  return why;
}
