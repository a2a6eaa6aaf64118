import { createReadStream } from "node:fs";
import { mkdir, open, readdir, readFile, rename, rm, stat } from "node:fs/promises";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import type { Readable } from "node:stream";
import type { LockAttempt, LockHolder } from "./lock-file.ts";
import { isRunning } from "./processes.ts";

/** One file to be written, in pieces. */
export interface FileToWrite {
  readonly name: string;
  readonly pieces: Iterable<string>;
}

/** A terminal that gives single keys and can be drawn on. */
export interface Terminal {
  readonly input: Readable;
  write(text: string): void;
  size(): { readonly columns: number; readonly rows: number };
  /**
   * Takes the whole screen until the function that it returns is called. Whatever else ends slr, a
   * signal or a bug, gives the screen back, too.
   */
  takeOver(resized: () => void): () => void;
  /** Throws away what was typed before there was anything to answer. */
  discardTyped(): Promise<void>;
  /** Stops slr, once the screen is given back, until the shell continues it. */
  suspend(): Promise<void>;
}

/** Everything that commands may do to the outside world. Tests pass their own. */
export interface Io {
  /** The folder that relative paths start from. */
  readonly folder: string;
  /** The same, starting in another folder. */
  within(folder: string): Io;
  readBytes(file: string): AsyncIterable<Uint8Array>;
  readText(file: string): Promise<string>;
  /** Paths of all files below a folder, with `/`, sorted; none where there is no such folder. */
  list(folder: string, leaveOut?: (path: string) => boolean): Promise<string[]>;
  /** Paths of all symbolic links below a folder, which `list` does not follow, sorted. */
  links(folder: string): Promise<string[]>;
  kindOf(path: string): Promise<"file" | "folder" | "nothing">;
  /** Writes a file, whole or in pieces, so that a crash leaves the old one or the new one. */
  writeFile(file: string, content: string | AsyncIterable<string | Uint8Array>): Promise<void>;
  /** Takes a lock, a file that says who holds it; or says who holds it already. */
  takeLock(file: string, by: Pick<LockHolder, "doing" | "since">): Promise<LockAttempt>;
  /**
   * Adds a row, or several, to a table with one write and returns when it is on the disk. A table that is not
   * there begins with the header; processes that add to one table at a time do not tear its rows.
   */
  appendRow(file: string, header: string, row: string): Promise<void>;
  /** Ends a last line that a crash or an editor left open; its number, if there was one. */
  endLastLine(file: string): Promise<number | undefined>;
  /** Replaces a folder and all that is in it; an interrupted run leaves the old one or the new one. */
  replaceFolder(folder: string, files: Iterable<FileToWrite>): Promise<void>;
  /** Puts back what a crash in the middle of `replaceFolder` has left aside. */
  recoverFolder(folder: string): Promise<void>;
  /** Results: stdout. */
  print(text: string): void;
  /** A piece of a result, as it is: stdout. Resolves when it is taken: false, where nobody reads on. */
  write(piece: string | Uint8Array): Promise<boolean>;
  /** Progress, problems and hints: stderr. */
  notify(text: string): void;
  /** What is being done, on a terminal only; undefined ends it. */
  status(doing: string | undefined): void;
  /** Width of the terminal; undefined where output is piped. */
  readonly width: number | undefined;
  /** Whether stdout and stderr take colour. */
  readonly colour: boolean;
  /** The terminal that stdin and stdout are; undefined where one of them is a file or a pipe. */
  readonly terminal: Terminal | undefined;
  now(): Date;
  /** CPU time that slr has used so far. */
  cpuSeconds(): number;
  /** The name that git signs commits with. */
  gitName(): Promise<string | undefined>;
  /** Shows a page in the browser; false where there is none, as over ssh. */
  openLink(url: string): Promise<boolean>;
}

/** The part of `Io` that touches the disk. */
export type Disk = Pick<
  Io,
  | "folder"
  | "readBytes"
  | "readText"
  | "list"
  | "links"
  | "kindOf"
  | "writeFile"
  | "takeLock"
  | "appendRow"
  | "endLastLine"
  | "replaceFolder"
  | "recoverFolder"
>;

