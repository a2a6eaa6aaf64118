import { createHash } from "node:crypto";
import { existsSync, readdirSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { compareText } from "../../core/records/problem.ts";
import { CODE, installedFile } from "../installed-files.ts";
import { slrVersion } from "../io/version.ts";

let stamp: string | undefined;

/**
 * The program that found something: slr's version and Node's, whose tables of Unicode decide what a
 * letter is. A working copy of slr changes without its version, so there the sizes and times of its
 * files count, too.
 */
export function programStamp(): string {
  stamp ??= [slrVersion(), process.version, process.arch, ...filesOfWorkingCopy()].join("\n");
  return stamp;
}

function filesOfWorkingCopy(): string[] {
  // A package that was installed has no sources of the program.
  if (!existsSync(fileURLToPath(installedFile("src/cli")))) return [];
  const hash = createHash("sha256");
  for (const line of filesIn(fileURLToPath(CODE))) hash.update(line);
  return [hash.digest("hex")];
}

/** A line for each file of code, in the order of their names. */
function* filesIn(folder: string): Generator<string> {
  const files = readdirSync(folder, { withFileTypes: true });
  for (const file of files.sort((a, b) => compareText(a.name, b.name))) {
    const path = `${folder}${file.name}`;
    if (file.isDirectory()) yield* filesIn(`${path}/`);
    else if (/\.[jt]s$/.test(file.name)) {
      const { size, mtimeMs } = statSync(path);
      yield `${path} ${size} ${mtimeMs}\n`;
    }
  }
}
