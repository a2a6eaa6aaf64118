import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { expect, test } from "vitest";
import type { ParsedEntry } from "../../src/core/records/entry.ts";
import type { ExportFile } from "../../src/core/review/identify.ts";
import { exportOfText, UnknownFormatError } from "../../src/formats/export-of-text.ts";

const FIXTURES = "fixtures/formats";
const files = readdirSync(FIXTURES, { recursive: true, encoding: "utf8" })
  .filter((file) => statSync(join(FIXTURES, file)).isFile())
  .sort();

/** The export of a fixture; undefined if it is no text that slr reads. */
function exportNamed(path: string): ExportFile | undefined {
  const text = readFileSync(join(FIXTURES, path), "utf8");
  if (text.includes("\u0000") || text.startsWith("PK")) return undefined;
  try {
    return exportOfText({ path, text });
  } catch (error) {
    if (error instanceof UnknownFormatError) return undefined;
    throw error;
  }
}

async function entriesOf(file: ExportFile, entriesOnly: boolean): Promise<unknown[]> {
  const entries: ParsedEntry[] = [];
  for await (const batch of file.read({ entriesOnly })) entries.push(...batch.entries);
  // Who reads again has the problems already.
  return entries.map((one) => (one.kind === "record" ? one : { kind: one.kind, line: one.line }));
}

// Large reviews read their exports twice, small ones keep the entries of the first reading.
test("an export that is read again for its entries alone has the same ones", async () => {
  let read = 0;
  for (const path of files) {
    const file = exportNamed(path);
    if (file === undefined) continue;
    const first = await entriesOf(file, false);
    const again = await entriesOf(file, true);
    // To compare is quick; to show what differs is not.
    if (!isDeepStrictEqual(again, first)) expect(again, path).toEqual(first);
    read += first.length;
  }
  expect(read).toBeGreaterThan(200);
});
