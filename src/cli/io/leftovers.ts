import { lstat, readdir, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { isRunning } from "./processes.ts";

/** The names beside a file or folder that killed runs have left: they begin with its own name. */
export async function leftovers(
  of: string,
  ending: RegExp,
): Promise<{ readonly path: string; readonly left: string }[]> {
  const before = `${basename(of)}.`;
  return (await readdir(dirname(of)).catch(() => [])).flatMap((name) => {
    if (!name.startsWith(before)) return [];
    const left = name.slice(before.length);
    const match = ending.exec(left);
    if (match === null) return [];
    const writer = Number(match[1] ?? match[2] ?? process.pid);
    const isOurs = writer === process.pid || !isRunning(writer);
    return isOurs ? [{ path: join(dirname(of), name), left }] : [];
  });
}

/** Removes unfinished files that killed runs left for one name: `ada.csv.4711.tmp`. */
export async function clearUnfinished(of: string): Promise<void> {
  for (const { path } of await leftovers(of, /^(\d+)\.tmp$/)) await clearFile(path);
}

/** Removes a file or a link; a folder of that name belongs to somebody else. */
async function clearFile(path: string): Promise<void> {
  const stats = await lstat(path).catch(() => undefined);
  if (stats !== undefined && !stats.isDirectory()) await rm(path, { force: true });
}
