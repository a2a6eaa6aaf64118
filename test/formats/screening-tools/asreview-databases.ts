import initSqlJs from "sql.js";

/** The database that some statements of SQL build, as bytes of a file. */
export async function databaseOf(...statements: readonly string[]): Promise<Uint8Array> {
  const sql = await initSqlJs();
  const database = new sql.Database();
  for (const statement of statements) database.run(statement);
  const bytes = database.export();
  database.close();
  return bytes;
}

/** The labels of ASReview 1.6, with what they are joined to. */
export const V1_TABLES = [
  "CREATE TABLE results (record_id INTEGER, label INTEGER, classifier TEXT, query_strategy TEXT, balance_strategy TEXT, feature_extraction TEXT, training_set INTEGER, labeling_time INTEGER, notes TEXT)",
  "CREATE TABLE record_table (record_id INT)",
];

/** The labels of ASReview 2.2 and 3.0. */
export const RESULTS =
  "CREATE TABLE results (record_id INTEGER UNIQUE, label INTEGER, classifier TEXT, querier TEXT, balancer TEXT, feature_extractor TEXT, training_set INTEGER, time FLOAT, note TEXT, tags JSON, user_id INTEGER)";

/** The records of ASReview 2.2, which lie in a database of their own. */
export const V2_RECORD =
  "CREATE TABLE record (dataset_row INTEGER NOT NULL, dataset_id VARCHAR NOT NULL, duplicate_of INTEGER, title VARCHAR NOT NULL, abstract VARCHAR NOT NULL, authors JSON NOT NULL, keywords JSON NOT NULL, year INTEGER, doi VARCHAR, url VARCHAR, included INTEGER, record_id INTEGER NOT NULL, PRIMARY KEY (record_id), UNIQUE (dataset_row, dataset_id))";

/** The records of ASReview 3.0. */
export const V3_RECORD = V2_RECORD.replace(
  "PRIMARY KEY",
  "group_id INTEGER NOT NULL GENERATED ALWAYS AS (COALESCE(duplicate_of, record_id)) VIRTUAL, PRIMARY KEY",
);

/** One row of either table of records. */
export function recordRow(id: number, title: string, year: number | null, doi = ""): string {
  return `INSERT INTO record (dataset_row, dataset_id, title, abstract, authors, keywords, year, doi, record_id) VALUES (${id}, 'd1', '${title}', '', '[]', '[]', ${year}, ${doi === "" ? "NULL" : `'${doi}'`}, ${id})`;
}
