import type { DedupeKeys } from "../keys.ts";
import type { EntryTable } from "../table.ts";
import { type FieldComparison, threeValued } from "./comparison.ts";

export const yearComparison: FieldComparison = {
  field: "year",
  features: [
    { name: "year: years apart", direction: -1, unknown: 0 },
    { name: "year: missing", direction: 0, unknown: 1 },
  ],
  compare({ table, a, b }, out, at) {
    const [x, y] = [table.keys[a]!.year, table.keys[b]!.year];
    const known = x !== undefined && y !== undefined;
    out[at] = known ? Math.min(6, Math.abs(x - y)) : 0;
    out[at + 1] = known ? 0 : 1;
  },
};

export const placeComparison: FieldComparison = {
  field: "volume, issue and pages",
  features: [
    { name: "volume: the same", direction: 1, unknown: 0 },
    { name: "issue: the same", direction: 1, unknown: 0 },
    { name: "page: the same", direction: 1, unknown: 0 },
    { name: "page: near or within the other's pages", direction: 1, unknown: 0 },
    { name: "last page: the same", direction: 1, unknown: 0 },
    { name: "pages: how many, where first and last are the same", direction: 1, unknown: 0 },
    { name: "volume: in another field of the other", direction: 0, unknown: 0 },
    { name: "place: on one side not yet in an issue", direction: 0, unknown: 0 },
    { name: "place: a supplement on one side only", direction: -1, unknown: 0 },
    { name: "place: a conference on one side only", direction: 0, unknown: 0 },
    { name: "place: a register of trials on one side only", direction: -1, unknown: 0 },
    { name: "place: a preprint on one side only", direction: -1, unknown: 0 },
    { name: "place: the only works of the author in one issue", direction: 0, unknown: 0 },
  ],
  compare({ table, a, b }, out, at) {
    const [x, y] = [placeOf(table, a), placeOf(table, b)];
    const page = numbersAndPages(x, y) ? 0 : comparePages(x.page, y.page);
    out[at] = threeValued(x.volume, y.volume);
    out[at + 1] = threeValued(x.issue, y.issue);
    out[at + 2] = page;
    out[at + 3] = page === -1 ? nearness(x, y) : 0;
    out[at + 4] = fromOne(x.page, y.page) ? 0 : threeValued(x.lastPage, y.lastPage);
    out[at + 5] =
      page === 1 && out[at + 4] === 1 ? Math.min(20, Number(x.lastPage) - Number(x.page)) : 0;
    out[at + 6] = out[at] !== 1 && (crosses(x, y) || crosses(y, x)) ? 1 : 0;
    out[at + 7] =
      (x.volume === undefined) !== (y.volume === undefined) ||
      (x.page === undefined) !== (y.page === undefined) ||
      fromOne(x.page, y.page)
        ? 1
        : 0;
    out[at + 8] = x.keys.supplement === y.keys.supplement ? 0 : 1;
    out[at + 9] = x.keys.conference === y.keys.conference ? 0 : 1;
    out[at + 10] = x.keys.registration === y.keys.registration ? 0 : 1;
    out[at + 11] = x.keys.preprint === y.keys.preprint ? 0 : 1;
    out[at + 12] = table.counterpart[a] === b && table.counterpart[b] === a ? 1 : 0;
  },
};

/**
 * Ahead of print, and in journals that number articles, each article begins at page 1, which
 * contradicts no other page.
 */
function comparePages(a: string | undefined, b: string | undefined): 1 | 0 | -1 {
  return fromOne(a, b) ? 0 : threeValued(a, b);
}

/**
 * A journal that also appears in print gives an article a number online and pages in print; both
 * are correct.
 */
function numbersAndPages({ keys: a }: Place, { keys: b }: Place): boolean {
  return a.articleNumber !== b.articleNumber && a.page !== b.page && !a.supplement && !b.supplement;
}

function fromOne(a: string | undefined, b: string | undefined): boolean {
  return a !== undefined && b !== undefined && (a === "1") !== (b === "1");
}

interface Place {
  readonly keys: DedupeKeys;
  readonly volume: string | undefined;
  readonly issue: string | undefined;
  readonly page: string | undefined;
  readonly lastPage: string | undefined;
}

/** Where an entry was published; a column of running numbers says nothing about that. */
function placeOf({ keys: all, runningNumbers }: EntryTable, entry: number): Place {
  const keys = all[entry]!;
  return {
    keys,
    volume: runningNumbers.volume ? undefined : keys.volume,
    issue: runningNumbers.issue ? undefined : keys.issue,
    page: keys.page,
    lastPage: keys.lastPage,
  };
}

/**
 * For different first pages: 1 within the other's range, 0.7 a misprint, 0.5 adjacent, -1
 * elsewhere.
 */
function nearness(a: Place, b: Place): number {
  const [fromA, fromB] = [Number(a.page), Number(b.page)];
  const [toA, toB] = [Number(a.lastPage ?? a.page), Number(b.lastPage ?? b.page)];
  if ((fromA >= fromB && fromA <= toB) || (fromB >= fromA && fromB <= toA)) return 1;
  if (Math.abs(fromA - fromB) <= 1) return 0.5;
  const [x, y] = [a.page!, b.page!];
  return x.length > 2 && y.length > 2 && (x.endsWith(y) || y.endsWith(x)) ? 0.7 : -1;
}

/** Tells whether the volume of one is the issue or the page of the other. */
function crosses({ volume }: Place, { issue, page }: Place): boolean {
  return volume !== undefined && (volume === issue || volume === page);
}
