import { expect, test } from "vitest";
import { isoText } from "../../../src/core/records/time.ts";
import type { ArchiveMember } from "../../../src/formats/containers/container.ts";
import {
  isAsreviewProject,
  readAsreviewProject,
} from "../../../src/formats/screening-tools/asreview-project.ts";
import {
  databaseOf,
  RESULTS,
  recordRow,
  V1_TABLES,
  V2_RECORD,
  V3_RECORD,
} from "./asreview-databases.ts";

const V1 = '{"version":"1.6.6","mode":"explore","dataset_path":"mine.csv"}';
const V3 = '{"version":"3.0.8","mode":"oracle","datasets":[{"id":"d1","name":"mine.csv"}]}';

async function read(files: Readonly<Record<string, string | Uint8Array>>) {
  const members = Object.entries(files).map(
    ([name, content]): ArchiveMember => ({
      name,
      async *bytes() {
        yield Buffer.from(content);
      },
    }),
  );
  const { decisions, undecided, problems } = await readAsreviewProject("p.asreview", members);
  return {
    decisions,
    lines: decisions.map(({ place, reviewer, reference, verdict, notes, labels, decidedAt }) =>
      [
        `${place.file}:${place.line}`,
        reviewer ?? "-",
        `${reference.title} ${reference.year ?? "?"} ${reference.doi ?? ""}`.trim(),
        [verdict, ...notes, ...labels].join(", "),
        isoText(decidedAt),
      ].join(" | "),
    ),
    undecided,
    problems: problems.map(
      ({ file, line, code, severity }) =>
        `${severity} ${file}${line === undefined ? "" : `:${line}`} ${code}`,
    ),
    messages: problems.map(({ message }) => message),
  };
}

const v1Labels = (...ids: readonly number[]) =>
  databaseOf(
    ...V1_TABLES,
    ...ids.map((id) => `INSERT INTO record_table VALUES (${id})`),
    "INSERT INTO results VALUES (7, 1, NULL, 'prior', NULL, NULL, -1, '2026-11-22 17:14:24.693789', NULL)",
    "INSERT INTO results VALUES (5, 0, 'nb', 'max', 'double', 'tfidf', 2, '2026-11-22 17:15:00', 'why')",
    "INSERT INTO results VALUES (6, NULL, 'nb', 'max', 'double', 'tfidf', 2, NULL, NULL)",
  );

test("version 1: labels are joined with the rows of the dataset", async () => {
  const found = await read({
    "project.json": V1,
    "data/mine.csv": "title,year,doi\nOne,2019,10.1000/a\nTwo,2020,\nThree,,\n",
    "reviews/ab/results.sql": await v1Labels(5, 6, 7),
  });
  expect(found.lines).toEqual([
    "p.asreview/data/mine.csv:4 | - | Three ? | include, prior knowledge | 2026-11-22T17:14:24.693Z",
    "p.asreview/data/mine.csv:2 | - | One 2019 10.1000/a | exclude, why | 2026-11-22T17:15:00Z",
  ]);
  expect(found.undecided).toBe(1);
  // ASReview writes the clock of its machine, without a zone.
  expect(found.problems).toEqual(["warning p.asreview:4 import/no-zone"]);
});

test("version 1: a dataset that numbers its records is joined by these numbers", async () => {
  const found = await read({
    "project.json": V1,
    "data/mine.csv": "record_id,title\n7,Seven\n6,Six\n5,Five\n4,Four\n",
    "reviews/ab/results.sql": await v1Labels(5, 6, 7),
  });
  expect(found.decisions.map(({ reference }) => reference.title)).toEqual(["Seven", "Five"]);
});

test("version 1: a dataset of another length is not guessed at", async () => {
  const found = await read({
    "project.json": V1,
    "data/mine.csv": "title\nOne\nTwo\n",
    "reviews/ab/results.sql": await v1Labels(5, 6, 7),
  });
  expect(found.problems).toEqual(["error p.asreview/reviews/ab/results.sql asreview/database"]);
  expect(found.messages[0]).toMatch(/3 records where the dataset has 2.*Export dataset as CSV/);
  expect(found.decisions).toEqual([]);
});

const TAGS = `[{"name":"Why","values":[{"name":"small","checked":true},{"name":"old","checked":false}]}]`;
const LABELS = [
  RESULTS,
  "INSERT INTO results VALUES (2, 1, NULL, NULL, NULL, NULL, NULL, 1722470400.25, NULL, NULL, NULL)",
  `INSERT INTO results VALUES (0, 0, 'svm', 'max', 'balanced', 'tfidf', 2, 1722470401, 'why', '${TAGS}', NULL)`,
  "INSERT INTO results VALUES (1, NULL, 'svm', 'max', 'balanced', 'tfidf', 2, NULL, NULL, NULL, NULL)",
];
const RECORDS = [
  recordRow(0, "One", 2019, "https://doi.org/10.1000/A"),
  recordRow(1, "Two", 2020),
  recordRow(2, "Three", null),
  recordRow(3, "Four", 2021),
];

