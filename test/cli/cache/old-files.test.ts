import { expect, test } from "vitest";
import { earlierRuns } from "../../../src/cli/cache/earlier-runs.ts";
import type { CachedFile } from "../../../src/cli/io/cache-folder.ts";

const MEGABYTE = 1024 * 1024;

/** A cache with these files, the oldest first, and the names of those that are left after a run. */
async function leftAfter(
  files: readonly (readonly [name: string, megabytes: number])[],
  run: (earlier: NonNullable<Awaited<ReturnType<typeof earlierRuns>>>) => Promise<void>,
): Promise<string[]> {
  const left = new Map(
    files.map(([name, megabytes], used): [string, CachedFile] => [
      name,
      { name, size: megabytes * MEGABYTE, used },
    ]),
  );
  const folder = {
    read: () => Promise.resolve(undefined),
    write(name: string, pieces: readonly (Uint8Array | string)[]) {
      const size = pieces.reduce((sum, { length }) => sum + length, 0);
      if (name !== ".gitignore") left.set(name, { name, size, used: files.length + left.size });
      return Promise.resolve();
    },
    files: () => Promise.resolve([...left.values()]),
    remove: (name: string) => Promise.resolve(void left.delete(name)),
  };
  await run((await earlierRuns({ cacheFolder: () => folder }))!);
  return files.map(([name]) => name).filter((name) => left.has(name));
}

test("files that a run has not come to are never removed, however old they are", async () => {
  const files = [
    ["judged-1", 80],
    ["vectors-1", 300],
    ["reading-1", 40],
    ["reading-2", 40],
  ] as const;
  const left = await leftAfter(files, (earlier) => earlier.keep("reading", "b", "one of several"));
  expect(left).toEqual(["judged-1", "vectors-1", "reading-1", "reading-2"]);
});

test("once a run has gone on to the next step, the oldest files of the step before it go", async () => {
  const files = [
    ["reading-1", 20],
    ["reading-2", 10],
    ["reading-3", 10],
    ["judged-1", 80],
  ] as const;
  const left = await leftAfter(files, async (earlier) => {
    await earlier.keep("reading", "b", new Uint8Array(7 * MEGABYTE));
    await earlier.keep("duplicates", "b", "few");
  });
  expect(left).toEqual(["reading-3", "judged-1"]);
});

test("a small cache keeps everything", async () => {
  const files = [
    ["reading-1", 20],
    ["judged-1", 30],
  ] as const;
  const left = await leftAfter(files, async (earlier) => {
    await earlier.keep("reading", "b", "new");
    await earlier.keep("duplicates", "b", "new");
  });
  expect(left).toEqual(["reading-1", "judged-1"]);
});
