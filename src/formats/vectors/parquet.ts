import type { VectorBytes } from "./index.ts";
import {
  KEY_NAMES,
  unreadable,
  VECTOR_NAMES,
  type VectorFile,
  valueNamed,
  vectorRows,
} from "./vector-rows.ts";

/** A Parquet table: a column that names the record, and one of vectors or one for each number. */
export async function parquetVectors({ file, bytes }: VectorBytes): Promise<VectorFile> {
  const { parquetReadObjects } = await import("hyparquet");
  const buffer = bytes.slice().buffer;
  let read: Record<string, unknown>[];
  try {
    read = await parquetReadObjects({ file: buffer });
  } catch (error) {
    return unreadable(
      file,
      `This Parquet file cannot be read: ${error instanceof Error ? error.message : error}. Write it with snappy or without compression.`,
    );
  }
  const rows = vectorRows(file);
  for (const row of read) {
    const vector = valueNamed(row, VECTOR_NAMES);
    const numbers = Object.values(row).filter((value) => typeof value === "number");
    rows.add(valueNamed(row, KEY_NAMES), vector ?? numbers);
  }
  return rows.done();
}