test("version 2: records lie in another database than labels", async () => {
  const found = await read({
    "project.json": V3,
    "data_store.db": await databaseOf(V2_RECORD, ...RECORDS),
    "reviews/ab/results.db": await databaseOf(...LABELS),
  });
  expect(found.lines).toEqual([
    "p.asreview/reviews/ab/results.db:1 | - | Three ? | include, prior knowledge | 2024-08-01T00:00:00Z",
    "p.asreview/reviews/ab/results.db:2 | - | One 2019 10.1000/a | exclude, why, small | 2024-08-01T00:00:01Z",
  ]);
  expect([found.undecided, found.problems]).toEqual([2, []]);
});

test("version 3: one database; the dataset adds what only it knows", async () => {
  const found = await read({
    "project.json": V3,
    "data/mine.csv": "title,year,pmid,slr_record\nOne,2019,123,\nOther,,456,\nThree,,,67l5m5th\n",
    "results.db": await databaseOf(V3_RECORD, ...RECORDS, ...LABELS),
  });
  expect(found.decisions.map(({ place, reference }) => [place, reference])).toEqual([
    [
      { file: "p.asreview/data/mine.csv", line: 4 },
      { record: "67l5m5th", title: "Three" },
    ],
    [
      { file: "p.asreview/data/mine.csv", line: 2 },
      { record: "", doi: "10.1000/a", pmid: "123", title: "One", year: 2019 },
    ],
  ]);
});

test("users of a server are told apart by their numbers", async () => {
  const found = await read({
    "project.json": V3,
    "results.db": await databaseOf(
      V3_RECORD,
      ...RECORDS,
      ...LABELS,
      "UPDATE results SET user_id = 4 + record_id",
    ),
  });
  expect(found.decisions.map(({ reviewer }) => reviewer)).toEqual([
    "asreview-user-6",
    "asreview-user-4",
  ]);
});

test("labels that are none and labels of nothing are problems, the others are kept", async () => {
  const found = await read({
    "project.json": V3,
    "results.db": await databaseOf(
      V3_RECORD,
      ...RECORDS,
      ...LABELS,
      "UPDATE results SET label = 3 WHERE record_id = 0",
      "INSERT INTO results (record_id, label) VALUES (99, 1)",
    ),
  });
  expect(found.decisions.map(({ reference }) => reference.title)).toEqual(["Three"]);
  expect(found.problems).toEqual([
    "error p.asreview/results.db:2 asreview/label",
    "error p.asreview/results.db:4 asreview/record",
  ]);
});

test.each([
  ["no database", async () => Buffer.from("SQLite format 3, or so")],
  ["a database of something else", () => databaseOf("CREATE TABLE cats (name TEXT)")],
  ["columns of another version", () => databaseOf(V3_RECORD, "CREATE TABLE results (id INT)")],
  [
    "a view that would never end",
    () =>
      databaseOf(
        V3_RECORD,
        "CREATE VIEW results AS WITH RECURSIVE n(record_id) AS (SELECT 1 UNION ALL SELECT record_id + 1 FROM n) SELECT record_id, 1 AS label FROM n",
      ),
  ],
  [
    "a database that is cut off",
    async () => (await databaseOf(V3_RECORD, ...RECORDS, ...LABELS)).subarray(0, 5000),
  ],
])("%s is a problem with advice", async (_, database) => {
  const found = await read({ "project.json": V3, "results.db": await database() });
  expect(found.problems).toEqual(["error p.asreview/results.db asreview/database"]);
  expect(found.messages[0]).toContain("Export dataset as CSV or RIS");
});

test("a project without labels, and one that is no project, say so", async () => {
  expect((await read({ "project.json": V3 })).problems).toEqual([
    "error p.asreview/project.json asreview/no-labels",
  ]);
  expect((await read({ "project.json": "[]", "results.db": "" })).problems).toEqual([
    "error p.asreview/project.json asreview/project",
  ]);
});

test("a database that was written ahead opens; one whose changes lie beside it does not", async () => {
  const database = await databaseOf(V3_RECORD, ...RECORDS, ...LABELS);
  database.fill(2, 18, 20);
  const files = { "project.json": V3, "results.db": database };
  expect((await read(files)).decisions).toHaveLength(2);
  expect((await read({ ...files, "results.db-wal": "x" })).problems).toHaveLength(1);
});

test("a simulation is imported with a warning, also from a folder in the archive", async () => {
  expect(isAsreviewProject(["x/project.json", "x/results.db"])).toBe(true);
  const found = await read({
    "x/project.json": V3.replace("oracle", "simulate"),
    "x/results.db": await databaseOf(V3_RECORD, ...RECORDS, ...LABELS),
  });
  expect(found.decisions).toHaveLength(2);
  expect(found.problems).toEqual(["warning p.asreview/x/project.json asreview/simulation"]);
});
