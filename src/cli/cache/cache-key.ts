import { randomBytes } from "node:crypto";
import { link, mkdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { userCache } from "../user-cache.ts";

const LENGTH = 32;

/** Caches are sealed with this key of the user, so that one that came with a folder from elsewhere opens nothing. */
const keys = new Map<string, Promise<Buffer | undefined>>();

/** The key; undefined if it can be neither read nor made, so that there is no cache. */
export async function cacheKey(): Promise<Buffer | undefined> {
  const folder = userCache();
  if (folder === undefined) return undefined;
  const key = keys.get(folder) ?? readOrMake(folder).catch(() => undefined);
  keys.set(folder, key);
  return key;
}

async function readOrMake(folder: string): Promise<Buffer | undefined> {
  const path = join(folder, "cache-key");
  const before = await readFile(path).catch(() => undefined);
  if (before?.length === LENGTH) return before;
  // A key of another length was torn by a crash.
  if (before !== undefined) await rm(path, { force: true });
  await makeFolder(folder);
  const fresh = `${path}.${process.pid}.tmp`;
  try {
    await writeFile(fresh, randomBytes(LENGTH), { mode: 0o600 });
    // Unlike a rename, a link never replaces the key that another process has just made.
    await link(fresh, path).catch(() => {});
  } finally {
    await rm(fresh, { force: true });
  }
  const made = await readFile(path);
  return made.length === LENGTH ? made : undefined;
}

/**
 * Makes a folder and those above it. Node's own way never ends where the system makes nothing in a
 * folder and says that there is none, as under homes that are mounted when they are needed.
 */
async function makeFolder(folder: string): Promise<void> {
  const missing: string[] = [];
  for (let path = folder; !(await isFolder(path)) && dirname(path) !== path; path = dirname(path))
    missing.unshift(path);
  for (const path of missing)
    await mkdir(path, { mode: 0o700 }).catch((error: NodeJS.ErrnoException) => {
      // Another process may have made it.
      if (error.code !== "EEXIST") throw error;
    });
}

function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}
