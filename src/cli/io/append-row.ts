import { constants } from "node:fs";
import { link, mkdir, open, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { readPlainTable } from "../../formats/review-files/plain-table.ts";
import { clearUnfinished } from "./leftovers.ts";

/** Longer than any write of one row takes, in milliseconds. */
const WRITING = 20;

/**
 * Rows are written to the file itself, not to the target of a link; not every system has this flag.
 */
const NO_LINK = constants.O_NOFOLLOW ?? 0;

type Handle = Awaited<ReturnType<typeof open>>;

/**
 * Adds a row to a table and returns when it is on the disk. The row is written whole, by one call
 * on a file opened for appending, so that a kill or a second process cannot come between its bytes.
 */
export async function appendRow(path: string, header: string, row: string): Promise<void> {
  await begin(path, `${header}\n`);
  const { O_RDWR, O_APPEND, O_CREAT } = constants;
  const file = await open(path, O_RDWR | O_APPEND | O_CREAT | NO_LINK, 0o666);
  try {
    const { size } = await file.stat();
    const before = size === 0 ? `${header}\n` : await closing(file, size);
    await writeWhole(file, `${before}${row}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
}

/**
 * Ends an unfinished last line, so that the next row has a line of its own; returns the number of
 * that line.
 */
export async function endLastLine(path: string): Promise<number | undefined> {
  const file = await open(path, constants.O_RDWR | constants.O_APPEND | NO_LINK).catch(
    (error: unknown) => {
      if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
      throw error;
    },
  );
  if (file === undefined) return undefined;
  try {
    const { size } = await file.stat();
    const end = size === 0 ? "" : await closing(file, size);
    if (end === "") return undefined;
    await writeWhole(file, end);
    await file.sync();
    return (await wholeText(file, size)).split(/\r\n|\n|\r/).length;
  } finally {
    await file.close();
  }
}

/**
 * Adds a cell to the end of the first line, the header; the rows stay as they are, to the byte. The
 * file is replaced, whole or not at all. Rows that another process adds meanwhile are added again.
 */
export async function addColumn(path: string, cell: string): Promise<void> {
  await clearUnfinished(path);
  const old = await open(path, constants.O_RDONLY | NO_LINK);
  try {
    const bytes = await old.readFile();
    const end = bytes.findIndex((byte) => byte === 0x0a || byte === 0x0d);
    const at = end < 0 ? bytes.length : end;
    const unfinished = `${path}.${process.pid}.tmp`;
    await rm(unfinished, { force: true });
    const file = await open(unfinished, "wx", (await old.stat()).mode);
    try {
      await file.appendFile(bytes.subarray(0, at));
      await file.appendFile(cell);
      await file.appendFile(bytes.subarray(at));
      await file.sync();
    } catch (error) {
      await rm(unfinished, { force: true });
      throw error;
    } finally {
      await file.close();
    }
    await rename(unfinished, path);
    await syncFolder(dirname(path));
    // Who opened the file before it was replaced may still be writing a row to the old one.
    await delay(WRITING);
    const missed = Buffer.alloc((await old.stat()).size - bytes.length);
    if (missed.length === 0) return;
    await old.read(missed, 0, missed.length, bytes.length);
    const replaced = await open(path, constants.O_WRONLY | constants.O_APPEND | NO_LINK);
    try {
      await writeWhole(replaced, missed);
      await replaced.sync();
    } finally {
      await replaced.close();
    }
  } finally {
    await old.close();
  }
}

/** Creates the table with its header, complete or not at all, unless it exists already. */
async function begin(path: string, header: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await clearUnfinished(path);
  const exists = await open(path, "r").then(
    async (file) => {
      await file.close();
      return true;
    },
    () => false,
  );
  if (exists) return;
  const unfinished = `${path}.${process.pid}.tmp`;
  await rm(unfinished, { force: true });
  const file = await open(unfinished, "wx");
  try {
    await writeWhole(file, header);
    await file.sync();
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  } finally {
    await file.close();
  }
  try {
    // Unlike a rename, a link never replaces a file that another process has made in the meantime.
    await link(unfinished, path);
    await syncFolder(dirname(path));
  } catch {
    // The disk has no links: `appendRow` opens an empty file and writes the header there.
  } finally {
    await rm(unfinished, { force: true });
  }
}

/** A new name is on the disk only when its folder is; some systems cannot open a folder. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, "r").catch(() => undefined);
  await folder?.sync().catch(() => {});
  await folder?.close();
}

/**
 * The text that ends the last line of a table: nothing, or a line end, after a quote if one is
 * open.
 */
async function closing(file: Handle, size: number): Promise<string> {
  const last = Buffer.alloc(1);
  await file.read(last, 0, 1, size - 1);
  if (last[0] === 0x0a || last[0] === 0x0d) return "";
  // Another process may be writing a row at this moment; its line is not unfinished.
  await delay(WRITING);
  const now = (await file.stat()).size;
  if (now !== size) return closing(file, now);
  const { openAtEnd } = readPlainTable(await wholeText(file, size));
  return openAtEnd === undefined ? "\n" : '"\n';
}

async function wholeText(file: Handle, size: number): Promise<string> {
  const bytes = Buffer.alloc(size);
  await file.read(bytes, 0, size, 0);
  return bytes.toString("utf8");
}

/**
 * Removes the part of a row that was written before the disk was full: a torn row would be a row
 * that nobody wrote. It stays if another process has added something behind it.
 */
async function takeBack(file: Handle, part: Buffer): Promise<void> {
  const { size } = await file.stat();
  const end = Buffer.alloc(part.length);
  await file.read(end, 0, part.length, size - part.length).catch(() => {});
  if (end.equals(part)) await file.truncate(size - part.length).catch(() => {});
}

async function writeWhole(file: Handle, content: string | Buffer): Promise<void> {
  const bytes = Buffer.from(content);
  const { bytesWritten } = await file.write(bytes);
  if (bytesWritten < bytes.length) {
    await takeBack(file, bytes.subarray(0, bytesWritten));
    throw Object.assign(new Error("There is no space left on the disk."), { code: "ENOSPC" });
  }
}
