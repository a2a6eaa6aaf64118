import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

/** The scripts import the built program; without it their tests cannot run. */
export const BUILT = existsSync("dist/core/dedupe/index.js");

/** A script of the folder `scripts/duplicates`; whoever asks says what it exports. */
export async function duplicatesScript<Exports>(file: string): Promise<Exports> {
  return (await import(pathToFileURL(resolve("scripts/duplicates", file)).href)) as Exports; // JavaScript has no types
}