export function diskAt(folder: string): Disk {
  const at = (path: string) => resolve(folder, path);
  return {
    folder,
    readBytes: (file) => createReadStream(at(file), { highWaterMark: 1 << 18 }),
    readText: (file) => readFile(at(file), "utf8"),
    async list(below, leaveOut = () => false) {
      const found: string[] = [];
      const walk = async (path: string): Promise<void> => {
        const entries = await readdir(at(join(below, path)), { withFileTypes: true }).catch(
          nothingIfAbsent,
        );
        for (const entry of entries) {
          const inside = path === "" ? entry.name : `${path}/${entry.name}`;
          if (leaveOut(inside)) continue;
          // A link may lead anywhere; only what really lies in the folder is part of the review.
          if (entry.isDirectory()) await walk(inside);
          else if (entry.isFile()) found.push(inside);
        }
      };
      await walk("");
      return found.sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
    },
    async links(below) {
      const entries = await readdir(at(below), { withFileTypes: true, recursive: true }).catch(
        nothingIfAbsent,
      );
      return entries
        .filter((entry) => entry.isSymbolicLink())
        .map((entry) => relative(at(below), join(entry.parentPath, entry.name)))
        .map((path) => path.replaceAll(sep, "/"))
        .sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
    },
    async kindOf(path) {
      const stats = await stat(at(path)).catch(() => undefined);
      return stats === undefined ? "nothing" : stats.isDirectory() ? "folder" : "file";
    },
    async writeFile(file, content) {
      const target = at(file);
      await mkdir(dirname(target), { recursive: true });
      const unfinished = `${target}.${process.pid}.tmp`;
      try {
        await writePieces(unfinished, typeof content === "string" ? [content] : content);
        await rename(unfinished, target);
      } catch (error) {
        await rm(unfinished, { force: true });
        throw error;
      }
    },
    async takeLock(file, by) {
      const { takeLock } = await import("./lock-file.ts");
      return takeLock(at(file), by);
    },
    async appendRow(file, header, row) {
      const { appendRow } = await import("./append-row.ts");
      return appendRow(at(file), header, row);
    },
    async endLastLine(file) {
      const { endLastLine } = await import("./append-row.ts");
      return endLastLine(at(file));
    },
    async replaceFolder(target, files) {
      const final = at(target);
      const fresh = `${final}.${process.pid}.new.tmp`;
      const old = `${final}.${process.pid}.old.tmp`;
      await recover(final);
      await rm(fresh, { recursive: true, force: true });
      await mkdir(fresh, { recursive: true });
      try {
        for (const { name, pieces } of files) await writePieces(join(fresh, name), pieces);
        await rename(final, old).catch(nothingIfAbsent);
        await rename(fresh, final);
      } finally {
        await rm(fresh, { recursive: true, force: true });
        await recover(final);
      }
    },
    recoverFolder: (target) => recover(at(target)),
  };
}

/**
 * Two renames replace a folder. What a crash between them leaves aside is put back, else cleared away,
 * and so is the unfinished folder of a killed run; what a run that goes on is writing is its own.
 */
async function recover(final: string): Promise<void> {
  const before = `${basename(final)}.`;
  for (const name of await readdir(dirname(final)).catch(nothingIfAbsent)) {
    if (!name.startsWith(before)) continue;
    const left = /^(?:(\d+)\.)?(?:new|(old))\.tmp$/.exec(name.slice(before.length));
    if (left === null) continue;
    const [, writer, old] = left;
    if (writer === undefined && old === undefined) continue;
    if (writer !== undefined && Number(writer) !== process.pid && isRunning(Number(writer)))
      continue;
    const path = join(dirname(final), name);
    const present = await stat(final).then(
      () => true,
      () => false,
    );
    if (old === undefined || present) await rm(path, { recursive: true, force: true });
    else await rename(path, final).catch(nothingIfAbsent);
  }
}

async function writePieces(
  path: string,
  pieces: Iterable<string> | AsyncIterable<string | Uint8Array>,
): Promise<void> {
  const file = await open(path, "w");
  try {
    // Unlike `write`, it writes all of a piece.
    for await (const piece of pieces) await file.appendFile(piece);
    await file.sync(); // a power cut after the rename must not leave an empty file
  } finally {
    await file.close();
  }
}

function nothingIfAbsent(error: unknown): [] {
  if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
  throw error;
}
