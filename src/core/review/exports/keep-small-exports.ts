import type { Batch, ParsedEntry } from "../../records/entry.ts";
import type { ExportFile } from "../identify.ts";

/**
 * How many characters the entries of a review may have to stay in memory: those of some thirty
 * thousand records with abstracts.
 */
const MOST_CHARACTERS = 48 * 1024 * 1024;

/**
 * Of a character of an entry, its export has some bytes, rarely more than so many. Files that are larger
 * together are not small, and their entries need not be held until that is certain.
 */
const BYTES_OF_A_CHARACTER = 3;

/**
 * The same exports, whose entries stay in memory after the first reading if all of them together
 * are small, so that nobody parses them again. Larger ones are read again from the disk: memory
 * does not grow with a review.
 */
export function keepSmallExports(
  exports: readonly ExportFile[],
  mostCharacters: number = MOST_CHARACTERS,
): readonly ExportFile[] {
  if (bytesOf(exports) > BYTES_OF_A_CHARACTER * mostCharacters) return exports;
  const kept = new Map<ExportFile, readonly Batch[]>();
  let left = mostCharacters;
  async function* read(
    file: ExportFile,
    what: Parameters<ExportFile["read"]>[0],
  ): AsyncGenerator<Batch> {
    const known = kept.get(file);
    if (what?.entriesOnly === true && known !== undefined) {
      yield* known;
      return;
    }
    const batches: Batch[] = [];
    for await (const batch of file.read(what)) {
      if (left >= 0) {
        batches.push({ entries: batch.entries, problems: [] });
        for (const entry of batch.entries) left -= charactersOf(entry);
        if (left < 0) {
          kept.clear();
          batches.length = 0;
        }
      }
      yield batch;
    }
    if (left >= 0 && known === undefined) kept.set(file, batches);
  }
  return exports.map((file) => ({ ...file, read: (what) => read(file, what) }));
}

/** The bytes of all exports, as far as they are known. */
function bytesOf(exports: readonly ExportFile[]): number {
  return exports.reduce((sum, { extent }) => sum + (extent?.().size ?? 0), 0);
}

/** The characters of an entry as its export has it; its fields are parts of them. */
function charactersOf(entry: ParsedEntry): number {
  if (entry.kind === "unreadable") return 0;
  let characters = 0;
  for (const [tag, value] of entry.record.original) characters += tag.length + value.length;
  return characters;
}
