import { link, mkdir, readFile, rm, rmdir, stat, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { dirname } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { clearUnfinished } from "./leftovers.ts";
import { isRunning } from "./processes.ts";

/** Who holds a lock: a process of slr. */
export interface LockHolder {
  readonly pid: number;
  readonly host: string;
  /** When it took the lock, in ISO 8601. */
  readonly since: string;
  /** What it does: `slr screen`. */
  readonly doing: string;
}

/** A lock that was taken, or who holds it; nobody knows who where the file does not say. */
export type LockAttempt =
  | { readonly taken: true; release(): Promise<void> }
  | { readonly taken: false; readonly holder: LockHolder | undefined };

/** The locks of this process. */
const ours = new Set<string>();

/** Others may take and release the lock between any two calls; so often it is tried again. */
const ATTEMPTS = 20;

/**
 * Takes a lock: a file that says who holds it. One process gets it, however many try. What a killed
 * process has left is taken over; whether a process of another machine still runs cannot be known.
 */
export async function takeLock(
  path: string,
  { doing, since }: Pick<LockHolder, "doing" | "since">,
): Promise<LockAttempt> {
  if (ours.has(path)) return { taken: false, holder: holderIn(await textOf(path)) };
  const text = `${JSON.stringify({ pid: process.pid, host: hostname(), since, doing })}\n`;
  let holder: LockHolder | undefined;
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    // Whoever releases the lock removes the folder, even while it is being made.
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

/** Makes the file with its whole text, unless it is there or its folder has just gone. */
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
    // A disk without links.
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

/** Longer than it takes to clear a lock away, in milliseconds. */
const CLEARING = 10_000;

/**
 * Removes the lock that a killed process has left. Only one process at a time may, so that none removes
 * what another one has put into its place since.
 */
async function clearAway(path: string, left: string): Promise<void> {
  const clearing = `${path}.clearing.tmp`;
  try {
    await writeFile(clearing, "", { flag: "wx" });
  } catch (error) {
    if (isCode(error, "ENOENT")) return;
    if (!isCode(error, "EEXIST")) throw error;
    // Whoever was killed while it did this has left it behind.
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
  // The folder of locks is there only while somebody holds one.
  await rmdir(dirname(path)).catch(() => {});
}

function isLeftBehind({ pid, host }: LockHolder): boolean {
  // A process that finds its own number, and no lock of its own, has got the number of one that ended.
  return host === hostname() && (pid === process.pid || !isRunning(pid));
}

function holderIn(text: string | undefined): LockHolder | undefined {
  try {
    const { pid, host, since, doing } = JSON.parse(text ?? "") as Record<string, unknown>; // each is checked
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
