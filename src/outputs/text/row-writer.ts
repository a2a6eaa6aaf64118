/** Writes rows one after another, so that no export has to be in memory as a whole. */
export interface RowWriter<Row, Piece extends string | Uint8Array = string> {
  readonly begin: Piece;
  record(row: Row): Piece;
  end(): Piece;
  /** What the format could not hold, a sentence each; complete once everything is written. */
  losses?(): readonly string[];
}

/** Yields all rows as pieces of text. */
export function* writeRows<Row>(writer: RowWriter<Row>, rows: Iterable<Row>): Generator<string> {
  if (writer.begin !== "") yield writer.begin;
  for (const row of rows) yield writer.record(row);
  const end = writer.end();
  if (end !== "") yield end;
}
