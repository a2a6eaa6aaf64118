import type { Place } from "./model.ts";
import { compareText } from "./problem.ts";
import { compareTimes, isSurelyLater, isUnreadable, startOf, type Time } from "./time.ts";

/** A row of a file that people append to. */
export interface TimedRow {
  readonly place: Place;
  readonly decidedAt: Time;
}

/**
 * Rows in the order in which they were written: those without a time first, then by time, then by
 * file and line. A time given only to the day or the minute counts as later within it than the rows
 * above it in its file.
 */
export function inTimeOrder<Row>(
  rows: readonly Row[],
  timed: (row: Row) => TimedRow,
  reading: 0 | 1 = 0,
): Row[] {
  if (rows.length < 2) return [...rows];
  const inFileOrder = rows
    .map((row) => ({ row, ...timed(row) }))
    .sort((a, b) => compareText(a.place.file, b.place.file) || a.place.line - b.place.line);
  const latestOf = new Map<string, number>();
  const placed = inFileOrder.map(({ row, place, decidedAt }, at) => {
    const span = decidedAt.spans[reading] ?? decidedAt.spans[0];
    const above = latestOf.get(place.file) ?? Number.NEGATIVE_INFINITY;
    const start = startOf(decidedAt, reading);
    const time = span !== undefined && above > start && above < span.to ? above : start;
    latestOf.set(place.file, Math.max(above, time));
    return { row, time, at };
  });
  return placed
    .sort((a, b) => (a.time < b.time ? -1 : a.time > b.time ? 1 : a.at - b.at))
    .map(({ row }) => row);
}

/**
 * The rows that may be the last: one if the order is known. Several if a time cannot be read, if
 * day and month may be swapped, or if rows of two files have the same time.
 */
export function mayBeLast<Row>(rows: readonly Row[], timed: (row: Row) => TimedRow): Row[] {
  if (rows.length < 2) return [...rows];
  const byFile = new Map<string, Row[]>();
  for (const row of rows) {
    const { file } = timed(row).place;
    const others = byFile.get(file);
    if (others === undefined) byFile.set(file, [row]);
    else others.push(row);
  }
  const candidates = [...byFile.values()].flatMap((its) => lastInFile(its, timed));
  return candidates.filter((row) => {
    const { place, decidedAt } = timed(row);
    return !candidates.some((other) => {
      const { place: otherPlace, decidedAt: otherTime } = timed(other);
      return otherPlace.file !== place.file && isSurelyLater(otherTime, decidedAt);
    });
  });
}

function lastInFile<Row>(rows: readonly Row[], timed: (row: Row) => TimedRow): Row[] {
  const unreadable = rows.filter((row) => isUnreadable(timed(row).decidedAt));
  const readable = rows.filter((row) => timed(row).decidedAt.spans.length > 0);
  if (unreadable.length + readable.length === 0) return inTimeOrder(rows, timed).slice(-1);
  // If rows have the same text for a time, their order in the file tells which is later.
  const lastOfWords = new Map(
    inTimeOrder(unreadable, timed).map((row) => [timed(row).decidedAt.written, row]),
  );
  const lasts = ([0, 1] as const).flatMap((reading) =>
    inTimeOrder(readable, timed, reading).slice(-1),
  );
  return [...new Set([...lastOfWords.values(), ...lasts])];
}

/** Whether a row is later than another one by another writer: certainly, perhaps, or not. */
export function isLater(row: TimedRow, than: TimedRow): "yes" | "perhaps" | "no" {
  const [a, b] = [row.decidedAt, than.decidedAt];
  if (a.written === "" || b.written === "") return "no";
  if (isUnreadable(a) || isUnreadable(b)) return a.written === b.written ? "no" : "perhaps";
  const oneFile = row.place.file === than.place.file;
  const pairs = a.spans.flatMap((x, i) =>
    b.spans
      .filter((_, j) => !oneFile || a.spans.length !== b.spans.length || i === j)
      .map((y) => x.from >= y.to),
  );
  if (pairs.every((later) => later)) return "yes";
  return pairs.some((later) => later) ? "perhaps" : "no";
}

/** The latest time of rows, if it is known. */
export function latestTime(times: readonly Time[]): Time | undefined {
  return times.reduce<Time | undefined>(
    (latest, time) => (latest === undefined || compareTimes(time, latest) >= 0 ? time : latest),
    undefined,
  );
}
