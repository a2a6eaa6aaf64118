/** How a format writes records one behind the other, so that no export need be in memory as a whole. */
export interface RecordWriter<Row, Piece extends string | Uint8Array = string> {
  readonly begin: Piece;
  record(row: Row): Piece;
  end(): Piece;
  /** What the format could not hold, once everything is written. */
  remarks?(): readonly string[];
}

/** All records as pieces of text. */
export function* writeRecords<Row>(
  writer: RecordWriter<Row>,
  rows: Iterable<Row>,
): Generator<string> {
  if (writer.begin !== "") yield writer.begin;
  for (const row of rows) yield writer.record(row);
  const end = writer.end();
  if (end !== "") yield end;
}
