import { createHash } from "node:crypto";
import { existsSync, readdirSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";
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
  const code = fileURLToPath(CODE);
  // A package that was installed has no sources of the program.
  if (!existsSync(fileURLToPath(installedFile("src/cli")))) return [];
  const hash = createHash("sha256");
  for (const name of readdirSync(code, { recursive: true, encoding: "utf8" }).sort()) {
    if (!/\.[jt]s$/.test(name)) continue;
    const { size, mtimeMs } = statSync(`${code}/${name}`);
    hash.update(`${name} ${size} ${mtimeMs}\n`);
  }
  return [hash.digest("hex")];
}
