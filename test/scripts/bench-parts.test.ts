import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";

interface Row {
  readonly what: string;
  readonly ours: number;
  readonly unit: string;
  readonly exponent?: number;
  readonly peer?: string;
  readonly theirs?: number;
}
type Read = (printed: string) => readonly Row[];

const parts = pathToFileURL(resolve("bench/parts.js")).href;
const {
  benchParts,
  criteriaRows,
  duplicatesRows,
  pipelineRows,
  ratingRows,
  readingRows,
  simulationRows,
  timesAsFast,
} = (await import(parts)) as {
  // JavaScript has no types
  benchParts(options: object): readonly { readonly read: Read }[];
  timesAsFast(row: Row): number | undefined;
} & Record<
  | "criteriaRows"
  | "duplicatesRows"
  | "pipelineRows"
  | "ratingRows"
  | "readingRows"
  | "simulationRows",
  Read
>;

test("reading: the peer is the library that reads the same format, otherwise the lines alone", () => {
  const printed = `20 MB of each format, Node v20.20.2

format  reader       seconds   MB/s  CPU s   peak MB  entries, rows or lines
RIS     slr             0.52     39   0.60       110  12000
RIS     lines           0.16    125   0.17        60  240000
CSV     slr             0.80     25   0.90       120  12000
CSV     lines           0.16    125   0.17        60  12000
CSV     csv-parse       0.40     50   0.45        80  12000
`;
  expect(readingRows(printed)).toEqual([
    { what: "read RIS", ours: 39, unit: "MB/s", peer: "lines alone", theirs: 125 },
    { what: "read CSV", ours: 25, unit: "MB/s", peer: "csv-parse alone", theirs: 50 },
  ]);
  expect(timesAsFast(readingRows(printed)[1]!)).toBe(0.5);
});

test("duplicates: bib-dedupe stands beside its size, and the exponent says how the cost grows", () => {
  const printed = `records    keys CPU s  finding CPU s  together  µs a record  peak MB   removed  possible per 1,000
10000             0.6            0.8       1.4          140      210      3000                 1.0
100000            4.0            6.0      14.0          100      500     30000                 1.0
bib-dedupe, 10000 records: 58.0 CPU s
`;
  const rows = duplicatesRows(printed);
  expect(rows).toEqual([
    {
      what: "find duplicates among 10000",
      ours: 1.4,
      unit: "CPU s",
      exponent: undefined,
      peer: "bib-dedupe",
      theirs: 58,
    },
    { what: "find duplicates among 100000", ours: 14, unit: "CPU s", exponent: 1 },
  ]);
  expect(timesAsFast(rows[0]!)).toBeCloseTo(41.4, 1);
});

test("criteria: every peer has a row", () => {
  const printed = `20000 records (30 MB of titles and abstracts), 30 criteria of 20 terms
slr, with the words of each judgement           1.0 CPU s   5000 matches
one regular expression for each criterion       9.0 CPU s   5000 matches
SQLite FTS5: this Node has no node:sqlite
SQLite FTS4 (sql.js, WebAssembly), with the index    4.0 CPU s   5000 matches
`;
  expect(criteriaRows(printed).map(({ ours, peer, theirs }) => [ours, peer, theirs])).toEqual([
    [1, "one regular expression for each criterion", 9],
    [1, "SQLite FTS4 (sql.js, WebAssembly), with the index", 4],
  ]);
});

test("rating and simulation", () => {
  const rated = `
Speed, on made-up records of 217 words
  20000 records with 1,000 decisions rated from raw text: 2.0 CPU s (goal for 100,000: 10 s)
  one more decision on 20000: median 10 ms of CPU, slowest 20 ms (goal 100 ms)
  100000 records with 1,000 decisions rated from raw text: 10.0 CPU s (goal for 100,000: 10 s)
`;
  expect(ratingRows(rated).map(({ ours, exponent }) => [ours, exponent])).toEqual([
    [2, undefined],
    [10, 1],
  ]);
  const simulated =
    "  SE_GameSE                      ASReview 0.1 0.5  in slr's engine 0.1 0.5  CPU s 38.0, slr 0.95; 500 MB\n";
  expect(simulationRows(simulated)).toEqual([
    { what: "simulate SE_GameSE", ours: 0.95, unit: "CPU s", peer: "ASReview", theirs: 38 },
  ]);
});

test("pipeline: wall and CPU time, memory, growth, and the start of the program", () => {
  const run = (entries: number, wall: number, cpu: number) => `
${entries} entries, 18.8 MB, Node v20.20.2
slr screen    ${wall} s wall  ${cpu} s CPU  330 MB  exit 0
csv-parse     0.40 s CPU for the 3333 rows of the CSV alone
ratio         10.0 times csv-parse alone, per entry
after one more decision, check --locked 5.00 s wall  8.00 s CPU, 0.10 of the CPU time without the cache
after one more decision, screen         6.00 s wall  9.00 s CPU, 0.20 of the CPU time without the cache
slr decide    4.00 s wall until the first record, 12.28 s without the cache
`;
  const rows = pipelineRows(
    `${run(1000, 2, 3)}${run(10_000, 20, 30)}\nnode -e 0     40 ms\nslr --help    70 ms, 30 ms more\n`,
  );
  expect(rows.map(({ what, ours, unit, exponent }) => [what, ours, unit, exponent])).toEqual([
    ["screen 1000 entries, 330 MB at most", 2, "s", undefined],
    ["screen 1000 entries", 3, "CPU s", undefined],
    ["check --locked after one more decision on 1000 entries", 5, "s", undefined],
    ["screen after one more decision on 1000 entries", 6, "s", undefined],
    ["decide after one more decision on 1000 entries", 4, "s", undefined],
    ["screen 10000 entries, 330 MB at most", 20, "s", 1],
    ["screen 10000 entries", 30, "CPU s", 1],
    ["check --locked after one more decision on 10000 entries", 5, "s", 0],
    ["screen after one more decision on 10000 entries", 6, "s", 0],
    ["decide after one more decision on 10000 entries", 4, "s", 0],
    ["start: slr --help", 70, "ms", undefined],
  ]);
  expect(timesAsFast(rows[1]!)).toBeCloseTo(0.1);
});

test("a bench that prints other figures fails instead of leaving the table empty", () => {
  for (const { read } of benchParts({ sizes: [10], shared: "none", asreview: "python" }))
    expect(() => read("nothing of the kind")).toThrow(/figure/);
});
