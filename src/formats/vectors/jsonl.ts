import type { VectorBytes } from "./index.ts";
import { KEY_NAMES, VECTOR_NAMES, type VectorFile, valueNamed, vectorRows } from "./vector-rows.ts";

/** A JSON object a line, such as `{"record": "257o2smx", "vector": [0.1, -0.2]}`. */
export function jsonlVectors({ file, bytes }: VectorBytes): VectorFile {
  const rows = vectorRows(file);
  const lines = new TextDecoder().decode(bytes).split("\n");
  for (const [at, text] of lines.entries()) {
    if (text.trim() === "") continue;
    const read = parsed(text);
    if (read === undefined) rows.refuse("This line is no JSON object.", at + 1);
    else rows.add(valueNamed(read, KEY_NAMES), valueNamed(read, VECTOR_NAMES), at + 1);
  }
  return rows.done();
}

function parsed(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const read: unknown = JSON.parse(text);
    return typeof read === "object" && read !== null
      ? (read as Readonly<Record<string, unknown>>)
      : undefined;
  } catch {
    return undefined;
  }
}
