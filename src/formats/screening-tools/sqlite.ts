import type { Database, SqlValue } from "sql.js";
import { type ArchiveMember, collectBytes } from "../containers/container.ts";

/** SQLite databases inside archives, read by sql.js: WebAssembly in memory, which needs no file. */

export type Row = Readonly<Record<string, SqlValue>>;

/** A database is read whole into memory; that of a review with 100,000 records has 200 MB. */
const LARGEST = 512 * 1024 * 1024;

/** sql.js is as large as all other packages together, so slr does not install it. */
export class NoSqliteError extends Error {
  override readonly name = "NoSqliteError";

  constructor() {
    super(
      "slr reads ASReview project files with the package sql.js, which is not installed. Add it beside slr: `npm install sql.js`, or `npm install --global sql.js` where slr is installed globally; then import again.",
    );
  }
}

/** Opens SQLite databases for as long as a function reads them. */
export async function withDatabases<Result>(
  members: readonly ArchiveMember[],
  read: (databases: readonly Database[]) => Result,
  load: () => Promise<typeof import("sql.js")> = () => import("sql.js"),
): Promise<Result> {
  const { default: initSqlJs } = await load().catch(refuseWithout);
  const sql = await initSqlJs();
  const opened: Database[] = [];
  try {
    for (const { bytes } of members) {
      const whole = await collectBytes(bytes(), LARGEST);
      // A write-ahead journal belongs to files on a disk; without one the database is complete.
      if (whole[18] === 2) whole.fill(1, 18, 20);
      opened.push(new sql.Database(whole));
    }
    return read(opened);
  } finally {
    for (const database of opened) database.close();
  }
}

function refuseWithout(error: unknown): never {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code !== "ERR_MODULE_NOT_FOUND") throw error;
  throw new NoSqliteError();
}

/**
 * The rows of a table in the order in which they were written; undefined if there is no such table.
 */
export function rowsOf(
  database: Database,
  table: string,
  columns: readonly string[],
  needed: readonly string[],
): readonly Row[] | undefined {
  // A view could run forever.
  const [is] = database.exec(
    `SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = '${table}' AND sql LIKE 'CREATE TABLE%'`,
  );
  if (is === undefined) return undefined;
  const present = new Set(
    database.exec(`PRAGMA table_info("${table}")`)[0]?.values.map(([, name]) => String(name)),
  );
  const lacking = needed.filter((column) => !present.has(column));
  if (lacking.length > 0) throw new Error(`table ${table} without ${lacking.join(", ")}`);
  const wanted = columns.filter((column) => present.has(column));
  const [found] = database.exec(
    `SELECT ${wanted.map((column) => `"${column}"`).join(", ")} FROM "${table}" ORDER BY rowid`,
  );
  return (found?.values ?? []).map((values) =>
    Object.fromEntries(wanted.map((column, at) => [column, values[at] ?? null])),
  );
}
