import { constants as bufferLimits } from "node:buffer";
import {
  type FileHandle,
  lstat,
  mkdir,
  open,
  readdir,
  rename,
  rm,
  rmdir,
  stat,
} from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Readable } from "node:stream";
import type { BytesAside } from "../../core/records/bulk/bytes-aside.ts";
import type { WorkStep } from "../../core/review/work-step.ts";
import { type CacheFolder, cacheFolderAt } from "./cache-folder.ts";
import { UserError } from "./errors.ts";
import { holdInterrupts } from "./interrupts.ts";
import { clearUnfinished, leftovers } from "./leftovers.ts";
import type { LockAttempt, LockHolder } from "./lock-file.ts";
import { ReviewPaths } from "./review-paths.ts";

export interface HowToRead {
  readonly inPassing: boolean;
}

/** A file to be written, in pieces. */
export interface FileToWrite {
  readonly name: string;
  readonly pieces: Iterable<string> | AsyncIterable<string | Uint8Array>;
}

/** A terminal that reports single keys and can be drawn on. */
export interface Terminal {
  readonly input: Readable;
  write(text: string): void;
  size(): { readonly columns: number; readonly rows: number };
  /**
   * Takes the whole screen until the returned function is called. If slr ends in another way, by a
   * signal or a bug, the screen is given back, too.
   */
  takeOver(resized: () => void): () => void;
  /** Takes what was typed before there was anything to answer, so that it answers nothing. */
  typedBefore(): Promise<string>;
  /** Stops slr, once the screen is given back, until the shell continues it. */
  suspend(): Promise<void>;
}

/** Everything that commands may do to the outside world. Tests pass their own. */
export interface Io {
  /** The folder that relative paths start from. */
  readonly folder: string;
  /** The same, starting in another folder. */
  within(folder: string): Io;
  /** Permits a path outside the review, or all such paths, because the command line named them. */
  permit(path: string | { readonly everything: true }): void;
  /**
   * The bytes of a file, piece by piece. In passing, each piece is overwritten once the next is asked
   * for, which is enough for a hash and takes two thirds of the time.
   */
  readBytes(file: string, how?: HowToRead): AsyncIterable<Uint8Array>;
  /** The whole file; throws a UserError if it is longer than a text can be. */
  readWhole(file: string): Promise<Uint8Array>;
  readText(file: string): Promise<string>;
  /** Paths of all files below a folder, with `/`, sorted; empty if there is no such folder. */
  list(folder: string, leaveOut?: (path: string) => boolean): Promise<string[]>;
  /**
   * Paths of the links below a folder that `list` does not follow, because they lead out of the
   * review or to nothing.
   */
  links(folder: string, leaveOut?: (path: string) => boolean): Promise<string[]>;
  /** The file that a path leads to, the same for all of its names; undefined if there is none. */
  identityOf(path: string): Promise<string | undefined>;
  /** The bytes of a file; undefined if there is none. */
  sizeOf(path: string): Promise<number | undefined>;
  kindOf(path: string): Promise<"file" | "folder" | "nothing">;
  /** Writes a file, whole or in pieces, so that a crash leaves the old one or the new one. */
  writeFile(file: string, content: string | AsyncIterable<string | Uint8Array>): Promise<void>;
  /** Takes a lock, a file that says who holds it; or returns the present holder. */
  takeLock(file: string, by: Pick<LockHolder, "doing" | "since">): Promise<LockAttempt>;
  /**
   * Adds one or more rows to a table with one write and returns when they are on the disk. A new
   * table begins with the header. Processes that add to one table at a time do not mix up their
   * rows.
   */
  appendRow(file: string, header: string, row: string): Promise<void>;
  /** Adds a cell, with the delimiter before it, to the end of a table's header; no row changes. */
  addColumn(file: string, cell: string): Promise<void>;
  /**
   * Ends an unfinished last line that a crash or an editor left; returns its number, if there was
   * one.
   */
  endLastLine(file: string): Promise<number | undefined>;
  /**
   * Replaces a folder that contains files of these names, which may lie in folders below it; an interrupted run leaves the old one or
   * the new one. A file with another name is never removed.
   */
  replaceFolder(
    folder: string,
    files: Iterable<FileToWrite>,
    names: readonly string[],
  ): Promise<void>;
  /** Restores what a crash in the middle of `replaceFolder` has set aside. */
  recoverFolder(folder: string, names: readonly string[]): Promise<void>;
  /** A folder of files that slr made, may lose, and can make again. */
  cacheFolder(folder: string): CacheFolder;
  /** Opens a file without a name for bytes that a run needs again; undefined where there can be none. */
  openAside(): Promise<BytesAside | undefined>;
  /** Results: stdout. */
  print(text: string): void;
  /**
   * A piece of a result, unchanged: stdout. Resolves when it is written: to false if nobody reads
   * any more.
   */
  write(piece: string | Uint8Array): Promise<boolean>;
  /** Progress, problems and hints: stderr. */
  notify(text: string): void;
  /**
   * Shows what slr is doing, on a terminal that somebody watches. It lasts until something is printed;
   * undefined ends it.
   */
  status(step: WorkStep | undefined): void;
  /** Width of the terminal; undefined if output is piped. */
  readonly width: number | undefined;
  /** The same for progress, problems and hints. */
  readonly notesWidth: number | undefined;
  /** Whether stdout and stderr support colour. */
  readonly colour: boolean;
  /** The terminal behind stdin and stdout; undefined if one of them is a file or a pipe. */
  readonly terminal: Terminal | undefined;
  now(): Date;
  /** CPU time that slr has used so far. */
  cpuSeconds(): number;
  /** How many bytes Node lets slr use for its objects. */
  memoryLimit(): number;
  /** Collects garbage more often from now on, which takes a little time. */
  saveMemory(): void;
  /** The name with which git signs commits. */
  gitName(): Promise<string | undefined>;
  /** A file of this folder as git has it at a revision; undefined where it has none, or without git. */
  gitFile(revision: string, path: string): Promise<string | undefined>;
  /** Waits until the user or the system asks slr to end. */
  untilInterrupted(): Promise<void>;
  /** Shows a page in the browser; returns false if there is none, as over ssh. */
  openLink(url: string): Promise<boolean>;
}

