import type { Problem } from "../../core/records/problem.ts";

/** A vector of numbers from an encoder for one record. */
export interface VectorRow {
  /** The record: its key, a DOI, or another identifier such as `pmid:…`. */
  readonly reference: string;
  readonly numbers: Float32Array;
}

export interface VectorFile {
  readonly rows: readonly VectorRow[];
  readonly problems: readonly Problem[];
}

/** Names of the column that says whose vector a row is, the first one first. */
export const KEY_NAMES = ["record", "slr_record", "key", "doi"] as const;
/** Names of a column that holds a whole vector. */
export const VECTOR_NAMES = ["vector", "embedding", "embeddings", "values"] as const;

/** Gathers the rows of a file. All vectors have the width of the first. */
export function vectorRows(file: string) {
  const rows: VectorRow[] = [];
  const problems: Problem[] = [];
  const refuse = (message: string, line?: number) => {
    problems.push({
      severity: "error",
      code: "vectors/row",
      file,
      ...(line !== undefined && { line }),
      message: `${message} The row is left out.`,
    });
  };
  return {
    add(reference: unknown, numbers: unknown, line?: number): void {
      const named = typeof reference === "string" ? reference.trim() : "";
      if (named === "") {
        refuse(
          `This row names no record, expected its key or DOI under \`${KEY_NAMES.join("`, `")}\`.`,
          line,
        );
        return;
      }
      const vector = Array.isArray(numbers) || ArrayBuffer.isView(numbers) ? numbers : [];
      const floats = Float32Array.from(vector as ArrayLike<number>, Number);
      const width = rows[0]?.numbers.length;
      if (floats.length === 0 || !floats.every(Number.isFinite))
        refuse(`The vector of ${named} is no list of numbers.`, line);
      else if (width !== undefined && floats.length !== width)
        refuse(
          `The vector of ${named} has ${floats.length} numbers, that of the first row ${width}.`,
          line,
        );
      else rows.push({ reference: named, numbers: floats });
    },
    refuse,
    done: (): VectorFile => ({ rows, problems }),
  };
}

/** A file that cannot be read at all. */
export function unreadable(file: string, message: string): VectorFile {
  return { rows: [], problems: [{ severity: "error", code: "vectors/file", file, message }] };
}

/** The value of the first of these names that an object has, whatever their case. */
export function valueNamed(
  from: Readonly<Record<string, unknown>>,
  names: readonly string[],
): unknown {
  for (const name of names) {
    const found = Object.keys(from).find((key) => key.trim().toLowerCase() === name);
    if (found !== undefined && from[found] !== "" && from[found] != null) return from[found];
  }
  return undefined;
}
