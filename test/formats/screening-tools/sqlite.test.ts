import { expect, test } from "vitest";
import {
  NoSqliteError,
  rowsOf,
  withDatabases,
} from "../../../src/formats/screening-tools/sqlite.ts";
import { databaseOf } from "./asreview-databases.ts";

async function memberOf(...statements: readonly string[]) {
  const whole = await databaseOf(...statements);
  return {
    name: "a.db",
    async *bytes() {
      yield whole;
    },
  };
}

test("rows of a table come in the order in which they were written", async () => {
  const member = await memberOf(
    "CREATE TABLE labels (id INTEGER, label INTEGER)",
    "INSERT INTO labels VALUES (7, 1)",
    "INSERT INTO labels VALUES (2, 0)",
  );
  const rows = await withDatabases([member], ([database]) =>
    rowsOf(database!, "labels", ["id", "label", "absent"], ["id"]),
  );
  expect(rows).toEqual([
    { id: 7, label: 1 },
    { id: 2, label: 0 },
  ]);
});

test("without sql.js the message says how to add it", async () => {
  const absent = Object.assign(new Error("Cannot find package 'sql.js'"), {
    code: "ERR_MODULE_NOT_FOUND",
  });
  const opened = withDatabases(
    [],
    () => [],
    () => Promise.reject(absent),
  );
  await expect(opened).rejects.toThrow(NoSqliteError);
  await expect(opened).rejects.toThrow("npm install sql.js");
});

test("another failure of sql.js is told as it is", async () => {
  const broken = new Error("no WebAssembly");
  const opened = withDatabases(
    [],
    () => [],
    () => Promise.reject(broken),
  );
  await expect(opened).rejects.toThrow(broken);
});