/** The part of `Io` that touches the disk. */
export type Disk = Pick<
  Io,
  | "folder"
  | "readBytes"
  | "permit"
  | "readWhole"
  | "readText"
  | "list"
  | "links"
  | "kindOf"
  | "identityOf"
  | "sizeOf"
  | "writeFile"
  | "takeLock"
  | "appendRow"
  | "addColumn"
  | "endLastLine"
  | "replaceFolder"
  | "recoverFolder"
  | "cacheFolder"
  | "openAside"
>;

/** A file that is read into one text may not be longer than a text can be. */
const LONGEST_TEXT = bufferLimits.MAX_STRING_LENGTH;

/** Files are read in pieces of so many bytes. */
const PIECE = 1 << 18;

function piecesOf(handle: FileHandle): AsyncIterable<Uint8Array> {
  return handle.createReadStream({ highWaterMark: PIECE }) as AsyncIterable<Uint8Array>;
}

/** The pieces of a file in two places that take turns: one is read while the other is looked at. */
async function* piecesInPassing(handle: FileHandle): AsyncGenerator<Uint8Array> {
  try {
    const [one, other] = [Buffer.allocUnsafeSlow(PIECE), Buffer.allocUnsafeSlow(PIECE)];
    let next = handle.read(one);
    for (;;) {
      const { bytesRead, buffer } = await next;
      if (bytesRead === 0) return;
      next = handle.read(buffer === one ? other : one);
      // Nobody may ask for it.
      next.catch(() => {});
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    await handle.close();
  }
}

export function diskAt(folder: string): Disk {
  const paths = new ReviewPaths(folder);
  const everything = () => false;
  return {
    folder,
    permit: (path) => paths.permit(path),
    async *readBytes(file, how) {
      const handle = await paths.open(file);
      yield* how?.inPassing ? piecesInPassing(handle) : piecesOf(handle);
    },
    readWhole: (file) => readWhole(file, paths),
    readText: async (file) => (await readWhole(file, paths)).toString("utf8"),
    list: async (below, leaveOut = everything) => (await paths.walk(below, leaveOut)).files,
    links: async (below, leaveOut = everything) => (await paths.walk(below, leaveOut)).links,
    kindOf: (path) => paths.kindOf(path),
    identityOf: (path) => paths.identityOf(path),
    sizeOf: (path) => paths.sizeOf(path),
    async writeFile(file, content) {
      const target = await paths.toWrite(file);
      await clearUnfinished(target);
      const unfinished = `${target}.${process.pid}.tmp`;
      try {
        await holdInterrupts(async (stopHere) => {
          await writePieces(
            unfinished,
            typeof content === "string" ? [content] : content,
            stopHere,
          );
          stopHere();
          await rename(unfinished, target);
        });
      } catch (error) {
        await rm(unfinished, { force: true });
        throw error;
      }
    },
    async takeLock(file, by) {
      const { takeLock } = await import("./lock-file.ts");
      return takeLock(await paths.toWrite(file, { inPlace: true }), by);
    },
    async appendRow(file, header, row) {
      const { appendRow } = await import("./append-row.ts");
      return appendRow(await paths.toWrite(file), header, row);
    },
    async addColumn(file, cell) {
      const { addColumn } = await import("./append-row.ts");
      return addColumn(await paths.toWrite(file, { inPlace: true }), cell);
    },
    async endLastLine(file) {
      const { endLastLine } = await import("./append-row.ts");
      return endLastLine(await paths.toWrite(file, { inPlace: true }));
    },
    async replaceFolder(target, files, names) {
      const final = await paths.toWrite(target);
      const fresh = `${final}.${process.pid}.new.tmp`;
      const old = `${final}.${process.pid}.old.tmp`;
      await recover(final, names);
      await holdInterrupts(async (stopHere) => {
        await mkdir(fresh);
        try {
          for (const { name, pieces } of files) {
            stopHere();
            const path = join(fresh, name);
            await mkdir(dirname(path), { recursive: true });
            await writePieces(path, pieces, stopHere);
          }
          stopHere();
          await rename(final, old).catch(nothingIfAbsent);
          await rename(fresh, final);
        } finally {
          await clearFolder(fresh, names);
          await recover(final, names);
        }
      });
    },
    cacheFolder: (target) => cacheFolderAt(target, paths),
    async openAside() {
      const { asideFile } = await import("./aside-file.ts");
      const place = await paths.toWrite(".slr.aside", { inPlace: true }).catch(() => undefined);
      return place === undefined ? undefined : asideFile(place);
    },
    recoverFolder: async (target, names) =>
      recover(await paths.toWrite(target, { inPlace: true }), names),
  };
}

/**
 * A whole file that becomes one text or one picture; a file that is too large is refused before
 * memory is allocated for it.
 */
async function readWhole(file: string, paths: ReviewPaths): Promise<Buffer> {
  const handle = await paths.open(file);
  try {
    const { size } = await handle.stat();
    if (size > LONGEST_TEXT) {
      const megabytes = (bytes: number) => Math.floor(bytes / (1 << 20));
      throw new UserError(
        `${file} holds ${megabytes(size)} MB; slr reads at most ${megabytes(LONGEST_TEXT)} MB of such a file.`,
      );
    }
    return await handle.readFile();
  } finally {
    await handle.close();
  }
}

/**
 * Two renames replace a folder. If a crash came between them, the old folder is restored; other
 * leftovers, such as the unfinished folder of a killed run, are removed. Files that a running
 * process is writing are left alone.
 */
async function recover(final: string, names: readonly string[]): Promise<void> {
  for (const { path, left } of await leftovers(final, /^(?:(\d+)\.new|(?:(\d+)\.)?old)\.tmp$/)) {
    if (left.endsWith("old.tmp")) {
      const present = await stat(final).then(
        () => true,
        () => false,
      );
      if (!present) {
        await rename(path, final).catch(nothingIfAbsent);
        continue;
      }
    }
    if (!(await clearFolder(path, names)) && left.endsWith("old.tmp")) await moveFiles(path, final);
  }
}

/**
 * Removes the files of these names and then the folder; returns false if other files are left in
 * it.
 */
async function clearFolder(folder: string, names: readonly string[]): Promise<boolean> {
  const stats = await lstat(folder).catch(nothingIfAbsent);
  if (Array.isArray(stats)) return true;
  if (!stats.isDirectory()) return false;
  for (const name of names) await rm(join(folder, name), { force: true });
  const below = new Set(names.map((name) => dirname(name)).filter((name) => name !== "."));
  // The deepest first; one that holds other files stays.
  for (const name of [...below].sort((a, b) => b.length - a.length))
    await rmdir(join(folder, name)).catch(() => {});
  return rmdir(folder).then(
    () => true,
    () => false,
  );
}

/**
 * Moves files that somebody put into a folder in the meantime; a file whose name is taken stays.
 */
async function moveFiles(from: string, to: string): Promise<void> {
  const taken = new Set(await readdir(to));
  const stats = await lstat(from);
  if (!stats.isDirectory()) return;
  for (const name of await readdir(from))
    if (!taken.has(name)) await rename(join(from, name), join(to, name));
  await rmdir(from).catch(() => {});
}

async function writePieces(
  path: string,
  pieces: Iterable<string> | AsyncIterable<string | Uint8Array>,
  stopHere: () => void,
): Promise<void> {
  // An existing file of this name was planted or left behind: slr does not write through it.
  await rm(path, { force: true });
  const file = await open(path, "wx");
  try {
    // Unlike `write`, this writes all of a piece.
    for await (const piece of pieces) {
      await file.appendFile(piece);
      stopHere();
    }
    await file.sync(); // A power cut after the rename must not leave an empty file.
  } finally {
    await file.close();
  }
}

function nothingIfAbsent(error: unknown): [] {
  if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
  throw error;
}
