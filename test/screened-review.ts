import { cpSync, readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
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

/**
 * A copy of a review of fixtures/reviews without its results, but with the cache that `slr screen`
 * leaves, so that no test screens the review again.
 */
export async function reviewWithCache(folder: string): Promise<TestFolder> {
  const copy = reviewCopy(folder);
  await addCache(copy, folder);
  return copy;
}

/** The same with the results that lie beside the review, as `slr screen` writes them. */
export async function reviewWithResults(folder: string): Promise<TestFolder> {
  const copy = testFolder();
  cpSync(folder, copy.path, { recursive: true });
  await addCache(copy, folder);
  return copy;
}

/** Puts the cache of a review into a copy of it. */
export async function addCache(copy: TestFolder, folder: string, into = ""): Promise<void> {
  const cache = caches.get(folder) ?? cacheOf(folder);
  caches.set(folder, cache);
  for (const [file, bytes] of await cache) copy.write(join(into, file), bytes);
}

/** The caches of reviews, made once by each worker. */
const caches = new Map<string, Promise<ReadonlyMap<string, Uint8Array>>>();

async function cacheOf(folder: string): Promise<ReadonlyMap<string, Uint8Array>> {
  const copy = reviewCopy(folder);
  await copy.slr("screen");
  return filesBelow(copy, ".slr");
}

/** The files below a folder of a review, with their paths from the review. */
export function filesBelow(review: TestFolder, below: string): ReadonlyMap<string, Uint8Array> {
  const files = readdirSync(join(review.path, below), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  return new Map(files.map((file) => [relative(review.path, file), readFileSync(file)]));
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
