import { link, mkdir, readFile, rm, rmdir, stat, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { dirname } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { clearUnfinished } from "./leftovers.ts";
import { isRunning } from "./processes.ts";

/** The holder of a lock: a process of slr. */
export interface LockHolder {
  readonly pid: number;
  readonly host: string;
  /** When it took the lock, in ISO 8601. */
  readonly since: string;
  /** What it does: `slr screen`. */
  readonly doing: string;
}

/** A lock that was taken, or its holder, which is undefined if the file does not say. */
export type LockAttempt =
  | { readonly taken: true; release(): Promise<void> }
  | { readonly taken: false; readonly holder: LockHolder | undefined };

/** The locks of this process. */
const ours = new Set<string>();

/**
 * Other processes may take and release the lock between any two calls; slr tries this many times.
 */
const ATTEMPTS = 20;

/**
 * Takes a lock: a file that names its holder. One process gets it, however many try. A lock of a
 * killed process is taken over; whether a process of another machine still runs cannot be known.
 */
export async function takeLock(
  path: string,
  { doing, since }: Pick<LockHolder, "doing" | "since">,
): Promise<LockAttempt> {
  if (ours.has(path)) return { taken: false, holder: holderIn(await textOf(path)) };
  const text = `${JSON.stringify({ pid: process.pid, host: hostname(), since, doing })}\n`;
  let holder: LockHolder | undefined;
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    // The process that releases the lock removes the folder, even while another creates it.
    await mkdir(dirname(path), { recursive: true }).catch((error: unknown) => {
      if (!isCode(error, "ENOENT")) throw error;
    });
    if (await create(path, text)) {
      ours.add(path);
      return { taken: true, release: () => release(path, text) };
    }
    const found = await textOf(path);
    if (found === undefined) continue;
    holder = holderIn(found);
    if (holder === undefined || !isLeftBehind(holder)) return { taken: false, holder };
    await clearAway(path, found);
  }
  return { taken: false, holder };
}

/** Creates the file with its whole text, unless it exists or its folder has just been removed. */
async function create(path: string, text: string): Promise<boolean> {
  const unfinished = `${path}.${process.pid}.tmp`;
  try {
    await clearUnfinished(path);
    await writeFile(unfinished, text);
    // Unlike a rename, a link never replaces the lock of another process.
    await link(unfinished, path);
    return true;
  } catch (error) {
    if (isCode(error, "EEXIST") || isCode(error, "ENOENT")) return false;
    if (!["EPERM", "ENOSYS", "ENOTSUP", "EOPNOTSUPP", "EMLINK"].some((code) => isCode(error, code)))
      throw error;
    // The disk has no links.
    return writeFile(path, text, { flag: "wx" }).then(
      () => true,
      (reason) => {
        if (isCode(reason, "EEXIST") || isCode(reason, "ENOENT")) return false;
        throw reason;
      },
    );
  } finally {
    await rm(unfinished, { force: true });
  }
}

/** Longer than it takes to remove a lock, in milliseconds. */
const CLEARING = 10_000;

/**
 * Removes the lock that a killed process has left. Only one process at a time may do so, so that
 * none removes a lock that another one has taken since.
 */
async function clearAway(path: string, left: string): Promise<void> {
  const clearing = `${path}.clearing.tmp`;
  try {
    await writeFile(clearing, "", { flag: "wx" });
  } catch (error) {
    if (isCode(error, "ENOENT")) return;
    if (!isCode(error, "EEXIST")) throw error;
    // A process that was killed while it did this has left it behind.
    const began = await stat(clearing).catch(() => undefined);
    if (began !== undefined && Date.now() - began.mtimeMs > CLEARING)
      await rm(clearing, { force: true });
    await delay(1);
    return;
  }
  try {
    if ((await textOf(path)) === left) await rm(path, { force: true });
  } finally {
    await rm(clearing, { force: true });
  }
}

async function release(path: string, text: string): Promise<void> {
  ours.delete(path);
  if ((await textOf(path)) === text) await rm(path, { force: true });
  // The folder of locks exists only while somebody holds one.
  await rmdir(dirname(path)).catch(() => {});
}

function isLeftBehind({ pid, host }: LockHolder): boolean {
  // A process that finds its own id in a lock that it did not take has got the id of a process that
  // ended.
  return host === hostname() && (pid === process.pid || !isRunning(pid));
}

function holderIn(text: string | undefined): LockHolder | undefined {
  try {
    const { pid, host, since, doing } = JSON.parse(text ?? "") as Record<string, unknown>; // Each field is checked.
    return typeof pid === "number" &&
      Number.isInteger(pid) &&
      pid > 0 &&
      typeof host === "string" &&
      typeof since === "string" &&
      typeof doing === "string"
      ? { pid, host, since, doing }
      : undefined;
  } catch {
    return undefined;
  }
}

function textOf(path: string): Promise<string | undefined> {
  return readFile(path, "utf8").catch((error: unknown) => {
    if (isCode(error, "ENOENT")) return undefined;
    throw error;
  });
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}
