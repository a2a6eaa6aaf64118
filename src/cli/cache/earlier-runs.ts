import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import type { EarlierRuns } from "../../core/review/earlier/earlier-runs.ts";
import type { CacheFolder } from "../io/cache-folder.ts";
import type { Io } from "../io/io.ts";
import { cacheKey } from "./cache-key.ts";
import { programStamp } from "./program-stamp.ts";
import { storedPieces, storedValue } from "./stored-values.ts";

/** slr's own folder in a review, and the cache in it. */
const OWN = ".slr";
const CACHE = "cache";

/** The first bytes of a file in the cache; a seal follows, then the content. */
const MAGIC = Buffer.from("slr cache 2\n");
const SEAL = 32;
const BEFORE = MAGIC.length + SEAL;

/** The cache may grow to so many bytes. */
const LEAST_BOUND = 64 * 1024 * 1024;
/** Beyond that, it may hold so many times of what this run used of each step. */
const TIMES = 3;

/**
 * What earlier runs found in this review folder: a cache in `.slr/`, which is never an input. The
 * name of a file is the hash of everything that its content depends on, slr included, and a seal
 * says that this user's slr wrote it whole; any other file is passed over. undefined if the user
 * wants no cache or has no place for its key.
 */
export async function earlierRuns(
  io: Pick<Io, "cacheFolder">,
): Promise<Omit<EarlierRuns, "criteria"> | undefined> {
  if (process.env.SLR_NO_CACHE) return undefined;
  const key = await cacheKey();
  if (key === undefined) return undefined;
  const own = io.cacheFolder(OWN);
  const folder = io.cacheFolder(`${OWN}/${CACHE}`);
  /** The bytes that this run used of each step. */
  const used = new Map<string, number>();
  const use = (step: string, bytes: number) => used.set(step, (used.get(step) ?? 0) + bytes);
  const seal = (name: string, content: readonly Uint8Array[]) => {
    const hash = createHmac("sha256", key).update(`${name}\n`);
    for (const piece of content) hash.update(piece);
    return hash.digest();
  };
  return {
    async recall(step, from) {
      const name = nameOf(step, from);
      const bytes = await folder.read(name);
      if (bytes === undefined) return undefined;
      const content = bytes.subarray(BEFORE);
      const written = bytes.subarray(MAGIC.length, BEFORE);
      if (!MAGIC.equals(bytes.subarray(0, MAGIC.length)) || written.length !== SEAL)
        return undefined;
      if (!timingSafeEqual(seal(name, [content]), written)) return undefined;
      use(step, bytes.length);
      return storedValue(content, BEFORE);
    },
    async keep(step, from, found) {
      const content = storedPieces(found, BEFORE);
      if (content === undefined) return;
      const name = nameOf(step, from);
      await own.write(".gitignore", ["*\n"]);
      await folder.write(name, [MAGIC, seal(name, content), ...content]);
      use(
        step,
        content.reduce((sum, { length }) => sum + length, BEFORE),
      );
      // The run may still use other files of this step, such as readings of exports, and all of later steps.
      await removeOld(
        folder,
        [...used].filter(([one]) => one !== step),
      );
    },
  };
}

function nameOf(step: string, from: string): string {
  return `${step}-${sha256(`${programStamp()}\n${step}\n${from}`).slice(0, 40)}`;
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

/**
 * Removes those files of some steps that were not used for the longest time, until the rest is few
 * times as large as what this run used of the step.
 */
async function removeOld(
  folder: CacheFolder,
  used: Iterable<readonly [step: string, bytes: number]>,
): Promise<void> {
  const newestFirst = [...(await folder.files())].sort((a, b) => b.used - a.used);
  if (newestFirst.reduce((sum, { size }) => sum + size, 0) <= LEAST_BOUND) return;
  for (const [step, bytes] of used) {
    let sum = 0;
    for (const { name, size } of newestFirst) {
      if (name.slice(0, name.lastIndexOf("-")) !== step) continue;
      sum += size;
      if (sum > TIMES * bytes) await folder.remove(name);
    }
  }
}
