import { spawnSync } from "node:child_process";
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  rmSync,
  statfsSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { appendRow } from "../../../src/cli/io/append-row.ts";
import { diskAt } from "../../../src/cli/io/io.ts";
import { risOf, testFolder } from "../captured-io.ts";

/** Puts a small disk at a folder; only the superuser of Linux can. */
const mount = (folder: string) =>
  spawnSync("mount", ["-t", "tmpfs", "-o", "size=512k", "tmpfs", folder]).status === 0;
const unmount = (folder: string) => spawnSync("umount", ["-l", folder]);

const disk = mkdtempSync(join(tmpdir(), "slr-disk-"));
const canMount = mount(disk);
afterAll(() => {
  if (canMount) unmount(disk);
  rmdirSync(disk);
});

/** Fills a disk except for so many pages of 4096 bytes. */
function fill(folder: string, pages: number): void {
  const { bavail, bsize } = statfsSync(folder);
  writeFileSync(join(folder, "filling"), Buffer.alloc(Math.max(0, bavail - pages) * bsize));
}

/** All but the cache, which may get a part that the next run needs not make. */
function filesOn(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile() && one.name !== "filling")
    .map((one) => join(one.parentPath, one.name))
    .filter((file) => !file.includes("/.slr/cache/"));
  return Object.fromEntries(files.sort().map((file) => [file, readFileSync(file, "utf8")]));
}

describe.skipIf(!canMount)("on a full disk", () => {
  beforeEach(() => {
    for (const name of readdirSync(disk)) rmSync(join(disk, name), { recursive: true });
  });

  test("a place aside takes no more, and gives back what it took", async () => {
    const aside = (await diskAt(disk).openAside())!;
    const values = Array.from({ length: 40 }, (_, at) => Buffer.alloc(100_000, at));
    const positions = values.map((value) => aside.put(value));
    expect(positions.indexOf(undefined)).toBeGreaterThan(5);
    for (const [at, position] of positions.entries())
      if (position !== undefined) expect(aside.at(position, 100_000)).toEqual(values[at]);
    aside.close();
  });

  test("a row is in the table whole, or not at all", async () => {
    const path = join(disk, "ada.csv");
    const rows = `record,note\n${"a,b\n".repeat(1018)}`;
    writeFileSync(path, rows);
    fill(disk, 0);
    await expect(appendRow(path, "record,note", "c,a note that is longer")).rejects.toThrow(
      /no space left/i,
    );
    expect(readFileSync(path, "utf8")).toBe(rows);
    await appendRow(path, "record,note", "c,short");
    expect(readFileSync(path, "utf8")).toBe(`${rows}c,short\n`);
  });

  test("a table is not begun", async () => {
    fill(disk, 0);
    await expect(appendRow(join(disk, "ada.csv"), "record,note", "c,d")).rejects.toThrow(
      /no space left/i,
    );
    expect(filesOn(disk)).toEqual({});
  });

  test.each([0, 2, 8])(
    "the files of a review stay as they are, with %i pages left",
    async (pages) => {
      const folder = testFolder();
      mount(folder.path);
      onTestFinished(() => {
        unmount(folder.path);
      });
      const files = {
        "slr.yaml": "title: T\nsources: [{ name: S, files: searches/*.ris }]\n",
        "searches/a.ris": risOf("Sleep and recall in adults", "Graph databases, a survey"),
        "votes.csv": "record,stage,verdict\nSleep and recall in adults,title-abstract,include\n",
      };
      for (const [name, text] of Object.entries(files)) {
        mkdirSync(dirname(join(folder.path, name)), { recursive: true });
        writeFileSync(join(folder.path, name), text);
      }
      expect((await folder.slr("screen")).code).toBe(0);
      const titles = Array.from({ length: 60 }, (_, at) => `Work number ${at} of a series`);
      folder.write("searches/b.ris", risOf(...titles));
      fill(folder.path, pages);
      const before = filesOn(folder.path);
      const { code, err } = await folder.slr("screen");
      expect(code).toBe(2);
      expect(err).toContain("There is no space left on the disk.");
      expect(filesOn(folder.path)).toEqual(before);
      if (pages > 0) return;
      for (const words of [
        "check --update-lock",
        "prisma -o flow.svg",
        "import decisions votes.csv --as ada",
      ]) {
        const run = await folder.slr(...words.split(" "));
        expect([words, run.code]).toEqual([words, 2]);
        expect(run.err).toContain("There is no space left on the disk.");
        expect(filesOn(folder.path)).toEqual(before);
      }
    },
  );
});
