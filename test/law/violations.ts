/**
 * The law, checked from outside: from what the results say and from counts of raw text. It imports
 * nothing of slr but the shapes of the results, so that it repeats no fault of what it checks.
 */
import type { ReviewResults } from "../../src/core/screening/results.ts";

type Results = Pick<ReviewResults, "flow" | "included" | "ledger" | "records">;

/** The boxes of the first column, in the order of the flow. */
const BOXES = [
  ["removed", "duplicate", "removed-automation", "removed-other"],
  [
    "title-abstract",
    "excluded-title-abstract",
    "pending-title-abstract",
    "conflict-title-abstract",
  ],
  ["title-abstract", "unread"],
  ["retrieval", "not-retrieved", "pending-retrieval"],
  ["full-text", "excluded-full-text", "pending-full-text", "conflict-full-text", "included"],
].map(([, ...boxes]) => boxes);

/** What is wrong with the results of a review of databases; `entries` is how many the raw text of each file has. */
export function violations(results: Results, entries: ReadonlyMap<string, number>): string[] {
  return [
    ...ofLedger(results, entries),
    ...ofRecords(results),
    ...ofFlow(results),
    ...ofLists(results),
  ];
}

function ofLedger({ ledger }: Results, entries: ReadonlyMap<string, number>): string[] {
  const wrong: string[] = [];
  for (const [file, expected] of entries) {
    const rows = ledger.filter((row) => row.file === file);
    if (rows.length !== expected)
      wrong.push(`${file}: ${expected} entries in the text, ${rows.length} rows in the ledger`);
    const lines = rows.map(({ line }) => line);
    if (lines.some((line, at) => at > 0 && line < (lines[at - 1] ?? 0)))
      wrong.push(`${file}: the rows are not in the order of the file`);
  }
  const numbers = new Map<string, number>();
  for (const { entry, source } of ledger) {
    const number = (numbers.get(source) ?? 0) + 1;
    numbers.set(source, number);
    if (entry !== `${source}#${number}`) wrong.push(`${entry} where ${source}#${number} belongs`);
  }
  for (const { entry, box, record, reason } of ledger) {
    if (!BOXES.flat().includes(box)) wrong.push(`${entry} is in no box: ${box}`);
    const isUnreadable = box === "removed-other" && reason === "unreadable";
    if ((record === "") !== isUnreadable) wrong.push(`${entry} has no record and was read`);
  }
  return wrong;
}

function ofRecords({ ledger, records }: Results): string[] {
  const wrong: string[] = [];
  const rowOf = new Map(ledger.map((row) => [row.entry, row]));
  const owners = new Map<string, string>();
  for (const { key, box, entries } of records) {
    for (const [at, entry] of entries.entries()) {
      if (owners.has(entry)) wrong.push(`${entry} belongs to ${key} and ${owners.get(entry)}`);
      owners.set(entry, key);
      const row = rowOf.get(entry);
      if (row?.record !== key) wrong.push(`${entry}: the ledger says ${row?.record}, not ${key}`);
      const expected = at === 0 ? box : "duplicate";
      if (row?.box !== expected) wrong.push(`${entry} is in ${row?.box}, not in ${expected}`);
    }
  }
  if (new Set(records.map(({ key }) => key)).size !== records.length)
    wrong.push("two records have one key");
  const read = ledger.filter(({ record }) => record !== "").length;
  if (owners.size !== read) wrong.push(`${read} entries were read, records have ${owners.size}`);
  return wrong;
}

function ofFlow({ flow, ledger }: Results): string[] {
  const count = (...boxes: string[]) => ledger.filter(({ box }) => boxes.includes(box)).length;
  const [removed = [], ...later] = BOXES;
  const [, unread = [], retrieval = [], fullText = []] = later;
  const screened = ledger.length - count(...removed);
  const sought = count(...retrieval, ...fullText);
  const expected: Readonly<Record<string, readonly [number, number]>> = {
    database_results: [flow.database_results, ledger.length],
    duplicates: [flow.duplicates, count("duplicate")],
    excluded_automatic: [flow.excluded_automatic, count("removed-automation")],
    excluded_other: [flow.excluded_other, count("removed-other")],
    records_screened: [flow.records_screened, screened],
    records_excluded: [flow.records_excluded, count("excluded-title-abstract")],
    unread: [flow.pending.unread, count(...unread)],
    dbr_sought_reports: [flow.dbr_sought_reports, sought],
    dbr_notretrieved_reports: [flow.dbr_notretrieved_reports, count("not-retrieved")],
    new_reports: [flow.new_reports, count("included")],
  };
  return Object.entries(expected).flatMap(([name, [said, counted]]) =>
    said === counted ? [] : [`${name} is ${said}, its set has ${counted}`],
  );
}

function ofLists({ included, ledger, records }: Results): string[] {
  const wrong: string[] = [];
  const inBox = records.filter(({ box }) => box === "included").map(({ key }) => key);
  const listed = included.map(({ key }) => key);
  if ([...listed].sort().join() !== [...inBox].sort().join())
    wrong.push(`included: ${listed.length} in the list, ${inBox.length} in the box`);
  if (new Set(ledger.map(({ entry }) => entry)).size !== ledger.length)
    wrong.push("an entry has two rows in the ledger");
  return wrong;
}

/** The lines of a table of people, by raw text: those that are neither a row that was read nor named in a problem. */
export function unaccountedLines(
  text: string,
  read: readonly { readonly place: { readonly line: number } }[],
  problems: readonly { readonly line?: number }[],
): number[] {
  const known = new Set([
    ...read.map(({ place }) => place.line),
    ...problems.map(({ line }) => line),
  ]);
  return text
    .split("\n")
    .flatMap((line, at) => (at === 0 || line.trim() === "" || known.has(at + 1) ? [] : [at + 1]));
}

/**
 * Words such as `r12z`, one in each row of a table, whose lines have as many cells as the header, but are
 * no row that was read and are not told in a problem: a line belongs to the row or the problem that begins
 * on it or next above it. Lines with quotes may be parts of cells.
 */
export function lostTokens(
  text: string,
  rows: readonly { readonly line: number }[],
  problems: readonly { readonly line?: number; readonly code: string }[],
): string[] {
  if (problems.some(({ code }) => /\/no-(?:header|column)$/.test(code))) return [];
  const told = new Set(problems.map(({ line }) => line));
  const begun = new Set(rows.map(({ line }) => line));
  let within: "row" | "problem" | undefined;
  const lines = text.split(/\r\n|\n|\r/);
  const [header = ""] = lines;
  const delimiter = /[,;\t]/.exec(header)?.[0] ?? ",";
  const width = header.split(delimiter).length;
  return lines.flatMap((line, at) => {
    const begins = begun.has(at + 1);
    if (told.has(at + 1)) within = "problem";
    else if (begins) within = "row";
    const tokens = line.match(/r\d+z/g) ?? [];
    const isRow = line.split(delimiter).length === width && !line.includes('"');
    return begins || within === "problem" || !isRow
      ? []
      : tokens.map((token) => `${token} is lost`);
  });
}
