import { lstat, open, readdir, rename, rm } from "node:fs/promises";
import { isRunning } from "./processes.ts";
import type { ReviewPaths } from "./review-paths.ts";

/** A file of a cache. */
export interface CachedFile {
  readonly name: string;
  readonly size: number;
  /** When it was last read or written, in milliseconds. */
  readonly used: number;
}

/**
 * A folder of files that slr can make again. Nothing in it fails: on a full disk, in a folder that
 * is read-only or in the hands of another process, files are not there or not written.
 */
export interface CacheFolder {
  read(name: string): Promise<Uint8Array | undefined>;
  /** Puts a whole file into its place, or nothing. */
  write(name: string, pieces: readonly (Uint8Array | string)[]): Promise<void>;
  files(): Promise<readonly CachedFile[]>;
  remove(name: string): Promise<void>;
}

export function cacheFolderAt(folder: string, paths: ReviewPaths): CacheFolder {
  const place = (name: string, inPlace: boolean) => paths.toWrite(`${folder}/${name}`, { inPlace });
  return {
    read: (name) =>
      quietly(async () => {
        const file = await paths.open(`${folder}/${name}`);
        try {
          const now = new Date();
          await file.utimes(now, now).catch(() => {});
          return await file.readFile();
        } finally {
          await file.close();
        }
      }),
    async write(name, pieces) {
      await quietly(async () => {
        const final = await place(name, false);
        const unfinished = `${final}.${process.pid}.tmp`;
        try {
          const file = await open(unfinished, "w");
          try {
            for (const piece of pieces) await file.appendFile(piece);
          } finally {
            await file.close();
          }
          // A power cut may leave a torn file behind this name: whoever reads it finds that out.
          await rename(unfinished, final);
        } finally {
          await rm(unfinished, { force: true });
        }
      });
    },
    async files() {
      const found = await quietly(async () => {
        const here = await place(".", true);
        const files: CachedFile[] = [];
        for (const name of await readdir(here)) {
          const left = /\.(\d+)\.tmp$/.exec(name)?.[1];
          if (left !== undefined) {
            // A process that was killed has left it.
            if (!isRunning(Number(left))) await rm(`${here}/${name}`, { force: true });
            continue;
          }
          const stats = await lstat(`${here}/${name}`).catch(() => undefined);
          if (stats?.isFile()) files.push({ name, size: stats.size, used: stats.mtimeMs });
        }
        return files;
      });
      return found ?? [];
    },
    async remove(name) {
      await quietly(async () => rm(await place(name, true), { force: true }));
    },
  };
}

/** A cache that cannot be used is no cache. */
async function quietly<Result>(act: () => Promise<Result>): Promise<Result | undefined> {
  try {
    return await act();
  } catch {
    return undefined;
  }
}
