import { cpSync } from "node:fs";
import { parse } from "csv-parse/sync";
import { type TestFolder, testFolder } from "./cli/captured-io.ts";

/** A copy of a review for one test, without its results; what a later folder holds goes over it. */
export function reviewCopy(...folders: readonly string[]): TestFolder {
  const copy = testFolder();
  for (const folder of folders) {
    cpSync(folder, copy.path, { recursive: true, filter: (path) => !/[/\\]results$/.test(path) });
  }
  return copy;
}

/** The rows of a table by column. */
export function rowsOf(text: string, delimiter = ","): Record<string, string>[] {
  return parse(text, { columns: true, bom: true, delimiter, relax_quotes: true });
}

/** A copy of a review of fixtures/reviews with the results that lie beside it, as `slr screen` writes them. */
export function reviewWithResults(folder: string): TestFolder {
  const copy = testFolder();
  cpSync(folder, copy.path, { recursive: true });
  return copy;
}

/** A copy of a review after `slr screen`, with what was printed and what is in results/. */
export async function screenedReview(...folders: readonly string[]) {
  const folder = reviewCopy(...folders);
  const run = await folder.slr("screen");
  return {
    folder,
    ...run,
    flow: JSON.parse(folder.read("results/prisma.json")),
    rows: (file: string) => rowsOf(folder.read(`results/${file}`)),
  };
}
